package io.tablekeep.engine.runtime;

/** A source of chance. */
public interface Chance {
  /**
   * A number of equal odds.
   *
   * @param bound one more than the largest, at least 1
   * @return from 0 to {@code bound - 1}
   */
  int below(int bound);

  /**
   * 64 bits of equal odds.
   *
   * @return any number
   */
  long bits();

  /**
   * Whether a test tells what comes.
   *
   * @return true when faces are to be taken from here, unproven, instead of from a seed
   */
  default boolean isScripted() {
    return false;
  }
}
