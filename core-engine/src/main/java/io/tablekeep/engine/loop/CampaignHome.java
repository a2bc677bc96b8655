package io.tablekeep.engine.loop;

import io.tablekeep.engine.Limits;
import io.tablekeep.engine.SeatOptions;
import io.tablekeep.engine.cluster.Ownership;
import io.tablekeep.engine.conflict.Panel;
import io.tablekeep.engine.dice.DiceHouse;
import io.tablekeep.engine.dice.DiceKey;
import io.tablekeep.engine.dice.DiceState;
import io.tablekeep.engine.history.HistoryHome;
import io.tablekeep.engine.journal.Journals;
import io.tablekeep.engine.journal.entry.DiceEvent;
import io.tablekeep.engine.metrics.HistoryMetrics;
import io.tablekeep.engine.metrics.SeatMetrics;
import io.tablekeep.engine.metrics.TableMetrics;
import io.tablekeep.engine.rules.RuleBook;
import io.tablekeep.engine.runtime.EngineRuntime;
import io.tablekeep.engine.runtime.Loop;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.state.DocumentId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What all campaigns of one engine share, and how one is opened. Thread-safe. */
public final class CampaignHome {
  private final EngineRuntime runtime;
  private final Journals journals;
  private final Limits limits;
  private final SeatOptions seatOptions;
  private final TableMetrics metrics;
  private final SeatMetrics seatMetrics;
  private final Turnstile turnstile;
  private final TokenSeal seal;
  private final HistoryHome history;
  private final DiceKey dice;
  private final Panel panel;
  private final Ownership ownership;
  private final BiFunction<DocumentId, String, RuleBook> books;
  private final Consumer<CampaignLoop> healed;
  private final Consumer<CampaignLoop> forget;

  /**
   * A home.
   *
   * @param runtime time, threads and chance
   * @param journals where documents come from
   * @param limits the bounds
   * @param seatOptions how seats come back
   * @param diceKey key of the seeds of dice; empty derives it from that of the seats
   * @param metrics the meters
   * @param seatMetrics the meters of seats
   * @param historyMetrics the meters of what is looked up in the past
   * @param panel who settles conflicts
   * @param ownership asked before a journal that failed is acquired again
   * @param books the rules of a document that names a game system by its id; the empty id is none
   * @param healed told of a campaign that goes on after its store failed, on its loop
   * @param forget told of a campaign that is no longer open, on its loop
   */
  public CampaignHome(
      EngineRuntime runtime,
      Journals journals,
      Limits limits,
      SeatOptions seatOptions,
      byte[] diceKey,
      TableMetrics metrics,
      SeatMetrics seatMetrics,
      HistoryMetrics historyMetrics,
      Panel panel,
      Ownership ownership,
      BiFunction<DocumentId, String, RuleBook> books,
      Consumer<CampaignLoop> healed,
      Consumer<CampaignLoop> forget) {
    this.runtime = runtime;
    this.journals = journals;
    this.limits = limits;
    this.seatOptions = seatOptions;
    this.metrics = metrics;
    this.seatMetrics = seatMetrics;
    turnstile = new Turnstile(runtime, seatOptions, seatMetrics);
    seal = new TokenSeal(runtime, seatOptions);
    dice =
        new DiceKey(
            diceKey.length == 0 ? seal.derived("seeds of dice") : diceKey, runtime.chance());
    history = new HistoryHome(runtime, journals, historyMetrics, seal.derived("lines of the log"));
    this.panel = panel;
    this.ownership = ownership;
    this.books = books;
    this.healed = healed;
    this.forget = forget;
  }

  EngineRuntime runtime() {
    return runtime;
  }

  /**
   * Where documents come from.
   *
   * @return the journals of this engine
   */
  public Journals journals() {
    return journals;
  }

  Limits limits() {
    return limits;
  }

  TableMetrics metrics() {
    return metrics;
  }

  SeatOptions seatOptions() {
    return seatOptions;
  }

  SeatMetrics seatMetrics() {
    return seatMetrics;
  }

  Turnstile turnstile() {
    return turnstile;
  }

  HistoryHome history() {
    return history;
  }

  Panel panel() {
    return panel;
  }

  Ownership ownership() {
    return ownership;
  }

  TokenSeal seal() {
    return seal;
  }

  /** The dice of a document whose journal is at such a state. */
  DiceHouse dice(DocumentId id, Supplier<DiceState> states) {
    return new DiceHouse(dice, runtime.chance(), id, states);
  }

  void healed(CampaignLoop campaign) {
    healed.accept(campaign);
  }

  void forget(CampaignLoop campaign) {
    forget.accept(campaign);
  }

  /**
   * Creates a campaign and opens it.
   *
   * @param id its document, not in use
   * @param root what it begins with
   * @param origin what its first entry says of where it comes from, if it is a branch
   * @return the campaign, durable; or a failure with code {@code document-exists} or that of the
   *     journal
   */
  public CompletableFuture<CampaignLoop> create(
      DocumentId id, JsonObject root, Optional<JsonObject> origin) {
    return journals
        .create(id, "", origin.orElse(JsonObject.empty(0)), root, runtime.now(), first(id))
        .toCompletableFuture()
        .thenCompose(version -> open(id));
  }

  /** The dice of a campaign are fixed from its first entry on. */
  private List<DiceEvent> first(DocumentId id) {
    return id.kind() == DocumentId.Kind.CAMPAIGN ? List.of(dice.open(id, 1, Map.of())) : List.of();
  }

  /**
   * Opens a campaign.
   *
   * @param id its document
   * @return the campaign; or a failure with code {@code no-such-campaign} or that of the journal
   */
  public CompletableFuture<CampaignLoop> open(DocumentId id) {
    CompletableFuture<CampaignLoop> opened = new CompletableFuture<>();
    Loop loop = runtime.loop(id.toString());
    Ears ears = new Ears();
    loop.resume(
        journals.open(id, loop, ears),
        (journal, failure) -> {
          if (journal == null) {
            opened.completeExceptionally(
                failure == null ? new IllegalStateException("no journal of " + id) : failure);
          } else if (journal.recovered().version() == 0) {
            loop.resume(journal.close(), (v, f) -> opened.completeExceptionally(missing(id)));
          } else {
            Object system = Trees.get(journal.recovered().root(), "campaign", "system");
            RuleBook book = books.apply(id, system instanceof String name ? name : "");
            CampaignLoop campaign = new CampaignLoop(this, id, loop, ears, journal, book);
            opened.complete(campaign);
          }
        });
    return opened;
  }

  private static TablekeepException missing(DocumentId id) {
    if (id.kind() != DocumentId.Kind.CAMPAIGN) {
      return new TablekeepException(
          ErrorKind.USER, "no-such-document", "There is no document of that name.");
    }
    return new TablekeepException(
        ErrorKind.USER, "no-such-campaign", "There is no campaign of that name.");
  }
}
