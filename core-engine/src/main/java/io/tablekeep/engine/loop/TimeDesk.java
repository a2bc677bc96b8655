package io.tablekeep.engine.loop;

import io.tablekeep.engine.Past;
import io.tablekeep.engine.TimeQuery;
import io.tablekeep.engine.branch.Naming;
import io.tablekeep.engine.branch.Referee;
import io.tablekeep.engine.branch.Resolving;
import io.tablekeep.engine.branch.Telling;
import io.tablekeep.engine.branch.TimeReader;
import io.tablekeep.engine.branch.Weaving;
import io.tablekeep.engine.conflict.Panel;
import io.tablekeep.engine.dice.DiceTray;
import io.tablekeep.engine.history.History;
import io.tablekeep.engine.journal.Journals;
import io.tablekeep.engine.rules.Decided;
import io.tablekeep.engine.rules.RoundContext;
import io.tablekeep.engine.rules.RuleBook;
import io.tablekeep.engine.rules.SystemRules;
import io.tablekeep.engine.runtime.EngineRuntime;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.view.Views;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.game.Participant;
import io.tablekeep.sdk.game.Role;
import io.tablekeep.sdk.model.time.BranchMerge;
import io.tablekeep.sdk.model.time.HistoryReturn;
import io.tablekeep.sdk.state.DocumentId;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides what is done to the table's own time, and tells what would come of it. What is needed is
 * read from journals first, while the document's queue waits as it does for a plugin; then it is
 * worked out where rules run. Loop-confined.
 */
final class TimeDesk {
  /** Whole documents are compared, which takes longer than a rule does. */
  private static final int BUDGETS = 20;

  /** How long the document's queue waits for journals to be read. */
  static final Duration PATIENCE = Duration.ofSeconds(20);

  private final DocumentId document;
  private final EngineRuntime runtime;
  private final Journals journals;
  private final Duration budget;
  private final LongSupplier durable;
  private final Panel panel;

  /** The past by the rules of the moment. */
  private @Nullable Supplier<History> history;

  /**
   * A desk.
   *
   * @param durable the newest version that can be read
   */
  TimeDesk(CampaignHome home, DocumentId document, LongSupplier durable) {
    this.document = document;
    this.runtime = home.runtime();
    this.journals = home.journals();
    this.budget = home.limits().ruleBudget().multipliedBy(BUDGETS);
    this.durable = durable;
    this.panel = home.panel();
  }

  /** Where the document's past is read. */
  void looksBack(Supplier<History> past) {
    history = past;
  }

  private History history() {
    Supplier<History> past = history;
    if (past == null) {
      throw new IllegalStateException("there is no past yet");
    }
    return past.get();
  }

  /** Whether an action is decided here. */
  static boolean decides(Record payload) {
    return payload instanceof HistoryReturn
        || payload instanceof BranchMerge
        || Naming.decides(payload);
  }

  /** Decides; fails with what kept it from being decided. */
  CompletionStage<Decided> decide(
      Waiting action, RuleBook book, Views views, JsonObject head, Instant now, long version) {
    RoundContext context = RoundContext.first(action.by, now, version, action.dice().tray(), views);
    int plain = journals.plainBytes();
    if (action.payload instanceof HistoryReturn wish) {
      return reader()
          .returning(wish, head, durable.getAsLong(), false)
          .thenCompose(
              ready -> work(book, () -> ready.decide(book, head, context, document).packed(plain)));
    }
    if (action.payload instanceof BranchMerge wish) {
      return reader()
          .weaving(wish, head, durable.getAsLong())
          .thenCompose(ready -> asked(ready, book, head, version, action.by, now))
          .thenCompose(ready -> work(book, () -> ready.decide(book, head, context).packed(plain)));
    }
    return CompletableFuture.completedFuture(
        Naming.decide(action.payload, head, context, document.id()));
  }

  /** Answers a question; as {@link Past#time}. */
  void ask(
      Participant who,
      TimeQuery query,
      RuleBook book,
      Views views,
      JsonObject shown,
      CompletableFuture<byte[]> answer) {
    if (who.role() != Role.GM && document.kind() == DocumentId.Kind.CAMPAIGN) {
      answer.completeExceptionally(
          new TablekeepException(
              ErrorKind.USER, "gm-only", "Only a game master asks for the table's own time."));
      return;
    }
    history().asked(who, answer, () -> answered(who, query, book, views, shown));
  }

  private CompletionStage<byte[]> answered(
      Participant who, TimeQuery query, RuleBook book, Views views, JsonObject shown) {
    long version = durable.getAsLong();
    if (query instanceof TimeQuery.Returning wanted) {
      RoundContext context =
          RoundContext.first(who, runtime.now(), version + 1, DiceTray.of(runtime.chance()), views);
      return reader()
          .returning(wanted.wish(), shown, version, true)
          .thenCompose(
              ready ->
                  work(
                      book,
                      () ->
                          Telling.returning(ready, book, shown, version, context, journals::fits)));
    }
    if (query instanceof TimeQuery.Merging wanted) {
      return reader()
          .weaving(wanted.wish(), shown, version)
          .thenCompose(ready -> asked(ready, book, shown, version + 1, who, runtime.now()))
          .thenCompose(
              ready -> work(book, () -> Telling.weaving(ready, shown, version, journals::fits)));
    }
    return runtime.offload(() -> Telling.branches(shown, document.id(), version));
  }

  /** Trees are laid against each other off the loop, then resolvers are asked. */
  private CompletionStage<Weaving> asked(
      Weaving ready, RuleBook book, JsonObject head, long version, Participant by, Instant now) {
    Referee referee = new Resolving(panel, by, now);
    return runtime
        .offload(() -> ready.asking(referee, book, head, version))
        .thenCompose(stage -> stage);
  }

  private TimeReader reader() {
    return new TimeReader(journals, document, history());
  }

  /** Plugin code may be asked on the way, so it is done where that is. */
  private <T> CompletionStage<T> work(RuleBook book, Callable<T> work) {
    return book.system().isEmpty()
        ? runtime.offload(work)
        : runtime.rules().run(book.system().map(SystemRules::id).orElseThrow(), budget, work);
  }
}
