package io.tablekeep.engine.approval;

import io.tablekeep.engine.approval.Ask.Asked;
import io.tablekeep.engine.approval.Ask.Proposal;
import io.tablekeep.engine.approval.Ask.Sent;
import io.tablekeep.engine.journal.entry.Cause;
import io.tablekeep.engine.journal.entry.Effect;
import io.tablekeep.engine.journal.entry.Outcome;
import io.tablekeep.engine.journal.entry.Rolled;
import io.tablekeep.engine.rules.Decided;
import io.tablekeep.engine.rules.Keys;
import io.tablekeep.engine.rules.Lines;
import io.tablekeep.engine.rules.Sight;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.engine.state.bind.Records;
import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.Question;
import io.tablekeep.sdk.state.Pointer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts actions that wait into the document, for the first time and again. Pure. */
public final class Asking {
  /** So many actions of one campaign may wait. */
  public static final int MOST = 200;

  /** So many actions of one participant may wait. */
  public static final int MOST_OF_ONE = 32;

  /** How often an action may come back with other questions or another proposal. */
  static final int MOST_ROUNDS = 32;

  /** What waits is no larger than this, in bytes, about. */
  static final int MOST_BYTES = 256 << 10;

  /** The longest anything waits that waits for a limited time. */
  private static final Duration LONGEST = Duration.ofDays(3_650);

  private Asking() {}

  /**
   * Puts an action that waits into the document.
   *
   * @param decided what the round came to; given back as it is unless it waits
   * @param cause the action
   * @param summary what the action is, for its sender
   * @param at when it was decided
   * @param sight who sees what
   * @param version version of the entry
   * @param edit whether the action is an edit
   * @return what to journal
   */
  public static Decided hold(
      Decided decided,
      Cause cause,
      String summary,
      Instant at,
      Sight sight,
      long version,
      boolean edit) {
    if (decided.waits().isEmpty() || !(decided.outcome() instanceof Outcome.Pending pending)) {
      return decided;
    }
    if (isFull(decided.before(), cause.by())) {
      return decided.withoutEffects(
          new Outcome.Refused(
              "too-many-asks",
              "Too many things wait for an answer. Take one back, or wait for an answer.",
              ""));
    }
    JsonObject payload =
        cause.payload() instanceof JsonObject object ? object : JsonObject.empty(version);
    Sent sent = new Sent(cause.by(), cause.device(), cause.n(), cause.type(), payload, summary, at);
    Ask blank =
        new Ask(
            pending.key(),
            sent,
            Keys.micros(at),
            at,
            0,
            Map.of(),
            Map.of(),
            Optional.empty(),
            Map.of(),
            Map.of(),
            Optional.empty(),
            edit ? Optional.of(List.of()) : Optional.empty());
    Ask ask = next(blank, decided, at);
    JsonObject tree = tree(ask, decided, Optional.empty(), sight, version);
    if (Trees.weigh(tree, MOST_BYTES) > MOST_BYTES) {
      return decided.withoutEffects(
          new Outcome.Refused(
              "proposal-too-large", "That is too much to ask anybody about at once.", ""));
    }
    return decided
        .withoutEffects(pending)
        .with(List.of(new Effect.Put(ask.at(), tree)), version, pending);
  }

  /**
   * Notes with an edit that waits what its sender saw where it would write, as others have been
   * there since.
   *
   * @param held the edit, as {@link #hold} gave it
   * @param key its key
   * @param base the document its sender saw
   * @param version version of the entry
   * @return the same, judged on what its sender saw when it is approved
   */
  public static Decided seen(Decided held, String key, JsonObject base, long version) {
    Ask ask = Ask.find(held.root(), key).orElse(null);
    if (ask == null || ask.under().isEmpty() || ask.proposal().isEmpty()) {
      return held;
    }
    List<Ask.Reading> under = Ground.under(ask.proposal().get().changes(), base);
    return under.equals(ask.under().get())
        ? held
        : held.with(
            List.of(
                new Effect.Put(
                    ask.at().child("under"), Records.write(Readings.write(under), version))),
            version,
            held.outcome());
  }

  private static boolean isFull(JsonObject root, String by) {
    if (!(Trees.get(root, Ask.HOME) instanceof JsonObject asks)) {
      return false;
    }
    int own = 0;
    for (JsonObject.Cursor c = asks.cursor(); c.next(); ) {
      own += by.equals(Trees.get(c.value(), "sent", "by")) ? 1 : 0;
    }
    return asks.size() >= MOST || own >= MOST_OF_ONE;
  }

  /**
   * Puts an action back that was decided again and waits once more.
   *
   * @param ask the action as it waited
   * @param decided what it came to this time
   * @param at the time of the entry
   * @param sight who sees what
   * @param version version of the entry
   * @return the effect that does it; empty when it has come back too often, or became too large
   */
  static Optional<Effect> again(Ask ask, Decided decided, Instant at, Sight sight, long version) {
    Ask next = next(ask, decided, at);
    JsonObject tree = tree(next, decided, Optional.of(ask), sight, version);
    return next.rounds() > MOST_ROUNDS || Trees.weigh(tree, MOST_BYTES) > MOST_BYTES
        ? Optional.empty()
        : Optional.of(new Effect.Put(ask.at(), tree));
  }

