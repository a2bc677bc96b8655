package io.tablekeep.engine.residency;

import io.tablekeep.sdk.state.DocumentId;
import java.util.concurrent.CompletionStage;

/** A document in memory, as {@link Residents} see it. Its methods may be called on any thread. */
public interface Resident {
  /**
   * Its identity.
   *
   * @return the document
   */
  DocumentId id();

  /**
   * When somebody last did something with it.
   *
   * @return reading of the runtime's clock, in nanoseconds
   */
  long usedNanos();

  /**
   * How often somebody did something with it.
   *
   * @return a count since it came into memory
   */
  long uses();

  /**
   * When it came into memory.
   *
   * @return reading of the runtime's clock, in nanoseconds
   */
  long sinceNanos();

  /**
   * Whether somebody sits at it or something is on its way. A hint: it may be out of date.
   *
   * @return whether it has to stay
   */
  boolean isOccupied();

  /**
   * Whether its document is packed.
   *
   * @return false from the moment somebody uses it
   */
  boolean isPacked();

  /**
   * An estimate of the memory it takes.
   *
   * @return bytes
   */
  long bytes();

  /**
   * Packs its document off the loop, unless somebody uses it meanwhile.
   *
   * @return done; never fails
   */
  CompletionStage<Void> pack();

  /**
   * Lets it go, with a snapshot, unless it is occupied by now.
   *
   * @return true when nothing of it is left in memory, false when it stays; never fails
   */
  CompletionStage<Boolean> leave();
}
