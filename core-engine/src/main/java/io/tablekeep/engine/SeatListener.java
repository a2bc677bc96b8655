package io.tablekeep.engine;

/**
 * Receives what a seat is told. Called on the campaign's loop, one call after the other, and must
 * not block; what throws is closed.
 */
public interface SeatListener {
  /**
   * The seat sits: its whole view, before any frame.
   *
   * @param welcome the view at the seat's first position
   */
  void welcome(Welcome welcome);

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
}
