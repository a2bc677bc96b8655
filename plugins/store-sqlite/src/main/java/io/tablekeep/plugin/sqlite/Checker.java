package io.tablekeep.plugin.sqlite;

import io.tablekeep.sdk.store.StoreHealth;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Looks for damage: SQLite's own check of the file, then what this store adds to it. */
final class Checker {
  private static final int MOST = 1_000;

  private final Connection connection;
  private final String file;
  private final Consumer<StoreHealth.Problem> found;
  private long documents;
  private long entries;
  private long snapshots;
  private long problems;

  Checker(ReadSession session, Consumer<StoreHealth.Problem> found) {
    this.connection = session.connection();
    this.file = String.valueOf(session.path().getFileName());
    this.found = found;
  }

  StoreHealth check() throws SQLException {
    part("file " + file, this::file);
    Map<Long, String> journals = new LinkedHashMap<>();
    part(
        "the list of documents",
        () ->
            rows(
                "SELECT journal, name FROM documents WHERE journal > 0 ORDER BY name",
                row -> journals.put(row.getLong(1), String.valueOf(row.getString(2)))));
    for (Map.Entry<Long, String> journal : journals.entrySet()) {
      part(journal.getValue(), () -> document(journal.getKey(), journal.getValue()));
    }
    part("entries", this::strays);
    return new StoreHealth(documents, entries, snapshots, problems);
  }

  /** One part of the check; what SQLite cannot read is a problem, and the other parts go on. */
  private void part(String where, Part part) throws SQLException {
    try {
      part.run();
    } catch (SQLException e) {
      if ((e.getErrorCode() & 0xff) != 11) {
        throw e;
      }
      problem(where, "It cannot be read: " + e.getMessage());
    }
  }

  private void file() throws SQLException {
    rows(
        "PRAGMA integrity_check(" + MOST + ")",
        row -> {
          String line = String.valueOf(row.getString(1));
          if (!line.equals("ok")) {
            problem("file " + file, line);
          }
        });
  }

  private void document(long journal, String name) throws SQLException {
    long[] last = {0};
    rows(
        "SELECT position, found FROM (SELECT p.position AS position, e.position AS found"
            + " FROM places p LEFT JOIN entries e ON e.seq = p.seq AND e.journal = p.journal"
            + (" WHERE p.journal = " + journal)
            + " UNION ALL SELECT position, position FROM entries"
            + (" WHERE seq > (SELECT placed FROM state) AND journal = " + journal)
            + ") ORDER BY position",
        row -> {
          long position = row.getLong(1);
          if (position != last[0] + 1) {
            problem(
                name + " entry " + (last[0] + 1), "It is missing; the next is " + position + ".");
          } else if (row.getLong(2) != position) {
            problem(name + " entry " + position, "It is missing or says another position.");
          }
          last[0] = position;
          entries++;
        });
    long[] count = {0};
    rows(
        "SELECT position, size, (SELECT coalesce(sum(length(body)), 0) FROM parts"
            + (" WHERE snapshot = id) FROM snapshots WHERE journal = " + journal),
        row -> {
          count[0]++;
          String where = name + " snapshot " + row.getLong(1);
          if (row.getLong(2) != row.getLong(3)) {
            problem(where, row.getLong(3) + " of its " + row.getLong(2) + " bytes are there.");
          }
          if (row.getLong(1) > last[0]) {
            problem(where, "It is newer than the last entry, " + last[0] + ".");
          }
        });
    snapshots += count[0];
    documents += last[0] > 0 || count[0] > 0 ? 1 : 0;
  }

  /** Entries that no document finds. */
  private void strays() throws SQLException {
    rows(
        "SELECT e.seq, e.journal, e.position FROM entries e WHERE NOT EXISTS (SELECT 1 FROM"
            + " documents d WHERE d.journal = e.journal) AND NOT EXISTS (SELECT 1 FROM doomed x"
            + " WHERE x.journal = e.journal) UNION ALL SELECT e.seq, e.journal, e.position FROM"
            + " entries e WHERE e.seq <= (SELECT placed FROM state) AND NOT EXISTS (SELECT 1 FROM"
            + " places p WHERE p.journal = e.journal AND p.position = e.position"
            + (" AND p.seq = e.seq) LIMIT " + MOST),
        row ->
            problem(
                "entries row " + row.getLong(1),
                "It says entry "
                    + row.getLong(3)
                    + " of journal "
                    + row.getLong(2)
                    + ", where it is not found."));
  }

  private void rows(String query, Row each) throws SQLException {
    try (Statement sql = connection.createStatement();
        ResultSet row = sql.executeQuery(query)) {
      while (row.next()) {
        each.take(row);
      }
    }
  }

  private void problem(String where, String message) {
    problems++;
    found.accept(new StoreHealth.Problem(where, message));
  }

  private interface Part {
    void run() throws SQLException;
  }

  private interface Row {
    void take(ResultSet row) throws SQLException;
  }
}
