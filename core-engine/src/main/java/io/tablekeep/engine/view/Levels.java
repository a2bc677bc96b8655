package io.tablekeep.engine.view;

/**
 * How much of a place each viewer of a crowd sees: a bit for each. Who is in neither sees nothing,
 * not even that it exists.
 *
 * @param declared who sees what is declared visible below
 * @param full who sees everything below but what is declared for the GM
 */
record Levels(long declared, long full) {
  static final Levels NONE = new Levels(0, 0);

  long any() {
    return declared | full;
  }

  boolean isNone() {
    return any() == 0;
  }

  Levels and(long viewers) {
    return (any() & ~viewers) == 0 ? this : new Levels(declared & viewers, full & viewers);
  }

  /** Of those who see it at all, some see all of it. */
  Levels raised(long viewers) {
    long more = declared & viewers;
    return more == 0 ? this : new Levels(declared & ~more, full | more);
  }
}
