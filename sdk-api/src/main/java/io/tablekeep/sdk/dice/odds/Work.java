package io.tablekeep.sdk.dice.odds;

/** How much may still be reckoned for one notation. Single-threaded. */
final class Work {
  /** Elementary steps, about a nanosecond each. */
  private long left;

  Work(long steps) {
    left = steps;
  }

  /** Takes the steps if there are as many left. */
  boolean take(double steps) {
    if (!(steps <= left)) {
      return false;
    }
    left -= (long) steps;
    return true;
  }
}
