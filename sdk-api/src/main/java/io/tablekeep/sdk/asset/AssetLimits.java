package io.tablekeep.sdk.asset;

/**
 * How large one asset may be.
 *
 * @param maxBytes most bytes
 * @param maxPixels most pixels, width times height: a small file can unfold to more memory than a
 *     browser has
 */
public record AssetLimits(long maxBytes, long maxPixels) {
  /**
   * Limits that a map of 16,000 × 12,000 pixels passes.
   *
   * @return 128 MiB and 200 million pixels
   */
  public static AssetLimits defaults() {
    return new AssetLimits(128L << 20, 200_000_000L);
  }
}
