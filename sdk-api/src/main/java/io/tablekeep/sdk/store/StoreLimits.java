package io.tablekeep.sdk.store;

/**
 * The sizes a store takes; over them it refuses with {@link Refusal#TOO_LARGE}. Every store takes at
 * least {@link #MINIMUM}.
 *
 * @param entryBytes bytes of one entry
 * @param appendBytes bytes of all entries of one append
 * @param appendEntries entries of one append
 * @param snapshotBytes bytes of one snapshot
 * @param snapshotMeta characters of a snapshot's meta
 */
public record StoreLimits(
    int entryBytes, int appendBytes, int appendEntries, int snapshotBytes, int snapshotMeta) {
  /** What the engine may count on: 4 MiB entries, 16 MiB and 1,000 entries an append, 128 MiB snapshots. */
  public static final StoreLimits MINIMUM =
      new StoreLimits(4 << 20, 16 << 20, 1_000, 128 << 20, 4_096);
}
