package io.tablekeep.engine.cluster.placement;

/** Numbers that look like chance and are the same on every node and in every release. */
final class Mix {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private Mix() {}

  /**
   * The finalizer of SplitMix64 (variant 13 of Stafford's): every bit of it depends on every bit.
   */
  static long of(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** One of the many numbers of a key. */
  static long of(long key, long which) {
    return of(key + (which + 1) * GOLDEN);
  }

  static long of(String text) {
    long hash = text.length() * GOLDEN;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0xD6E8FEB86659FD93L;
      hash ^= hash >>> 32;
    }
    return of(hash);
  }

  /** The upper 53 bits, as a fraction from 0 to less than 1. */
  static double fraction(long bits) {
    return (bits >>> 11) * 0x1.0p-53;
  }
}
