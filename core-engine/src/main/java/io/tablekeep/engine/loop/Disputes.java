package io.tablekeep.engine.loop;

import io.tablekeep.engine.approval.Asking;
import io.tablekeep.engine.conflict.Clashing.Dispute;
import io.tablekeep.engine.conflict.ConflictMetrics;
import io.tablekeep.engine.conflict.Deeds;
import io.tablekeep.engine.conflict.Inquiry;
import io.tablekeep.engine.conflict.Meeting;
import io.tablekeep.engine.conflict.Moved;
import io.tablekeep.engine.conflict.Opinion;
import io.tablekeep.engine.conflict.Panel;
import io.tablekeep.engine.dice.Fallen;
import io.tablekeep.engine.journal.entry.Effect;
import io.tablekeep.engine.journal.entry.Outcome;
import io.tablekeep.engine.journal.entry.Rolled;
import io.tablekeep.engine.journal.recovery.Mark;
import io.tablekeep.engine.rules.Decided;
import io.tablekeep.engine.rules.Keys;
import io.tablekeep.engine.rules.Round;
import io.tablekeep.engine.rules.RoundContext;
import io.tablekeep.engine.rules.RuleBook;
import io.tablekeep.engine.runtime.EngineRuntime;
import io.tablekeep.engine.runtime.Loop;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.bind.ReadSet.Read;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Decides edits whose sender looked at an older version. While a base is read from the journal, the
 * actions of others go on, and the edit is decided anew on what stands then; while resolvers think,
 * they wait as they wait for a plugin's rules. Loop-confined.
 */
final class Disputes {
  /** How long a base may take to be found; then it counts as unknown, and people are asked. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final Outcome UNCHANGED =
      new Outcome.Applied(
          "nothing-meant", "That is what you saw; others have changed it since, which stands.");

  private final Judge judge;
  private final HouseRules rules;
  private final EngineRuntime runtime;
  private final Loop loop;
  private final Panel panel;
  private final ConflictMetrics metrics;
  private final RootRing ring;
  private final LongFunction<CompletionStage<Mark>> past;
  private final Deeds deeds = new Deeds();

  /** The base that was read last: an outbox has many edits that are based on the same. */
  private @Nullable Base fetched;

  /** A document somebody looked at. */
  private record Base(long version, JsonObject root) {}

  Disputes(
      Judge judge,
      CampaignHome home,
      Loop loop,
      HouseRules rules,
      RootRing ring,
      LongFunction<CompletionStage<Mark>> past) {
    this.judge = judge;
    this.rules = rules;
    this.runtime = home.runtime();
    this.loop = loop;
    this.panel = home.panel();
    this.metrics = panel.metrics();
    this.ring = ring;
    this.past = past;
  }

  /** Somebody has made a version. */
  void note(long version, String by, Instant at) {
    deeds.note(version, by, at);
  }

  /** Whether an action is judged on what its sender saw, and that may not be what stands. */
  static boolean concerns(Waiting action, long version) {
    return !action.isOwn()
        && action.rule().isEdit()
        && (action.isBlind() || (action.cause.base() > 0 && action.cause.base() < version - 1));
  }

  void decide(Waiting action, JsonObject head, Instant now, long version, Judge.Then then) {
    new Run(action, head, now, version, then).begin();
  }

  private static List<Opinion> with(List<Opinion> some, Opinion one) {
    List<Opinion> all = new ArrayList<>(some);
    all.add(one);
    return all;
  }

  private static List<Opinion> nobody(Meeting meeting) {
    return Collections.nCopies(
        meeting.clashing().disputes().size(),
        new Opinion(List.of(), -1, "Nobody could be asked what is meant."));
  }

  /** One edit on its way. */
  private final class Run {
    private final Waiting action;
    private final JsonObject head;
    private final Instant now;
    private final long version;
    private final Judge.Then then;
    private final long since = runtime.nanos();

    /** What it comes to on the document of now. */
    private Decided on;

