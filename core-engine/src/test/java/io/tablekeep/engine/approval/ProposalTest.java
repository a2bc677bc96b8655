package io.tablekeep.engine.approval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.state.JsonArray;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.sdk.geometry.Point;
import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.model.ParticipantRef;
import io.tablekeep.sdk.model.TokenRef;
import io.tablekeep.sdk.model.action.ActorRemove;
import io.tablekeep.sdk.model.action.AskAnswer;
import io.tablekeep.sdk.model.action.AskBatch;
import io.tablekeep.sdk.model.action.AskDecide;
import io.tablekeep.sdk.model.action.AskDelegate;
import io.tablekeep.sdk.model.action.AskWithdraw;
import io.tablekeep.sdk.model.action.ChatSay;
import io.tablekeep.sdk.model.action.TokenMove;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of a proposal, in a simulation. */
class ProposalTest {
  private static final String STRIKE = "{\"target\":\"wolf\",\"bonus\":0,\"seconds\":0}";

  private final AskTable table = new AskTable();

  @AfterEach
  void close() {
    table.close();
  }

  private Receipt strike(long n) {
    return table.send("ada", n, "duel.strike", STRIKE);
  }

  private Receipt gift(long n) {
    return table.send("ada", n, "duel.gift", "{\"from\":\"bram\",\"to\":\"wolf\"}");
  }

  private Receipt approve() {
    return table.act("gm", AskDecide.yes(table.ask()));
  }

  private static void assertOutcome(Receipt.Outcome outcome, String code, Receipt receipt) {
    assertEquals(outcome + " " + code, receipt.outcome() + " " + receipt.code());
  }

  @Test
  void whatHasNotMovedHappensAsItWasPresentedWithoutAnyRule() {
    assertOutcome(Receipt.Outcome.PENDING, "waits", strike(1));
    assertEquals(12L, table.at("actors", "wolf", "duel", "hp"));
    table.duel.rounds = 0;
    assertOutcome(Receipt.Outcome.APPLIED, "ok", approve());
    assertEquals(0, table.duel.rounds);
    assertEquals(9L, table.at("actors", "wolf", "duel", "hp"));
    assertEquals("up", table.at("actors", "wolf", "duel", "state"));
    assertEquals(List.of(), table.waiting());
  }

  @Test
  void consequencesArePartOfWhatIsPresented() {
    table.act("gm", new Duel.Heal(new ActorRef("wolf"), -10));
    strike(1);
    String ask = table.ask();
    String follows = String.valueOf(table.at("asks", ask, "proposal", "follows"));
    assertTrue(follows.contains("down"), follows);
    approve();
    assertEquals("down", table.at("actors", "wolf", "duel", "state"));
  }

  @Test
  void theSenderIsToldTwiceAndARetryFindsTheSecondAlsoAfterARestart() {
    Receipt pending = strike(1);
    assertEquals(table.ask(), pending.ask());
    assertEquals(pending, strike(1));
    approve();
    assertOutcome(Receipt.Outcome.APPLIED, "ok", table.seat("ada").told("phone", 1));
    assertOutcome(Receipt.Outcome.APPLIED, "ok", strike(1));
    table.restart();
    assertOutcome(Receipt.Outcome.APPLIED, "ok", strike(1));
    table.kill();
    assertOutcome(Receipt.Outcome.APPLIED, "ok", strike(1));
    assertEquals(9L, table.at("actors", "wolf", "duel", "hp"));
    assertEquals("action-id-reused", table.send("ada", 1, "duel.nag", "{}").code());
  }

  @Test
  void anAttackIsNotVoidedByWhatItDoesNotDependOn() {
    strike(1);
    table.act("ada", new TokenMove(new TokenRef("inn", "t1"), new Point(3, 4)));
    table.act("gm", new Duel.Heal(new ActorRef("bram"), 1));
    for (int i = 0; i < 250; i++) {
      table.act("ben", new ChatSay("Well?"));
    }
    table.duel.rounds = 0;
    assertOutcome(Receipt.Outcome.APPLIED, "ok", approve());
    assertEquals(0, table.duel.rounds);
    JsonObject chat = (JsonObject) table.at("chat");
    assertNotNull(chat);
    String last = chat.keys().get(chat.size() - 1);
    assertTrue(String.valueOf(chat.get(last)).contains("A hit!"), "said when it happened");
    assertTrue(chat.size() <= 200, "trimmed");
  }

