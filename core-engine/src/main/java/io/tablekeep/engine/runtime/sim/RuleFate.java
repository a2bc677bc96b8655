package io.tablekeep.engine.runtime.sim;

/** What becomes of a rule in a simulation. */
public enum RuleFate {
  /** It runs, at a seeded time. */
  RUN,
  /** It does not end within its budget: {@code rule-timeout} when the budget is over. */
  TIMEOUT,
  /** It throws: {@code rule-failed}. */
  THROW,
  /** It is refused at once: {@code rules-overloaded}. */
  OVERLOADED,
  /** It is refused at once: {@code rules-exhausted}. */
  EXHAUSTED
}
