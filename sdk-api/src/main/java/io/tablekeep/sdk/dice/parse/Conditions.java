package io.tablekeep.sdk.dice.parse;

import io.tablekeep.sdk.dice.tree.Compare;
import io.tablekeep.sdk.dice.tree.Compare.Test;
import org.jspecify.annotations.Nullable;

/** Reads conditions: an operator and a number, such as {@code >=5}. */
final class Conditions {
  private Conditions() {}

  /** The condition here, if an operator stands here. */
  static @Nullable Compare read(Cursor cursor) {
    Test test = operator(cursor);
    return test == null ? null : new Compare(test, cursor.number());
  }

  static @Nullable Test operator(Cursor cursor) {
    char next = cursor.peek(1);
    Test test =
        switch (cursor.peek()) {
          case '=' -> Test.SAME;
          case '<' -> next == '=' ? Test.AT_MOST : next == '>' ? Test.OTHER : Test.BELOW;
          case '>' -> next == '=' ? Test.AT_LEAST : Test.ABOVE;
          case '!' -> next == '=' ? Test.OTHER : null;
          default -> null;
        };
    if (test != null) {
      boolean one = test == Test.SAME || test == Test.BELOW || test == Test.ABOVE;
      cursor.at += one ? 1 : 2;
    }
    return test;
  }
}
