package io.tablekeep.engine.journal;

import io.tablekeep.engine.journal.recovery.Calls;
import io.tablekeep.sdk.store.Appended;
import io.tablekeep.sdk.store.Refusal;
import io.tablekeep.sdk.store.StoreException;

/**
 * Why a journal takes no more entries.
 *
 * @param kind what is known of the entries that were on their way
 * @param durable the newest version that is known to be durable
 * @param code stable kebab-case code, such as {@code store-full}
 * @param message a sentence for a log or a host
 */
public record Loss(Kind kind, long durable, String code, String message) {

  /** What is known of the entries above the durable version. */
  public enum Kind {
    /** They are known not to be stored. */
    REJECTED,
    /** Nobody can tell before the journal is opened again. */
    UNKNOWN,
    /**
     * They are known not to be stored, because another writer has taken the document over. Opening
     * it again takes it back; that is for the owner of the document to decide.
     */
    FENCED
  }

  /**
   * What those hear whose actions were on their way.
   *
   * @return a sentence for players
   */
  public String told() {
    return kind == Kind.UNKNOWN
        ? "It is not known yet whether that was stored. The same action sent again will tell."
        : "That could not be stored and has not happened. Try again in a moment.";
  }

  /** What an answer that is not the awaited one means for the entries on their way. */
  static Loss of(Appended said, long durable) {
    if (said instanceof Appended.Rejected no) {
      Kind kind = no.reason() == Refusal.FENCED ? Kind.FENCED : Kind.REJECTED;
      return new Loss(kind, durable, no.reason().code(), no.message());
    }
    if (said instanceof Appended.Durable wrong) {
      return new Loss(
          Kind.UNKNOWN,
          durable,
          "store-confused",
          "The store answered for position " + wrong.position() + ", which was not asked.");
    }
    Throwable cause = Calls.unwrapped(((Appended.Unknown) said).cause());
    String code = cause instanceof StoreException known ? known.reason().code() : "store-unknown";
    return new Loss(Kind.UNKNOWN, durable, code, String.valueOf(cause.getMessage()));
  }
}
