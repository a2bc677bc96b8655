package io.tablekeep.engine;

import io.tablekeep.sdk.state.Pointer;
import java.util.Optional;

/**
 * A piece of an object of the view: its members in the order of their keys (by UTF-16 units). It is
 * what can be seen at that moment, and nobody is told when it changes.
 *
 * @param entities one JSON object in UTF-8 with the members of this page; shared bytes, never to be
 *     changed
 * @param next the key to go on from in the same direction; empty when nothing more can be seen
 *     there
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, not copied; equality is never asked
public record Page(byte[] entities, Optional<String> next) {
  /** Most members of a page. */
  public static final int MOST = 200;

  /** So many bytes end a page, though at least one member is on it. */
  public static final int BYTES = 128 << 10;

  /**
   * Which page.
   *
   * @param at the object, such as {@code /notes} or {@code /maps/crypt/tokens}
   * @param from members begin beside this key, which is not among them; empty for the first ones,
   *     or backwards for the last ones
   * @param backwards whether the members before the key are wanted, the nearest first to come on
   *     the page
   * @param limit how many members at most, 1 to {@value Page#MOST}
   */
  public record Of(Pointer at, String from, boolean backwards, int limit) {
    /**
     * Checks the bounds.
     *
     * @param at the object
     * @param from members begin beside this key
     * @param backwards whether the members before the key are wanted
     * @param limit how many members at most
     */
    public Of {
      if (limit < 1 || limit > MOST) {
        throw new IllegalArgumentException("a page has 1 to " + MOST + " members");
      }
    }
  }
}
