package io.tablekeep.engine.journal;

import io.tablekeep.engine.journal.ledger.LedgerLimits;
import java.time.Duration;

/**
 * The bounds of each document's journal.
 *
 * @param inFlightEntries entries of a document on their way to the store
 * @param inFlightBytes bytes of these
 * @param entryBytes largest entry
 * @param quotaBytes text of all entries of a document
 * @param warnBytes from how many on the host is warned
 * @param ledger how many devices are remembered
 * @param patience how long the store may leave an append unanswered before its outcome counts as
 *     unknown
 * @param snapshots when snapshots are taken
 */
public record JournalOptions(
    int inFlightEntries,
    long inFlightBytes,
    int entryBytes,
    long quotaBytes,
    long warnBytes,
    LedgerLimits ledger,
    Duration patience,
    Snapshots snapshots) {
  /** What suits a table of people. */
  public static final JournalOptions DEFAULT =
      new JournalOptions(
          4_096,
          8 << 20,
          1 << 20,
          1L << 30,
          800L << 20,
          LedgerLimits.DEFAULT,
          Duration.ofSeconds(30),
          Snapshots.DEFAULT);

  /**
   * When snapshots are taken. They only shorten the way back: the journal alone is enough.
   *
   * @param entries after so many entries
   * @param bytes or after so many bytes of entries
   * @param idle or when nothing was written for so long
   * @param idleEntries and there were at least so many entries since the last one
   * @param keep how many are kept
   */
  public record Snapshots(int entries, long bytes, Duration idle, int idleEntries, int keep) {
    /** After 5,000 entries, 4 MiB, or a minute's rest after 100 entries; three are kept. */
    public static final Snapshots DEFAULT =
        new Snapshots(5_000, 4 << 20, Duration.ofMinutes(1), 100, 3);
  }

  /**
   * The same with another quota; the warning comes at four fifths of it.
   *
   * @param bytes text of all entries of a document
   * @return new options
   */
  public JournalOptions withQuota(long bytes) {
    return new JournalOptions(
        inFlightEntries,
        inFlightBytes,
        entryBytes,
        bytes,
        bytes / 5 * 4,
        ledger,
        patience,
        snapshots);
  }

  /**
   * The same with other bounds on what is on its way.
   *
   * @param entries entries of a document on their way to the store
   * @param bytes bytes of these
   * @return new options
   */
  public JournalOptions withInFlight(int entries, long bytes) {
    return new JournalOptions(
        entries, bytes, entryBytes, quotaBytes, warnBytes, ledger, patience, snapshots);
  }

  /**
   * The same with another bound on one entry.
   *
   * @param bytes largest entry
   * @return new options
   */
  public JournalOptions withEntryBytes(int bytes) {
    return new JournalOptions(
        inFlightEntries, inFlightBytes, bytes, quotaBytes, warnBytes, ledger, patience, snapshots);
  }

  /**
   * The same with snapshots at other times.
   *
   * @param snapshots when snapshots are taken
   * @return new options
   */
  public JournalOptions withSnapshots(Snapshots snapshots) {
    return new JournalOptions(
        inFlightEntries,
        inFlightBytes,
        entryBytes,
        quotaBytes,
        warnBytes,
        ledger,
        patience,
        snapshots);
  }
}