    Run(Waiting action, JsonObject head, Instant now, long version, Judge.Then then) {
      this.action = action;
      this.head = head;
      this.now = now;
      this.version = version;
      this.then = then;
      this.on = Decided.nothing(head, List.of(), Outcome.OK);
    }

    void begin() {
      judge.decideOne(action, head, now, version, Judge.Then.of(this::decided, then::dropped));
    }

    private void decided(Decided decided) {
      on = decided;
      if (decided.outcome() instanceof Outcome.Pending pending && !action.isBlind()) {
        // People are asked in any case; what its sender saw goes with it to where it is approved.
        find(
            action.cause.base(),
            base -> then.decided(Asking.seen(decided, pending.key(), base, version)));
        return;
      }
      List<Read> reads = decided.reads().orElse(null);
      if (reads == null || decided.outcome() != Outcome.OK) {
        then.decided(decided); // refused, or it waits, or a rule has put something in its place
        return;
      }
      List<Effect> writes = decided.effects().subList(0, decided.decided());
      if (action.isBlind()) {
        metrics.blind.increment();
        meet(JsonObject.empty(0), decided);
      } else if (!Moved.maybe(head, reads, writes, book(), action.cause.base())) {
        metrics.clear.increment();
        then.decided(decided);
      } else {
        find(action.cause.base(), this::found);
      }
    }

    private RuleBook book() {
      return rules.book();
    }

    /** The document its sender saw. */
    private void find(long base, Consumer<JsonObject> with) {
      RootRing.Kept kept = ring.floor(base);
      Base last = fetched;
      JsonObject seen = action.seen();
      if (kept != null) {
        with.accept(kept.root());
      } else if (last != null && last.version == base) {
        with.accept(last.root);
      } else if (seen != null) {
        with.accept(seen);
      } else {
        then.later(fetch(base));
      }
    }

    /** Reads it from the journal, for as long as that may take. */
    private CompletableFuture<Void> fetch(long base) {
      metrics.fetched.increment();
      CompletableFuture<Void> over = new CompletableFuture<>();
      Loop.Timer patience = loop.after(PATIENCE, () -> over.complete(null));
      loop.resume(
          past.apply(base),
          (mark, failure) -> {
            patience.cancel();
            if (mark != null) {
              fetched = new Base(base, mark.root());
              action.seen(mark.root());
            }
            over.complete(null);
          });
      return over.whenComplete((done, failure) -> action.blind(action.seen() == null));
    }

    private void found(JsonObject base) {
      if (!Meeting.isOne(base, head, on, book())) {
        metrics.clear.increment();
        then.decided(on);
        return;
      }
      judge.run(
          new Meant(action, again()),
          action,
          base,
          Judge.Then.of(
              meant -> meet(base, meant.outcome() == Outcome.OK ? meant : on), then::dropped));
    }

    /** The same once more, with the dice that have fallen. */
    private RoundContext again() {
      Map<String, Fallen> fallen = new LinkedHashMap<>();
      on.rolls().forEach(rolled -> fallen.put(rolled.what(), Fallen.of(rolled)));
      return new RoundContext(
          action.by,
          now,
          now,
          Keys.micros(now),
          version,
          fallen,
          Map.of(),
          false,
          action.dice().tray(),
          rules.views());
    }

    private void meet(JsonObject base, Decided meant) {
      Meeting meeting =
          Meeting.of(
              book(),
              rules.views(),
              base,
              meant,
              head,
              on.root(),
              action.by,
              action.cause,
              now,
              version,
              this::other);
      if (meeting.isOfDice()) {
        metrics.refused.increment();
        over(
            on.withoutEffects(
                new Outcome.Refused(
                    "dice-immutable", "Dice that have fallen stay as they fell.", "")));
      } else if (meeting.clashing().disputes().isEmpty()) {
        fit(meeting);
      } else {
        ask(meeting);
      }
    }

    /** Who changed a place last, and when. */
    private Meeting.Other other(Dispute dispute, JsonObject base) {
      long made = ring.lastChange(dispute.place(), head);
      long last = made > 0 ? made : Meeting.versionOf(head, dispute);
      return new Meeting.Other(deeds.by(last, head), deeds.at(last, now));
    }

