package io.tablekeep.engine;

import static io.tablekeep.engine.Tables.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.contracts.store.InMemoryStore;
import io.tablekeep.sdk.dice.Roll;
import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.GameSystem;
import io.tablekeep.sdk.game.Mine;
import io.tablekeep.sdk.game.Question;
import io.tablekeep.sdk.game.SystemDefinition;
import io.tablekeep.sdk.game.Table;
import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.model.action.AskAnswer;
import io.tablekeep.sdk.model.action.AskDecide;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Node;
import io.tablekeep.sdk.view.Audience;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Actions that wait for people: decided again when the answer is in. */
class AskTest {
  record Leap(@Mine ActorRef who, int bonus) {}

  record Push(ActorRef who) {}

  record Compel(ActorRef actor) {}

  record Reply(boolean accept) {}

  static final class Lake implements GameSystem {
    @Override
    public String id() {
      return "lake";
    }

    @Override
    public void define(SystemDefinition system) {
      system.action("leap", Leap.class, Lake::leap);
      system.action("push", Push.class, Lake::push);
      system.action("compel", Compel.class, Lake::compel);
    }

    private static Decision leap(Table table, Leap leap) {
      Node who = table.state().at("actors", leap.who().id());
      Roll roll = table.roll("leap", "1d20+" + leap.bonus());
      Changes landing =
          Changes.none()
              .set(who.at("lake", "height"), roll.total())
              .set(who.at("lake", "from"), who.at("lake", "place").asText("shore"));
      return Decision.propose(landing, "lands at " + roll.total());
    }

    private static Decision push(Table table, Push push) {
      return Decision.apply(
          Changes.none().set(table.state().at("actors", push.who().id(), "lake", "place"), "pier"));
    }

    private static Decision compel(Table table, Compel compel) {
      Node points = table.state().at("actors", compel.actor().id(), "lake", "points");
      Optional<Reply> reply = table.answer("compel", Reply.class);
      if (reply.isEmpty()) {
        return Decision.ask(
            Question.of(
                "compel", Audience.ownerOf(compel.actor().id()), "Take a point?", new Reply(true)));
      }
      return reply.get().accept()
          ? Decision.apply(Changes.none().add(points, 1))
          : Decision.reject("refused", "No.");
    }
  }

  private static final Pattern KEY = Pattern.compile("\"asks\":\\{\"([^\"]+)\"");

  private Engine engine;
  private Campaign campaign;
  private Seat gm;
  private Seat ada;
  private final Listening gmHears = new Listening();
  private final Listening adaHears = new Listening();

  @BeforeEach
  void start() throws Exception {
    engine = Engine.start(EngineOptions.on(new InMemoryStore()).withSystems(List.of(new Lake())));
    campaign = get(engine.create("night", Tables.document("lake")));
    gm = get(campaign.join("gm", gmHears));
    ada = get(campaign.join("ada", adaHears));
    gmHears.state();
    adaHears.state();
  }

  @AfterEach
  void stop() {
    engine.close();
  }

  private String document() throws Exception {
    return new String(get(campaign.state()).canonical(), StandardCharsets.UTF_8);
  }

  private String waiting() throws Exception {
    Matcher matcher = KEY.matcher(document());
    assertTrue(matcher.find(), document());
    return matcher.group(1);
  }

  @Test
  void aProposalHappensWhenTheGmAgreesWithTheDiceThatFell() throws Exception {
    Receipt receipt = get(ada.act(new Leap(new ActorRef("bram"), 2)));
    assertEquals(Receipt.Outcome.PENDING, receipt.outcome());
    String before = document();
    assertEquals("no-such-ask", get(ada.act(decide(true))).code());
    assertEquals("ok", get(gm.act(decide(true))).code());
    Matcher rolled = Pattern.compile("\"total\":(\\d+)").matcher(before);
    assertTrue(rolled.find());
    assertTrue(document().contains("\"height\":" + rolled.group(1)), document());
    assertTrue(document().contains("\"asks\":{}"), document());
  }

  @Test
  void aProposalThatWouldComeOutDifferentlyIsPresentedAgain() throws Exception {
    get(ada.act(new Leap(new ActorRef("bram"), 2)));
    AskDecide yes = decide(true);
    get(gm.act(new Push(new ActorRef("bram"))));
    assertEquals("action-retry", get(gm.act(yes)).code());
    assertTrue(!document().contains("height\":"), document());
    assertEquals("ok", get(gm.act(yes)).code());
    assertTrue(document().contains("\"from\":\"pier\""), document());
  }

  @Test
  void aRefusedProposalTellsItsSenderAlone() throws Exception {
    get(ada.act(new Leap(new ActorRef("bram"), 2)));
    assertEquals(
        "ok", get(gm.act(new AskDecide(waiting(), false, Optional.of("Too far.")))).code());
    assertTrue(adaHears.told.toString().contains("Too far."), adaHears.told.toString());
    assertTrue(!document().contains("height\":"));
  }

  @Test
  void aQuestionToAPlayerIsAnsweredAndTheActionDecidedAgain() throws Exception {
    assertEquals(Receipt.Outcome.PENDING, get(gm.act(new Compel(new ActorRef("bram")))).outcome());
    assertTrue(adaHears.told.toString().contains("Take a point?"), adaHears.told.toString());
    assertEquals(
        "ok", get(ada.act(new AskAnswer(waiting(), "compel", Map.of("accept", true)))).code());
    assertTrue(document().contains("\"points\":1"), document());
  }

  @Test
  void whatWaitsSurvivesARestart() throws Exception {
    get(ada.act(new Leap(new ActorRef("bram"), 2)));
    AskDecide yes = decide(true);
    get(campaign.close());
    campaign = get(engine.open("night"));
    gm = get(campaign.join("gm", new Listening()));
    assertEquals("ok", get(gm.act(yes)).code());
    assertTrue(document().contains("height\":"));
  }

  private AskDecide decide(boolean approve) throws Exception {
    return new AskDecide(waiting(), approve, Optional.empty());
  }
}
