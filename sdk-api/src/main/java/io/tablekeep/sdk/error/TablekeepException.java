package io.tablekeep.sdk.error;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An error with a stable code. Unchecked, because each layer either answers it or lets it pass.
 *
 * <p>A {@link ErrorKind#USER} error is an answer rather than a defect, and a flood of bad input
 * must not cost a stack walk each: it carries no stack trace. The other kinds do.
 */
public class TablekeepException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final ErrorKind kind;
  private final @Nullable String field;

  /**
   * An error about no place in particular.
   *
   * @param kind whose matter it is
   * @param code lower-case words joined by hyphens, for example {@code bad-pointer}; never changed
   *     once released
   * @param message one sentence that a player understands
   */
  public TablekeepException(ErrorKind kind, String code, String message) {
    this(kind, code, message, null, null);
  }

  /**
   * An error at a place.
   *
   * @param kind whose matter it is
   * @param code see {@link #code()}
   * @param message one sentence that a player understands
   * @param field JSON pointer (RFC 6901) to the value at fault; {@code ""} is the whole value
   */
  public TablekeepException(ErrorKind kind, String code, String message, String field) {
    this(kind, code, message, field, null);
  }

  /**
   * An error with all its parts.
   *
   * @param kind whose matter it is
   * @param code see {@link #code()}
   * @param message one sentence that a player understands
   * @param field JSON pointer to the value at fault, or null when there is none
   * @param cause what led to it, or null
   */
  public TablekeepException(
      ErrorKind kind,
      String code,
      String message,
      @Nullable String field,
      @Nullable Throwable cause) {
    super(message, cause, true, kind != ErrorKind.USER);
    this.kind = Objects.requireNonNull(kind, "kind");
    this.code = Objects.requireNonNull(code, "code");
    this.field = field;
  }

  /**
   * The stable name of this error: lower-case words joined by hyphens.
   *
   * @return the code
   */
  public final String code() {
    return code;
  }

  /**
   * Whose matter this error is.
   *
   * @return the kind
   */
  public final ErrorKind kind() {
    return kind;
  }

  /**
   * Where the fault lies, as an RFC 6901 JSON pointer into the value that was judged.
   *
   * @return the pointer; empty when the error is about no place in particular
   */
  public final Optional<String> field() {
    return Optional.ofNullable(field);
  }

  /**
   * What went wrong, as a sentence.
   *
   * @return the message this was made with
   */
  public final String message() {
    return String.valueOf(getMessage());
  }

  /** For logs; the message alone is what a player reads, so the code must not go in there. */
  @Override
  @SuppressWarnings("OverrideThrowableToString")
  public String toString() {
    String at = field == null ? "" : " at \"" + field + '"';
    return kind.name().toLowerCase(Locale.ROOT) + ' ' + code + at + ": " + getMessage();
  }
}
