package io.tablekeep.plugin.d20.sheet;

/** When in somebody's turn something ends or is tried again. */
public enum Moment {
  /** As the turn begins. */
  START,
  /** As the turn ends. */
  END
}