  @Test
  void whatMovedAndComesToTheSameHappensWithTheSameDice() {
    strike(1);
    String ask = table.ask();
    Object rolls = table.at("asks", ask, "rolls");
    table.act("gm", new Duel.Arm(new ActorRef("wolf"), 6));
    table.act("ben", new ChatSay("Meanwhile."));
    table.duel.rounds = 0;
    assertOutcome(Receipt.Outcome.APPLIED, "ok", approve());
    assertEquals(1, table.duel.rounds);
    assertEquals(9L, table.at("actors", "wolf", "duel", "hp"));
    assertTrue(
        String.valueOf(rolls).contains("\"total\":" + table.at("actors", "wolf", "duel", "last")));
    assertEquals(1, table.journal().split("\"what\":\"hit\",\"not", -1).length - 1, "rolled once");
  }

  @Test
  void whatComesToSomethingElseIsPresentedAgainWithWhatItWasAndWhatMoved() {
    strike(1);
    String ask = table.ask();
    table.act("gm", new Duel.Arm(new ActorRef("wolf"), 10));
    assertOutcome(Receipt.Outcome.REFUSED, "action-retry", approve());
    assertEquals(12L, table.at("actors", "wolf", "duel", "hp"));
    Object proposal = table.seat("gm").at("asks", ask, "proposal");
    String text = String.valueOf(proposal);
    assertTrue(text.contains("\"seen\":{\"is\":5}"), text);
    assertTrue(text.contains("\"now\":{\"is\":10}"), text);
    assertTrue(String.valueOf(table.at("asks", ask, "proposal", "earlier")).contains(":9"), text);
    assertTrue(String.valueOf(table.at("asks", ask, "proposal", "changes")).contains(":11"), text);
    assertOutcome(Receipt.Outcome.PENDING, "waits", strike(1));
    assertOutcome(Receipt.Outcome.APPLIED, "ok", approve());
    assertEquals(11L, table.at("actors", "wolf", "duel", "hp"));
  }

  @Test
  void aSumOfWhatMovedIsDecidedAgain() {
    strike(1);
    table.act("gm", new Duel.Heal(new ActorRef("wolf"), 2));
    assertOutcome(Receipt.Outcome.REFUSED, "action-retry", approve());
    assertOutcome(Receipt.Outcome.APPLIED, "ok", approve());
    assertEquals(11L, table.at("actors", "wolf", "duel", "hp"));
  }

  @Test
  void whatTheRulesRefuseByNowEndsAndItsSenderIsTold() {
    strike(1);
    assertOutcome(
        Receipt.Outcome.APPLIED, "ok", table.act("gm", new ActorRemove(new ActorRef("wolf"))));
    assertOutcome(Receipt.Outcome.APPLIED, "not-possible", approve());
    assertOutcome(Receipt.Outcome.REFUSED, "no-such-thing", strike(1));
    assertEquals(List.of(), table.waiting());
  }

  @Test
  void theApproverChangesWhatIsProposedAndWhatFollowsComesAnew() {
    strike(1);
    String ask = table.ask();
    String hp = "/actors/wolf/duel/hp";
    assertOutcome(
        Receipt.Outcome.REFUSED, "not-proposed", change(ask, Map.of("/actors/bram/owner", "ben")));
    assertOutcome(Receipt.Outcome.REFUSED, "not-proposed", change(ask, Map.of("/actors", "x")));
    assertOutcome(Receipt.Outcome.REFUSED, "bad-pointer", change(ask, Map.of("hp", 3)));
    assertOutcome(Receipt.Outcome.REFUSED, "too-healthy", change(ask, Map.of(hp, 21)));
    assertEquals(List.of(ask), table.waiting());
    assertOutcome(Receipt.Outcome.APPLIED, "ok", change(ask, Map.of(hp, -1)));
    assertEquals(-1L, table.at("actors", "wolf", "duel", "hp"));
    assertEquals("down", table.at("actors", "wolf", "duel", "state"));
    assertEquals(true, table.at("actors", "wolf", "duel", "bloodied"));
    assertOutcome(Receipt.Outcome.APPLIED, "changed", strike(1));
    assertTrue(
        table.journal().contains("\"type\":\"ask.decide\",\"payload\":{\"approve\":true,")
            && table.journal().contains("\"changes\":{\"/actors/wolf/duel/hp\":-1}"),
        "who changed what stands in the journal");
  }

