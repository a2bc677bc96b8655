package io.tablekeep.engine;

import static io.tablekeep.engine.Tables.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.contracts.store.InMemoryStore;
import io.tablekeep.sdk.geometry.Point;
import io.tablekeep.sdk.model.MapRef;
import io.tablekeep.sdk.model.TokenRef;
import io.tablekeep.sdk.model.action.ChatSay;
import io.tablekeep.sdk.model.action.DiceRoll;
import io.tablekeep.sdk.model.action.SceneOpen;
import io.tablekeep.sdk.model.action.SessionStart;
import io.tablekeep.sdk.model.action.TokenMove;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole way of an action on real threads: engine, loop, journal, store, seats. */
class EngineTest {
  private Engine engine;

  @BeforeEach
  void start() {
    engine = Engine.start(EngineOptions.on(new InMemoryStore()));
  }

  @AfterEach
  void stop() {
    engine.close();
  }

  private Campaign campaign() throws Exception {
    return get(engine.create("night", Tables.document("")));
  }

  private static Action action(long n, String type, String payload) {
    return new Action("phone", n, type, payload.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aCampaignMadeOfAWholeDocumentIsNotDarkToItsPlayers() throws Exception {
    String json =
        new String(Tables.document(""), StandardCharsets.UTF_8)
            .replace(
                "\"maps\":{\"inn\":{",
                "\"currentSession\":{\"id\":\"s\",\"number\":1,\"active\":true,\"map\":\"inn\","
                    + "\"startedAt\":\"2026-01-01T00:00:00Z\"},"
                    + "\"maps\":{\"inn\":{\"lighting\":{\"sight\":true,\"fog\":true},");
    Campaign campaign = get(engine.create("dark", json.getBytes(StandardCharsets.UTF_8)));
    var explored = get(campaign.look()).at("maps", "inn", "explored");
    assertTrue(explored.at("ada", "seen").size() > 3, "a hero sees what is around");
    assertFalse(explored.at("ben").exists());
  }

  @Test
  void anActionIsAcknowledgedAndShownToEverySeatThatMaySee() throws Exception {
    Campaign campaign = campaign();
    Listening gmHears = new Listening();
    Listening adaHears = new Listening();
    Listening benHears = new Listening();
    Seat gm = get(campaign.join("gm", gmHears));
    Seat ada = get(campaign.join("ada", adaHears));
    get(campaign.join("ben", benHears));
    assertTrue(gmHears.state().contains("is cursed"));
    assertTrue(adaHears.state().contains("owes money"));
    assertFalse(adaHears.state().contains("is cursed"));
    assertFalse(benHears.state().contains("owes money"));
    assertFalse(benHears.state().contains("wolf"), benHears.state());

    assertEquals("ok", get(gm.act(new SessionStart())).code());
    assertEquals("ok", get(gm.act(new SceneOpen(new MapRef("inn")))).code());
    assertEquals(
        "ok", get(ada.act(new TokenMove(new TokenRef("inn", "t1"), new Point(3, 4)))).code());
    assertEquals("ok", get(ada.act(new ChatSay("Hello?"))).code());
    assertEquals("ok", get(ada.act(DiceRoll.of("2d6+1"))).code());
    assertEquals(
        "no-such-thing",
        get(ada.act(new TokenMove(new TokenRef("inn", "t2"), new Point(3, 4)))).code());
    assertEquals(
        "ok", get(gm.act(new TokenMove(new TokenRef("inn", "t2"), new Point(3, 4)))).code());
    assertTrue(
        benHears.told.contains(
            "frame 4 {\"maps\":{\"inn\":{\"tokens\":{\"t1\":{\"x\":3,\"y\":4}}}}}"),
        benHears.told.toString());
    assertEquals(6, benHears.told.stream().filter(t -> t.startsWith("frame")).count() + 1);
    assertEquals(6, gmHears.told.stream().filter(t -> t.startsWith("frame")).count());
  }

  @Test
  void theSameIdGetsTheSameReceiptAndRunsOnce() throws Exception {
    Campaign campaign = campaign();
    Seat ada = get(campaign.join("ada", new Listening()));
    Receipt first = get(ada.submit(action(1, "dice.roll", "{\"notation\":\"1d20\"}")));
    Receipt again = get(ada.submit(action(1, "dice.roll", "{\"notation\":\"1d20\"}")));
    Receipt other = get(ada.submit(action(1, "dice.roll", "{\"notation\":\"2d20\"}")));
    assertEquals(first, again);
    assertEquals("action-id-reused", other.code());
    assertEquals(2, get(campaign.state()).version());
  }

  @Test
  void aCampaignComesBackAsItWas() throws Exception {
    Campaign campaign = campaign();
    Seat ada = get(campaign.join("ada", new Listening()));
    for (int i = 1; i <= 20; i++) {
      get(ada.submit(action(i, "chat.say", "{\"text\":\"line " + i + "\"}")));
    }
    Campaign.State before = get(campaign.state());
    Receipt receipt = get(ada.submit(action(20, "chat.say", "{\"text\":\"line 20\"}")));
    get(campaign.close());
    Campaign reopened = get(engine.open("night"));
    assertEquals(before.sha256(), get(reopened.state()).sha256());
    assertEquals(before.version(), get(reopened.state()).version());
    Seat again = get(reopened.join("ada", new Listening()));
    assertEquals(receipt, get(again.submit(action(20, "chat.say", "{\"text\":\"line 20\"}"))));
  }

  @Test
  void badInputIsRefusedWithACodeAndThePlaceAtFault() throws Exception {
    Campaign campaign = campaign();
    Seat ada = get(campaign.join("ada", new Listening()));
    assertEquals("unknown-action", get(ada.submit(action(1, "no.such", "{}"))).code());
    Receipt wrong =
        get(
            ada.submit(
                action(1, "token.move", "{\"token\":\"inn/t1\",\"to\":{\"x\":\"a\",\"y\":1}}")));
    assertEquals("wrong-type", wrong.code());
    assertEquals("/to/x", wrong.field());
    assertEquals(
        Receipt.Outcome.REFUSED, get(ada.submit(action(1, "chat.say", "{nonsense"))).outcome());
    assertEquals("not-allowed", get(ada.submit(action(1, "session.start", "{}"))).code());
    assertEquals(
        "dice-notation", get(ada.submit(action(1, "dice.roll", "{\"notation\":\"x\"}"))).code());
    assertEquals(2, get(campaign.state()).version());
  }
}
