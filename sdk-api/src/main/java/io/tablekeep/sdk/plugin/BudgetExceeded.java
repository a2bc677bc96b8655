package io.tablekeep.sdk.plugin;

/**
 * The time of a rule is up. An {@link Error}, so that {@code catch (Exception e)} in a plugin does
 * not take it for a failure of its own; its stack trace shows where the rule was.
 */
public final class BudgetExceeded extends Error {
  private static final long serialVersionUID = 1L;

  /** The error. */
  public BudgetExceeded() {
    super("The rule took longer than it may and was ended.");
  }
}