  @Test
  void theApproverLeavesOutPartsOfIt() {
    strike(1);
    AskDecide less =
        new AskDecide(
            table.ask(), true, Optional.empty(), Map.of(), List.of("/actors/wolf/duel/last"));
    assertOutcome(Receipt.Outcome.APPLIED, "ok", table.act("gm", less));
    assertEquals(9L, table.at("actors", "wolf", "duel", "hp"));
    assertNull(table.at("actors", "wolf", "duel", "last"));
  }

  @Test
  void whatIsChangedIsDecidedAgainFirstWhenItMoved() {
    strike(1);
    String ask = table.ask();
    Map<String, Object> more = Map.of("/actors/wolf/duel/hp", 1);
    table.act("gm", new Duel.Arm(new ActorRef("wolf"), 10));
    assertOutcome(Receipt.Outcome.REFUSED, "action-retry", change(ask, more));
    table.act("gm", new Duel.Arm(new ActorRef("wolf"), 11));
    assertOutcome(Receipt.Outcome.APPLIED, "ok", change(ask, more));
    assertEquals(1L, table.at("actors", "wolf", "duel", "hp"));
  }

  private Receipt change(String ask, Map<String, Object> changes) {
    return table.act("gm", new AskDecide(ask, true, Optional.empty(), changes, List.of()));
  }

  @Test
  void aRefusalTellsItsSenderWhyAndNobodyElse() {
    table.seat("ben");
    strike(1);
    table.act("gm", AskDecide.no(table.ask(), "Too dark."));
    Receipt told = strike(1);
    assertOutcome(Receipt.Outcome.REFUSED, "declined", told);
    assertEquals("Too dark.", told.message());
    assertTrue(String.valueOf(table.seat("ada").view).contains("Too dark."));
    assertFalse(String.valueOf(table.seat("ben").view).contains("Too dark."));
    assertEquals(12L, table.at("actors", "wolf", "duel", "hp"));
  }

  @Test
  void severalAreDecidedAloneInOrderWithOneReceipt() {
    strike(1);
    String first = table.ask();
    strike(2);
    strike(3);
    table.send("ada", 4, "duel.strike", "{\"target\":\"bram\",\"bonus\":0,\"seconds\":0}");
    List<String> all = table.waiting();
    assertEquals(first, all.get(0));
    long version = table.version();
    Receipt receipt =
        table.act(
            "gm",
            new AskBatch(
                List.of(
                    AskDecide.yes(all.get(0)),
                    AskDecide.yes(all.get(1)),
                    AskDecide.no(all.get(2), "No."),
                    AskDecide.yes("nothing"),
                    AskDecide.yes(all.get(3)),
                    AskDecide.yes(all.get(1)))));
    assertOutcome(Receipt.Outcome.APPLIED, "some-refused", receipt);
    assertEquals(
        List.of(
            "APPLIED ok",
            "REFUSED action-retry", // the first has hit the same wolf
            "APPLIED ok",
            "REFUSED no-such-ask",
            "APPLIED ok",
            "APPLIED ok"),
        receipt.parts().stream().map(p -> p.outcome() + " " + p.code()).toList());
    assertEquals(version + 1, table.version(), "one entry");
    assertEquals(6L, table.at("actors", "wolf", "duel", "hp"));
    assertEquals(7L, table.at("actors", "bram", "duel", "hp"));
    assertOutcome(Receipt.Outcome.APPLIED, "ok", strike(1));
    assertOutcome(Receipt.Outcome.APPLIED, "ok", strike(2));
    assertOutcome(Receipt.Outcome.REFUSED, "declined", strike(3));
    assertEquals(List.of(), table.waiting());
    JsonObject chat = (JsonObject) table.at("chat");
    assertNotNull(chat);
    assertEquals(4, chat.size(), "each says its own");
  }

