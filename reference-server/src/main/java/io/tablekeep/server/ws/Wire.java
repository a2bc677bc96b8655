package io.tablekeep.server.ws;

import io.tablekeep.engine.Frame;
import io.tablekeep.engine.Resumed;
import io.tablekeep.engine.Signal;
import io.tablekeep.engine.Welcome;

/**
 * How messages look as bytes. One form exists, {@link JsonWire}; another is chosen in the hello.
 * Thread-safe and without state: what a conversation remembers is the caller's.
 */
interface Wire {
  /**
   * Reads a message.
   *
   * @param bytes holds it, from {@code from} to {@code to}
   * @param from its first byte
   * @param to the byte after its last
   * @param into filled with what was read; after a fault with what was read before it
   * @throws WireFault when it is none
   */
  void read(byte[] bytes, int from, int to, Incoming into);

  /**
   * Writes what comes before and after the state of a welcome, which is not copied.
   *
   * @param out where to, up to the state
   * @param welcome what to write
   * @return what follows the state
   */
  byte[] welcome(Out out, Welcome welcome);

  /**
   * Writes that a seat goes on where it was.
   *
   * @param out where to
   * @param resumed what to write
   */
  void resumed(Out out, Resumed resumed);

  /**
   * Writes that what was asked for with {@code open} or {@code shut} is done; the frame that does
   * it came before.
   *
   * @param out where to
   * @param path what was asked for
   */
  void part(Out out, String path);

  /**
   * Writes a change, receipts, or both.
   *
   * @param out where to
   * @param frame what to write
   */
  void frame(Out out, Frame frame);

  /**
   * Writes another seat's signal.
   *
   * @param out where to
   * @param signal what to write
   */
  void signal(Out out, Signal signal);

  /**
   * Writes whether actions are accepted.
   *
   * @param out where to
   * @param writable whether they are
   * @param reason why not
   */
  void line(Out out, boolean writable, String reason);

  /**
   * Writes a refusal.
   *
   * @param out where to
   * @param code kebab-case code
   * @param message a sentence
   * @param field pointer into the message at fault, empty for none
   * @param n number of the action at fault, 0 for none
   */
  void error(Out out, String code, String message, String field, long n);
}
