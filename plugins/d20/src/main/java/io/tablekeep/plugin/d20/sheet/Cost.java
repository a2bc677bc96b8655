package io.tablekeep.plugin.d20.sheet;

/** What of a turn something takes. */
public enum Cost {
  ACTION,
  BONUS,
  REACTION,
  /** Nothing. */
  FREE,
  /** Only outside of fights: minutes or hours. */
  LONG
}
