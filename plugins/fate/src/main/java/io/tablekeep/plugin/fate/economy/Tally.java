package io.tablekeep.plugin.fate.economy;

import io.tablekeep.sdk.game.Table;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Pointer;
import java.util.Map;
import java.util.TreeMap;

/**
 * Numbers of the document as they are counted up and down within one decision. Used by one rule
 * call, then thrown away.
 */
public final class Tally {
  private final Table table;
  private final Map<Pointer, Integer> changed = new TreeMap<>();

  /**
   * An empty one.
   *
   * @param table where the numbers stand
   */
  public Tally(Table table) {
    this.table = table;
  }

  /**
   * A number as it would be.
   *
   * @param place where it stands
   * @return with everything counted so far; what is missing is 0
   */
  public int at(Pointer place) {
    return table.state().at(place).asInt(0) + changed.getOrDefault(place, 0);
  }

  /**
   * Counts.
   *
   * @param place where the number stands
   * @param by how much, possibly negative
   */
  public void add(Pointer place, int by) {
    changed.merge(place, by, Integer::sum);
  }

  /**
   * Everything that was counted.
   *
   * @return the changes
   */
  public Changes changes() {
    Changes all = Changes.none();
    for (Map.Entry<Pointer, Integer> one : changed.entrySet()) {
      all = one.getValue() == 0 ? all : all.add(table.state().at(one.getKey()), one.getValue());
    }
    return all;
  }
}
