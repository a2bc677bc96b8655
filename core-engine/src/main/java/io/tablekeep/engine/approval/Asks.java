package io.tablekeep.engine.approval;

import io.tablekeep.engine.journal.entry.Cause;
import io.tablekeep.engine.journal.entry.Effect;
import io.tablekeep.engine.journal.entry.Outcome;
import io.tablekeep.engine.journal.entry.Rolled;
import io.tablekeep.engine.rules.Decided;
import io.tablekeep.engine.rules.Keys;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.engine.state.bind.Records;
import io.tablekeep.engine.state.bind.Records.UnknownKeys;
import io.tablekeep.sdk.dice.Roll;
import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.Participant;
import io.tablekeep.sdk.game.Question;
import io.tablekeep.sdk.state.Pointer;
import io.tablekeep.sdk.view.Audience;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts waiting actions into the document and takes them out again. */
public final class Asks {
  /** So many actions of one campaign may wait. */
  public static final int MOST = 200;

  private static final Pointer HOME = Pointer.of("asks");

  private Asks() {}

  /**
   * Finds a waiting action that somebody may answer.
   *
   * @param root the document
   * @param key the key below {@code asks}
   * @param who the one who answers
   * @param question the question's key, empty for a proposal
   * @return empty when there is none, or none they may answer
   */
  public static Optional<Ask> find(JsonObject root, String key, Participant who, String question) {
    Object value = Trees.get(root, HOME.child(key));
    if (!(value instanceof JsonObject)) {
      return Optional.empty();
    }
    Ask ask = Records.read(value, Ask.class, UnknownKeys.IGNORED);
    boolean may =
        question.isEmpty()
            ? ask.questions().isEmpty() && isAsked(ask.to(), who)
            : ask.questions().stream()
                .anyMatch(q -> q.key().equals(question) && isAsked(q.to(), who));
    return may ? Optional.of(ask) : Optional.empty();
  }

  private static boolean isAsked(List<String> to, Participant who) {
    return who.role().runsGame() || to.contains(who.id());
  }

  /**
   * Puts an action that waits into the document.
   *
   * @param decided what the round came to; given back as it is unless it waits
   * @param cause the action
   * @param micros when it was decided
   * @param version version of the entry
   * @return what to journal
   */
  public static Decided hold(Decided decided, Cause cause, long micros, long version) {
    if (decided.waits().isEmpty() || !(decided.outcome() instanceof Outcome.Pending pending)) {
      return decided;
    }
    if (Trees.get(decided.root(), HOME) instanceof JsonObject asks && asks.size() >= MOST) {
      return decided.withoutEffects(
          new Outcome.Refused(
              "too-many-asks", "Too many things wait for an answer at this table.", ""));
    }
    Ask ask = ask(decided, cause.by(), cause.type(), cause.payload(), micros, Map.of());
    return decided.with(put(pending.key(), ask, version), version, decided.outcome());
  }

  /**
   * What becomes of a waiting action whose decision has run again.
   *
   * @param key its key
   * @param ask the action as it waited
   * @param decided what it came to this time, with all answers in
   * @param now the time of the entry
   * @param version version of the entry
   * @return what to journal for the one who answered
   */
  public static Decided settle(String key, Ask ask, Decided decided, Instant now, long version) {
    if (decided.waits().isPresent()) {
      Ask again = ask(decided, ask.by(), ask.type(), ask.payload(), ask.at(), ask.answers());
      return decided.with(put(key, again, version), version, Outcome.OK);
    }
    if (decided.outcome() instanceof Outcome.Refused refused) {
      return end(key, ask, decided, refused.message(), now, version);
    }
    if (ask.questions().isEmpty() && !same(decided.effects(), ask.proposed())) {
      Ask changed =
          new Ask(
              ask.by(),
              ask.type(),
              ask.payload(),
              ask.at(),
              ask.summary(),
              ask.to(),
              ask.questions(),
              ask.answers(),
              changes(decided.effects()),
              dice(decided.rolls()));
      Outcome retry =
          new Outcome.Refused(
              "action-retry", "Things have moved since you were asked. Look at it again.", "/ask");
      return decided.withoutEffects(retry).with(put(key, changed, version), version, retry);
    }
    return decided.with(new Effect.Remove(HOME.child(key)), version, decided.outcome());
  }

