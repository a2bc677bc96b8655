package io.tablekeep.plugin.sqlite;

import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.store.DocumentInfo;
import io.tablekeep.sdk.store.Epoch;
import io.tablekeep.sdk.store.Page;
import io.tablekeep.sdk.store.Refusal;
import io.tablekeep.sdk.store.StoreException;
import io.tablekeep.sdk.store.StoredEntry;
import io.tablekeep.sdk.store.StoredSnapshot;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A reading connection with its statements; one query at a time, each on one consistent view of the
 * file.
 */
final class ReadSession implements AutoCloseable {
  private static final int MAX_PAGE = 10_000;

  private final Connection connection;
  private final Path path;
  private final Map<String, PreparedStatement> statements = new HashMap<>();

  ReadSession(Connection connection, Path path) {
    this.connection = connection;
    this.path = path;
  }

  Connection connection() {
    return connection;
  }

  Path path() {
    return path;
  }

  private PreparedStatement sql(String text) throws SQLException {
    PreparedStatement statement = statements.get(text);
    if (statement == null) {
      statement = connection.prepareStatement(text);
      statements.put(text, statement);
    }
    return statement;
  }

  private PreparedStatement sql(String text, long... parameters) throws SQLException {
    PreparedStatement statement = sql(text);
    for (int i = 0; i < parameters.length; i++) {
      statement.setLong(i + 1, parameters[i]);
    }
    return statement;
  }

  /** Asks several things of one state of the file. */
  <T> T atOnce(Readers.Query<T> query) throws SQLException {
    sql("BEGIN").execute();
    try {
      return query.ask(this);
    } finally {
      sql("COMMIT").execute();
    }
  }

  Page<StoredEntry> read(DocumentId id, long after, int maxEntries, long maxBytes)
      throws SQLException {
    long journal = journal(id);
    EntryPage page =
        new EntryPage(
            id, Math.max(0, after), Math.min(MAX_PAGE, Math.max(1, maxEntries)), maxBytes);
    if (journal > 0) {
      PreparedStatement placed =
          sql(
              "SELECT p.position, e.body, e.position FROM places p"
                  + " LEFT JOIN entries e ON e.seq = p.seq AND e.journal = p.journal"
                  + " WHERE p.journal = ? AND p.position > ? ORDER BY p.position LIMIT ?",
              journal,
              page.last(),
              page.room());
      page.take(placed, true);
      if (!page.isFull()) {
        PreparedStatement tail =
            sql(
                "SELECT position, body FROM entries WHERE seq > (SELECT placed FROM state)"
                    + " AND journal = ? AND position > ? ORDER BY seq LIMIT ?",
                journal,
                page.last(),
                page.room());
        page.take(tail, false);
      }
    }
    return page.done();
  }

  long journal(DocumentId id) throws SQLException {
    PreparedStatement find = sql("SELECT journal FROM documents WHERE name = ?");
    find.setString(1, id.toString());
    try (ResultSet row = find.executeQuery()) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  Optional<StoredSnapshot> snapshot(DocumentId id, long atOrBelow) throws SQLException {
    PreparedStatement newest =
        sql(
            "SELECT id, position, size, meta FROM snapshots WHERE journal = ? AND position <= ?"
                + " ORDER BY position DESC LIMIT 1",
            journal(id),
            atOrBelow);
    try (ResultSet row = newest.executeQuery()) {
      return row.next()
          ? Optional.of(
              new StoredSnapshot(
                  row.getLong(2),
                  body(id, row.getLong(1), row.getLong(2), row.getLong(3)),
                  row.getString(4)))
          : Optional.empty();
    }
  }

  private byte[] body(DocumentId id, long number, long position, long size) throws SQLException {
    StoreException damaged =
        new StoreException(
            Refusal.DAMAGED, id + " snapshot " + position + " is damaged: a part is missing.");
    if (size < 0 || size > SqliteStore.LIMITS.snapshotBytes()) {
      throw damaged;
    }
    byte[] bytes = new byte[(int) size];
    int at = 0;
    int part = 0;
    try (ResultSet row =
        sql("SELECT part, body FROM parts WHERE snapshot = ? ORDER BY part", number)
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
    if (at != size) {
      throw damaged;
    }
    return bytes;
  }

  List<StoredSnapshot.Info> snapshots(DocumentId id) throws SQLException {
    List<StoredSnapshot.Info> found = new ArrayList<>();
    try (ResultSet row =
        sql(
                "SELECT position, size, meta FROM snapshots WHERE journal = ? ORDER BY position",
                journal(id))
            .executeQuery()) {
      while (row.next()) {
        found.add(
            new StoredSnapshot.Info(
                row.getLong(1), row.getLong(2), String.valueOf(row.getString(3))));
      }
    }
    return List.copyOf(found);
  }

  Optional<DocumentInfo> describe(DocumentId id) throws SQLException {
    PreparedStatement find =
        sql("SELECT name, epoch, owner, journal FROM documents WHERE name = ?");
    find.setString(1, id.toString());
    List<DocumentInfo> found = new ArrayList<>();
    try (ResultSet row = find.executeQuery()) {
      if (row.next()) {
        addIfItExists(found, row, tail());
      }
    }
    return found.stream().findFirst();
  }

  Page<DocumentInfo> list(DocumentId.Kind kind, String after, int max) throws SQLException {
    int size = Math.min(MAX_PAGE, Math.max(1, max));
    List<DocumentInfo> found = new ArrayList<>();
    Map<Long, Long> tail = tail();
    PreparedStatement all =
        sql(
            "SELECT name, epoch, owner, journal FROM documents WHERE name > ? AND name < ?"
                + " AND journal > 0 ORDER BY name");
    all.setString(1, kind.label() + '/' + after);
    all.setString(2, kind.label() + '0'); // the character after the slash
    try (ResultSet row = all.executeQuery()) {
      while (found.size() <= size && row.next()) {
        addIfItExists(found, row, tail);
      }
    }
    boolean more = found.size() > size;
    return new Page<>(more ? found.subList(0, size) : found, more);
  }

  private void addIfItExists(List<DocumentInfo> found, ResultSet row, Map<Long, Long> tail)
      throws SQLException {
    long journal = row.getLong(4);
    long last = journal == 0 ? 0 : Math.max(tail.getOrDefault(journal, 0L), lastPlaced(journal));
    if (last > 0 || (journal > 0 && hasSnapshot(journal))) {
      DocumentId id = DocumentId.parse(String.valueOf(row.getString(1)));
      Epoch epoch = new Epoch(row.getLong(2));
      String owner = String.valueOf(row.getString(3));
      found.add(new DocumentInfo(id, epoch, owner, last > 0 ? 1 : 0, last));
    }
  }

  private boolean hasSnapshot(long journal) throws SQLException {
    try (ResultSet row =
        sql("SELECT 1 FROM snapshots WHERE journal = ? LIMIT 1", journal).executeQuery()) {
      return row.next();
    }
  }

  private long lastPlaced(long journal) throws SQLException {
    try (ResultSet row =
        sql("SELECT max(position) FROM places WHERE journal = ?", journal).executeQuery()) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  /** The last positions of journals that have rows behind the index. */
  private Map<Long, Long> tail() throws SQLException {
    Map<Long, Long> tail = new HashMap<>();
    try (ResultSet row =
        sql("SELECT journal, position FROM entries WHERE seq > (SELECT placed FROM state)")
            .executeQuery()) {
      while (row.next()) {
        tail.merge(row.getLong(1), row.getLong(2), Math::max);
      }
    }
    return tail;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
