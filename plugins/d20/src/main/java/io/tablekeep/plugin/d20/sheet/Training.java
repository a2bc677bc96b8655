package io.tablekeep.plugin.d20.sheet;

/** How well somebody has learnt a skill. */
public enum Training {
  /** Half the proficiency bonus, rounded down. */
  HALF,
  /** The proficiency bonus. */
  PROFICIENT,
  /** Twice the proficiency bonus. */
  EXPERT;

  /**
   * What it adds.
   *
   * @param proficiency the proficiency bonus
   * @return the part of it that counts
   */
  public int of(int proficiency) {
    return switch (this) {
      case HALF -> proficiency / 2;
      case PROFICIENT -> proficiency;
      case EXPERT -> proficiency * 2;
    };
  }
}
