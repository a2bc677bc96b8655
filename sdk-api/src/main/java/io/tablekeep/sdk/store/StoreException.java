package io.tablekeep.sdk.store;

/**
 * A store could not open, acquire or read. The message is a sentence for a host, without secrets.
 */
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Refusal reason;

  /**
   * A failure without a cause underneath.
   *
   * @param reason its kind
   * @param message a sentence for a host
   */
  public StoreException(Refusal reason, String message) {
    super(message);
    this.reason = reason;
  }

  /**
   * A failure with the driver's own error underneath.
   *
   * @param reason its kind
   * @param message a sentence for a host
   * @param cause what the driver said
   */
  public StoreException(Refusal reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /**
   * The kind of failure.
   *
   * @return never null
   */
  public Refusal reason() {
    return reason;
  }
}
