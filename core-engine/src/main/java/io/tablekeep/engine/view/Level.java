package io.tablekeep.engine.view;

/** How much of a place a viewer sees. */
enum Level {
  /** Nothing, not even that it exists. */
  NONE,
  /** What is declared visible below. */
  DECLARED,
  /** Everything below but what is declared for the GM. */
  FULL
}
