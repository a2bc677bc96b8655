package io.tablekeep.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one seat is told: how its view changed, and what became of its actions.
 *
 * @param position the seat's own counter after this frame; one more than before when {@code change}
 *     is there, else unchanged
 * @param change the difference of the seat's view, shared by all seats it is equal for
 * @param receipts receipts of this seat's actions
 * @param resume a new token to come back with, which takes the place of the one before; now and
 *     then only
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, not copied; equality is never asked
public record Frame(
    long position, @Nullable ViewChange change, List<Receipt> receipts, byte @Nullable [] resume) {

  /**
   * A frame without a token.
   *
   * @param position the seat's own counter after this frame
   * @param change the difference of the seat's view
   * @param receipts receipts of this seat's actions
   */
  public Frame(long position, @Nullable ViewChange change, List<Receipt> receipts) {
    this(position, change, receipts, null);
  }
}