    /** Nothing is disputed: what it means goes beside what others have changed. */
    private void fit(Meeting meeting) {
      List<Effect> free = meeting.clashing().free();
      metrics.fitted.increment();
      if (free.isEmpty() && on.decided() > 0) {
        over(on.withoutEffects(UNCHANGED));
      } else if (free.equals(on.effects().subList(0, on.decided()))) {
        over(on);
      } else {
        admit(free, fits -> over(fits.rolling(dice(fits))), this::over);
      }
    }

    private void ask(Meeting meeting) {
      CompletableFuture<List<Opinion>> all = CompletableFuture.completedFuture(List.of());
      for (int i = 0; i < meeting.clashing().disputes().size() && i < Inquiry.MOST; i++) {
        all = all.thenCombine(panel.ask(meeting.conflict(i), head, version), Disputes::with);
      }
      loop.resume(
          all,
          (opinions, failure) -> judged(meeting, opinions == null ? nobody(meeting) : opinions));
    }

    private void judged(Meeting meeting, List<Opinion> opinions) {
      if (!meeting.isSettled(opinions)) {
        inquire(meeting, opinions);
        return;
      }
      List<Effect> changes = meeting.changes(opinions);
      admit(
          changes,
          decided -> {
            StringBuilder words = new StringBuilder();
            opinions.forEach(
                each -> words.append(words.isEmpty() ? "" : " ").append(each.explanation()));
            String code = changes.isEmpty() ? "conflict-theirs" : "conflict-settled";
            metrics.settled.increment();
            over(
                decided
                    .rolling(dice(decided))
                    .with(
                        meeting.accounts(opinions),
                        version,
                        new Outcome.Applied(code, words.toString())));
          },
          refused -> inquire(meeting, opinions.stream().map(Opinion::unwanted).toList()));
    }

    private void inquire(Meeting meeting, List<Opinion> opinions) {
      String description = action.rule().description();
      Decided held =
          Inquiry.hold(
              meeting, opinions, on, description.isEmpty() ? action.rule().name() : description);
      (held.outcome() instanceof Outcome.Pending ? metrics.asked : metrics.refused).increment();
      over(held);
    }

    /** Has the rules look at changes that are ready. */
    private void admit(List<Effect> changes, Consumer<Decided> good, Consumer<Decided> bad) {
      judge.run(
          new Ready(changes, again()),
          action,
          head,
          Judge.Then.of(
              decided -> {
                boolean fine = decided.outcome() == Outcome.OK && decided.waits().isEmpty();
                (fine ? good : bad).accept(decided);
              },
              then::dropped));
    }

    private List<Rolled> dice(Decided decided) {
      List<Rolled> all = new ArrayList<>(on.rolls());
      decided.rolls().stream().filter(each -> !all.contains(each)).forEach(all::add);
      return all;
    }

    private void over(Decided decided) {
      metrics.time.record(runtime.nanos() - since, TimeUnit.NANOSECONDS);
      then.decided(decided);
    }
  }

  /** An edit on a document of before. */
  private record Meant(Waiting action, RoundContext context) implements Case {
    @Override
    public @Nullable Decided atOnce(RuleBook book, JsonObject root) {
      return new Round(book, root, context).decideBuiltIn(action.rule(), action.payload);
    }

    @Override
    public Decided withRules(RuleBook book, JsonObject root) {
      return new Round(book, root, context).decide(action.rule(), action.payload);
    }
  }

  /** Changes that the rules are to look at; they may be a stranger's, so their form is checked. */
  record Ready(List<Effect> changes, RoundContext context) implements Case {
    @Override
    public @Nullable Decided atOnce(RuleBook book, JsonObject head) {
      return book.system().isEmpty() ? withRules(book, head) : null;
    }

    @Override
    public Decided withRules(RuleBook book, JsonObject head) {
      Decided decided = new Round(book, head, context).admit(changes, true);
      return decided == null
          ? Decided.refused(head, "rule-failed", "The rules gave no answer.")
          : decided;
    }
  }
}
