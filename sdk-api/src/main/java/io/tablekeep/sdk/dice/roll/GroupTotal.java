package io.tablekeep.sdk.dice.roll;

import io.tablekeep.sdk.dice.tree.Modifier;
import java.util.ArrayList;
import java.util.List;

/** What a group of terms comes to whose values are known. */
public final class GroupTotal {
  private GroupTotal() {}

  /**
   * Applies the modifiers of a group.
   *
   * @param modifiers modifiers that look at terms
   * @param values the values of the terms
   * @return the total
   */
  public static double of(List<Modifier> modifiers, double[] values) {
    List<Lying> all = new ArrayList<>(values.length);
    for (double value : values) {
      Lying one = new Lying();
      one.value = value;
      all.add(one);
    }
    Pile<Lying> pile = new Pile<>(null, all);
    for (Modifier modifier : modifiers) {
      Roller.choose(modifier, pile, pile.all);
    }
    return pile.total();
  }
}
