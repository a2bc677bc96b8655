package io.tablekeep.engine;

import java.time.Duration;
import java.util.List;

/**
 * What came of playing by other versions of game systems.
 *
 * @param systems the systems' ids
 * @param campaigns how many open campaigns are played by it from now on
 * @param pause the longest time for which one of them decided nothing
 * @param differences actions of lately that the new version would have decided otherwise
 */
public record SystemChange(
    List<String> systems, int campaigns, Duration pause, List<Otherwise> differences) {
  /**
   * Copies the lists.
   *
   * @param systems as in the record
   * @param campaigns as in the record
   * @param pause as in the record
   * @param differences as in the record
   */
  public SystemChange {
    systems = List.copyOf(systems);
    differences = List.copyOf(differences);
  }

  /**
   * An action that the new version would have decided otherwise.
   *
   * @param campaign the campaign's key
   * @param version version of its entry
   * @param action its name on the wire
   * @param at the first place of the document that would be another; empty for the outcome
   * @param was what happened
   * @param now what would have
   */
  public record Otherwise(
      String campaign, long version, String action, String at, String was, String now) {}
}
