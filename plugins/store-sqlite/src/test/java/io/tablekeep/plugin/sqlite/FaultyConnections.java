package io.tablekeep.plugin.sqlite;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Real connections, on which the n-th execution of a statement fails: before it was done, or after.
 */
final class FaultyConnections implements Database.Connector {
  static final int IO_ERROR = 10;
  static final int FULL = 13;

  private final AtomicLong executions = new AtomicLong();
  private final long failing;
  private final boolean done;
  private final int code;

  FaultyConnections(long failing, boolean done, int code) {
    this.failing = failing;
    this.done = done;
    this.code = code;
  }

  long executions() {
    return executions.get();
  }

  @Override
  public Connection connect(Path path) throws SQLException {
    return proxy(Connection.class, Database.plainly(path));
  }

  private <T> T proxy(Class<T> type, Object real) {
    Object made =
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              boolean execution = method.getName().startsWith("execute");
              boolean fails = execution && executions.incrementAndGet() == failing;
              if (fails && !done) {
                throw failure();
              }
              Object result;
              try {
                result = method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
              if (fails) {
                throw failure();
              }
              return result instanceof PreparedStatement
                  ? proxy(PreparedStatement.class, result)
                  : result instanceof Statement ? proxy(Statement.class, result) : result;
            });
    return type.cast(made);
  }

  private SQLException failure() {
    return new SQLException("failed on purpose", "", code);
  }
}
