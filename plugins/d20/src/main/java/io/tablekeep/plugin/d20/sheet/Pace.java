package io.tablekeep.plugin.d20.sheet;

/** Ways to move. */
public enum Pace {
  WALK,
  BURROW,
  CLIMB,
  FLY,
  SWIM
}
