package io.tablekeep.plugin.d20.tables;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dice of damage and healing as texts: sums of dice and numbers, such as {@code 2d6+3}. */
public final class Dice {
  private static final Pattern SUM =
      Pattern.compile(
          "[+-]?(\\d{1,3}d\\d{1,4}|d\\d{1,4}|\\d{1,5})([+-](\\d{1,3}d\\d{1,4}|d\\d{1,4}|\\d{1,5})){0,8}");
  private static final Pattern TERM = Pattern.compile("([+-]?)(\\d*)(d?)(\\d*)");

  private Dice() {}

  /**
   * Whether a text is such a sum.
   *
   * @param dice the text
   * @return true if it can be rolled, doubled and added to
   */
  public static boolean isSum(String dice) {
    return SUM.matcher(dice).matches();
  }

  /**
   * A sum with a number added.
   *
   * @param dice the sum
   * @param more the number
   * @return the longer sum
   */
  public static String plus(String dice, int more) {
    return more == 0 ? dice : more > 0 ? dice + '+' + more : dice + more;
  }

  /**
   * Two sums together.
   *
   * @param dice the one, possibly empty
   * @param more the other, possibly empty
   * @return both
   */
  public static String plus(String dice, String more) {
    if (dice.isEmpty() || more.isEmpty()) {
      return dice.isEmpty() ? more : dice;
    }
    return more.charAt(0) == '-' || more.charAt(0) == '+' ? dice + more : dice + '+' + more;
  }

  /**
   * The dice alone a number of times, the numbers once: what a critical hit rolls.
   *
   * @param dice the sum
   * @param times how often
   * @return the larger sum
   */
  public static String times(String dice, int times) {
    if (times == 1) {
      return dice;
    }
    StringBuilder all = new StringBuilder();
    Matcher term = TERM.matcher(dice);
    while (term.find()) {
      if (term.end() == term.start()) {
        continue;
      }
      boolean isDice = !term.group(3).isEmpty();
      String count = term.group(2);
      all.append(term.group(1));
      all.append(
          isDice ? String.valueOf((count.isEmpty() ? 1 : Integer.parseInt(count)) * times) : count);
      all.append(term.group(3)).append(term.group(4));
    }
    return all.toString();
  }

  /**
   * All of a sum a number of times.
   *
   * @param dice the sum, possibly empty
   * @param times how often
   * @return the larger sum
   */
  public static String repeat(String dice, int times) {
    StringBuilder all = new StringBuilder();
    Matcher term = TERM.matcher(dice);
    while (term.find()) {
      if (term.end() == term.start()) {
        continue;
      }
      String count = term.group(2);
      all.append(term.group(1));
      all.append((count.isEmpty() ? 1 : Integer.parseInt(count)) * times);
      all.append(term.group(3)).append(term.group(4));
    }
    return all.toString();
  }
}
