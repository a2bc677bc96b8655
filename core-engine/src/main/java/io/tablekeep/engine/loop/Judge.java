package io.tablekeep.engine.loop;

import io.tablekeep.engine.Limits;
import io.tablekeep.engine.journal.entry.Outcome;
import io.tablekeep.engine.metrics.TableMetrics;
import io.tablekeep.engine.rules.Decided;
import io.tablekeep.engine.rules.Round;
import io.tablekeep.engine.rules.RuleBook;
import io.tablekeep.engine.rules.SystemRules;
import io.tablekeep.engine.runtime.EngineRuntime;
import io.tablekeep.engine.runtime.Loop;
import io.tablekeep.engine.runtime.RuleFault;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.view.Views;
import io.tablekeep.sdk.error.TablekeepException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs rounds for one campaign: the table's own rules on the loop, a plugin's on the rules
 * executor. Counts the plugin's faults and puts it aside when they go on. Loop-confined.
 */
final class Judge {
  private static final Logger LOG = LoggerFactory.getLogger(Judge.class);
  private static final String ASIDE =
      "The rules of this game failed too often and were put aside. Tell whoever hosts the table.";

  private final EngineRuntime runtime;
  private final Loop loop;
  private final Limits limits;
  private final TableMetrics metrics;
  private final RuleBook all;
  private final Views views;
  private final Cases cases;
  private RuleBook book;
  private int faults;

  Judge(
      EngineRuntime runtime,
      Loop loop,
      Limits limits,
      TableMetrics metrics,
      RuleBook book,
      Views views) {
    this.runtime = runtime;
    this.loop = loop;
    this.limits = limits;
    this.metrics = metrics;
    this.all = book;
    this.book = book;
    this.views = views;
    this.cases = new Cases(book, runtime.chance(), views);
  }

  /** All rules, also while the plugin is put aside, so that its actions are known to exist. */
  RuleBook book() {
    return all;
  }

  Views views() {
    return views;
  }

  /**
   * Decides.
   *
   * @param action the action
   * @param head the document to decide on
   * @param now the time of the entry
   * @param version version of the entry
   * @param then told on the loop; before this call returns when no plugin has a say
   */
  void decide(Waiting action, JsonObject head, Instant now, long version, Consumer<Decided> then) {
    Case found = null;
    Decided decided;
    try {
      found = cases.of(action, head, now, version);
      decided = atOnce(found, head);
    } catch (RuntimeException | StackOverflowError e) {
      LOG.error("the built-in action {} failed", action.rule.name(), e);
      decided = Decided.refused(head, "internal", "That went wrong. It has been noted.");
    }
    if (decided != null) {
      then.accept(decided);
    } else if (found != null) {
      withRules(action, found, head, then);
    }
  }

  /** Null when a plugin has a say. */
  private @Nullable Decided atOnce(Case found, JsonObject head) {
    if (found.isSettled()) {
      return found.settle().apply(Decided.nothing(head, List.of(), Outcome.OK));
    }
    if (isAside() && !found.rule().system().isTable()) {
      return Decided.refused(head, "plugin-quarantined", ASIDE);
    }
    Decided decided =
        new Round(book, head, found.context()).decideBuiltIn(found.rule(), found.payload());
    return decided == null ? null : found.settle().apply(decided);
  }

  private void withRules(Waiting action, Case found, JsonObject head, Consumer<Decided> then) {
    RuleBook with = book;
    String owner = with.system().map(SystemRules::id).orElse(SystemRules.TABLE);
    Callable<Decided> rules =
        () -> {
          Round round = new Round(with, head, found.context());
          return found.settle().apply(round.decide(found.rule(), found.payload()));
        };
    loop.resume(
        runtime.rules().run(owner, limits.ruleBudget(), rules),
        (decided, failure) ->
            then.accept(decided == null ? fault(owner, action, head, failure) : decided));
  }

  boolean isAside() {
    return book != all;
  }

  /** Brings a plugin back that was put aside. */
  void pardon() {
    if (isAside()) {
      metrics.quarantined.decrementAndGet();
    }
    faults = 0;
    book = all;
  }

  private Decided fault(
      String owner, Waiting action, JsonObject head, @Nullable Throwable failure) {
    if (failure instanceof RuleFault fault && fault.code().equals("rules-overloaded")) {
      return Decided.refused(
          head, fault.code(), "The rules are too busy at the moment. Try again.");
    }
    metrics.ruleFaults.increment();
    faults++;
    String code = "rule-failed";
    if (failure instanceof RuleFault fault) {
      code = fault.code();
    } else if (failure instanceof TablekeepException coded) {
      code = coded.code();
    }
    LOG.warn(
        "rules of {} failed at {} (fault {} of {}): {}",
        owner,
        action.rule.name(),
        faults,
        limits.faultsToQuarantine(),
        code,
        failure);
    if (faults >= limits.faultsToQuarantine() && !isAside()) {
      book = all.withoutSystem();
      metrics.quarantined.incrementAndGet();
      LOG.error("the plugin {} failed {} times and is put aside here", owner, faults);
    }
    return Decided.refused(head, code, "The rules of this game failed at that. It has been noted.");
  }
}
