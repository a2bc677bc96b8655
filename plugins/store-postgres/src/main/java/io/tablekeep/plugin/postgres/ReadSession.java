package io.tablekeep.plugin.postgres;

import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.store.DocumentInfo;
import io.tablekeep.sdk.store.Epoch;
import io.tablekeep.sdk.store.Page;
import io.tablekeep.sdk.store.Refusal;
import io.tablekeep.sdk.store.StoreException;
import io.tablekeep.sdk.store.StoredEntry;
import io.tablekeep.sdk.store.StoredSnapshot;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A reading connection; one query at a time. */
final class ReadSession extends Session {
  private static final int MAX_PAGE = 10_000;
  private static final long MAX_BYTES = 16 << 20;
  private static final int PARTS_AT_ONCE = 16;

  private static final String DOCUMENT =
      "SELECT d.name, d.epoch, d.owner, d.last FROM documents d WHERE d.journal > 0"
          + " AND (d.last > 0 OR EXISTS"
          + " (SELECT 1 FROM snapshots s WHERE s.journal = d.journal))";

  /** Entries up to so many bytes, but always one; and how far there are any. */
  private static final String PAGE =
      "SELECT d.last, e.position, e.body FROM documents d LEFT JOIN LATERAL"
          + " (SELECT w.position, w.body FROM (SELECT p.position, p.body,"
          + " sum(octet_length(p.body)) OVER (ORDER BY p.position) AS total"
          + " FROM (SELECT position, body FROM entries WHERE journal = d.journal"
          + " AND position > ? ORDER BY position LIMIT ?) p) w"
          + " WHERE w.total <= ? OR w.position = ?) e ON true"
          + " WHERE d.name = ? AND d.journal > 0 ORDER BY e.position";

  ReadSession(Connection connection) {
    super(connection);
  }

  Page<StoredEntry> read(DocumentId id, long after, int maxEntries, long maxBytes)
      throws SQLException {
    long from = Math.max(0, after);
    int room = Math.min(MAX_PAGE, Math.max(1, maxEntries));
    long bytes = Math.min(MAX_BYTES, Math.max(0, maxBytes));
    List<StoredEntry> entries = new ArrayList<>();
    long last = 0;
    long next = from + 1;
    try (ResultSet row = sql(PAGE, from, room, bytes, next, id.toString()).executeQuery()) {
      while (row.next()) {
        last = row.getLong(1);
        byte[] body = row.getBytes(3);
        if (body == null && row.getLong(2) == 0) {
          break;
        }
        if (body == null || row.getLong(2) != next || next > last) {
          throw damaged(id, next);
        }
        entries.add(new StoredEntry(next++, body));
      }
    }
    if (entries.isEmpty() && last > from) {
      throw damaged(id, next);
    }
    return new Page<>(entries, next <= last);
  }

  private static StoreException damaged(DocumentId id, long position) {
    return new StoreException(
        Refusal.DAMAGED, id + " entry " + position + " is missing or damaged.");
  }

  /** The parts are read one after the other, from one state of the tables. */
  Optional<StoredSnapshot> snapshot(DocumentId id, long atOrBelow) throws SQLException {
    return atOnce(() -> newest(id, atOrBelow));
  }

  private Optional<StoredSnapshot> newest(DocumentId id, long atOrBelow) throws SQLException {
    long number;
    long position;
    long size;
    String meta;
    try (ResultSet row =
        sql(
                "SELECT s.id, s.position, s.size, s.meta FROM snapshots s"
                    + " JOIN documents d USING (journal) WHERE d.name = ? AND s.position <= ?"
                    + " ORDER BY s.position DESC, s.id DESC LIMIT 1",
                id.toString(),
                atOrBelow)
            .executeQuery()) {
      if (!row.next()) {
        return Optional.empty();
      }
      number = row.getLong(1);
      position = row.getLong(2);
      size = row.getLong(3);
      meta = Texts.told(String.valueOf(row.getString(4)));
    }
    return Optional.of(new StoredSnapshot(position, body(id, number, position, size), meta));
  }

