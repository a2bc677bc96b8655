package io.tablekeep.sdk.transfer;

/**
 * How much an import may be.
 *
 * @param maxBytes longest file, in bytes
 * @param maxDepth deepest nesting of its objects and lists
 * @param maxItems most things it may produce, corners of walls included
 * @param maxKeptBytes most bytes kept of what the importer does not understand
 */
public record ImportLimits(long maxBytes, int maxDepth, int maxItems, int maxKeptBytes) {
  /**
   * Limits that every map in the wild is meant to pass.
   *
   * @return 256 MiB, 32 levels, 100,000 items, 256 KiB not understood
   */
  public static ImportLimits defaults() {
    return new ImportLimits(256L << 20, 32, 100_000, 256 << 10);
  }
}
