package io.tablekeep.engine.runtime;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;

/**
 * Runs plugin code with a budget of time. Over budget the code's thread is interrupted; when it does
 * not stop for that, the thread is abandoned and another takes its place. Both counts are bounded.
 */
public interface RulesExecutor {
  /**
   * Runs a rule.
   *
   * @param owner whose code it is, for metrics and limits: a plugin id
   * @param budget how long it may take, from its start
   * @param rule the code; checks of {@link Thread#interrupted} end it early
   * @param <T> its result
   * @return the result, or a failure: what the rule threw (any {@code Throwable}), or a {@link
   *     RuleFault} with code {@code rule-timeout}, {@code rules-overloaded} (queue full) or {@code
   *     rules-exhausted} (too many abandoned threads of this owner)
   */
  <T> CompletionStage<T> run(String owner, Duration budget, Callable<T> rule);
}
