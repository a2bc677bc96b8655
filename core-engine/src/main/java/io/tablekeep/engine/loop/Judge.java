package io.tablekeep.engine.loop;

import io.tablekeep.engine.Limits;
import io.tablekeep.engine.journal.entry.Outcome;
import io.tablekeep.engine.metrics.TableMetrics;
import io.tablekeep.engine.rules.Decided;
import io.tablekeep.engine.rules.Round;
import io.tablekeep.engine.rules.RoundContext;
import io.tablekeep.engine.rules.RuleBook;
import io.tablekeep.engine.runtime.EngineRuntime;
import io.tablekeep.engine.runtime.Loop;
import io.tablekeep.engine.runtime.RuleFault;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.view.Views;
import io.tablekeep.sdk.error.TablekeepException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  private static final String TABLE_OWNER = "table";

  private final EngineRuntime runtime;
  private final Loop loop;
  private final Limits limits;
  private final TableMetrics metrics;
  private final RuleBook all;
  private final Views views;
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
  }

  /** All rules, also while the plugin is put aside, so that its actions are known to exist. */
  RuleBook book() {
    return all;
  }

  Views views() {
    return views;
  }

  /** Decides on the loop; null when a plugin has a say. */
  @Nullable Decided atOnce(Waiting action, JsonObject head, Instant now, long version) {
    if (isAside() && !action.rule.system().id().equals(TABLE_OWNER)) {
      return refused(
          head,
          "plugin-quarantined",
          "The rules of this game failed too often and were put aside. Tell whoever hosts the table.");
    }
    RoundContext context = context(action, now, version);
    try {
      return new Round(book, head, context).decideBuiltIn(action.rule, action.payload);
    } catch (RuntimeException | StackOverflowError e) {
      LOG.error("the built-in action {} failed", action.rule.name(), e);
      return refused(head, "internal", "That went wrong. It has been noted.");
    }
  }

  /** Decides on the rules executor; {@code then} runs on the loop. */
  void withRules(
      Waiting action, JsonObject head, Instant now, long version, Consumer<Decided> then) {
    RuleBook with = book;
    String owner = with.system().map(s -> s.id()).orElse(TABLE_OWNER);
    RoundContext context = context(action, now, version);
    loop.resume(
        runtime
            .rules()
            .run(
                owner,
                limits.ruleBudget(),
                () -> new Round(with, head, context).decide(action.rule, action.payload)),
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
      return refused(head, fault.code(), "The rules are too busy at the moment. Try again.");
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
    return refused(head, code, "The rules of this game failed at that. It has been noted.");
  }

  private RoundContext context(Waiting action, Instant now, long version) {
    long micros = now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
    return new RoundContext(
        action.by, now, micros, version, Map.of(), Map.of(), false, runtime.chance(), views);
  }

  private static Decided refused(JsonObject head, String code, String message) {
    return new Decided(
        head,
        List.of(),
        List.of(),
        new Outcome.Refused(code, message, ""),
        Optional.empty(),
        List.of());
  }
}
