package io.tablekeep.engine.rules;

import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.Question;
import java.util.HashSet;
import java.util.Set;

/** What may be asked at once. */
final class Questions {
  /** Questions of one decision. */
  static final int MOST = 32;

  private static final int LONGEST_KEY = 200;
  private static final int LONGEST_SUMMARY = 2_000;

  private Questions() {}

  /** Throws what is wrong with the questions of a rule. */
  static void check(Decision.Ask ask) {
    Set<String> keys = new HashSet<>();
    for (Question<?> question : ask.questions()) {
      String key = question.key();
      if (key.isEmpty() || key.length() > LONGEST_KEY || !keys.add(key)) {
        throw bad("a question's key is 1 to 200 characters and asked once: '" + key + "'");
      }
      if (question.summary().length() > LONGEST_SUMMARY) {
        throw bad("the question '" + key + "' is longer than 2,000 characters");
      }
    }
    if (ask.questions().size() > MOST) {
      throw bad("more than 32 questions are asked at once");
    }
  }

  private static TablekeepException bad(String message) {
    return new TablekeepException(ErrorKind.PLUGIN, "bad-question", message);
  }
}
