package io.tablekeep.engine;

/**
 * The difference of two states of a view, encoded once for all seats that see the same.
 *
 * <p>Threads: immutable once handed out; the encoding happens on first use, on the campaign's loop.
 */
public interface ViewChange {
  /**
   * The form of the difference.
   *
   * @return true when {@link #json()} is an RFC 7396 merge patch, false when it is an RFC 6902
   *     patch (a null has to be set, which a merge cannot say)
   */
  boolean isMerge();

  /**
   * The difference as JSON in UTF-8.
   *
   * @return shared bytes, never to be changed
   */
  byte[] json();
}
