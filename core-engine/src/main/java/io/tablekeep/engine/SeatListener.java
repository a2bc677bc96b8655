package io.tablekeep.engine;

import java.time.Duration;

/**
 * Receives what a seat is told. Called on the campaign's loop, one call after the other, and must
 * not block; what throws is closed.
 */
public interface SeatListener {
  /**
   * The seat sits: what it sees first, before any frame.
   *
   * @param welcome the view at the seat's first position
   */
  void welcome(Welcome welcome);

  /**
   * The seat sits and goes on where its device was; comes instead of the welcome, and only to those
   * who showed a token.
   *
   * @param resumed from where it goes on
   */
  default void resumed(Resumed resumed) {}

  /**
   * The token that was shown does not count; a welcome follows.
   *
   * @param code {@code bad-resume-token}
   * @param message a sentence for people
   */
  default void refused(String code, String message) {}

  /**
   * The view changed, or actions got their receipts.
   *
   * @param frame what changed
   */
  void frame(Frame frame);

  /**
   * Something of the moment at another seat.
   *
   * @param signal what it is
   */
  default void signal(Signal signal) {}

  /**
   * The campaign became read-only or writable again.
   *
   * @param writable whether actions are accepted
   * @param reason a sentence for people, empty when writable
   */
  default void line(boolean writable, String reason) {}

  /**
   * The seat is over: left, superseded, or the campaign closed. Nothing follows.
   *
   * @param code stable kebab-case code
   * @param message a sentence for people
   */
  void closed(String code, String message);

  /**
   * The same when it is known how long to stay away; called instead.
   *
   * @param code stable kebab-case code
   * @param message a sentence for people
   * @param retryAfter how long to wait before sitting down again
   */
  default void closed(String code, String message, Duration retryAfter) {
    closed(code, message);
  }
}
