package io.tablekeep.engine.rules;

import io.tablekeep.engine.journal.entry.Effect;
import io.tablekeep.engine.journal.entry.Effects;
import io.tablekeep.engine.journal.entry.Outcome;
import io.tablekeep.engine.journal.entry.Rolled;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.sdk.game.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a round came to.
 *
 * @param before the root the round began with
 * @param root the document with the effects; {@code before} itself when there are none
 * @param effects what changes, in order
 * @param rolls every die that fell, also when the action was refused
 * @param outcome what the sender is told
 * @param waits the proposal or the questions the action waits for; {@code effects} are then empty
 * @param proposed what a proposal would change; empty unless one waits
 */
public record Decided(
    JsonObject before,
    JsonObject root,
    List<Effect> effects,
    List<Rolled> rolls,
    Outcome outcome,
    Optional<Decision> waits,
    List<Effect> proposed) {

  /**
   * Nothing changes.
   *
   * @param root the document
   * @param rolls dice that fell all the same
   * @param outcome what the sender is told
   * @return the decision
   */
  public static Decided nothing(JsonObject root, List<Rolled> rolls, Outcome outcome) {
    return new Decided(root, root, List.of(), rolls, outcome, Optional.empty(), List.of());
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
   * The same with one more effect, and nothing to wait for.
   *
   * @param more the effect
   * @param version version of the entry
   * @param instead what the sender is told
   * @return another decision
   */
  public Decided with(Effect more, long version, Outcome instead) {
    List<Effect> all = new ArrayList<>(effects);
    all.add(more);
    return new Decided(
        before,
        Effects.apply(root, List.of(more), version),
        all,
        rolls,
        instead,
        Optional.empty(),
        List.of());
  }
}
