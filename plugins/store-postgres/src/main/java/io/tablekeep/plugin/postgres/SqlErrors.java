package io.tablekeep.plugin.postgres;

import io.tablekeep.sdk.store.Refusal;
import io.tablekeep.sdk.store.StoreException;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What PostgreSQL's error codes mean for a store (its manual, appendix A). */
final class SqlErrors {
  private static final Set<String> RETRIED = Set.of("40001", "40P01");

  /** Prepared statements are gone or out of date; a primary became a standby. */
  private static final Set<String> STALE = Set.of("0A000", "26000", "25006");

  private static final String READ_ONLY = "25006";

  private SqlErrors() {}

  private static @Nullable ServerErrorMessage said(Throwable e) {
    return e instanceof PSQLException sql ? sql.getServerErrorMessage() : null;
  }

  private static String state(Throwable e) {
    String state = e instanceof SQLException sql ? sql.getSQLState() : null;
    return state == null ? "" : state;
  }

  /**
   * The server said ERROR to a statement that is a transaction of its own: it was rolled back, and
   * the connection is sound. Not so with FATAL, which may be said after the commit, and with
   * silence.
   */
  static boolean isRefused(Throwable e) {
    ServerErrorMessage said = said(e);
    return said != null && "ERROR".equals(said.getSeverity());
  }

  /** Rolled back for no fault of its own; the same may succeed now. */
  static boolean mayRetry(Throwable e) {
    return isRefused(e) && RETRIED.contains(state(e));
  }

  /** Whether it may be the fault of one document in the statement, and the others would go well. */
  static boolean mayBeOnes(Throwable e) {
    String state = state(e);
    return isRefused(e) && !state.startsWith("53") && !state.equals(READ_ONLY);
  }

  /** The statement is sound, but this connection will not do any more. */
  static boolean isStale(Throwable e) {
    return STALE.contains(state(e));
  }

  static boolean isDamage(Throwable e) {
    String state = state(e);
    return state.startsWith("XX00") || state.startsWith("23");
  }

  /** Why a write is refused that is known not to be stored. */
  static Refusal writeReason(Throwable e) {
    if (state(e).equals("53100")) {
      return Refusal.FULL;
    }
    return isDamage(e) ? Refusal.DAMAGED : Refusal.READ_ONLY;
  }

  static Refusal readReason(Throwable e) {
    if (isDamage(e)) {
      return Refusal.DAMAGED;
    }
    return state(e).equals(READ_ONLY) ? Refusal.READ_ONLY : Refusal.UNAVAILABLE;
  }

  /** What was said, without values: they may be secret. */
  static String say(Throwable e) {
    ServerErrorMessage said = said(e);
    String message = said == null ? e.getMessage() : said.getMessage();
    String code = state(e);
    return (message == null ? e.getClass().getSimpleName() : message)
        + (code.isEmpty() ? "" : " (" + code + ")");
  }

  static StoreException asException(String doing, SQLException e) {
    return new StoreException(readReason(e), doing + " failed: " + say(e), e);
  }
}
