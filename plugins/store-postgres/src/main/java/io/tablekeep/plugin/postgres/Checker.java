package io.tablekeep.plugin.postgres;

import io.tablekeep.sdk.store.StoreHealth;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Looks for damage: reads every row, which makes PostgreSQL read every page (and compare its
 * checksums, where those are on), and compares the tables with each other. Each document is looked
 * at as it is at one moment.
 */
final class Checker {
  private static final int AT_ONCE = 1_000;

  private final ReadSession session;
  private final Consumer<StoreHealth.Problem> found;
  private long documents;
  private long entries;
  private long snapshots;
  private long problems;

  Checker(ReadSession session, Consumer<StoreHealth.Problem> found) {
    this.session = session;
    this.found = found;
  }

  StoreHealth check() throws SQLException {
    List<String> names = List.of();
    do {
      String after = names.isEmpty() ? "" : names.get(names.size() - 1);
      names = names(after);
      for (String name : names) {
        document(name);
      }
    } while (!names.isEmpty());
    strays();
    return new StoreHealth(documents, entries, snapshots, problems);
  }

  private List<String> names(String after) throws SQLException {
    List<String> names = new ArrayList<>();
    try (ResultSet row =
        session
            .sql(
                "SELECT name FROM documents WHERE name > ? AND journal > 0 ORDER BY name LIMIT ?",
                after,
                AT_ONCE)
            .executeQuery()) {
      while (row.next()) {
        names.add(String.valueOf(row.getString(1)));
      }
    }
    return names;
  }

  /** What cannot be read is a problem, and the other documents go on. */
  private void document(String name) throws SQLException {
    try {
      session.atOnce(
          () -> {
            inside(name);
            return name;
          });
    } catch (SQLException e) {
      if (!SqlErrors.isDamage(e)) {
        throw e;
      }
      problem(name, "It cannot be read: " + SqlErrors.say(e));
    }
  }

  private void inside(String name) throws SQLException {
    long journal;
    long last;
    try (ResultSet row =
        session
            .sql("SELECT journal, last, epoch FROM documents WHERE name = ? AND journal > 0", name)
            .executeQuery()) {
      if (!row.next()) {
        return; // deleted meanwhile
      }
      journal = row.getLong(1);
      last = row.getLong(2);
      if (row.getLong(3) < 1) {
        problem(name, "Its epoch is " + row.getLong(3) + ", below 1.");
      }
    }
    entries(name, journal, last);
    long count = snapshots(name, journal, last);
    documents += last > 0 || count > 0 ? 1 : 0;
  }

  private void entries(String name, long journal, long last) throws SQLException {
    long expected = 1;
    long seen = 0;
    boolean more = true;
    while (more) {
      more = false;
      // The hash makes the server fetch the body, from wherever it is kept.
      try (ResultSet row =
          session
              .sql(
                  "SELECT position, octet_length(sha256(body)) FROM entries"
                      + " WHERE journal = ? AND position > ? ORDER BY position LIMIT ?",
                  journal,
                  seen,
                  AT_ONCE)
              .executeQuery()) {
        while (row.next()) {
          more = true;
          seen = row.getLong(1);
          entries++;
          if (seen != expected) {
            problem(name + " entry " + expected, "It is missing; the next is " + seen + ".");
          }
          expected = seen + 1;
        }
      }
    }
    if (expected - 1 < last) {
      problem(name + " entry " + expected, "It is missing, and all up to " + last + ".");
    } else if (expected - 1 > last) {
      problem(
          name + " entry " + (expected - 1), "It is there, but the document ends at " + last + ".");
    }
  }

  private long snapshots(String name, long journal, long last) throws SQLException {
    long count = 0;
    long before = -1;
    try (ResultSet row =
        session
            .sql(
                "SELECT s.position, s.size, (SELECT coalesce(sum(octet_length(p.body)), 0)"
                    + " + coalesce(sum(octet_length(sha256(p.body)) - 32), 0)"
                    + " FROM parts p WHERE p.snapshot = s.id) FROM snapshots s"
                    + " WHERE s.journal = ? ORDER BY s.position",
                journal)
            .executeQuery()) {
      while (row.next()) {
        count++;
        String where = name + " snapshot " + row.getLong(1);
        if (row.getLong(2) != row.getLong(3)) {
          problem(where, row.getLong(3) + " of its " + row.getLong(2) + " bytes are there.");
        }
        if (row.getLong(1) > last) {
          problem(where, "It is newer than the last entry, " + last + ".");
        }
        if (row.getLong(1) == before) {
          problem(where, "It is there twice.");
        }
        before = row.getLong(1);
      }
    }
    snapshots += count;
    return count;
  }

  /** Rows that no document finds. */
  private void strays() throws SQLException {
    try (ResultSet row =
        session
            .sql(
                "SELECT e.journal, count(*) FROM entries e WHERE NOT EXISTS (SELECT 1 FROM"
                    + " documents d WHERE d.journal = e.journal) AND NOT EXISTS (SELECT 1 FROM"
                    + " doomed x WHERE x.journal = e.journal) GROUP BY e.journal LIMIT ?",
                AT_ONCE)
            .executeQuery()) {
      while (row.next()) {
        problem(
            "entries of journal " + row.getLong(1),
            row.getLong(2) + " of them belong to no document.");
      }
    }
    try (ResultSet row =
        session
            .sql(
                "SELECT p.snapshot, count(*) FROM parts p WHERE NOT EXISTS (SELECT 1 FROM"
                    + " snapshots s WHERE s.id = p.snapshot) AND NOT EXISTS (SELECT 1 FROM"
                    + " uploads u WHERE u.id = p.snapshot) GROUP BY p.snapshot LIMIT ?",
                AT_ONCE)
            .executeQuery()) {
      while (row.next()) {
        problem(
            "parts of snapshot " + row.getLong(1),
            row.getLong(2) + " of them belong to no snapshot.");
      }
    }
  }

  private void problem(String where, String message) {
    problems++;
    found.accept(new StoreHealth.Problem(where, message));
  }
}
