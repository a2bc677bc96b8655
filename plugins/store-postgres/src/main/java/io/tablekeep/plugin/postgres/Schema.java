package io.tablekeep.plugin.postgres;

import io.tablekeep.sdk.store.Refusal;
import io.tablekeep.sdk.store.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The tables (see the module's README), and how an older schema is brought up to date: by the steps
 * it lacks, in one transaction, one server at a time.
 */
final class Schema {
  /** Each version's step. Never change one that was released: append the next. */
  static final List<List<String>> STEPS =
      List.of(
          List.of(
              "CREATE SEQUENCE journals",
              "CREATE TABLE documents("
                  + "key bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"
                  + " name text COLLATE \"C\" NOT NULL UNIQUE,"
                  + " epoch bigint NOT NULL CHECK (epoch > 0), owner text NOT NULL,"
                  + " journal bigint NOT NULL, last bigint NOT NULL CHECK (last >= 0))"
                  // Room for the next versions of a row beside it: each append makes one.
                  + " WITH (fillfactor = 40)",
              "CREATE TABLE entries(journal bigint NOT NULL, position bigint NOT NULL,"
                  + " body bytea NOT NULL, PRIMARY KEY (journal, position))",
              "CREATE TABLE snapshots(id bigint PRIMARY KEY, journal bigint NOT NULL,"
                  + " position bigint NOT NULL, size bigint NOT NULL, meta text NOT NULL)",
              "CREATE INDEX snapshots_place ON snapshots(journal, position)",
              "CREATE TABLE parts(snapshot bigint NOT NULL, part integer NOT NULL,"
                  + " body bytea NOT NULL, PRIMARY KEY (snapshot, part))",
              "ALTER TABLE parts ALTER COLUMN body SET STORAGE EXTERNAL",
              "CREATE TABLE uploads(id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"
                  + " begun timestamptz NOT NULL DEFAULT now())",
              "CREATE TABLE doomed(journal bigint PRIMARY KEY)",
              "CREATE VIEW journal AS SELECT d.name AS document, e.position, e.body"
                  + " FROM documents d JOIN entries e USING (journal)"));

  private static final String VERSIONS = "tablekeep_schema";
  private static final String CLASSES =
      "SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
          + " WHERE n.nspname = '$'";

  private final String name;
  private final List<List<String>> steps;

  Schema(String name, List<List<String>> steps) {
    this.name = name;
    this.steps = steps;
  }

  /** Its name as SQL wants it: some are words of SQL. */
  String quoted() {
    return '"' + name + '"';
  }

  /**
   * Makes or updates the tables where necessary.
   *
   * @throws StoreException UNSUPPORTED for a newer version, DAMAGED for somebody else's schema
   */
  void prepare(Connection connection) throws SQLException {
    if (version(connection) == steps.size()) {
      return;
    }
    connection.setAutoCommit(false);
    try {
      try (PreparedStatement lock =
          connection.prepareStatement("SELECT pg_advisory_xact_lock(hashtext(?), 7)")) {
        lock.setString(1, "tablekeep " + name);
        lock.execute();
      }
      migrate(connection, version(connection));
      connection.commit();
    } catch (SQLException | RuntimeException e) {
      connection.rollback();
      throw e;
    } finally {
      connection.setAutoCommit(true);
    }
  }

  /**
   * The version that is there; -1 when there is none. Asks the catalogue's tables: the functions
   * for names may answer from before the wait for the lock.
   */
  private int version(Connection connection) throws SQLException {
    try (Statement sql = connection.createStatement()) {
      if (number(sql, CLASSES + " AND relname = '" + VERSIONS + "'") == 0) {
        return -1;
      }
      return (int)
          number(sql, "SELECT coalesce(max(version), 0) FROM " + quoted() + "." + VERSIONS);
    }
  }

  private long number(Statement sql, String query) throws SQLException {
    try (ResultSet row = sql.executeQuery(query.replace("$", name))) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  private void migrate(Connection connection, int from) throws SQLException {
    if (from > steps.size()) {
      throw new StoreException(
          Refusal.UNSUPPORTED,
          "The schema \""
              + name
              + "\" was written by a newer Tablekeep (version "
              + from
              + "; this one knows "
              + steps.size()
              + "). Update this server.");
    }
    try (Statement sql = connection.createStatement()) {
      if (from < 0) {
        create(sql);
      }
      for (int version = Math.max(0, from) + 1; version <= steps.size(); version++) {
        for (String statement : steps.get(version - 1)) {
          sql.execute(statement);
        }
        sql.execute("INSERT INTO " + VERSIONS + "(version) VALUES (" + version + ")");
      }
    }
  }

  private void create(Statement sql) throws SQLException {
    if (number(sql, CLASSES) > 0) {
      throw new StoreException(
          Refusal.DAMAGED,
          "The schema \"" + name + "\" belongs to another program; it was not touched.");
    }
    if (number(sql, "SELECT count(*) FROM pg_namespace WHERE nspname = '$'") == 0) {
      sql.execute("CREATE SCHEMA " + quoted());
    }
    sql.execute(
        "CREATE TABLE "
            + VERSIONS
            + "(version integer PRIMARY KEY, applied timestamptz NOT NULL DEFAULT now())");
  }
}
