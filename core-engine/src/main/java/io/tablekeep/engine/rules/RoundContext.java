package io.tablekeep.engine.rules;

import io.tablekeep.engine.dice.DiceTray;
import io.tablekeep.engine.dice.Fallen;
import io.tablekeep.engine.runtime.Chance;
import io.tablekeep.sdk.game.Participant;
import java.time.Instant;
import java.util.Map;

/**
 * Everything a round may use besides the document. Deciding the same action again with the same
 * context gives the same decision.
 *
 * @param by who sent the action
 * @param at the time of the entry, and of every line that is said
 * @param now the time the rules are told: that of the entry, or of the proposal that is decided
 *     again, so that the time alone makes no other proposal of it
 * @param ids where new keys count from: microseconds of the action's first decision
 * @param version version the entry would have
 * @param rolls dice that fell when the action was decided before, by what they were for
 * @param answers answers to questions, tree values by question key
 * @param watched whether to take note of what is read, also when nothing is proposed
 * @param tray where dice fall, and are kept whatever comes of the decision
 * @param sight who sees what
 */
public record RoundContext(
    Participant by,
    Instant at,
    Instant now,
    long ids,
    long version,
    Map<String, Fallen> rolls,
    Map<String, Object> answers,
    boolean watched,
    DiceTray tray,
    Sight sight) {

  /**
   * What an action may use that is decided for the first time.
   *
   * @param by who sent it
   * @param now the time of the entry
   * @param version version the entry would have
   * @param tray where dice fall
   * @param sight who sees what
   * @return the context
   */
  public static RoundContext first(
      Participant by, Instant now, long version, DiceTray tray, Sight sight) {
    return new RoundContext(
        by, now, now, Keys.micros(now), version, Map.of(), Map.of(), false, tray, sight);
  }

  /**
   * What an action may use that is only tried out.
   *
   * @param by who sent it
   * @param now the time of the entry
   * @param version version the entry would have
   * @param chance where dice come from, of which nothing is proven
   * @param sight who sees what
   * @return the context
   */
  public static RoundContext first(
      Participant by, Instant now, long version, Chance chance, Sight sight) {
    return first(by, now, version, DiceTray.of(chance), sight);
  }

  /**
   * The same with or without taking note of what is read.
   *
   * @param now whether to take note
   * @return another context
   */
  public RoundContext watching(boolean now) {
    return new RoundContext(by, at, this.now, ids, version, rolls, answers, now, tray, sight);
  }
}
