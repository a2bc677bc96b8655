package io.tablekeep.engine;

/**
 * What a seat sees first, encoded once for all seats that see the same: one JSON object, the part
 * of the document that is loaded. Its member {@code index} names the rest: below each collection
 * the keys of visible entities that are not loaded, each with the name to show (empty when it has
 * none). Chat and dice have no index: older lines are read page by page. A seat that sees
 * everything has no member {@code index}.
 *
 * <p>Threads: immutable; encodings are made on first use, off the loop for the first one.
 */
public interface SeatView {
  /**
   * The view as JSON in UTF-8.
   *
   * @return shared bytes, never to be changed
   */
  byte[] json();

  /**
   * {@link #json()} compressed as one raw DEFLATE stream (RFC 1951).
   *
   * @return shared bytes, never to be changed
   */
  byte[] deflated();
}
