package io.tablekeep.engine.runtime;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;

/**
 * Runs plugin code with a budget of time. Over budget the code's thread is interrupted; when it
 * does not stop for that, the thread is abandoned and another takes its place. Both counts are
 * bounded.
 */
public interface RulesExecutor {
  /**
   * Runs a rule. From any thread; never blocks.
   *
   * @param owner whose code it is, for metrics and limits: a plugin id
   * @param budget how long it may take, from its start
   * @param rule the code; checks of {@link Thread#interrupted} end it early
   * @param <T> its result
   * @return completes on any thread with the result, or with a failure: what the rule threw, or a
   *     {@link RuleFault} with code {@code rule-failed} (it threw something of a class of its own,
   *     which is rendered on the rule's thread, so that no plugin code runs where the failure is
   *     read), {@code rule-timeout} (told as soon as the budget is over), {@code rules-overloaded}
   *     (queue full), {@code rules-exhausted} (too many abandoned threads of this owner, or in all)
   *     or {@code rules-closed}
   */
  <T> CompletionStage<T> run(String owner, Duration budget, Callable<T> rule);

  /**
   * Lets go of what is kept for an owner, when its plugin is unloaded: metrics, and threads in
   * which its code may have left something. Does not end rules that run.
   *
   * @param owner a plugin id
   */
  default void forget(String owner) {}
}
