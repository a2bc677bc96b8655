package io.tablekeep.engine.rules;

import io.tablekeep.engine.runtime.Chance;
import io.tablekeep.sdk.dice.Roll;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import java.util.ArrayList;
import java.util.List;

/**
 * A small dice notation: numbers and dice ({@code 2d6}, {@code d20}, {@code d%}, {@code 4dF})
 * joined by plus and minus. Immutable.
 */
final class DiceNotation {
  /** Dice one term may name. */
  static final int MOST_DICE = 999;

  /** Sides one die may have. */
  static final int MOST_SIDES = 1_000_000;

  /** Terms one notation may have. */
  static final int MOST_TERMS = 100;

  private static final int FUDGE = -1;

  private final String text;
  private final List<Term> terms;

  /** {@code count} dice of {@code sides}; sides 0 is the number {@code count} itself. */
  private record Term(int sign, int count, int sides) {}

  private DiceNotation(String text, List<Term> terms) {
    this.text = text;
    this.terms = terms;
  }

  static DiceNotation parse(String text) {
    List<Term> terms = new ArrayList<>();
    int[] at = {0};
    int sign = 1;
    skip(text, at);
    if (at[0] < text.length() && isSign(text.charAt(at[0]))) {
      sign = text.charAt(at[0]++) == '-' ? -1 : 1;
    }
    while (true) {
      skip(text, at);
      terms.add(term(text, at, sign));
      skip(text, at);
      if (at[0] == text.length()) {
        return new DiceNotation(text, List.copyOf(terms));
      }
      if (!isSign(text.charAt(at[0])) || terms.size() == MOST_TERMS) {
        throw unreadable(text, at[0]);
      }
      sign = text.charAt(at[0]++) == '-' ? -1 : 1;
      skip(text, at);
      if (sign == 1 && at[0] < text.length() && text.charAt(at[0]) == '-') {
        sign = -1;
        at[0]++;
      }
    }
  }

  private static Term term(String text, int[] at, int sign) {
    int start = at[0];
    int count = number(text, at, MOST_SIDES);
    if (at[0] == text.length() || (text.charAt(at[0]) != 'd' && text.charAt(at[0]) != 'D')) {
      if (at[0] == start) {
        throw unreadable(text, at[0]);
      }
      return new Term(sign, count, 0);
    }
    int dice = at[0] == start ? 1 : count;
    if (dice > MOST_DICE) {
      throw new TablekeepException(
          ErrorKind.USER, "dice-limit", "At most 999 dice can be rolled at once.");
    }
    at[0]++;
    if (at[0] < text.length() && text.charAt(at[0]) == '%') {
      at[0]++;
      return new Term(sign, dice, 100);
    }
    if (at[0] < text.length() && text.charAt(at[0]) == 'F') {
      at[0]++;
      return new Term(sign, dice, FUDGE);
    }
    int sidesAt = at[0];
    int sides = number(text, at, MOST_SIDES);
    if (at[0] == sidesAt || sides == 0) {
      throw unreadable(text, sidesAt);
    }
    return new Term(sign, dice, sides);
  }

  private static int number(String text, int[] at, int most) {
    int value = 0;
    int start = at[0];
    while (at[0] < text.length() && text.charAt(at[0]) >= '0' && text.charAt(at[0]) <= '9') {
      value = value * 10 + (text.charAt(at[0]++) - '0');
      if (value > most) {
        throw unreadable(text, start);
      }
    }
    return value;
  }

  private static boolean isSign(char c) {
    return c == '+' || c == '-';
  }

  private static void skip(String text, int[] at) {
    while (at[0] < text.length() && text.charAt(at[0]) == ' ') {
      at[0]++;
    }
  }

  /** Not within a character. */
  private static int cutAt(String text) {
    return Character.isHighSurrogate(text.charAt(59)) ? 59 : 60;
  }

  private static TablekeepException unreadable(String text, int at) {
    String shown = text.length() > 60 ? text.substring(0, cutAt(text)) + "…" : text;
    return new TablekeepException(
        ErrorKind.USER,
        "dice-notation",
        "'" + shown + "' is no dice notation: it goes wrong at character " + (at + 1) + ".");
  }

  /** Rolls; faces that fell before are used again as far as they fit. */
  Roll roll(Chance chance, List<Integer> before) {
    List<Integer> faces = new ArrayList<>();
    long total = 0;
    for (Term term : terms) {
      if (term.sides() == 0) {
        total += (long) term.sign() * term.count();
        continue;
      }
      for (int i = 0; i < term.count(); i++) {
        int face = face(term.sides(), faces.size(), before, chance);
        faces.add(face);
        total += (long) term.sign() * face;
      }
    }
    return new Roll(
        text, faces, (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, total)));
  }

  private static int face(int sides, int index, List<Integer> before, Chance chance) {
    int least = sides == FUDGE ? -1 : 1;
    int most = sides == FUDGE ? 1 : sides;
    if (index < before.size() && before.get(index) >= least && before.get(index) <= most) {
      return before.get(index);
    }
    return least + chance.below(most - least + 1);
  }
}
