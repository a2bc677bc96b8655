package io.tablekeep.server.ws;

/**
 * Why a socket is closed: the WebSocket close code, and the word that stands as its reason and as
 * {@code code} of the error message before it. Part of the published protocol.
 */
public enum CloseCode {
  /** The seat was left. */
  LEFT(1000, "left", false),
  /** The server stops; connect again after a while. */
  SERVER_STOPPING(1001, "server-stopping", true),
  /** The bytes were no WebSocket frames. */
  PROTOCOL_ERROR(1002, "protocol-error", false),
  /** A binary message came; the subprotocol agreed on is text. */
  BINARY_MESSAGE(1003, "binary-message", false),
  /** A text message came; the subprotocol agreed on is binary. */
  TEXT_MESSAGE(1003, "text-message", false),
  /** A message was not UTF-8. */
  NOT_UTF8(1007, "not-utf8", false),
  /** A message was over the limit. */
  MESSAGE_TOO_BIG(1009, "message-too-big", false),
  /** The first message was no hello, or too many messages could not be read. */
  BAD_MESSAGE(4400, "bad-message", false),
  /** The token is none of this server, or of another campaign. */
  BAD_SEAT(4401, "bad-seat", false),
  /** The campaign or the participant does not exist any more. */
  NO_SUCH_SEAT(4404, "no-such-seat", false),
  /** What the server had to say was not read fast enough. Connect again for the whole state. */
  SLOW_CONSUMER(4408, "slow-consumer", true),
  /** The seat was taken from another place. */
  SUPERSEDED(4409, "superseded", false),
  /** No hello came in time. */
  HELLO_TIMEOUT(4410, "hello-timeout", true),
  /** Nothing was heard, not even a pong. */
  IDLE(4411, "idle", true),
  /** The participant has another role now, and sees something else. Connect again. */
  ROLE_CHANGED(4412, "role-changed", true),
  /** Too many messages, or too many seats are taken. */
  TOO_MANY(4429, "too-many", true),
  /** The server failed; it is in its log. */
  INTERNAL(4500, "internal-error", true),
  /** The campaign cannot be played at present. */
  UNAVAILABLE(4503, "campaign-unavailable", true);

  private final int number;
  private final String word;
  private final boolean retry;

  CloseCode(int number, String word, boolean retry) {
    this.number = number;
    this.word = word;
    this.retry = retry;
  }

  /**
   * The code in the close frame.
   *
   * @return 1000 to 1009, or 4400 to 4599
   */
  public int number() {
    return number;
  }

  /**
   * The reason in the close frame.
   *
   * @return a kebab-case word
   */
  public String word() {
    return word;
  }

  /**
   * Whether a client should connect again by itself, after 1 to 30 seconds.
   *
   * @return false when it would be closed for the same reason
   */
  public boolean retry() {
    return retry;
  }

  /** The one of a word; that of a failure for a word that is none. */
  static CloseCode word(String word) {
    for (CloseCode each : values()) {
      if (each.word.equals(word)) {
        return each;
      }
    }
    return INTERNAL;
  }

  /** How a socket ends whose seat was refused or is over. */
  static CloseCode of(String code) {
    return switch (code) {
      case "left" -> LEFT;
      case "slow-consumer" -> SLOW_CONSUMER;
      case "superseded" -> SUPERSEDED;
      case "bad-seat", "seat-revoked" -> BAD_SEAT;
      case "role-changed" -> ROLE_CHANGED;
      case "no-such-campaign", "no-such-participant" -> NO_SUCH_SEAT;
      case "too-many-seats", "too-many-campaigns", "overloaded", "join-storm" -> TOO_MANY;
      case "server-stopping", "engine-closed" -> SERVER_STOPPING;
      case "listener-failed" -> INTERNAL;
      default -> UNAVAILABLE;
    };
  }
}
