package io.tablekeep.plugin.d20.combat;

import io.tablekeep.plugin.d20.scene.Creature;
import io.tablekeep.plugin.d20.tables.Slots;
import java.util.Optional;

/** Which spell slots somebody has left. */
public final class Slotting {
  private Slotting() {}

  /**
   * How many are left.
   *
   * @param who whose
   * @param key {@code 1} to {@code 9}, or {@link Slots#PACT}
   * @return at least 0
   */
  public static int left(Creature who, String key) {
    return Math.max(0, who.figures().at("slots", key).asInt(0) - who.spent("slots", key));
  }

  /**
   * The smallest slot that is left.
   *
   * @param who whose
   * @param level of at least this level
   * @return its key
   */
  public static Optional<String> lowest(Creature who, int level) {
    for (int i = level; i <= 9; i++) {
      Optional<String> found = exactly(who, i);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /**
   * A slot of one level; a warlock's own first.
   *
   * @param who whose
   * @param level of this level
   * @return its key; empty when none is left
   */
  public static Optional<String> exactly(Creature who, int level) {
    if (who.figure("pactLevel") == level && left(who, Slots.PACT) > 0) {
      return Optional.of(Slots.PACT);
    }
    String key = Integer.toString(level);
    return left(who, key) > 0 ? Optional.of(key) : Optional.empty();
  }
}
