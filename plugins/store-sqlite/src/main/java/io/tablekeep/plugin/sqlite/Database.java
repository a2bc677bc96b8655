package io.tablekeep.plugin.sqlite;

import io.tablekeep.sdk.store.Refusal;
import io.tablekeep.sdk.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.sqlite.SQLiteConfig;

/**
 * The file: how connections to it are opened, and what is in it (see the module's README for the
 * tables).
 */
final class Database {
  /** "TBKP": says whose file this is. */
  static final int APPLICATION = 0x54424b50;

  static final int VERSION = 1;

  private static final List<String> SCHEMA =
      List.of(
          "CREATE TABLE documents(key INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE,"
              + " epoch INTEGER NOT NULL, owner TEXT NOT NULL, journal INTEGER NOT NULL)",
          "CREATE TABLE entries(seq INTEGER PRIMARY KEY, journal INTEGER NOT NULL,"
              + " position INTEGER NOT NULL, body NOT NULL)",
          "CREATE TABLE places(journal INTEGER NOT NULL, position INTEGER NOT NULL,"
              + " seq INTEGER NOT NULL, PRIMARY KEY(journal, position)) WITHOUT ROWID",
          "CREATE TABLE snapshots(id INTEGER PRIMARY KEY, journal INTEGER NOT NULL,"
              + " position INTEGER NOT NULL, size INTEGER NOT NULL, meta TEXT NOT NULL,"
              + " UNIQUE(journal, position))",
          "CREATE TABLE parts(snapshot INTEGER NOT NULL, part INTEGER NOT NULL,"
              + " body BLOB NOT NULL, PRIMARY KEY(snapshot, part))",
          "CREATE TABLE doomed(journal INTEGER PRIMARY KEY)",
          "CREATE TABLE state(id INTEGER PRIMARY KEY CHECK(id = 1), placed INTEGER NOT NULL,"
              + " journals INTEGER NOT NULL)",
          "INSERT INTO state VALUES(1, 0, 0)",
          "CREATE VIEW journal AS SELECT documents.name AS document, entries.position,"
              + " entries.body FROM entries JOIN documents USING(journal)",
          "PRAGMA application_id = " + APPLICATION,
          "PRAGMA user_version = " + VERSION);

  /** How a bare connection is made; tests make ones that fail. */
  interface Connector {
    Connection connect(Path path) throws SQLException;
  }

  private final Path path;
  private final Connector connector;
  private final long maxBytes;
  private final long walBytes;

  Database(Path path, SqliteOptions options, Connector connector) {
    this.path = path;
    this.connector = connector;
    this.maxBytes = options.maxBytes();
    this.walBytes = options.walBytes();
  }

  static Connection plainly(Path path) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setGetGeneratedKeys(
        false); // else each statement is matched against a regular expression
    return config.createConnection("jdbc:sqlite:" + path);
  }

  Path path() {
    return path;
  }

  Path wal() {
    return path.resolveSibling(path.getFileName() + "-wal");
  }

  /**
   * Bytes of the file and its write-ahead file. By name only: opening them here would drop SQLite's
   * locks.
   */
  long usedBytes() {
    return size(path) + size(wal());
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return 0;
    }
  }

  /** Bytes left on the disk; -1 when that is not known. */
  long freeBytes() {
    try {
      return Files.getFileStore(path).getUsableSpace();
    } catch (IOException e) {
      return -1;
    }
  }

  /** A connection that writes; makes the tables of a new file and refuses a foreign one. */
  Connection writer() throws SQLException {
    Connection connection = connect();
    try {
      try (Statement sql = connection.createStatement()) {
        sql.execute("PRAGMA journal_mode = WAL");
        sql.execute("PRAGMA synchronous = FULL");
        sql.execute("PRAGMA wal_autocheckpoint = 0");
        sql.execute("PRAGMA journal_size_limit = " + 2 * walBytes);
        sql.execute("PRAGMA cache_size = -16384");
        if (maxBytes > 0) {
          sql.execute("PRAGMA max_page_count = " + Math.max(1, maxBytes / 4096));
        }
      }
      prepare(connection);
      ownTransactions(connection);
      return connection;
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  /** A connection that only reads. */
  Connection reader() throws SQLException {
    Connection connection = connect();
    try (Statement sql = connection.createStatement()) {
      sql.execute("PRAGMA wal_autocheckpoint = 0");
      sql.execute("PRAGMA synchronous = FULL");
      sql.execute("PRAGMA cache_size = -8192");
    }
    ownTransactions(connection);
    return connection;
  }

  private Connection connect() throws SQLException {
    Connection connection = connector.connect(path);
    try (Statement sql = connection.createStatement()) {
      sql.execute("PRAGMA busy_timeout = 2000");
      sql.execute("PRAGMA temp_store = MEMORY");
      sql.execute("PRAGMA trusted_schema = OFF");
      sql.execute("PRAGMA cell_size_check = ON");
    }
    return connection;
  }

  /**
   * From here on BEGIN and COMMIT are ours. Told that the connection commits by itself, the driver
   * would try to open and close a transaction behind every statement.
   */
  private static void ownTransactions(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement sql = connection.createStatement()) {
      sql.execute("COMMIT");
    }
  }

  private void prepare(Connection connection) throws SQLException {
    int application = number(connection, "PRAGMA application_id");
    int version = number(connection, "PRAGMA user_version");
    boolean empty = number(connection, "SELECT count(*) FROM sqlite_schema") == 0;
    if (empty && application == 0) {
      create(connection);
    } else if (application != APPLICATION) {
      throw new StoreException(
          Refusal.DAMAGED, path + " is a SQLite file of another program; it was not touched.");
    } else if (version != VERSION) {
      throw new StoreException(
          Refusal.UNSUPPORTED,
          path + " was written by another version of Tablekeep (format " + version + ").");
    }
    // Small, and the one table in which a flipped bit would make a whole document vanish.
    String found = text(connection, "PRAGMA integrity_check(documents)");
    if (!found.equals("ok")) {
      throw new StoreException(
          Refusal.DAMAGED, path + " is damaged in its list of documents: " + found);
    }
  }

  private static void create(Connection connection) throws SQLException {
    try (Statement sql = connection.createStatement()) {
      sql.execute("BEGIN IMMEDIATE");
      for (String statement : SCHEMA) {
        sql.execute(statement);
      }
      sql.execute("COMMIT");
    }
  }

  static int number(Connection connection, String query) throws SQLException {
    return Integer.parseInt(text(connection, query));
  }

  static long longNumber(Connection connection, String query) throws SQLException {
    return Long.parseLong(text(connection, query));
  }

  private static String text(Connection connection, String query) throws SQLException {
    try (Statement sql = connection.createStatement();
        ResultSet rows = sql.executeQuery(query)) {
      return rows.next() ? String.valueOf(rows.getString(1)) : "0";
    }
  }
}
