package io.tablekeep.server.dice;

import io.tablekeep.sdk.dice.Dialect;
import io.tablekeep.sdk.dice.DiceException;
import io.tablekeep.sdk.dice.DieSource;
import io.tablekeep.sdk.dice.Notation;
import io.tablekeep.sdk.dice.Numbers;
import io.tablekeep.sdk.dice.Roll;
import io.tablekeep.sdk.dice.odds.Odds;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a notation comes to, and what may come of it, as plain values. */
public final class DiceAnswers {
  private static final double MEAN_DIGITS = 1e6;

  private final DieSource chance;

  /**
   * A source of answers.
   *
   * @param chance where faces come from that are not given
   */
  public DiceAnswers(DieSource chance) {
    this.chance = chance;
  }

  /**
   * Rolls a notation.
   *
   * @param notation what to roll
   * @param dialect name of the dialect; empty for the standard one
   * @param dice faces that have fallen already; those left over are ignored
   * @return {@code total, dice, text, min, max, mean}, the last three null where they are open; or
   *     {@code error, message, at}
   */
  public Map<String, @Nullable Object> answer(
      String notation, String dialect, Optional<long[]> dice) {
    try {
      Notation parsed = Notation.parse(notation, Dialect.named(dialect));
      Roll roll = parsed.roll(dice.map(DieSource::given).orElse(chance));
      Odds odds = parsed.odds();
      Map<String, @Nullable Object> answer = new LinkedHashMap<>();
      answer.put("total", number(roll.exact()));
      answer.put("dice", roll.faces());
      answer.put("text", roll.line());
      answer.put("min", number(Numbers.cents(odds.min())));
      answer.put("max", number(Numbers.cents(odds.max())));
      answer.put("mean", mean(odds));
      return answer;
    } catch (DiceException e) {
      return error(e.code(), e.message(), e.at());
    }
  }

  static Map<String, @Nullable Object> error(String code, String message, int at) {
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    answer.put("error", code);
    answer.put("message", message);
    answer.put("at", at);
    return answer;
  }

  private static @Nullable Object mean(Odds odds) {
    if (odds.mean().isEmpty()) {
      return null;
    }
    double mean = odds.mean().getAsDouble();
    double rounded = Math.rint(mean * MEAN_DIGITS) / MEAN_DIGITS;
    return number(Double.isFinite(rounded) ? rounded : mean);
  }

  /** Whole numbers without a fraction; no infinity. */
  private static @Nullable Object number(double value) {
    if (!Double.isFinite(value)) {
      return null;
    }
    boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
    return whole ? (Object) (long) value : (Object) value;
  }
}
