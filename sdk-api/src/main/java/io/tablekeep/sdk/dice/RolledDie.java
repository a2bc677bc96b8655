package io.tablekeep.sdk.dice;

import java.util.Set;

/**
 * One die as it lies on the table when a notation is done with it.
 *
 * @param die what was rolled
 * @param face the last face that fell on it
 * @param value what it shows: the face, unless a minimum, a maximum or an explosion changed it
 * @param counts what it adds to the total: the value; 0 when dropped; 1, 0 or -1 when successes are
 *     counted
 * @param kept whether it counts at all
 * @param marks what happened to it
 */
public record RolledDie(
    Die die, long face, double value, double counts, boolean kept, Set<Mark> marks) {
  /**
   * Copies the marks.
   *
   * @param die as in the record
   * @param face as in the record
   * @param value as in the record
   * @param counts as in the record
   * @param kept as in the record
   * @param marks as in the record
   */
  public RolledDie {
    marks = Set.copyOf(marks);
  }
}
