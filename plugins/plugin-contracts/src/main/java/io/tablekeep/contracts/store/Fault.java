package io.tablekeep.contracts.store;

import io.tablekeep.sdk.store.Refusal;

/** What goes wrong with one call of a {@link FaultyStore}. */
public sealed interface Fault {

  /**
   * The call is refused and does nothing. Calls that do not write fail with the same reason.
   *
   * @param reason why
   */
  record Rejected(Refusal reason) implements Fault {}

  /**
   * The caller never learns what became of it. For a call that writes; one that reads fails.
   *
   * @param stored whether it was done all the same
   * @param how the way in which it is not learned
   */
  record Unknown(boolean stored, How how) implements Fault {}

  /** Done, but this answer and all later ones wait for {@link FaultyStore#release()}. */
  record Delayed() implements Fault {}

  /** The three ways of not learning an outcome; callers must treat them alike. */
  enum How {
    /** The stage says {@link io.tablekeep.sdk.store.Appended.Unknown}. */
    SAID,
    /** The stage fails. */
    FAILED,
    /** The call itself throws. */
    THROWN
  }

  /**
   * Refused for want of room.
   *
   * @return the fault
   */
  static Fault full() {
    return new Rejected(Refusal.FULL);
  }

  /**
   * Said to be unknown, but done.
   *
   * @return the fault
   */
  static Fault unknownButStored() {
    return new Unknown(true, How.SAID);
  }

  /**
   * Said to be unknown, and not done.
   *
   * @return the fault
   */
  static Fault unknownNotStored() {
    return new Unknown(false, How.SAID);
  }

  /**
   * Answered late.
   *
   * @return the fault
   */
  static Fault delayed() {
    return new Delayed();
  }
}