  @Test
  void anOfferIsSeenByWhomItIsMadeToAsTheySeeThings() {
    table.seat("ben");
    table.seat("cid");
    gift(1);
    String ask = table.ask();
    assertNull(table.seat("cid").at("asks", ask));
    assertNotNull(table.seat("ada").at("asks", ask, "sent"));
    assertNull(table.seat("ada").at("asks", ask, "proposal", "changes"));
    String shown = String.valueOf(table.seat("ben").at("asks", ask));
    assertTrue(shown.contains("{\"put\":\"/actors/wolf/duel/hp\",\"value\":10}"), shown);
    assertFalse(shown.contains("gmNotes"), shown);
    assertFalse(shown.contains("secret"), shown);
    assertFalse(shown.contains("reads"), shown);
    assertOutcome(
        Receipt.Outcome.REFUSED,
        "gm-only",
        table.act(
            "ben",
            new AskDecide(
                ask, true, Optional.empty(), Map.of("/actors/wolf/name", "x"), List.of())));
    table.act("gm", new Duel.Heal(new ActorRef("bram"), 1));
    assertOutcome(Receipt.Outcome.REFUSED, "action-retry", table.act("ben", AskDecide.yes(ask)));
    shown = String.valueOf(table.seat("ben").at("asks", ask, "proposal", "shown", "ben"));
    assertTrue(shown.contains("duel/hp\",\"value\":10}]"), shown);
    assertTrue(shown.contains("\"value\":11"), shown);
    assertFalse(shown.contains("secret"), shown);
    assertOutcome(Receipt.Outcome.APPLIED, "ok", table.act("ben", AskDecide.yes(ask)));
    assertEquals("owes a secret", table.at("actors", "wolf", "gmNotes"));
  }

  @Test
  void aProposalExpiresInItsTimeAndItsSenderIsTold() {
    table.send("ada", 1, "duel.strike", "{\"target\":\"wolf\",\"bonus\":0,\"seconds\":60}");
    table.pass(Duration.ofSeconds(59));
    assertEquals(1, table.waiting().size());
    table.pass(Duration.ofSeconds(2));
    assertEquals(List.of(), table.waiting());
    assertOutcome(Receipt.Outcome.REFUSED, "expired", table.seat("ada").told("phone", 1));
    table.restart();
    assertOutcome(Receipt.Outcome.REFUSED, "expired", strikeOf60());
  }

  private Receipt strikeOf60() {
    return table.send("ada", 1, "duel.strike", "{\"target\":\"wolf\",\"bonus\":0,\"seconds\":60}");
  }

  @Test
  void deadlinesSurviveARestartAndAreMetLateWhenNobodyWasThere() {
    strikeOf60();
    table.pass(Duration.ofSeconds(30));
    table.kill();
    assertEquals(1, table.waiting().size());
    table.pass(Duration.ofSeconds(31));
    assertEquals(List.of(), table.waiting());
    table.send("ada", 2, "duel.strike", "{\"target\":\"wolf\",\"bonus\":0,\"seconds\":60}");
    table.await(table.campaign.close());
    table.simulation.advance(Duration.ofHours(2));
    table.kill();
    table.pass(Duration.ofSeconds(1));
    assertEquals(List.of(), table.waiting());
  }

  @Test
  void aDeadlineIsThatOfTheWallClock() {
    strikeOf60();
    table.simulation.shiftClock(Duration.ofMinutes(-50));
    table.pass(Duration.ofMinutes(2));
    assertEquals(1, table.waiting().size());
    table.simulation.shiftClock(Duration.ofMinutes(50));
    table.pass(Duration.ofMinutes(11));
    assertEquals(List.of(), table.waiting());
  }

