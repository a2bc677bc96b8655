package io.tablekeep.engine.journal;

/** Whether a journal takes another entry. */
public enum Room {
  /** It does. */
  OPEN("ok", ""),
  /** Too much is on its way to the store. */
  FULL("journal-full", "The table is too busy at the moment. Try again in a moment."),
  /** The document's journal has reached its quota. */
  QUOTA("quota", "This campaign's journal is full. Whoever hosts the table can make room."),
  /** It was lost or closed. */
  CLOSED("read-only", "The table is read-only until its storage answers again.");

  private final String code;
  private final String message;

  Room(String code, String message) {
    this.code = code;
    this.message = message;
  }

  /**
   * The code to refuse an action with.
   *
   * @return stable kebab-case code
   */
  public String code() {
    return code;
  }

  /**
   * The sentence to refuse an action with.
   *
   * @return a sentence a player understands; empty for {@link #OPEN}
   */
  public String message() {
    return message;
  }
}
