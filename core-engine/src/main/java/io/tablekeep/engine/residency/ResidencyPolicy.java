package io.tablekeep.engine.residency;

import java.time.Duration;

/**
 * How much stays in memory.
 *
 * @param documents documents open at a time; one more makes the one used longest ago leave, if
 *     nobody sits at it
 * @param bytes memory that all of them may take, as estimated from the length of their text: above
 *     it those used longest ago are packed, then let go
 * @param packAfter rest after which a document is packed
 * @param leaveAfter rest after which a document that nobody sits at is let go
 */
public record ResidencyPolicy(int documents, long bytes, Duration packAfter, Duration leaveAfter) {
  /**
   * Checks the bounds.
   *
   * @param documents at least 1
   * @param bytes at least 1
   * @param packAfter more than nothing
   * @param leaveAfter more than nothing
   */
  public ResidencyPolicy {
    if (documents < 1 || bytes < 1) {
      throw new IllegalArgumentException("at least one document and one byte have to stay");
    }
    if (packAfter.isNegative() || packAfter.isZero()) {
      throw new IllegalArgumentException("packAfter has to be more than nothing");
    }
    if (leaveAfter.isNegative() || leaveAfter.isZero()) {
      throw new IllegalArgumentException("leaveAfter has to be more than nothing");
    }
  }

  /**
   * What suits a server.
   *
   * @return 1,000 documents in a half of the heap, packed after a minute, let go after ten
   */
  public static ResidencyPolicy defaults() {
    return new ResidencyPolicy(
        1_000,
        Math.max(64L << 20, Runtime.getRuntime().maxMemory() / 2),
        Duration.ofMinutes(1),
        Duration.ofMinutes(10));
  }
}