  private static Ask next(Ask ask, Decided decided, Instant at) {
    Map<String, Rolled> rolls = new LinkedHashMap<>(ask.rolls());
    for (Rolled rolled : decided.rolls()) {
      rolls.put(rolled.what(), rolled);
    }
    Map<String, Ask.Answer> answers = new LinkedHashMap<>(ask.answers());
    Map<String, Asked> questions = new LinkedHashMap<>();
    Optional<Proposal> proposal = Optional.empty();
    Decision waits = decided.waits().orElse(null);
    if (waits instanceof Decision.Ask asks) {
      for (Question<?> question : asks.questions()) {
        // Asked once more although it was answered: what was answered does not count.
        answers.remove(question.key());
        questions.put(question.key(), asked(question, ask, decided.before(), at));
      }
    } else {
      proposal = Optional.of(proposal(ask, waits, decided, at));
    }
    return new Ask(
        ask.key(),
        ask.sent(),
        ask.first(),
        at,
        ask.rounds() + 1,
        questions,
        answers,
        proposal,
        ask.hops(),
        rolls,
        proposal.isPresent() ? Readings.of(decided.reads()) : Optional.empty(),
        ask.under().isEmpty()
            ? Optional.empty()
            : Optional.of(
                Ground.under(proposal.map(Proposal::changes).orElse(List.of()), decided.before())));
  }

  private static Asked asked(Question<?> question, Ask ask, JsonObject root, Instant at) {
    return new Asked(
        question.summary(),
        People.of(question.whom(), ask.sent().by(), root),
        Records.writeRecord(question.suggestion(), 0),
        question.within().map(within -> until(at, within)),
        false);
  }

  private static Proposal proposal(Ask ask, @Nullable Decision waits, Decided decided, Instant at) {
    List<Effect> changes = decided.effects().subList(0, decided.decided());
    List<Effect> follows = Lines.follows(decided);
    if (waits instanceof Decision.Propose propose) {
      return new Proposal(
          propose.reason(),
          People.of(propose.whom(), ask.sent().by(), decided.before()),
          propose.within().map(within -> until(at, within)),
          changes,
          follows);
    }
    Optional<Proposal> earlier = ask.proposal();
    return new Proposal(
        earlier.map(Proposal::reason).orElse(""),
        earlier.map(Proposal::to).orElse(List.of()),
        earlier.flatMap(Proposal::until),
        changes,
        follows);
  }

  private static Instant until(Instant at, Duration within) {
    Duration limit = within.compareTo(LONGEST) > 0 ? LONGEST : within;
    return at.plus(limit.isNegative() ? Duration.ZERO : limit);
  }

  /** The ask with what only those asked need: how the proposal looks to each, and what it was. */
  private static JsonObject tree(
      Ask ask, Decided decided, Optional<Ask> before, Sight sight, long version) {
    JsonObject tree = AskForm.write(ask, version);
    if (ask.proposal().isEmpty()) {
      return tree;
    }
    Proposal proposal = ask.proposal().get();
    Map<String, Object> more = new LinkedHashMap<>();
    for (String one : proposal.to()) {
      People.participant(decided.before(), one)
          .ifPresent(
              who -> {
                List<Effect> seen = sight.seen(decided.before(), decided.root(), who);
                more.put(one, shown(proposal, seen, earlier(decided, ask, one)));
              });
    }
    JsonObject inside = (JsonObject) tree.get("proposal");
    if (inside == null) {
      return tree;
    }
    inside = inside.with("shown", Records.write(more, version), version);
    Optional<Proposal> earlier = before.flatMap(Ask::proposal);
    if (earlier.isPresent()) {
      Map<String, Object> old =
          Map.of(
              "changes", AskForm.effects(earlier.get().changes()),
              "follows", AskForm.effects(earlier.get().follows()));
      inside = inside.with("earlier", Records.write(old, version), version);
      inside =
          inside.with(
              "moved", Records.write(moved(before.get(), decided.before()), version), version);
    }
    return tree.with("proposal", inside, version);
  }

  /** How the proposal before this one looked to somebody; empty when there was none. */
  private static Optional<Object> earlier(Decided decided, Ask ask, String who) {
    return Optional.ofNullable(
        Trees.get(
            decided.before(), ask.at().resolve(Pointer.of("proposal", "shown", who, "changes"))));
  }

  /** The proposal as one of those asked sees it. */
  static Map<String, Object> shown(Proposal proposal, List<Effect> seen, Optional<Object> earlier) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("reason", proposal.reason());
    proposal.until().ifPresent(until -> shown.put("until", until));
    shown.put("changes", AskForm.effects(seen));
    earlier.ifPresent(changes -> shown.put("earlier", changes));
    return shown;
  }

  /** What was read and is otherwise by now. */
  private static List<Object> moved(Ask before, JsonObject root) {
    List<Object> list = new ArrayList<>();
    Set<Pointer> told = new HashSet<>();
    for (Ask.Reading read : before.reads().map(r -> Readings.moved(r, root)).orElse(List.of())) {
      told.add(read.at());
      list.add(
          Map.of(
              "at", read.at().toString(),
              "seen", read.seen(),
              "now", Readings.now(read, root)));
    }
    for (Ask.Reading was : before.under().map(u -> Ground.moved(u, root)).orElse(List.of())) {
      if (told.add(was.at())) {
        list.add(
            Map.of(
                "at", was.at().toString(),
                "seen", Readings.brief(was.seen()),
                "now", Readings.now(was, root)));
      }
    }
    return list;
  }
}
