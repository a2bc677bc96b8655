package io.tablekeep.sdk.dice.parse;

import io.tablekeep.sdk.dice.DiceException;
import io.tablekeep.sdk.error.ErrorKind;

/** A place in a text that moves on. */
final class Cursor {
  /** What {@link #peek()} answers behind the end. */
  static final char END = '\0';

  private static final int SHOWN = 60;

  final String text;
  int at;

  Cursor(String text) {
    this.text = text;
  }

  char peek() {
    return peek(0);
  }

  char peek(int ahead) {
    int index = at + ahead;
    return index < text.length() ? text.charAt(index) : END;
  }

  boolean done() {
    return at >= text.length();
  }

  boolean take(char wanted) {
    if (at < text.length() && text.charAt(at) == wanted) {
      at++;
      return true;
    }
    return false;
  }

  void expect(char wanted) {
    if (!take(wanted)) {
      throw wrong();
    }
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  boolean digit() {
    return isDigit(peek());
  }

  /** A whole number from 1, without leading zeros; -1 if there is none. */
  long whole() {
    char first = peek();
    if (first < '1' || first > '9') {
      return -1;
    }
    return digits();
  }

  /** Digits; what a long cannot hold is as much as it can. */
  long digits() {
    if (!digit()) {
      throw wrong();
    }
    long value = 0;
    while (digit()) {
      int next = text.charAt(at++) - '0';
      value = value > (Long.MAX_VALUE - 9) / 10 ? Long.MAX_VALUE : value * 10 + next;
    }
    return value;
  }

  /** A decimal number with an optional minus. */
  double number() {
    int start = at;
    boolean minus = take('-');
    long whole = digits();
    if (peek() == '.' && isDigit(peek(1))) {
      at++;
      while (digit()) {
        at++;
      }
      return Double.parseDouble(text.substring(start, at));
    }
    if (whole == Long.MAX_VALUE) {
      return Double.parseDouble(text.substring(start, at));
    }
    return (double) (minus ? -whole : whole);
  }

  DiceException wrong() {
    return wrong(at);
  }

  DiceException wrong(int place) {
    return new DiceException(
        ErrorKind.USER,
        DiceException.NOTATION,
        "'" + shown() + "' is no dice notation: it goes wrong at character " + (place + 1) + ".",
        place);
  }

  /** Not cut within a character. */
  private String shown() {
    if (text.length() <= SHOWN) {
      return text;
    }
    int cut = Character.isHighSurrogate(text.charAt(SHOWN - 1)) ? SHOWN - 1 : SHOWN;
    return text.substring(0, cut) + "…";
  }
}
