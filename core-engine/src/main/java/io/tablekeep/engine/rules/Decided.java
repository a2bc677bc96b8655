package io.tablekeep.engine.rules;

import io.tablekeep.engine.journal.entry.Effect;
import io.tablekeep.engine.journal.entry.Effects;
import io.tablekeep.engine.journal.entry.Outcome;
import io.tablekeep.engine.journal.entry.PackedEffects;
import io.tablekeep.engine.journal.entry.Rolled;
import io.tablekeep.engine.journal.entry.Settled;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.bind.ReadSet;
import io.tablekeep.sdk.game.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a round came to.
 *
 * @param before the root the round began with
 * @param root the document with the effects; {@code before} itself when there are none
 * @param effects what changes, in order: of a proposal, what would change
 * @param decided how many of the effects, from the first, the rules decided; the others follow from
 *     them
 * @param rolls every die that fell, also when the action was refused
 * @param outcome what the sender is told
 * @param waits the proposal or the questions the action waits for; then nothing is to be journaled
 *     as it stands here
 * @param reads what the decision depends on; empty when nobody took note
 * @param badAnswer key of the question whose answer is not of the form that was asked for
 * @param settled actions that waited and come to their end with this
 */
public record Decided(
    JsonObject before,
    JsonObject root,
    List<Effect> effects,
    int decided,
    List<Rolled> rolls,
    Outcome outcome,
    Optional<Decision> waits,
    Optional<List<ReadSet.Read>> reads,
    Optional<String> badAnswer,
    List<Settled> settled) {

  /**
   * Nothing changes.
   *
   * @param root the document
   * @param rolls dice that fell all the same
   * @param outcome what the sender is told
   * @return the decision
   */
  public static Decided nothing(JsonObject root, List<Rolled> rolls, Outcome outcome) {
    return of(root, root, List.of(), 0, rolls, outcome);
  }

  /**
   * Something changes, and nothing waits.
   *
   * @param before the document before
   * @param root the document after
   * @param effects what leads from one to the other
   * @param decided how many of them the rules decided
   * @param rolls dice that fell
   * @param outcome what the sender is told
   * @return the decision
   */
  public static Decided of(
      JsonObject before,
      JsonObject root,
      List<Effect> effects,
      int decided,
      List<Rolled> rolls,
      Outcome outcome) {
    return new Decided(
        before,
        root,
        effects,
        decided,
        rolls,
        outcome,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  /**
   * A refusal that fell outside any rule.
   *
   * @param root the document
   * @param code stable kebab-case code
   * @param message a sentence for the player
   * @return the decision
   */
  public static Decided refused(JsonObject root, String code, String message) {
    return nothing(root, List.of(), new Outcome.Refused(code, message, ""));
  }

  /**
   * The same rolls, but nothing changes.
   *
   * @param instead what the sender is told
   * @return another decision
   */
  public Decided withoutEffects(Outcome instead) {
    return nothing(before, rolls, instead);
  }

  /**
   * The same with more effects, and nothing to wait for.
   *
   * @param more the effects
   * @param version version of the entry
   * @param instead what the sender is told
   * @return another decision
   */
  public Decided with(List<Effect> more, long version, Outcome instead) {
    return new Decided(
        before,
        Effects.apply(root, more, version),
        PackedEffects.joined(effects, more),
        decided,
        rolls,
        instead,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        settled);
  }

  /**
   * The same with one more action that comes to its end.
   *
   * @param one the action and what its sender is told
   * @return another decision
   */
  public Decided settling(Settled one) {
    List<Settled> all = new ArrayList<>(settled);
    all.add(one);
    return new Decided(
        before, root, effects, decided, rolls, outcome, waits, reads, badAnswer, all);
  }

  /**
   * The same, depending on more; on anything when nobody took note.
   *
   * @param more what else it depends on
   * @return another decision
   */
  public Decided reading(Optional<List<ReadSet.Read>> more) {
    Optional<List<ReadSet.Read>> both =
        reads.flatMap(
            own ->
                more.map(
                    others -> {
                      List<ReadSet.Read> all = new ArrayList<>(own);
                      all.addAll(others);
                      return all;
                    }));
    return new Decided(
        before, root, effects, decided, rolls, outcome, waits, both, badAnswer, settled);
  }

  /**
   * The same with its effects packed if they are too long for an entry. Takes as long as it takes
   * to compress them, so it is not for a loop.
   *
   * @param most bytes of text that need no packing
   * @return another decision
   */
  public Decided packed(int most) {
    return new Decided(
        before,
        root,
        PackedEffects.over(effects, most),
        decided,
        rolls,
        outcome,
        waits,
        reads,
        badAnswer,
        settled);
  }

  /**
   * The same with other dice to journal.
   *
   * @param others the dice
   * @return another decision
   */
  public Decided rolling(List<Rolled> others) {
    return new Decided(
        before, root, effects, decided, others, outcome, waits, reads, badAnswer, settled);
  }

  /**
   * This one, then another that began where this one ended: one entry for both.
   *
   * @param next the other
   * @return both, with the outcome of the other
   */
  public Decided then(Decided next) {
    List<Rolled> dice = new ArrayList<>(rolls);
    dice.addAll(next.rolls);
    List<Settled> ends = new ArrayList<>(settled);
    ends.addAll(next.settled);
    return new Decided(
        before,
        next.root,
        PackedEffects.joined(effects, next.effects),
        0,
        dice,
        next.outcome,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        ends);
  }
}
