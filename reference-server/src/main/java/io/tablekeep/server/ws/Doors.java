package io.tablekeep.server.ws;

import io.tablekeep.engine.Seat;
import io.tablekeep.engine.SeatListener;
import io.tablekeep.engine.SeatRequest;
import java.util.concurrent.CompletionStage;

/** Decides who sits down where. Thread-safe. */
@FunctionalInterface
public interface Doors {
  /**
   * Whether a token that let somebody in still counts.
   *
   * @param campaign key of the campaign
   * @param token what was shown
   * @return false when it was revoked since, or is over
   */
  default boolean holds(String campaign, String token) {
    return true;
  }

  /**
   * Takes a seat.
   *
   * @param campaign key of the campaign, from the socket's path
   * @param token what was shown
   * @param with the device and what it has in hand; whose it is, the token says
   * @param listener receives what the seat is told
   * @return the seat, or a failure with a {@code TablekeepException}
   */
  CompletionStage<Seat> enter(
      String campaign, String token, SeatRequest with, SeatListener listener);
}
