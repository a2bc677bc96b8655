package io.tablekeep.plugin.d20.tables;

import io.tablekeep.plugin.d20.tables.HeroClass.Caster;
import java.util.LinkedHashMap;
import java.util.Map;

/** Spell slots of one class or of several (SRD 5.1, "Multiclassing", and the classes' tables). */
public final class Slots {
  /** Under which key a warlock's slots stand. */
  public static final String PACT = "pact";

  private static final int[][] FULL = {
    {},
    {2},
    {3},
    {4, 2},
    {4, 3},
    {4, 3, 2},
    {4, 3, 3},
    {4, 3, 3, 1},
    {4, 3, 3, 2},
    {4, 3, 3, 3, 1},
    {4, 3, 3, 3, 2},
    {4, 3, 3, 3, 2, 1},
    {4, 3, 3, 3, 2, 1},
    {4, 3, 3, 3, 2, 1, 1},
    {4, 3, 3, 3, 2, 1, 1},
    {4, 3, 3, 3, 2, 1, 1, 1},
    {4, 3, 3, 3, 2, 1, 1, 1},
    {4, 3, 3, 3, 2, 1, 1, 1, 1},
    {4, 3, 3, 3, 3, 1, 1, 1, 1},
    {4, 3, 3, 3, 3, 2, 1, 1, 1},
    {4, 3, 3, 3, 3, 2, 2, 1, 1}
  };

  private Slots() {}

  /**
   * The level that counts for slots: all of a full caster's, half of a half caster's. Half casters
   * alone round up, as their own table has it, and have none at level 1.
   *
   * @param classes levels by class
   * @return 0 to 20
   */
  public static int casterLevel(Map<String, Integer> classes) {
    int full = 0;
    int half = 0;
    int kinds = 0;
    for (Map.Entry<String, Integer> each : classes.entrySet()) {
      Caster caster = HeroClass.named(each.getKey()).map(HeroClass::caster).orElse(Caster.NONE);
      if (caster == Caster.FULL) {
        full += each.getValue();
        kinds++;
      } else if (caster == Caster.HALF) {
        int level = each.getValue();
        half += level / 2;
        kinds++;
        if (classes.size() == 1) {
          return level < 2 ? 0 : (level + 1) / 2;
        }
      }
    }
    if (kinds == 1 && full == 0) {
      // One casting class beside others that cast nothing: its own table counts.
      int level =
          classes.entrySet().stream()
              .filter(
                  each ->
                      HeroClass.named(each.getKey())
                          .filter(one -> one.caster() == Caster.HALF)
                          .isPresent())
              .mapToInt(Map.Entry::getValue)
              .sum();
      return level < 2 ? 0 : (level + 1) / 2;
    }
    return Math.min(20, full + half);
  }

  /**
   * All slots.
   *
   * @param classes levels by class
   * @return how many by level, {@code 1} to {@code 9}, and {@link #PACT}
   */
  public static Map<String, Integer> of(Map<String, Integer> classes) {
    Map<String, Integer> slots = new LinkedHashMap<>();
    int[] row = FULL[casterLevel(classes)];
    for (int i = 0; i < row.length; i++) {
      slots.put(Integer.toString(i + 1), row[i]);
    }
    int warlock = warlock(classes);
    if (warlock > 0) {
      slots.put(PACT, warlock >= 17 ? 4 : warlock >= 11 ? 3 : warlock >= 2 ? 2 : 1);
    }
    return slots;
  }

  /**
   * The level of a warlock's slots.
   *
   * @param classes levels by class
   * @return 1 to 5; 0 without that class
   */
  public static int pactLevel(Map<String, Integer> classes) {
    return Math.min(5, (warlock(classes) + 1) / 2);
  }

  private static int warlock(Map<String, Integer> classes) {
    return classes.entrySet().stream()
        .filter(
            each -> HeroClass.named(each.getKey()).filter(HeroClass.WARLOCK::equals).isPresent())
        .mapToInt(Map.Entry::getValue)
        .sum();
  }
}
