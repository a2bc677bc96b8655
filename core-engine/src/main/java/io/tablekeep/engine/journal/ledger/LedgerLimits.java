package io.tablekeep.engine.journal.ledger;

import java.time.Duration;

/**
 * How many devices a document remembers.
 *
 * @param perParticipant devices of one participant
 * @param devices devices of all participants together; about 3 KB of memory each at the most
 * @param idle how long a device must not have sent anything, in the journal's time, before it makes
 *     room for another
 */
public record LedgerLimits(int perParticipant, int devices, Duration idle) {
  /**
   * What suits a table of people: 256 devices each (a browser's every tab is one), 2,048 together,
   * a week.
   */
  public static final LedgerLimits DEFAULT = new LedgerLimits(256, 2_048, Duration.ofDays(7));
}
