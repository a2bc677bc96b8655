package io.tablekeep.engine.loop;

import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.approval.People;
import io.tablekeep.engine.journal.entry.Cause;
import io.tablekeep.engine.journal.entry.Entry;
import io.tablekeep.engine.journal.entry.EntryEncoder;
import io.tablekeep.engine.journal.recovery.Mark;
import io.tablekeep.engine.journal.recovery.Retrace;
import io.tablekeep.engine.rules.Canary;
import io.tablekeep.engine.rules.Decided;
import io.tablekeep.engine.rules.RuleBook;
import io.tablekeep.engine.rules.SystemRules;
import io.tablekeep.engine.rules.Upgrade;
import io.tablekeep.engine.runtime.EngineRuntime;
import io.tablekeep.engine.runtime.Loop;
import io.tablekeep.engine.runtime.RuleFault;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.bind.Records;
import io.tablekeep.engine.view.Views;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The way of one campaign to other rules: they are tried out on what happened lately while play
 * goes on, then it pauses, its data is brought to the version they are written for, and it goes on
 * by them. Whoever does not come to the end calls {@link #resume}, and nothing has changed. Public
 * methods may be called from any thread; rules run where rules run.
 */
public final class Upgrades {
  /** Entries that are decided again, to see what other rules make of them. */
  private static final int LATELY = 50;

  /** Bytes of an entry for its numbers, and for what the engine adds to what is decided. */
  private static final int SPARE = 8 << 10;

  private final CampaignLoop campaign;
  private final EngineRuntime runtime;
  private final CampaignHome home;
  private final Loop loop;
  private final HouseRules rules;
  private final Judge judge;
  private final DecisionLine line;
  private final RootRing ring;

  Upgrades(
      CampaignLoop campaign,
      CampaignHome home,
      Loop loop,
      HouseRules rules,
      Judge judge,
      DecisionLine line,
      RootRing ring) {
    this.campaign = campaign;
    this.runtime = home.runtime();
    this.home = home;
    this.loop = loop;
    this.rules = rules;
    this.judge = judge;
    this.line = line;
    this.ring = ring;
  }

  /**
   * The rules the campaign is played by.
   *
   * @return the book
   */
  public CompletableFuture<RuleBook> rules() {
    return campaign.ask(told -> told.complete(rules.book()));
  }

  /**
   * Whether its data is of another version than its rules are written for.
   *
   * @return false without a game system
   */
  public CompletableFuture<Boolean> needs() {
    return campaign.ask(told -> told.complete(isStale()));
  }

  private boolean isStale() {
    return rules
        .book()
        .system()
        .map(system -> Upgrade.versionOf(line.head()) != system.version())
        .orElse(false);
  }

  /**
   * Looks ahead to other rules, while play goes on: whether the data can be brought to them, and
   * what they would have decided otherwise lately.
   *
   * @param next the other rules
   * @return what differs; fails as {@link #prepare}
   */
  public CompletableFuture<List<Difference>> tryOut(RuleBook next) {
    return campaign.ask(tried -> tryOut(next, tried));
  }

  /**
   * Decides nothing from now on, until {@link #resume}; what comes waits.
   *
   * @return completed when all that was decided is durable; fails when it will not be, with the
   *     code of what actions are refused with
   */
  public CompletableFuture<Void> pause() {
    return campaign.ask(line::pause);
  }

  /**
   * Brings the data to the version that rules are written for, as an entry that is not written yet.
   *
   * @param next the rules
   * @return what is to be written; fails with kind {@code PLUGIN} and the code of what is wrong
   *     with the migration, {@code migration-failed} when it throws
   */
  public CompletableFuture<Upgraded> prepare(RuleBook next) {
    return campaign.ask(upgraded -> prepare(next, upgraded));
  }

  /**
   * Goes on by other rules, while it is paused.
   *
   * @param next the rules
   * @param release what their author calls this version, for the journal
   * @param upgraded what {@link #prepare} gave since the pause began
   * @return completed when the entry is durable, or when the store has lost it or takes none: then
   *     the campaign comes back to it when its store answers again, or when it is opened. What is
   *     decided from the call on is decided by them
   */
  public CompletableFuture<Void> become(RuleBook next, String release, Upgraded upgraded) {
    return campaign.ask(
        done -> {
          campaign.become(next);
          if (line.closed().isPresent()) {
            done.complete(null);
            return;
          }
          CompletableFuture<Receipt> written = new CompletableFuture<>();
          line.write(
              cause(next, release), upgraded, new Reply(null, "", 0, runtime.nanos(), written));
          loop.resume(written, (receipt, failure) -> told(receipt, done));
        });
  }

  private void told(@Nullable Receipt receipt, CompletableFuture<Void> done) {
    if (receipt != null && receipt.outcome() == Receipt.Outcome.REFUSED) {
      judge.putAside(receipt.message());
    }
    done.complete(null);
  }

  /** Decides again. */
  public void resume() {
    campaign.onLoop(line::resume);
  }

  /**
   * Goes on without its game system, which cannot be played as it is.
   *
   * @param why a sentence for the players
   * @return completed when it does
   */
  public CompletableFuture<Void> putAside(String why) {
    return campaign.ask(
        done -> {
          judge.putAside(why);
          done.complete(null);
        });
  }

  /**
   * Brings a game system back that was put aside for its faults.
   *
   * @return whether it had been; fails with code {@code system-data} when its data does not fit the
   *     version that is here
   */
  public CompletableFuture<Boolean> pardon() {
    return campaign.ask(
        done -> {
          if (isStale()) {
            done.completeExceptionally(
                new TablekeepException(
                    ErrorKind.USER,
                    "system-data",
                    "The campaign's data does not fit the version of its game system."));
            return;
          }
          boolean was = judge.isAside();
          judge.pardon();
          done.complete(was);
        });
  }

  private static Cause cause(RuleBook next, String release) {
    SystemRules system = next.system().orElseThrow();
    Map<String, Object> about =
        Map.of("system", system.id(), "version", system.version(), "release", release);
    return Cause.withoutId("", Upgrade.TYPE, Records.write(about, 0));
  }

  private void prepare(RuleBook next, CompletableFuture<Upgraded> upgraded) {
    JsonObject head = line.head();
    Views views = rules.views().under(next.system());
    Upgrade upgrade = new Upgrade(next, runtime.now(), line.nextVersion(), views);
    Duration budget = home.limits().ruleBudget();
    loop.resume(
        runtime.rules().run(owner(next), budget, () -> fitting(next, upgrade.of(head))),
        (decided, failure) -> {
          if (decided != null) {
            upgraded.complete(new Upgraded(decided));
          } else {
            upgraded.completeExceptionally(told(next, failure));
          }
        });
  }

  /** Refuses now what the journal would refuse when everyone waits for it. */
  private Decided fitting(RuleBook next, Decided decided) {
    Entry entry =
        new Entry(
            1,
            1,
            Instant.EPOCH,
            cause(next, ""),
            decided.effects(),
            decided.rolls(),
            decided.outcome(),
            decided.settled(),
            List.of());
    if (new EntryEncoder().encode(entry, 0).length + SPARE > home.journals().entryBytes()) {
      throw new TablekeepException(
          ErrorKind.PLUGIN,
          "entry-too-large",
          "The migration of " + owner(next) + " would change too much at once.");
    }
    return decided;
  }

  private static String owner(RuleBook book) {
    return book.system().map(SystemRules::id).orElse(SystemRules.TABLE);
  }

  private static TablekeepException told(RuleBook next, @Nullable Throwable failure) {
    boolean thrown = failure instanceof RuleFault;
    if (!thrown
        && failure instanceof TablekeepException known
        && known.kind() == ErrorKind.PLUGIN) {
      return known;
    }
    return new TablekeepException(
        ErrorKind.PLUGIN,
        "migration-failed",
        "The data could not be brought to this version of " + owner(next) + ": " + failure,
        null,
        failure);
  }

  private void tryOut(RuleBook next, CompletableFuture<List<Difference>> tried) {
    CompletableFuture<Upgraded> upgraded = new CompletableFuture<>();
    prepare(next, upgraded);
    long newest = ring.newest().version();
    Views views = rules.views().under(next.system()).apart();
    Lately lately = new Lately();
    Duration budget = home.limits().ruleBudget().multipliedBy(LATELY);
    loop.resume(
        upgraded
            .thenCompose(fits -> retrace(newest, lately))
            .thenCompose(
                end ->
                    runtime
                        .rules()
                        .run(owner(next), budget, () -> lately.differences(next, views))),
        (differences, failure) -> {
          if (differences != null) {
            tried.complete(differences);
          } else {
            tried.completeExceptionally(told(next, failure));
          }
        });
  }

  private CompletableFuture<Mark> retrace(long newest, Lately lately) {
    return home.journals()
        .retrace(
            campaign.id(),
            Optional.empty(),
            Math.max(1, newest - LATELY),
            newest,
            home.seatOptions().replayEntries(),
            lately)
        .toCompletableFuture();
  }

  /** The last entries, each between the documents before and after it. On one worker at a time. */
  private static final class Lately implements Retrace.Visitor {
    private final List<Moment> moments = new ArrayList<>();

    private record Moment(Entry entry, JsonObject before, JsonObject after) {}

    @Override
    public boolean begin(Mark mark) {
      return true;
    }

    @Override
    public boolean see(Entry entry, Mark before, Mark then) {
      if (moments.size() == LATELY) {
        moments.remove(0);
      }
      return moments.add(new Moment(entry, before.root(), then.root()));
    }

    List<Difference> differences(RuleBook next, Views views) {
      List<Difference> found = new ArrayList<>();
      for (Moment moment : moments) {
        Entry entry = moment.entry();
        People.participant(moment.before(), entry.cause().by())
            .flatMap(by -> Canary.again(next, views, by, entry, moment.before(), moment.after()))
            .ifPresent(
                other ->
                    found.add(
                        new Difference(
                            entry.version(),
                            entry.cause().type(),
                            other.at(),
                            other.was(),
                            other.now())));
      }
      return List.copyOf(found);
    }
  }
}
