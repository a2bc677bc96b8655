package io.tablekeep.engine.loop;

import io.tablekeep.engine.journal.entry.Outcome;
import io.tablekeep.engine.rules.Decided;
import io.tablekeep.engine.rules.RuleBook;
import io.tablekeep.engine.state.JsonObject;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is to be decided: an action that came in, or a waiting one that somebody answered. */
interface Case {
  /**
   * Decides on the loop.
   *
   * @param book the rules
   * @param head the document
   * @return what to journal, or null when plugin code has to be asked
   */
  @Nullable Decided atOnce(RuleBook book, JsonObject head);

  /**
   * Decides with plugin code, where that runs. Pure.
   *
   * @param book the rules
   * @param head the document
   * @return what to journal
   */
  Decided withRules(RuleBook book, JsonObject head);

  /**
   * What to journal when the rules broke.
   *
   * @param head the document
   * @param code stable kebab-case code
   * @param message a sentence for the player
   * @return a refusal, unless that would leave somebody waiting for ever
   */
  default Decided failed(JsonObject head, String code, String message) {
    return Decided.refused(head, code, message);
  }

  /** A case in which no rule has a say. */
  static Case plain(Function<JsonObject, Decided> decides) {
    return new Case() {
      @Override
      public Decided atOnce(RuleBook book, JsonObject head) {
        return decides.apply(head);
      }

      @Override
      public Decided withRules(RuleBook book, JsonObject head) {
        return decides.apply(head);
      }
    };
  }

  /** A case that is refused. */
  static Case refused(Outcome.Refused why) {
    return plain(head -> Decided.nothing(head, List.of(), why));
  }
}
