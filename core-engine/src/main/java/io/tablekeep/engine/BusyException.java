package io.tablekeep.engine;

import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import java.time.Duration;

/** Something that cannot be had at present, with how long to wait before it is asked for again. */
public final class BusyException extends TablekeepException {
  private static final long serialVersionUID = 1L;

  private final Duration retryAfter;

  /**
   * A refusal for now.
   *
   * @param code kebab-case code
   * @param message one sentence that a player understands
   * @param retryAfter how long to wait; not all who are refused at once are told the same
   */
  public BusyException(String code, String message, Duration retryAfter) {
    super(ErrorKind.RESOURCE, code, message);
    this.retryAfter = retryAfter;
  }

  /**
   * How long to wait.
   *
   * @return more than zero
   */
  public Duration retryAfter() {
    return retryAfter;
  }
}
