package io.tablekeep.engine.journal.entry;

import java.util.OptionalLong;

/**
 * Who asked for what. The id of an action is {@code (by, device, n)}; {@code hash} tells whether an
 * action of the same id is the same action.
 *
 * @param by participant who sent the action, empty for the engine itself
 * @param device device of the sender, empty for an action without an id
 * @param n number of the action on that device, at least 1; 0 for an action without an id
 * @param hash what {@link ActionHash#of} made of type and payload; 0 for an action without an id
 * @param type name of the action on the wire, such as {@code token.move}
 * @param payload what was asked, a tree value (see {@code engine.state})
 * @param base version the sender looked at, 0 when it named none
 */
public record Cause(
    String by, String device, long n, long hash, String type, Object payload, long base) {
  private static final long MAX = (1L << 53) - 1;

  /**
   * Checks the numbers, which must come back from JSON as they are.
   *
   * @param by participant who sent the action, empty for the engine itself
   * @param device device of the sender, empty for an action without an id
   * @param n number of the action on that device, at least 1; 0 for an action without an id
   * @param hash what {
   * @param type name of the action on the wire, such as {
   * @param payload what was asked, a tree value (see {
   * @param base version the sender looked at, 0 when it named none
   * @throws IllegalArgumentException one is negative or above 2<sup>53</sup>-1, or an id is half
   *     there
   */
  public Cause {
    if (n < 0 || n > MAX || base < 0 || base > MAX || (n == 0) != device.isEmpty()) {
      throw new IllegalArgumentException("not an id: " + device + ' ' + n + ' ' + base);
    }
  }

  /** The type of every document's first entry, which puts the whole initial document. */
  public static final String CREATE = "document.create";

  /**
   * Something that nobody sent: a timer, an import, the creation of the document.
   *
   * @param by participant in whose name it happens, empty for the engine itself
   * @param type name of what happens
   * @param payload its details, a tree value
   * @return a cause without an id
   */
  public static Cause withoutId(String by, String type, Object payload) {
    return new Cause(by, "", 0, 0, type, payload, 0);
  }

  /**
   * Whether the action has an id, and with it a receipt that a retry must find again.
   *
   * @return false for what nobody sent
   */
  public boolean hasId() {
    return n > 0;
  }

  /**
   * The version the sender looked at.
   *
   * @return empty when it named none
   */
  public OptionalLong basedOn() {
    return base > 0 ? OptionalLong.of(base) : OptionalLong.empty();
  }
}
