package io.tablekeep.plugin.sqlite;

import io.tablekeep.sdk.store.StoredSnapshot;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;

/**
 * The tables of snapshots. A snapshot is kept in parts, so that a large one need not be written
 * within one commit for which everybody else waits; it exists from the moment its row in {@code
 * snapshots} does.
 */
final class Parts {
  /** Bytes of a part: about a millisecond of writing. */
  static final int SIZE = 256 << 10;

  private final PreparedStatement insertPart;
  private final PreparedStatement insert;
  private final PreparedStatement deletePartsBelow;
  private final PreparedStatement deleteBelow;
  private final PreparedStatement deletePartsAt;
  private final PreparedStatement deleteAt;
  private final PreparedStatement deleteParts;
  private long next;

  Parts(Statements sql) throws SQLException {
    insertPart = sql.prepare("INSERT INTO parts VALUES(?, ?, ?)");
    insert = sql.prepare("INSERT INTO snapshots VALUES(?, ?, ?, ?, ?)");
    deletePartsBelow =
        sql.prepare(
            "DELETE FROM parts WHERE snapshot IN"
                + " (SELECT id FROM snapshots WHERE journal = ? AND position < ?)");
    deleteBelow = sql.prepare("DELETE FROM snapshots WHERE journal = ? AND position < ?");
    deletePartsAt =
        sql.prepare(
            "DELETE FROM parts WHERE snapshot IN"
                + " (SELECT id FROM snapshots WHERE journal = ? AND position = ?)");
    deleteAt = sql.prepare("DELETE FROM snapshots WHERE journal = ? AND position = ?");
    deleteParts = sql.prepare("DELETE FROM parts WHERE snapshot = ?");
    next =
        1
            + Database.longNumber(
                sql.connection(),
                "SELECT max((SELECT coalesce(max(id), 0) FROM snapshots),"
                    + " (SELECT coalesce(max(snapshot), 0) FROM parts))");
  }

  long number() {
    return next++;
  }

  static int count(StoredSnapshot snapshot) {
    return (snapshot.bytes().length + SIZE - 1) / SIZE;
  }

  void addPart(long number, StoredSnapshot snapshot, int part) throws SQLException {
    byte[] all = snapshot.bytes();
    int from = part * SIZE;
    int to = (int) Math.min(all.length, from + (long) SIZE);
    insertPart.setLong(1, number);
    insertPart.setInt(2, part);
    insertPart.setBytes(3, to - from == all.length ? all : Arrays.copyOfRange(all, from, to));
    insertPart.executeUpdate();
  }

  void finish(long number, long journal, StoredSnapshot snapshot) throws SQLException {
    delete(deletePartsAt, deleteAt, journal, snapshot.position());
    insert.setLong(1, number);
    insert.setLong(2, journal);
    insert.setLong(3, snapshot.position());
    insert.setLong(4, snapshot.bytes().length);
    insert.setString(5, snapshot.meta());
    insert.executeUpdate();
  }

  void abandon(long number) throws SQLException {
    deleteParts.setLong(1, number);
    deleteParts.executeUpdate();
  }

  void drop(long journal, long below) throws SQLException {
    delete(deletePartsBelow, deleteBelow, journal, below);
  }

  private static void delete(
      PreparedStatement parts, PreparedStatement whole, long journal, long position)
      throws SQLException {
    parts.setLong(1, journal);
    parts.setLong(2, position);
    parts.executeUpdate();
    whole.setLong(1, journal);
    whole.setLong(2, position);
    whole.executeUpdate();
  }
}
