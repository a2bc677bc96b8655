package io.tablekeep.sdk.dice;

import java.util.SplittableRandom;

/** Makes notations: most in the grammar, some with a wrong character, some of mere rubbish. */
final class RandomNotation {
  private static final String[] OPERATORS = {"+", "-", "*", "/", "%", "^", "**", " + ", " - "};
  private static final String[] NUMBERS = {"1", "2", "3", "7", "10", "0", "0.5", "12.25", "-3"};
  private static final String[] COUNTS = {"", "1", "2", "3", "4", "12", "999", "(1+2)", "(2*3)"};
  private static final String[] SIDES = {
    "6", "20", "4", "10", "%", "F", "F.1", "2", "1", "100", "9999999999", "(2*3)", "(7/2)"
  };
  private static final String[] MODIFIERS = {
    "!", "!!", "!p", "!!p", "r", "ro", "rr", "u", "uo", "kh2", "kl1", "k3", "d1", "dh2", "dl9",
    "cs", "cf", "s", "sd", "min2", "max3.5", "x", "xo", "even", "odd", "df1", "sf<2", "ms>=12",
    "kh", "d", "x2>4"
  };
  private static final String[] TESTS = {"=", "!=", "<", "<=", ">", ">=", "<>"};
  private static final String[] FUNCTIONS = {
    "abs", "ceil", "floor", "round", "sqrt", "exp", "log", "sin", "sign", "trunc"
  };
  private static final String RUBBISH = "0123456789d%F!kr(){}[],.<>=+-*/^ #@smaxcf\u00e9";

  private final SplittableRandom random;
  private String[] words = MODIFIERS;

  RandomNotation(SplittableRandom random) {
    this.random = random;
  }

  /** Mostly with the words of a dialect. */
  String next(Dialect dialect) {
    words = random.nextInt(8) == 0 ? MODIFIERS : modifiers(dialect);
    String text = random.nextInt(20) == 0 ? rubbish() : sum(3);
    if (random.nextInt(4) > 0) {
      return text;
    }
    int at = random.nextInt(text.length() + 1);
    int end = Math.min(text.length(), at + random.nextInt(2));
    char put = RUBBISH.charAt(random.nextInt(RUBBISH.length()));
    return text.substring(0, at) + (random.nextBoolean() ? put : "") + text.substring(end);
  }

  private String[] modifiers(Dialect dialect) {
    String[] all = dialect.words().keySet().stream().sorted().toArray(String[]::new);
    for (int i = 0; i < all.length; i++) {
      String family = dialect.words().get(all[i]).family();
      boolean counted = family.startsWith("keep") || family.startsWith("drop");
      boolean bound = family.equals("minimum") || family.equals("maximum");
      all[i] += counted || bound ? 1 + random.nextInt(4) : family.equals("margin") ? ">=9" : "";
    }
    return all;
  }

  private String rubbish() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(30); i >= 0; i--) {
      text.append(RUBBISH.charAt(random.nextInt(RUBBISH.length())));
    }
    return text.toString();
  }

  private String sum(int depth) {
    StringBuilder text = new StringBuilder(term(depth));
    for (int i = random.nextInt(3); i > 0; i--) {
      text.append(one(OPERATORS)).append(term(depth));
    }
    return text.toString();
  }

  private String term(int depth) {
    int kind = depth == 0 ? random.nextInt(6) : random.nextInt(10);
    return switch (kind) {
      case 0 -> one(NUMBERS);
      case 6 -> '(' + sum(depth - 1) + ')';
      case 7 -> one(FUNCTIONS) + '(' + sum(depth - 1) + ')';
      case 8 -> "max(" + sum(depth - 1) + ", " + sum(depth - 1) + ')';
      case 9 -> group(depth);
      default -> one(COUNTS) + 'd' + one(SIDES) + modifiers(4);
    };
  }

  private String group(int depth) {
    StringBuilder text = new StringBuilder("{").append(sum(depth - 1));
    for (int i = random.nextInt(3); i > 0; i--) {
      text.append(", ").append(sum(depth - 1));
    }
    String[] some = {"", "k1", "kl2", "d1", "s", ">5", ">5f<3", "cs>4", "kh"};
    return text.append('}').append(one(some)).toString();
  }

  private String modifiers(int most) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(most); i > 0; i--) {
      text.append(random.nextInt(6) == 0 ? "" : one(words));
      if (random.nextInt(3) == 0) {
        text.append(one(TESTS)).append(random.nextInt(8));
      }
    }
    return text.append(random.nextInt(9) == 0 ? " [cold]" : "").toString();
  }

  private String one(String[] some) {
    return some[random.nextInt(some.length)];
  }
}
