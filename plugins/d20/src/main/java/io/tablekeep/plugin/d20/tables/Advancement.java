package io.tablekeep.plugin.d20.tables;

/** What levels and challenge ratings bring (SRD 5.1, "Beyond 1st Level", "Monsters"). */
public final class Advancement {
  private static final int[] EXPERIENCE = {
    0, 300, 900, 2_700, 6_500, 14_000, 23_000, 34_000, 48_000, 64_000, 85_000, 100_000, 120_000,
    140_000, 165_000, 195_000, 225_000, 265_000, 305_000, 355_000
  };
  private static final int[] WORTH = {
    10, 200, 450, 700, 1_100, 1_800, 2_300, 2_900, 3_900, 5_000, 5_900, 7_200, 8_400, 10_000,
    11_500, 13_000, 15_000, 18_000, 20_000, 22_000, 25_000, 33_000, 41_000, 50_000, 62_000, 75_000,
    90_000, 105_000, 120_000, 135_000, 155_000
  };

  private Advancement() {}

  /**
   * The proficiency bonus of a level.
   *
   * @param level 1 to 20; 0 counts as 1
   * @return 2 to 6
   */
  public static int proficiency(int level) {
    return 2 + (Math.max(1, level) - 1) / 4;
  }

  /**
   * The proficiency bonus of a challenge rating.
   *
   * @param challenge 0 to 30
   * @return 2 to 9
   */
  public static int proficiency(double challenge) {
    return proficiency((int) Math.ceil(challenge));
  }

  /**
   * The level that so much experience makes.
   *
   * @param xp experience
   * @return 1 to 20
   */
  public static int level(int xp) {
    int level = 1;
    while (level < 20 && xp >= EXPERIENCE[level]) {
      level++;
    }
    return level;
  }

  /**
   * The experience a level needs.
   *
   * @param level 1 to 20
   * @return experience
   */
  public static int experience(int level) {
    return EXPERIENCE[Math.min(20, Math.max(1, level)) - 1];
  }

  /**
   * What a monster is worth.
   *
   * @param challenge 0 to 30
   * @return experience
   */
  public static int worth(double challenge) {
    if (challenge > 0 && challenge < 1) {
      return challenge <= 0.125 ? 25 : challenge <= 0.25 ? 50 : 100;
    }
    return WORTH[(int) Math.min(30, Math.max(0, challenge))];
  }
}
