package io.tablekeep.sdk.dice;

/** Ways in which dialects differ beyond their words. */
public enum Trait {
  /** Modifiers happen in the order they are written, each as often as it is written. */
  WRITTEN_ORDER,
  /** A condition may stand without a word ({@code 5d10>7f<3}) and counts successes. */
  TARGETS,
  /** A condition may be a bare number ({@code r1}), and say how often before ({@code rr3<2}). */
  BARE_CONDITIONS,
  /** How many to keep or drop may be left out, and is 1. */
  BARE_COUNTS,
  /** Any term may have a sign ({@code -1d6}). */
  SIGNS,
  /** A single number in parentheses may be a count or sides: {@code (4)d(6)}. */
  LOOSE_COUNTS,
  /** Groups may stand within groups. */
  NESTED_GROUPS,
  /** Keeping and dropping in a group of one term looks at the dice within. */
  POOLED_GROUPS,
  /** {@code dc} is a coin. */
  COINS,
  /** Capital letters are as good as small ones. */
  ANY_CASE,
  /** The greatest and the least may be taken of any number of terms. */
  MANY_ARGUMENTS
}
