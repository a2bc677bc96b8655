package io.tablekeep.engine.cluster.line;

/** Who is told what comes over a line. Called on the line's loop. */
public interface LineEnd {
  /**
   * A message came. {@link Line#took} says when it has been dealt with.
   *
   * @param message all of it
   */
  void heard(byte[] message);

  /**
   * More than is good is on its way to the other end, or not any more.
   *
   * @param now whether more should be sent
   */
  void writable(boolean now);

  /**
   * The line is over. Called once, and not after this end has closed it.
   *
   * @param code {@code node-lost}, {@code line-broken}, or what the other end gave
   * @param message a sentence for people
   */
  void closed(String code, String message);
}
