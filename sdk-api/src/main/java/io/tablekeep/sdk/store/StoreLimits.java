package io.tablekeep.sdk.store;

import java.util.List;
import java.util.Optional;

/**
 * The sizes a store takes; over them it refuses with {@link Refusal#TOO_LARGE}. Every store takes
 * at least {@link #MINIMUM}.
 *
 * @param entryBytes bytes of one entry
 * @param appendBytes bytes of all entries of one append
 * @param appendEntries entries of one append
 * @param snapshotBytes bytes of one snapshot
 * @param snapshotMeta characters of a snapshot's meta
 */
public record StoreLimits(
    int entryBytes, int appendBytes, int appendEntries, int snapshotBytes, int snapshotMeta) {
  /**
   * What the engine may count on: 4 MiB entries, 16 MiB and 1,000 entries an append, 128 MiB
   * snapshots.
   */
  public static final StoreLimits MINIMUM =
      new StoreLimits(4 << 20, 16 << 20, 1_000, 128 << 20, 4_096);

  /**
   * What every store checks before anything else: the form and the sizes of an append. For stores
   * to use.
   *
   * @param after the position before the first entry
   * @param entries what is to be appended
   * @return the refusal (INVALID or TOO_LARGE), or empty when they may go on
   */
  public Optional<Appended.Rejected> refuse(long after, List<StoredEntry> entries) {
    if (entries.isEmpty()) {
      return rejected(Refusal.INVALID, "An append needs at least one entry.");
    }
    if (entries.size() > appendEntries) {
      return rejected(
          Refusal.TOO_LARGE,
          "An append takes " + appendEntries + " entries, not " + entries.size() + ".");
    }
    long position = after;
    long bytes = 0;
    for (StoredEntry entry : entries) {
      if (after < 0 || entry.position() != ++position) {
        return rejected(
            Refusal.INVALID,
            "Entries after " + after + " are numbered from there without gaps, not " + entry + ".");
      }
      if (entry.bytes().length > entryBytes) {
        return rejected(
            Refusal.TOO_LARGE,
            "An entry takes " + entryBytes + " bytes, not " + entry.bytes().length + ".");
      }
      bytes += entry.bytes().length;
    }
    if (bytes > appendBytes) {
      return rejected(
          Refusal.TOO_LARGE, "An append takes " + appendBytes + " bytes, not " + bytes + ".");
    }
    return Optional.empty();
  }

  /**
   * The same for a snapshot.
   *
   * @param snapshot what is to be kept
   * @return the refusal (TOO_LARGE), or empty when it may go on
   */
  public Optional<Appended.Rejected> refuse(StoredSnapshot snapshot) {
    if (snapshot.bytes().length > snapshotBytes) {
      return rejected(
          Refusal.TOO_LARGE,
          "A snapshot takes " + snapshotBytes + " bytes, not " + snapshot.bytes().length + ".");
    }
    if (snapshot.meta().length() > snapshotMeta) {
      return rejected(
          Refusal.TOO_LARGE,
          "A snapshot's meta takes "
              + snapshotMeta
              + " characters, not "
              + snapshot.meta().length()
              + ".");
    }
    return Optional.empty();
  }

  private static Optional<Appended.Rejected> rejected(Refusal reason, String message) {
    return Optional.of(new Appended.Rejected(reason, message));
  }
}