  @Test
  void onlyTheSenderTakesItBack() {
    gift(1);
    String ask = table.ask();
    assertOutcome(Receipt.Outcome.REFUSED, "no-such-ask", table.act("ben", new AskWithdraw(ask)));
    assertOutcome(Receipt.Outcome.REFUSED, "no-such-ask", table.act("gm", new AskWithdraw(ask)));
    assertOutcome(Receipt.Outcome.APPLIED, "ok", table.act("ada", new AskWithdraw(ask)));
    assertOutcome(Receipt.Outcome.REFUSED, "withdrawn", gift(1));
    assertOutcome(Receipt.Outcome.REFUSED, "no-such-ask", table.act("gm", AskDecide.yes(ask)));
  }

  @Test
  void whoSawTheirDiceFallIsHeldToThem() {
    strike(1);
    AskWithdraw back = new AskWithdraw(table.ask());
    assertOutcome(Receipt.Outcome.REFUSED, "dice-have-fallen", table.act("ada", back));
    assertOutcome(Receipt.Outcome.PENDING, "waits", strike(1));
    assertOutcome(Receipt.Outcome.APPLIED, "ok", approve());
    table.send("gm", 1, "duel.strike", STRIKE);
    assertOutcome(Receipt.Outcome.APPLIED, "ok", table.act("gm", new AskWithdraw(table.ask())));
  }

  @Test
  void aQueueOutlivesAnAbsentGameMaster() {
    strike(1);
    strike(2);
    table.restart();
    assertEquals(2, table.waiting().size());
    assertOutcome(Receipt.Outcome.PENDING, "waits", strike(2));
    List<String> all = table.waiting();
    assertNotNull(table.seat("gm").at("asks", all.get(0), "proposal", "changes"));
    assertOutcome(Receipt.Outcome.APPLIED, "ok", table.act("gm", AskDecide.yes(all.get(0))));
    assertOutcome(Receipt.Outcome.APPLIED, "ok", strike(1));
  }

  @Test
  void oneSenderFillsTheQueueForNobodyElse() {
    for (int n = 1; n <= Asking.MOST_OF_ONE; n++) {
      assertOutcome(Receipt.Outcome.PENDING, "waits", strike(n));
    }
    assertOutcome(Receipt.Outcome.REFUSED, "too-many-asks", strike(99));
    assertOutcome(Receipt.Outcome.PENDING, "waits", table.send("ben", 1, "duel.strike", STRIKE));
    table.act("gm", AskDecide.no(table.waiting().get(0), ""));
    assertOutcome(Receipt.Outcome.PENDING, "waits", strike(100));
  }

  @Test
  void whoeverIsNotAskedIsToldTheSameAsIfNothingWaited() {
    strike(1);
    String ask = table.ask();
    for (String who : List.of("ben", "ada")) {
      for (String key : List.of(ask, "none", "0", "../x", "sent")) {
        Receipt decided = table.act(who, AskDecide.yes(key));
        Receipt answered = table.act(who, new AskAnswer(key, "q", Map.of("number", 1)));
        Receipt handed =
            table.act(who, new AskDelegate(key, Optional.empty(), new ParticipantRef("cid")));
        for (Receipt one : List.of(decided, answered, handed)) {
          assertEquals(
              "REFUSED no-such-ask Nothing of that name waits for your answer. /ask [] ",
              one.outcome()
                  + " "
                  + one.code()
                  + " "
                  + one.message()
                  + " "
                  + one.field()
                  + " "
                  + one.parts()
                  + " "
                  + one.ask());
        }
      }
    }
    assertEquals(12L, table.at("actors", "wolf", "duel", "hp"));
  }

  @Test
  void readingsAreKeptWithTheValuesSeenAndOnlyWhileItWaits() {
    strike(1);
    String ask = table.ask();
    JsonArray reads = (JsonArray) table.at("asks", ask, "reads");
    assertNotNull(reads);
    assertTrue(
        reads.toString().contains("{\"at\":\"/actors/wolf/duel/armour\",\"seen\":{\"is\":5}"),
        reads.toString());
    approve();
    assertFalse(table.document().toString().contains("\"reads\""));
  }
}
