package io.tablekeep.plugin.sqlite;

import io.tablekeep.sdk.store.Refusal;
import io.tablekeep.sdk.store.StoreException;
import java.sql.SQLException;

/** What SQLite's error numbers mean for a store (https://www.sqlite.org/rescode.html). */
final class SqlErrors {
  private static final int BUSY = 5;
  private static final int READ_ONLY = 8;
  private static final int CORRUPT = 11;
  private static final int FULL = 13;
  private static final int NOT_A_DATABASE = 26;

  private SqlErrors() {}

  static Refusal reason(SQLException e) {
    return switch (e.getErrorCode() & 0xff) {
      case FULL -> Refusal.FULL;
      case READ_ONLY -> Refusal.READ_ONLY;
      case CORRUPT, NOT_A_DATABASE -> Refusal.DAMAGED;
      default -> Refusal.UNAVAILABLE;
    };
  }

  static boolean isFull(SQLException e) {
    return (e.getErrorCode() & 0xff) == FULL;
  }

  /**
   * Another program holds SQLite's own write lock, or the file cannot be written: nothing was
   * begun.
   */
  static boolean isNotNow(SQLException e) {
    int code = e.getErrorCode() & 0xff;
    return code == BUSY || code == READ_ONLY;
  }

  static StoreException asException(String doing, SQLException e) {
    return new StoreException(reason(e), doing + " failed: " + e.getMessage(), e);
  }
}
