package io.tablekeep.engine.runtime;

import org.jspecify.annotations.Nullable;

/** Plugin code that could not be run to its end. Holds no object of the plugin. */
public final class RuleFault extends Exception {
  private static final long serialVersionUID = 1L;

  private final String code;

  /**
   * A fault.
   *
   * @param code stable kebab-case code
   * @param message what happened, for the log and the sender
   */
  public RuleFault(String code, String message) {
    super(message, null, false, false);
    this.code = code;
  }

  /**
   * A fault at a place, for the log.
   *
   * @param code stable kebab-case code
   * @param message what happened, for the log and the sender
   * @param where what the rule was doing, innermost call first; becomes the stack trace
   * @param cause what led to it, or null
   */
  public RuleFault(
      String code, String message, StackTraceElement[] where, @Nullable Throwable cause) {
    super(message, cause, false, true);
    setStackTrace(where);
    this.code = code;
  }

  /** The thread that makes the fault is not the one that caused it, so its stack says nothing. */
  @Override
  public Throwable fillInStackTrace() {
    return this;
  }

  /**
   * The code of the fault.
   *
   * @return stable kebab-case code
   */
  public String code() {
    return code;
  }
}
