package io.tablekeep.plugin.sqlite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Work on the file that no one waits for: indexing the tail, sweeping deleted journals,
 * checkpoints.
 */
final class Upkeep {
  /** Rows that one sweep deletes, so that nobody waits long behind it. */
  private static final int SLICE = 500;

  private static final int FRAME = 4_120;

  /**
   * What a checkpoint told.
   *
   * @param frames in the write-ahead file
   * @param done of these are in the database file now
   */
  record Checkpoint(long frames, long done) {
    boolean isComplete() {
      return frames >= 0 && frames == done;
    }

    long bytes() {
      return Math.max(0, frames) * FRAME;
    }
  }

  private Upkeep() {}

  /**
   * Writes the write-ahead file back.
   *
   * @param mode PASSIVE waits for nobody, FULL for readers, TRUNCATE also empties the file
   */
  static Checkpoint checkpoint(Connection connection, String mode) throws SQLException {
    try (Statement sql = connection.createStatement();
        ResultSet row = sql.executeQuery("PRAGMA wal_checkpoint(" + mode + ")")) {
      return row.next() && (row.getInt(1) == 0 || mode.equals("PASSIVE"))
          ? new Checkpoint(row.getLong(2), row.getLong(3))
          : new Checkpoint(-1, -1);
    }
  }

  /**
   * Removes the parts of snapshots that will never be finished; to be called when none is under
   * way.
   */
  static void forgetUnfinished(Connection connection) throws SQLException {
    try (Statement sql = connection.createStatement()) {
      sql.execute("DELETE FROM parts WHERE snapshot NOT IN (SELECT id FROM snapshots)");
    }
  }

  /** Brings the index up to date in a transaction of its own. */
  static void place(Ledger ledger) throws SQLException {
    ledger.begin();
    ledger.rows.place();
    ledger.commit();
  }

  /** Removes a slice of a deleted journal; false when there is none left. */
  static boolean sweep(Ledger ledger) throws SQLException {
    ledger.begin();
    boolean found;
    try (Statement sql = ledger.connection().createStatement()) {
      long journal =
          Database.longNumber(ledger.connection(), "SELECT coalesce(max(journal), 0) FROM doomed");
      found = journal > 0;
      if (found) {
        if (ledger.rows.lastInTail(journal) > 0) {
          ledger.rows.place();
        }
        sweep(sql, journal);
      }
    }
    ledger.commit();
    return found;
  }

  private static void sweep(Statement sql, long journal) throws SQLException {
    String of = " WHERE journal = " + journal;
    String slice = "(SELECT seq FROM places" + of + " ORDER BY position LIMIT " + SLICE + ")";
    int rows = sql.executeUpdate("DELETE FROM entries WHERE seq IN " + slice);
    String positions =
        "(SELECT position FROM places" + of + " ORDER BY position LIMIT " + SLICE + ")";
    rows += sql.executeUpdate("DELETE FROM places" + of + " AND position IN " + positions);
    if (rows > 0) {
      return;
    }
    String one = "(SELECT max(id) FROM snapshots" + of + ")";
    sql.executeUpdate("DELETE FROM parts WHERE snapshot = " + one);
    if (sql.executeUpdate("DELETE FROM snapshots WHERE id = " + one) == 0) {
      sql.executeUpdate("DELETE FROM doomed" + of);
    }
  }
}