  private byte[] body(DocumentId id, long number, long position, long size) throws SQLException {
    StoreException damaged =
        new StoreException(
            Refusal.DAMAGED, id + " snapshot " + position + " is damaged: a part is missing.");
    if (size < 0 || size > PostgresStore.LIMITS.snapshotBytes()) {
      throw damaged;
    }
    byte[] bytes = new byte[(int) size];
    int at = 0;
    int part = 0;
    int parts = (int) Math.max(1, (size + Work.Put.PART - 1) / Work.Put.PART);
    while (part < parts) {
      int begun = part;
      try (ResultSet row =
          sql(
                  "SELECT part, body FROM parts WHERE snapshot = ? AND part >= ?"
                      + " ORDER BY part LIMIT ?",
                  number,
                  part,
                  PARTS_AT_ONCE)
              .executeQuery()) {
        while (row.next()) {
          byte[] next = row.getBytes(2);
          if (next == null || row.getInt(1) != part++ || next.length > size - at) {
            throw damaged;
          }
          System.arraycopy(next, 0, bytes, at, next.length);
          at += next.length;
        }
      }
      if (part == begun) {
        throw damaged;
      }
    }
    if (at != size) {
      throw damaged;
    }
    return bytes;
  }

  List<StoredSnapshot.Info> snapshots(DocumentId id) throws SQLException {
    List<StoredSnapshot.Info> found = new ArrayList<>();
    try (ResultSet row =
        sql(
                "SELECT s.position, s.size, s.meta FROM snapshots s"
                    + " JOIN documents d USING (journal) WHERE d.name = ? ORDER BY s.position",
                id.toString())
            .executeQuery()) {
      while (row.next()) {
        found.add(
            new StoredSnapshot.Info(
                row.getLong(1), row.getLong(2), Texts.told(String.valueOf(row.getString(3)))));
      }
    }
    return List.copyOf(found);
  }

  Optional<DocumentInfo> describe(DocumentId id) throws SQLException {
    try (ResultSet row = sql(DOCUMENT + " AND d.name = ?", id.toString()).executeQuery()) {
      return row.next() ? Optional.of(info(row)) : Optional.empty();
    }
  }

  Page<DocumentInfo> list(DocumentId.Kind kind, String after, int max) throws SQLException {
    int size = Math.min(MAX_PAGE, Math.max(1, max));
    List<DocumentInfo> found = new ArrayList<>();
    try (ResultSet row =
        sql(
                DOCUMENT + " AND d.name > ? AND d.name < ? ORDER BY d.name LIMIT ?",
                kind.label() + '/' + after,
                kind.label() + '0', // the character after the slash
                size + 1)
            .executeQuery()) {
      while (row.next()) {
        found.add(info(row));
      }
    }
    boolean more = found.size() > size;
    return new Page<>(more ? found.subList(0, size) : found, more);
  }

  private static DocumentInfo info(ResultSet row) throws SQLException {
    long last = row.getLong(4);
    return new DocumentInfo(
        DocumentId.parse(String.valueOf(row.getString(1))),
        new Epoch(row.getLong(2)),
        Texts.told(String.valueOf(row.getString(3))),
        last > 0 ? 1 : 0,
        last);
  }

  /** Something asked. */
  interface Question<T> {
    T ask() throws SQLException;
  }

  /** Asks several things of one state of the tables. */
  <T> T atOnce(Question<T> question) throws SQLException {
    Connection connection = connection();
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    connection.setAutoCommit(false);
    try {
      T found = question.ask();
      connection.commit();
      return found;
    } catch (SQLException | RuntimeException e) {
      try {
        connection.rollback();
      } catch (SQLException again) {
        e.addSuppressed(again);
      }
      throw e;
    } finally {
      if (!connection.isClosed()) {
        connection.setAutoCommit(true);
      }
    }
  }
}
