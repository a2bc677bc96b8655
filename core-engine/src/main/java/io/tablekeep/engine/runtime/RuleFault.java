package io.tablekeep.engine.runtime;

/** Plugin code that could not be run to its end. */
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
   * The code of the fault.
   *
   * @return stable kebab-case code
   */
  public String code() {
    return code;
  }
}
