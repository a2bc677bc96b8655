package io.tablekeep.engine;

import io.tablekeep.sdk.game.Participant;

/**
 * The first thing a seat is told, unless it goes on where it was ({@link Resumed}).
 *
 * @param campaign key of the campaign
 * @param participant who sits here
 * @param position the seat's counter of the view
 * @param resume token to come back with, sealed, always of the same length; empty for a seat of no
 *     device
 * @param view what the seat sees
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, not copied; equality is never asked
public record Welcome(
    String campaign, Participant participant, long position, byte[] resume, SeatView view) {

  /**
   * What the seat sees, as JSON.
   *
   * @return {@link SeatView#json()} of the view
   */
  public byte[] state() {
    return view.json();
  }
}
