package io.tablekeep.engine.journal.ledger;

import io.tablekeep.engine.journal.entry.Outcome;
import io.tablekeep.sdk.error.Problem;

/** What the {@link Ledger} says about the id of an action that has just come in. */
public sealed interface Asked {
  /** Never seen: decide it. */
  record New() implements Asked {}

  /**
   * Decided and durable: answer with this again.
   *
   * @param receipt what the sender was told
   */
  record Same(Receipt receipt) implements Asked {}

  /**
   * The same action is on its way: whoever asks waits for the same answer.
   *
   * @param version version of its entry; 0 while it is claimed and not decided yet
   */
  record InFlight(long version) implements Asked {}

  /**
   * It must not run. Nothing is journaled.
   *
   * @param problem {@code action-id-reused}: the id belongs to another action; {@code
   *     action-id-too-old}: the receipt is no longer kept, whether it ever ran is not known; {@code
   *     too-many-devices}
   */
  record Refused(Problem problem) implements Asked {}

  /**
   * What is kept of a decided action.
   *
   * @param n number of the action on its device
   * @param hash hash of its type and payload
   * @param version version of its entry
   * @param outcome what the sender was told
   */
  record Receipt(long n, long hash, long version, Outcome outcome) {}
}
