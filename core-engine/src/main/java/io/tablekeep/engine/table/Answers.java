package io.tablekeep.engine.table;

import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.SystemDefinition;
import io.tablekeep.sdk.game.Table;
import io.tablekeep.sdk.model.action.AskAnswer;
import io.tablekeep.sdk.model.action.AskDecide;

/**
 * The answers of people. Declared here for their schemas and roles; what they lead to is decided by
 * the action that waits, so {@code engine.approval} takes them before these handlers are reached.
 */
final class Answers {
  private Answers() {}

  static void define(SystemDefinition system) {
    system
        .action("ask.answer", AskAnswer.class, Answers::answer)
        .describe("Answers a question of the rules.");
    system
        .action("ask.decide", AskDecide.class, Answers::decide)
        .describe("Agrees to what an action would change, or refuses it.");
  }

  private static Decision answer(Table table, AskAnswer answer) {
    return Decision.reject("not-as-consequence", "Only a person answers a question.");
  }

  private static Decision decide(Table table, AskDecide decide) {
    return Decision.reject("not-as-consequence", "Only a person agrees to something.");
  }
}
