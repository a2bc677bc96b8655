package io.tablekeep.sdk.error;

/**
 * A value of the document is missing, or is not what the reader took it for: the code is {@code
 * value-missing}, {@code wrong-type}, {@code not-an-integer} or {@code out-of-range}; for a whole
 * record also {@code bad-value} or {@code duplicate-element}.
 *
 * <p>Thrown by the reading methods of {@link io.tablekeep.sdk.state.Node}. {@link #field()} points
 * into the document, so the engine keeps it for owner and GM; a player is only told that the rule
 * failed. A rule that can do without the value reads it with a default instead.
 */
public final class NodeException extends TablekeepException {
  private static final long serialVersionUID = 1L;

  /**
   * A failed read.
   *
   * @param code one of the codes above
   * @param message what was wanted and what was found
   * @param field JSON pointer into the document
   */
  public NodeException(String code, String message, String field) {
    super(ErrorKind.PLUGIN, code, message, field);
  }
}
