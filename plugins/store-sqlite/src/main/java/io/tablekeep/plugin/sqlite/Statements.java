package io.tablekeep.plugin.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * The prepared statements of the writing connection. The driver finalizes a statement that failed,
 * so after a failure all of them are let go and prepared anew.
 */
final class Statements {
  private final Connection connection;
  private final List<PreparedStatement> prepared = new ArrayList<>();

  Statements(Connection connection) {
    this.connection = connection;
  }

  Connection connection() {
    return connection;
  }

  PreparedStatement prepare(String sql) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    prepared.add(statement);
    return statement;
  }

  /** Undoes what is not committed and lets all statements go. */
  void rollback() throws SQLException {
    for (PreparedStatement statement : prepared) {
      statement.close();
    }
    prepared.clear();
    try (Statement sql = connection.createStatement()) {
      sql.execute("ROLLBACK");
    } catch (SQLException e) {
      // Code 1: there is nothing to undo any more; for some errors SQLite has done it by itself.
      if (e.getErrorCode() != 1) {
        throw e;
      }
    }
  }
}
