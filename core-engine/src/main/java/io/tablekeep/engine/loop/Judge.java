package io.tablekeep.engine.loop;

import io.tablekeep.engine.Limits;
import io.tablekeep.engine.Past;
import io.tablekeep.engine.TimeQuery;
import io.tablekeep.engine.history.History;
import io.tablekeep.engine.journal.entry.Outcome;
import io.tablekeep.engine.journal.recovery.Calls;
import io.tablekeep.engine.metrics.TableMetrics;
import io.tablekeep.engine.rules.Decided;
import io.tablekeep.engine.rules.RuleBook;
import io.tablekeep.engine.rules.SystemRules;
import io.tablekeep.engine.runtime.EngineRuntime;
import io.tablekeep.engine.runtime.Loop;
import io.tablekeep.engine.runtime.RuleFault;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.view.Views;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.game.Participant;
import io.tablekeep.sdk.model.action.AskBatch;
import io.tablekeep.sdk.store.StoreException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
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
  private final HouseRules rules;
  private final TimeDesk times;
  private Cases cases;
  private RuleBook book;
  private @Nullable Disputes disputes;
  private String aside = "";
  private int faults;

  Judge(CampaignHome home, Loop loop, HouseRules rules, TimeDesk times) {
    this.runtime = home.runtime();
    this.loop = loop;
    this.limits = home.limits();
    this.metrics = home.metrics();
    this.times = times;
    this.rules = rules;
    this.book = rules.book();
    this.cases = new Cases(book, rules.views());
  }

  /** Who decides edits whose sender looked at an older version. */
  void meets(Disputes with) {
    disputes = with;
  }

  /** Somebody has made a version. */
  void note(long version, String by, Instant at) {
    if (disputes != null) {
      disputes.note(version, by, at);
    }
  }

  /** All rules, also while the plugin is put aside, so that its actions are known to exist. */
  RuleBook book() {
    return rules.book();
  }

  Views views() {
    return rules.views();
  }

  /** Decides by the rules of the house as they are now, which may be others than before. */
  void become() {
    pardon();
    cases = new Cases(book, rules.views());
  }

  /** Told what came of it. */
  interface Then {
    /** It is decided. */
    void decided(Decided decided);

    /** It was not decided, and may be sent again. */
    void dropped(String code, String message);

    /** It is to be decided anew once something was read for it, told on the loop; others go on. */
    void later(CompletableFuture<?> read);

    /** Of something that is decided from what is at hand. */
    static Then of(Consumer<Decided> decided, BiConsumer<String, String> dropped) {
      return of(
          decided,
          dropped,
          read -> {
            throw new IllegalStateException("nothing has to be read for this");
          });
    }

    static Then of(
        Consumer<Decided> decided,
        BiConsumer<String, String> dropped,
        Consumer<CompletableFuture<?>> later) {
      return new Then() {
        @Override
        public void decided(Decided what) {
          decided.accept(what);
        }

        @Override
        public void dropped(String code, String message) {
          dropped.accept(code, message);
        }

        @Override
        public void later(CompletableFuture<?> read) {
          later.accept(read);
        }
      };
    }
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
  void decide(Waiting action, JsonObject head, Instant now, long version, Then then) {
    if (TimeDesk.decides(action.payload)) {
      fromJournal(action, head, now, version, then);
    } else if (action.payload instanceof AskBatch batch) {
      new BatchRun(this, action, batch.decisions(), now, version, then).start(head);
    } else if (disputes != null && Disputes.concerns(action, version)) {
      disputes.decide(action, head, now, version, then);
    } else {
      decideOne(action, head, now, version, then);
    }
  }

  void decideOne(Waiting action, JsonObject head, Instant now, long version, Then then) {
    decideBy(() -> cases.of(action, head, now, version), action, head, then);
  }

  /** Decides something that is known already. */
  void run(Case what, Waiting action, JsonObject head, Then then) {
    decideBy(() -> what, action, head, then);
  }

  private void decideBy(Supplier<Case> what, Waiting action, JsonObject head, Then then) {
    Case found = null;
    Decided decided;
    try {
      found = what.get();
      decided = found.atOnce(book, head);
    } catch (RuntimeException | StackOverflowError e) {
      LOG.error("the built-in action {} failed", action.cause.type(), e);
      decided = Decided.refused(head, "internal", "That went wrong. It has been noted.");
    }
    if (decided != null) {
      then.decided(decided);
    } else if (found == null || (isAside() && action.isOwn())) {
      then.dropped("plugin-quarantined", aside);
    } else if (isAside()) {
      then.decided(Decided.refused(head, "plugin-quarantined", aside));
    } else {
      withRules(action, found, head, then);
    }
  }

  private void withRules(Waiting action, Case found, JsonObject head, Then then) {
    RuleBook with = book;
    String owner = with.system().map(SystemRules::id).orElse(SystemRules.TABLE);
    Callable<Decided> rules = () -> found.withRules(with, head);
    loop.resume(
        runtime.rules().run(owner, limits.ruleBudget(), rules),
        (decided, failure) -> {
          if (decided != null) {
            then.decided(decided);
          } else if (failure instanceof RuleFault fault && isBusy(fault.code())) {
            then.dropped(fault.code(), "The rules are too busy at the moment. Try again.");
          } else {
            String code = fault(owner, action, failure);
            then.decided(
                found.failed(
                    head, code, "The rules of this game failed at that. It has been noted."));
          }
        });
  }

  /** No rule has run, so nothing is decided. */
  private static boolean isBusy(String code) {
    return code.equals("rules-overloaded")
        || code.equals("rules-exhausted")
        || code.equals("rules-closed");
  }

  /** Where the document's past is read. */
  void looksBack(Supplier<History> past) {
    times.looksBack(past);
  }

  /** What would come of something done to the table's own time; as {@link Past#time}. */
  void foretell(
      Participant who, TimeQuery query, JsonObject shown, CompletableFuture<byte[]> answer) {
    times.ask(who, query, book, rules.views(), shown, answer);
  }

  /** The store may not answer for ever: then nothing is decided, and the others go on. */
  private void fromJournal(Waiting action, JsonObject head, Instant now, long version, Then then) {
    CompletableFuture<Decided> made =
        times.decide(action, book, rules.views(), head, now, version).toCompletableFuture();
    Loop.Timer patience =
        loop.after(
            TimeDesk.PATIENCE,
            () ->
                made.completeExceptionally(
                    new TablekeepException(
                        ErrorKind.RESOURCE, "history-busy", "The journal takes too long.")));
    loop.resume(
        made,
        (decided, failure) -> {
          patience.cancel();
          settle(action, head, decided, failure, then);
        });
  }

  /** What people did wrong they are told; what the store did may be tried again. */
  private void settle(
      Waiting action,
      JsonObject head,
      @Nullable Decided decided,
      @Nullable Throwable failure,
      Then then) {
    Throwable why = failure == null ? null : Calls.unwrapped(failure);
    if (decided != null) {
      then.decided(decided);
    } else if (why instanceof RuleFault fault && isBusy(fault.code())) {
      then.dropped(fault.code(), "The rules are too busy at the moment. Try again.");
    } else if (why instanceof StoreException) {
      then.dropped("store-unavailable", "The journal cannot be read at the moment. Try again.");
    } else if (why instanceof TablekeepException no && no.kind() != ErrorKind.PLUGIN) {
      if (no.kind() == ErrorKind.USER || no.code().equals("too-far")) {
        String message = String.valueOf(no.getMessage());
        Outcome told = new Outcome.Refused(no.code(), message, no.field().orElse(""));
        then.decided(Decided.nothing(head, List.of(), told));
      } else {
        then.dropped(no.code(), "The journal cannot be read at the moment. Try again.");
      }
    } else {
      String owner = book.system().map(SystemRules::id).orElse(SystemRules.TABLE);
      then.decided(
          Decided.refused(
              head,
              fault(owner, action, why),
              "The rules of this game failed at that. It has been noted."));
    }
  }

  boolean isAside() {
    return !aside.isEmpty();
  }

  /** Plays on without the plugin. */
  void putAside(String why) {
    if (!isAside()) {
      book = book.withoutSystem();
      metrics.quarantined.incrementAndGet();
    }
    aside = why;
  }

  /** Brings a plugin back that was put aside. */
  void pardon() {
    if (isAside()) {
      metrics.quarantined.decrementAndGet();
    }
    aside = "";
    faults = 0;
    book = rules.book();
  }

  /** Counts a fault and gives its code. */
  private String fault(String owner, Waiting action, @Nullable Throwable failure) {
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
        action.cause.type(),
        faults,
        limits.faultsToQuarantine(),
        code,
        failure);
    if (faults >= limits.faultsToQuarantine() && !isAside()) {
      putAside(ASIDE);
      LOG.error("the plugin {} failed {} times and is put aside here", owner, faults);
    }
    return code;
  }
}
