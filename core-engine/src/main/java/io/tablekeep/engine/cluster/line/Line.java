package io.tablekeep.engine.cluster.line;

import io.tablekeep.engine.runtime.Loop;

/** One end of a conversation with another node. Every method is called on its loop. */
public interface Line {
  /**
   * The other node.
   *
   * @return its name on the bus
   */
  String peer();

  /**
   * Where this end lives.
   *
   * @return the loop it was opened with
   */
  Loop loop();

  /**
   * Says something. It goes out at the end of the loop's turn, with what else goes to that node. A
   * message larger than the window goes as well; {@link #outstanding} tells how much waits.
   *
   * @param parts the message, in one or more pieces; not to be changed afterwards
   */
  void send(byte[]... parts);

  /**
   * How much was sent that the other end has not dealt with.
   *
   * @return bytes
   */
  long outstanding();

  /**
   * What was heard is dealt with, so that as much more may be sent.
   *
   * @param bytes of messages
   */
  void took(int bytes);

  /**
   * Ends it, behind what was sent. Closing twice does nothing.
   *
   * @param code stable kebab-case code
   * @param message a sentence for people
   */
  void close(String code, String message);
}
