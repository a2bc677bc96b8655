package io.tablekeep.engine.journal;

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
}
