package io.tablekeep.plugin.postgres;

import io.tablekeep.sdk.store.Refusal;
import io.tablekeep.sdk.store.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Properties;
import org.postgresql.Driver;

/** The database: how connections to it are made, and what it must be like. */
final class Database {
  private static final int OLDEST = 12;
  private static final int CHECK_SECONDS = 3_600;

  private final Address address;
  private final PostgresOptions options;
  private final Schema schema;

  Database(Address address, PostgresOptions options, Schema schema) {
    this.address = address;
    this.options = options;
    this.schema = schema;
  }

  /** A connection that writes; sees to it that the tables are there. */
  Connection writer() throws SQLException {
    Connection connection = connect(options.timeoutSeconds());
    try {
      schema.prepare(connection);
      return connection;
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  /** A connection that reads. */
  Connection reader() throws SQLException {
    return connect(options.timeoutSeconds());
  }

  /** A connection whose statements may take long. */
  Connection checker() throws SQLException {
    return connect(CHECK_SECONDS);
  }

  private Connection connect(int timeoutSeconds) throws SQLException {
    Properties properties = new Properties();
    properties.putAll(options.driver());
    if (address.user() != null) {
      properties.setProperty("user", address.user());
    }
    if (address.password() != null) {
      properties.setProperty("password", address.password());
    }
    properties.setProperty("ApplicationName", "tablekeep");
    properties.setProperty("targetServerType", "primary");
    properties.setProperty("connectTimeout", Integer.toString(options.connectSeconds()));
    // The server's own limit comes first: what it says is known, silence is not.
    properties.setProperty("socketTimeout", Integer.toString(timeoutSeconds + 2));
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("assumeMinServerVersion", Integer.toString(OLDEST));
    properties.setProperty("logServerErrorDetail", "false");
    Connection connection = new Driver().connect(address.url(), properties);
    if (connection == null) {
      throw new StoreException(Refusal.INVALID, address + " is no address of PostgreSQL.");
    }
    try {
      prepare(connection, timeoutSeconds);
      return connection;
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private void prepare(Connection connection, int timeoutSeconds) throws SQLException {
    try (PreparedStatement sql =
        connection.prepareStatement(
            "SELECT current_setting('fsync'), pg_is_in_recovery(),"
                + " current_setting('server_encoding'),"
                + " current_setting('server_version_num')::int / 10000,"
                + " set_config('synchronous_commit', CASE current_setting('synchronous_commit')"
                + " WHEN 'remote_apply' THEN 'remote_apply' ELSE 'on' END, false),"
                + " set_config('default_transaction_isolation', 'read committed', false),"
                + " set_config('search_path', ?, false), set_config('statement_timeout', ?, false),"
                + " set_config('lock_timeout', ?, false), set_config('jit', 'off', false),"
                + " set_config('idle_in_transaction_session_timeout', ?, false)")) {
      String millis = timeoutSeconds + "000";
      sql.setString(1, schema.quoted());
      sql.setString(2, millis);
      sql.setString(3, Math.max(500, timeoutSeconds * 500) + "");
      sql.setString(4, millis);
      try (ResultSet row = sql.executeQuery()) {
        row.next();
        judge(row);
      }
    }
  }

  private void judge(ResultSet row) throws SQLException {
    if ("off".equals(row.getString(1)) && !options.allowFsyncOff()) {
      throw new StoreException(
          Refusal.UNSUPPORTED,
          address
              + " runs with fsync = off and would lose what it has confirmed. Switch fsync on, or"
              + " accept that with allow-fsync-off=true.");
    }
    if (row.getBoolean(2)) {
      throw new StoreException(Refusal.READ_ONLY, address + " is a standby and takes no writes.");
    }
    if (!"UTF8".equals(row.getString(3))) {
      throw new StoreException(
          Refusal.UNSUPPORTED,
          address + " has the encoding " + row.getString(3) + "; make a database with UTF8.");
    }
    if (row.getInt(4) < OLDEST) {
      throw new StoreException(
          Refusal.UNSUPPORTED,
          address
              + " is version "
              + row.getInt(4)
              + "; "
              + OLDEST
              + " is the oldest that will do.");
    }
  }

  @Override
  public String toString() {
    return address.toString();
  }
}
