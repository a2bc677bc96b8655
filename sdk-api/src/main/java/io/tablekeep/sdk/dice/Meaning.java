package io.tablekeep.sdk.dice;

/**
 * What a modifier's word can mean. A {@link Dialect} gives words to some of these; the comment says
 * what follows the word, and what stands when nothing follows.
 */
public enum Meaning {
  /** Minimum; a number. */
  MINIMUM(1, "minimum"),
  /** Maximum; a number. */
  MAXIMUM(2, "maximum"),
  /** One more die beside each that matches, and for that too; a condition, the highest face. */
  EXPLODE(3, "explode"),
  /** As {@link #EXPLODE}, and the extra values are added to the die itself. */
  COMPOUND(3, "explode"),
  /** As {@link #EXPLODE}, and each extra value counts one less. */
  PENETRATE(3, "explode"),
  /** As {@link #COMPOUND} and {@link #PENETRATE} together. */
  COMPOUND_PENETRATE(3, "explode"),
  /** As {@link #EXPLODE}, and extra dice lie behind all others. */
  EXPLODE_AT_END(3, "explode"),
  /** As {@link #EXPLODE_AT_END}, and extra dice bring no more. */
  EXPLODE_ONCE(3, "explode"),
  /** Roll again until it does not match; a condition, the lowest face. */
  REROLL(4, "reroll"),
  /** Roll again once if it matches; a condition, the lowest face. */
  REROLL_ONCE(4, "reroll"),
  /** Roll again while an earlier die shows the same; a condition, any value. */
  UNIQUE(5, "unique"),
  /** Roll again once if an earlier die shows the same; a condition, any value. */
  UNIQUE_ONCE(5, "unique"),
  /** Keep the highest; how many. */
  KEEP_HIGH(6, "keep-high"),
  /** Keep the lowest; how many. */
  KEEP_LOW(6, "keep-low"),
  /** Drop the highest; how many. */
  DROP_HIGH(7, "drop-high"),
  /** Drop the lowest; how many. */
  DROP_LOW(7, "drop-low"),
  /** Count those that match; a condition, the highest face. */
  COUNT_SUCCESS(8, "target"),
  /** Count those that match, as failures; a condition, the lowest face. */
  COUNT_FAILURE(8, "target"),
  /** Count even values; nothing. */
  COUNT_EVEN(8, "target"),
  /** Count odd values; nothing. */
  COUNT_ODD(8, "target"),
  /** Take 1 away for each that matches; a condition, those counted that are no success. */
  DEDUCT(8, "deduct"),
  /** Take the value away of each that matches; a condition, those counted that are no success. */
  SUBTRACT(8, "deduct"),
  /** The total becomes the distance to a target; a condition. */
  MARGIN(8, "margin"),
  /** Mark critical successes for people to see; a condition, the highest face. */
  MARK_SUCCESS(9, "critical-success"),
  /** Mark critical failures for people to see; a condition, the lowest face. */
  MARK_FAILURE(10, "critical-failure"),
  /** Show the lowest first; nothing. */
  SORT_UP(11, "sort"),
  /** Show the highest first; nothing. */
  SORT_DOWN(11, "sort");

  private final int order;
  private final String family;

  Meaning(int order, String family) {
    this.order = order;
    this.family = family;
  }

  /**
   * When it happens in dialects with a fixed order.
   *
   * @return 1 first
   */
  public int order() {
    return order;
  }

  /**
   * Of one family the last one written stands, in dialects with a fixed order.
   *
   * @return the name of the family
   */
  public String family() {
    return family;
  }
}
