package io.tablekeep.server.door;

/**
 * A request that is not let through.
 *
 * @param status HTTP status
 * @param code kebab-case code
 * @param message a sentence
 * @param retryAfter seconds to wait before the next try; 0 when trying again is no use
 */
public record Refusal(int status, String code, String message, int retryAfter) {
  /**
   * A refusal that will be the same the next time.
   *
   * @param status HTTP status
   * @param code kebab-case code
   * @param message a sentence
   */
  public Refusal(int status, String code, String message) {
    this(status, code, message, 0);
  }
}
