package io.tablekeep.engine.journal.entry;

import java.util.Optional;

/**
 * How the faces of a roll can be reckoned again; {@code engine.dice} says by which rule.
 *
 * @param epoch number of the epoch of dice whose seed they come from; 0 when they do not come from
 *     a seed
 * @param stream name of the audience whose counter it is
 * @param counter the number of the roll in its stream, from 1; 0 when no face fell anew
 * @param dice every die in the order of rolling, such as {@code 4d6,dF}
 * @param again the roll whose faces were used again as far as the dice have such faces
 * @param dialect name of the dialect of the notation; empty for the standard one
 */
public record RollProof(
    long epoch, String stream, long counter, String dice, Optional<Ref> again, String dialect) {
  /** The stream of faces that a test tells: nothing proves them. */
  public static final String SCRIPTED = "scripted";

  /**
   * A roll.
   *
   * @param epoch number of its epoch
   * @param stream its stream
   * @param counter its number there
   */
  public record Ref(long epoch, String stream, long counter) {}

  /**
   * Which roll it is.
   *
   * @return its name
   */
  public Ref ref() {
    return new Ref(epoch, stream, counter);
  }

  /**
   * Whether a test told the faces.
   *
   * @return true when nothing proves them
   */
  public boolean isScripted() {
    return epoch == 0 && stream.equals(SCRIPTED);
  }
}
