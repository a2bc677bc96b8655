package io.tablekeep.sdk.dice.tree;

/** What is done to the dice of a throw or the terms of a group. */
public sealed interface Modifier {
  /**
   * Raises low values, or lowers high ones.
   *
   * @param floor whether the bound is a minimum
   * @param bound the bound
   */
  record Clamp(boolean floor, double bound) implements Modifier {}

  /**
   * Rolls one more die for each that fulfils a condition, and for that one too.
   *
   * @param when the condition on the face
   * @param compound whether the extra values are added to the die instead of lying beside it
   * @param penetrate whether each extra value counts one less
   * @param atEnd whether extra dice lie behind all others instead of behind their own
   * @param most how many extra dice one die may bring
   */
  record Explode(Compare when, boolean compound, boolean penetrate, boolean atEnd, int most)
      implements Modifier {}

  /**
   * Rolls again while a condition holds.
   *
   * @param when the condition on the value
   * @param most how often
   */
  record Reroll(Compare when, int most) implements Modifier {}

  /**
   * Rolls again while an earlier die shows the same.
   *
   * @param when which values must not be there twice
   * @param most how often
   */
  record Unique(Compare when, int most) implements Modifier {}

  /**
   * Keeps or drops some from one end. Every such modifier looks at all dice, dropped ones too.
   *
   * @param drop whether these are dropped instead of all others
   * @param high whether from the highest
   * @param count how many
   */
  record Keep(boolean drop, boolean high, int count) implements Modifier {}

  /**
   * Makes each a number of successes.
   *
   * @param success what counts 1
   * @param failure what otherwise counts -1
   */
  record Target(Compare success, Compare failure) implements Modifier {}

  /**
   * Counts those that fulfil a condition.
   *
   * @param when the condition
   * @param success whether this is a success, for the text
   */
  record Count(Compare when, boolean success) implements Modifier {}

  /**
   * Takes away those that fulfil a condition.
   *
   * @param when the condition
   * @param value whether their value is taken away instead of 1
   */
  record Deduct(Compare when, boolean value) implements Modifier {}

  /**
   * Makes the total the distance to a target.
   *
   * @param target the target
   * @param below whether less than the target is good
   */
  record Margin(double target, boolean below) implements Modifier {}

  /**
   * Marks some for people to see.
   *
   * @param when the condition on the value
   * @param success whether they are critical successes, else failures
   */
  record Critical(Compare when, boolean success) implements Modifier {}

  /**
   * Shows the dice in order.
   *
   * @param descending whether the highest comes first
   */
  record Sort(boolean descending) implements Modifier {}
}