  /**
   * Takes a waiting action out of the document without deciding it.
   *
   * @param key its key
   * @param ask the action
   * @param decided on which root, with which rolls
   * @param reason what its sender is told
   * @param now the time of the entry
   * @param version version of the entry
   * @return what to journal
   */
  public static Decided end(
      String key, Ask ask, Decided decided, String reason, Instant now, long version) {
    Decided removed =
        decided
            .withoutEffects(Outcome.OK)
            .with(new Effect.Remove(HOME.child(key)), version, Outcome.OK);
    if (reason.isEmpty()) {
      return removed;
    }
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("text", reason);
    line.put("at", now);
    line.put("to", List.of(ask.by()));
    Pointer at = Pointer.of("chat", Keys.of(now, 0));
    return removed.with(new Effect.Put(at, Records.write(line, version)), version, Outcome.OK);
  }

  /**
   * Keeps a waiting action with the answers it has so far.
   *
   * @param key its key
   * @param ask the action with its answers
   * @param decided on which root
   * @param version version of the entry
   * @return what to journal
   */
  public static Decided keep(String key, Ask ask, Decided decided, long version) {
    return decided.with(put(key, ask, version), version, Outcome.OK);
  }

  /**
   * Dice that fell when the action was decided before.
   *
   * @param ask the action
   * @return by what they were for
   */
  public static Map<String, Roll> rolls(Ask ask) {
    Map<String, Roll> rolls = new LinkedHashMap<>();
    ask.rolls().forEach((what, d) -> rolls.put(what, new Roll(d.notation(), d.faces(), d.total())));
    return rolls;
  }

  /**
   * The same action with one more answer.
   *
   * @param ask the action
   * @param question the question's key
   * @param answer the answer
   * @return a new value
   */
  public static Ask answered(Ask ask, String question, Object answer) {
    Map<String, Object> answers = new LinkedHashMap<>(ask.answers());
    answers.put(question, answer);
    return new Ask(
        ask.by(),
        ask.type(),
        ask.payload(),
        ask.at(),
        ask.summary(),
        ask.to(),
        ask.questions(),
        answers,
        ask.proposed(),
        ask.rolls());
  }

  private static Ask ask(
      Decided decided,
      String by,
      String type,
      Object payload,
      long at,
      Map<String, Object> answers) {
    List<Ask.Question> questions = new ArrayList<>();
    List<String> to = new ArrayList<>();
    String summary = decided.outcome().message();
    Decision waits = decided.waits().orElseThrow();
    if (waits instanceof Decision.Ask asks) {
      for (Question<?> question : asks.questions()) {
        List<String> asked = participants(question.whom(), by, decided.root());
        to.addAll(asked);
        questions.add(
            new Ask.Question(
                question.key(),
                question.summary(),
                asked,
                Records.writeRecord(question.suggestion(), 0)));
      }
    } else if (waits instanceof Decision.Propose propose) {
      to.addAll(participants(propose.whom(), by, decided.root()));
    }
    return new Ask(
        by,
        type,
        payload,
        at,
        summary,
        to,
        questions,
        answers,
        changes(decided.proposed()),
        dice(decided.rolls()));
  }

  /** Those of an audience who do not run the game. */
  private static List<String> participants(Audience whom, String by, JsonObject root) {
    if (whom instanceof Audience.Named named) {
      return List.copyOf(named.participants());
    }
    if (whom instanceof Audience.Owner) {
      return List.of(by);
    }
    if (whom instanceof Audience.OwnerOf actor) {
      return Trees.get(root, "actors", actor.actor(), "owner") instanceof String owner
          ? List.of(owner)
          : List.of();
    }
    if (whom instanceof Audience.Everyone
        && Trees.get(root, "participants") instanceof JsonObject all) {
      return all.keys();
    }
    return List.of();
  }

  private static List<Ask.Change> changes(List<Effect> effects) {
    List<Ask.Change> changes = new ArrayList<>();
    for (Effect effect : effects) {
      changes.add(
          new Ask.Change(
              effect.at().toString(),
              effect instanceof Effect.Put put ? Optional.of(put.value()) : Optional.empty()));
    }
    return changes;
  }

  private static boolean same(List<Effect> effects, List<Ask.Change> proposed) {
    return Records.write(changes(effects), 0).equals(Records.write(proposed, 0));
  }

  private static Map<String, Ask.Dice> dice(List<Rolled> rolls) {
    Map<String, Ask.Dice> dice = new LinkedHashMap<>();
    for (Rolled rolled : rolls) {
      Roll roll = rolled.roll();
      dice.put(rolled.what(), new Ask.Dice(roll.notation(), roll.faces(), roll.total()));
    }
    return dice;
  }

  private static Effect put(String key, Ask ask, long version) {
    return new Effect.Put(HOME.child(key), Records.writeRecord(ask, version));
  }
}
