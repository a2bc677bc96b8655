package io.tablekeep.engine.table;

import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.SystemDefinition;
import io.tablekeep.sdk.model.action.AskAnswer;
import io.tablekeep.sdk.model.action.AskBatch;
import io.tablekeep.sdk.model.action.AskDecide;
import io.tablekeep.sdk.model.action.AskDelegate;
import io.tablekeep.sdk.model.action.AskWithdraw;

/**
 * The answers of people. Declared here for their schemas and roles; what they lead to is decided by
 * the action that waits, so {@code engine.approval} takes them before these handlers are reached.
 */
final class Answers {
  private Answers() {}

  static void define(SystemDefinition system) {
    system
        .action("ask.answer", AskAnswer.class, (table, answer) -> alone())
        .describe("Answers a question of the rules.");
    system
        .action("ask.decide", AskDecide.class, (table, decide) -> alone())
        .describe("Agrees to what an action would change, or refuses it.");
    system
        .action("ask.batch", AskBatch.class, (table, batch) -> alone())
        .describe("Agrees to several waiting actions, or refuses them, in order.");
    system
        .action("ask.delegate", AskDelegate.class, (table, delegate) -> alone())
        .describe("Lets somebody else decide in one's place.");
    system
        .action("ask.withdraw", AskWithdraw.class, (table, withdraw) -> alone())
        .describe("Takes an action back that waits for somebody.");
  }

  private static Decision alone() {
    return Decision.reject("not-as-consequence", "Only a person answers, and not by rule.");
  }
}
