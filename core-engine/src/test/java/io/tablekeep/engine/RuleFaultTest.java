package io.tablekeep.engine;

import static io.tablekeep.engine.Tables.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.contracts.store.InMemoryStore;
import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.GameSystem;
import io.tablekeep.sdk.game.SystemDefinition;
import io.tablekeep.sdk.game.Table;
import io.tablekeep.sdk.model.action.ChatSay;
import io.tablekeep.sdk.model.action.DiceRoll;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Pointer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A plugin that misbehaves hurts one action, and is put aside when it goes on. */
class RuleFaultTest {
  record Misbehave(How how) {
    enum How {
      THROW,
      OVERFLOW,
      NULL,
      NONSENSE,
      BLOCK,
      FLOOD,
      FOLLOW,
      ROOT,
      PEOPLE,
      TOKEN,
      NAMELESS,
      UNCAMPAIGNED,
      UNLEARNED,
      HALF_SAID,
      HALF_ROLLED,
      BEHAVE
    }
  }

  record Mend(What what) {
    enum What {
      MOVE,
      KEY,
      REMOVE,
      ADD
    }
  }

  static final class Rude implements GameSystem {
    @Override
    public String id() {
      return "rude";
    }

    @Override
    public void define(SystemDefinition system) {
      system.action("do", Misbehave.class, this::misbehave);
      system.action("mend", Mend.class, (table, mend) -> Decision.apply(mend(table, mend.what())));
    }

    private static Changes mend(Table table, Mend.What what) {
      return switch (what) {
        case MOVE -> Changes.none().set(place("maps/inn/tokens/t1/x"), 4.5);
        case KEY -> Changes.none().set(place("actors/bram/rude/odd"), List.of("x", 1));
        case REMOVE -> Changes.none().remove(table.state().at("actors", "wolf"));
        case ADD ->
            Changes.none().set(place("actors/elk"), Map.of("name", "Elk", "type", "monster"));
      };
    }

    private Decision misbehave(Table table, Misbehave action) {
      return switch (action.how()) {
        case THROW -> throw new IllegalStateException("as asked");
        case OVERFLOW -> misbehave(table, action);
        case NULL -> nothing();
        case NONSENSE -> Decision.apply(Changes.none().set(Pointer.of("rude"), new Object()));
        case BLOCK -> block();
        case FLOOD -> flood();
        case FOLLOW -> Decision.apply(Changes.none().follow(action));
        case ROOT -> Decision.apply(Changes.none().set(Pointer.root(), 1));
        case PEOPLE -> Decision.apply(Changes.none().set(Pointer.of("participants"), "all"));
        case TOKEN -> Decision.apply(Changes.none().set(place("maps/inn/tokens/t1/x"), "left"));
        case NAMELESS ->
            Decision.apply(Changes.none().remove(table.state().at("actors", "bram", "name")));
        case UNCAMPAIGNED -> Decision.apply(Changes.none().remove(table.state().at("campaign")));
        case UNLEARNED -> Decision.propose(Changes.none().set(place("items/sword"), 7), "a sword");
        case HALF_SAID -> Decision.reject("half", "half a die \ud83c");
        case HALF_ROLLED -> Decision.reject("rolled", table.roll("\ud83c", "1d6").notation());
        case BEHAVE -> Decision.apply(Changes.none().set(Pointer.of("rude", "fine"), true));
      };
    }

    private static Pointer place(String keys) {
      return Pointer.of(keys.split("/"));
    }

    @SuppressWarnings("NullAway") // nonsense on purpose
    private static Decision nothing() {
      return null;
    }

    private static Decision block() {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return Decision.reject("late", "Too late.");
    }

    private static Decision flood() {
      Changes changes = Changes.none();
      for (int i = 0; i < 20_000; i++) {
        changes = changes.set(Pointer.of("rude", "k" + i), i);
      }
      return Decision.apply(changes);
    }
  }

  private final Engine engine =
      Engine.start(
          EngineOptions.on(new InMemoryStore())
              .withSystems(List.of(new Rude()))
              .withLimits(Limits.defaults().withRules(Duration.ofSeconds(2), 16)));

  @AfterEach
  void stop() {
    engine.close();
  }

  @Test
  void everyMisbehaviourIsOneRefusalWithACode() throws Exception {
    Campaign campaign = get(engine.create("night", Tables.document("rude")));
    Seat ada = get(campaign.join("ada", new Listening()));
    String before = get(campaign.state()).sha256();
    for (Misbehave.How how : Misbehave.How.values()) {
      Receipt receipt = get(ada.act(new Misbehave(how)));
      if (how == Misbehave.How.BEHAVE) {
        assertEquals("ok", receipt.code());
      } else {
        assertEquals(Receipt.Outcome.REFUSED, receipt.outcome(), how.name());
        assertTrue(receipt.code().matches("[a-z][a-z-]+"), receipt.code());
        assertTrue(!receipt.message().contains("Exception"), receipt.message());
        assertEquals(before, get(campaign.state()).sha256(), how.name());
      }
    }
  }

  @Test
  void whatTheTableOwnsMayStillBeChangedAsItIsDeclared() throws Exception {
    Campaign campaign = get(engine.create("night", Tables.document("rude")));
    Seat ada = get(campaign.join("ada", new Listening()));
    for (Mend.What what : Mend.What.values()) {
      assertEquals("ok", get(ada.act(new Mend(what))).code(), what.name());
    }
  }

  @Test
  void anAnswerThatCutsACharacterIsGivenAllTheSame() throws Exception {
    Campaign campaign = get(engine.create("night", Tables.document("")));
    Seat ada = get(campaign.join("ada", new Listening()));
    for (int pad = 55; pad < 62; pad++) {
      String notation = "x".repeat(pad) + "\ud83c\udfb2".repeat(9);
      Receipt receipt = get(ada.act(DiceRoll.of(notation)));
      assertEquals("dice-notation", receipt.code());
    }
    assertEquals("ok", get(ada.act(new ChatSay("still here"))).code());
  }

  @Test
  void aPluginThatGoesOnIsPutAsideAndTheCampaignGoesOn() throws Exception {
    Campaign campaign = get(engine.create("night", Tables.document("rude")));
    Seat ada = get(campaign.join("ada", new Listening()));
    for (int i = 0; i < 16; i++) {
      assertEquals("rule-failed", get(ada.act(new Misbehave(Misbehave.How.THROW))).code());
    }
    assertEquals("plugin-quarantined", get(ada.act(new Misbehave(Misbehave.How.BEHAVE))).code());
    assertEquals("ok", get(ada.act(new ChatSay("still here"))).code());
  }
}
