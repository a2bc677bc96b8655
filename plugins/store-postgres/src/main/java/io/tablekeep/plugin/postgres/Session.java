package io.tablekeep.plugin.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** A connection with its statements, for one thread at a time. */
abstract class Session implements AutoCloseable {
  private final Connection connection;
  private final Map<String, PreparedStatement> statements = new HashMap<>();

  Session(Connection connection) {
    this.connection = connection;
  }

  final Connection connection() {
    return connection;
  }

  /** A statement, prepared once; parameters are texts, numbers and arrays. */
  final PreparedStatement sql(String text, Object... parameters) throws SQLException {
    PreparedStatement statement = statements.get(text);
    if (statement == null) {
      statement = connection.prepareStatement(text);
      statements.put(text, statement);
    }
    for (int i = 0; i < parameters.length; i++) {
      set(statement, i + 1, parameters[i]);
    }
    return statement;
  }

  private void set(PreparedStatement statement, int at, Object value) throws SQLException {
    if (value instanceof Long number) {
      statement.setLong(at, number);
    } else if (value instanceof Integer number) {
      statement.setInt(at, number);
    } else if (value instanceof String text) {
      statement.setString(at, text);
    } else if (value instanceof byte[] bytes) {
      statement.setBytes(at, bytes);
    } else if (value instanceof long[] numbers) {
      statement.setArray(at, array("int8", numbers));
    } else if (value instanceof int[] numbers) {
      statement.setArray(at, array("int4", numbers));
    } else if (value instanceof String[] texts) {
      statement.setArray(at, array("text", texts));
    } else {
      statement.setArray(at, array("bytea", value));
    }
  }

  /** The driver takes arrays of primitives, and of bytes, in the binary form. */
  private java.sql.Array array(String type, Object values) throws SQLException {
    return connection.unwrap(org.postgresql.PGConnection.class).createArrayOf(type, values);
  }

  /** Whether the server answers; within the connection's own time limits. */
  final boolean answers() throws SQLException {
    return connection.isValid(0);
  }

  @Override
  public final void close() throws SQLException {
    connection.close();
  }
}
