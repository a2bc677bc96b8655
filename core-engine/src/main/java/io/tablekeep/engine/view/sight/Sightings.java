package io.tablekeep.engine.view.sight;

/** Which tokens of one scene someone sees: a bit for each, by its number. Never written to. */
public final class Sightings {
  final EyeSet eyes;
  final long[] seen;

  Sightings(EyeSet eyes, long[] seen) {
    this.eyes = eyes;
    this.seen = seen;
  }

  static long[] none(int tokens) {
    return new long[(tokens + Long.SIZE - 1) / Long.SIZE];
  }

  static boolean has(long[] bits, int index) {
    return (bits[index / Long.SIZE] & (1L << index)) != 0;
  }

  static void put(long[] bits, int index, boolean on) {
    if (on) {
      bits[index / Long.SIZE] |= 1L << index;
    } else {
      bits[index / Long.SIZE] &= ~(1L << index);
    }
  }

  /**
   * Whether a token is seen.
   *
   * @param index its number in the scene
   * @return true if any of the eyes sees any spot of it; false for a hidden one
   */
  public boolean has(int index) {
    return has(seen, index);
  }
}
