package io.tablekeep.engine.rules;

import org.jspecify.annotations.Nullable;

/** Who comes before whom in an encounter: one answer for those who act and those who look. Pure. */
public final class TurnOrder {
  private TurnOrder() {}

  /**
   * From the highest initiative to the lowest, equal ones by key, those without last.
   *
   * @param initiative of the one; null for none
   * @param key of the one
   * @param otherInitiative of the other; null for none
   * @param otherKey of the other
   * @return negative when the one comes before the other
   */
  public static int compare(
      @Nullable Double initiative, String key, @Nullable Double otherInitiative, String otherKey) {
    int order =
        initiative != null && otherInitiative != null
            ? Double.compare(otherInitiative, initiative)
            : Boolean.compare(initiative == null, otherInitiative == null);
    return order == 0 ? key.compareTo(otherKey) : order;
  }
}
