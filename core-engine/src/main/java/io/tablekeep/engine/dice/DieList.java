package io.tablekeep.engine.dice;

import io.tablekeep.sdk.dice.Die;
import java.util.ArrayList;
import java.util.List;

/**
 * Dice in the order of rolling as a text, such as {@code 4d6,dF,2dC}: runs of the same die; {@code
 * dN} has faces 1 to N, {@code dF} minus one to one, {@code dF1} is Fudge with one minus and one
 * plus on six sides, {@code dC} is a coin of 0 and 1. Single-threaded.
 */
public final class DieList {
  private final StringBuilder text = new StringBuilder();
  private String last = "";
  private int run;

  /** An empty list. */
  public DieList() {}

  /**
   * One more die.
   *
   * @param die what was rolled
   */
  public void add(Die die) {
    String name =
        switch (die.kind()) {
          case PLAIN, PERCENT -> "d" + die.draws();
          case FUDGE -> "dF";
          case FUDGE_ONE -> "dF1";
          case COIN -> "dC";
        };
    if (!name.equals(last)) {
      flush();
      last = name;
      run = 0;
    }
    run++;
  }

  private void flush() {
    if (run > 0) {
      text.append(text.length() == 0 ? "" : ",").append(run == 1 ? "" : run).append(last);
    }
  }

  /**
   * The text; to be asked once.
   *
   * @return the dice
   */
  public String text() {
    flush();
    run = 0;
    return text.toString();
  }

  /**
   * The dice of a text.
   *
   * @param text the text
   * @param most how many there may be
   * @return one by one
   * @throws IllegalArgumentException it is none
   */
  public static List<Die> read(String text, int most) {
    List<Die> dice = new ArrayList<>();
    if (text.isEmpty()) {
      return dice;
    }
    for (String part : text.split(",", -1)) {
      int d = part.indexOf('d');
      if (d < 0) {
        throw new IllegalArgumentException("no dice: " + text);
      }
      int count = d == 0 ? 1 : Integer.parseInt(part.substring(0, d));
      if (count < 1 || dice.size() + count > most) {
        throw new IllegalArgumentException("another number of dice than faces: " + text);
      }
      Die die =
          switch (part.substring(d + 1)) {
            case "F" -> Die.FUDGE;
            case "F1" -> Die.FUDGE_ONE;
            case "C" -> Die.COIN;
            default -> Die.of((double) Long.parseLong(part.substring(d + 1)));
          };
      for (int i = 0; i < count; i++) {
        dice.add(die);
      }
    }
    return dice;
  }
}
