package io.tablekeep.engine;

import io.tablekeep.sdk.game.Participant;
import java.util.concurrent.CompletableFuture;

/** One participant's connection to a campaign. Thread-safe. */
public interface Seat {
  /**
   * Who sits here.
   *
   * @return the participant as they were when the seat was taken
   */
  Participant participant();

  /**
   * Sends an action.
   *
   * @param action what is asked for
   * @return the receipt, once what it says is durable; it arrives on the campaign's loop, after the
   *     frame that shows the effect. Bad input and refusals are receipts too; the future fails only
   *     when the seat is gone
   */
  CompletableFuture<Receipt> submit(Action action);

  /**
   * Sends an action from inside the program, numbered by the seat itself.
   *
   * @param payload payload record of a declared action
   * @return the receipt, as from {@link #submit}
   */
  CompletableFuture<Receipt> act(Record payload);

  /**
   * Shows something of the moment to the others. May be dropped.
   *
   * @param kind what it is
   * @param payload a JSON value in UTF-8
   */
  void signal(String kind, byte[] payload);

  /** Gets up. The listener is told {@code closed} with code {@code left}. */
  void leave();
}
