package io.tablekeep.engine.approval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.contracts.store.Fault;
import io.tablekeep.contracts.store.FaultyStore;
import io.tablekeep.engine.Campaign;
import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.TimeQuery;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.model.ParticipantRef;
import io.tablekeep.sdk.model.action.AskDecide;
import io.tablekeep.sdk.model.time.BranchCreate;
import io.tablekeep.sdk.model.time.HistoryReturn;
import io.tablekeep.sdk.state.Scope;
import io.tablekeep.sdk.store.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A table with a game system goes back: what waits, what ends, what the rules keep. */
class ReturnTest {
  private static final String STRIKE = "{\"target\":\"wolf\",\"bonus\":0,\"seconds\":0}";

  private final AskTable table = new AskTable();

  @AfterEach
  void close() {
    table.close();
  }

  private void back(long to) {
    assertEquals("ok", table.act("gm", HistoryReturn.campaign(to)).code());
  }

  private void ok(Record payload) {
    assertEquals("ok", table.act("gm", payload).code());
  }

  @Test
  void whatTheRulesKeptComesBackWithoutAnyRuleReactingToIt() {
    ok(new Duel.Heal(new ActorRef("wolf"), -10));
    long then = table.version();
    ok(new Duel.Heal(new ActorRef("wolf"), -5));
    assertEquals("down", table.at("actors", "wolf", "duel", "state"));
    assertEquals(true, table.at("actors", "wolf", "duel", "bloodied"));
    back(then);
    assertEquals(2L, table.at("actors", "wolf", "duel", "hp"));
    assertEquals("up", table.at("actors", "wolf", "duel", "state"));
    back(1);
    assertEquals(12L, table.at("actors", "wolf", "duel", "hp"));
    assertEquals(false, table.at("actors", "wolf", "duel", "bloodied"), "what is derived is");
    String live = table.document().toString();
    table.kill();
    assertEquals(live, table.document().toString(), "replayed");
  }

  @Test
  void whatWaitsIsEndedWithAReasonAndDoesNotComeBack() {
    table.send("ada", 1, "duel.strike", STRIKE);
    long waiting = table.version();
    String key = table.ask();
    byte[] preview =
        table.await(
            table.campaign.past().time("gm", new TimeQuery.Returning(HistoryReturn.campaign(1))));
    String told = new String(preview, StandardCharsets.UTF_8);
    assertTrue(told.contains("\"asks\":[{\"key\":\"" + key + "\",\"by\":\"ada\""), told);
    ok(new Duel.Heal(new ActorRef("wolf"), -1));
    back(1);
    assertEquals(List.of(), table.waiting());
    Receipt end = table.seat("ada").told("phone", 1);
    assertEquals("REFUSED returned", end.outcome() + " " + end.code());
    assertEquals("returned", table.send("ada", 1, "duel.strike", STRIKE).code(), "its retry");
    assertEquals("no-such-ask", table.act("gm", AskDecide.yes(key)).code());
    back(waiting);
    assertEquals(List.of(), table.waiting(), "what is ended does not wait again");
    table.kill();
    assertEquals("returned", table.send("ada", 1, "duel.strike", STRIKE).code());
    assertEquals("action-id-reused", table.send("ada", 1, "duel.nag", "{}").code());
  }

  @Test
  void aJournalThatCannotBeReadIsNoFaultOfTheRules() {
    ok(new Duel.Heal(new ActorRef("wolf"), -1));
    table.entrance.failNext(FaultyStore.Call.READ, new Fault.Rejected(Refusal.UNAVAILABLE));
    long before = table.version();
    Receipt receipt = table.act("gm", HistoryReturn.campaign(1));
    assertEquals("RETRY store-unavailable", receipt.outcome() + " " + receipt.code());
    assertEquals(before, table.version());
    back(1);
  }

  @Test
  void whatEndedWhileTheStoreWasUnsureIsToldToWhoWaited() {
    table.send("ada", 1, "duel.strike", STRIKE);
    String key = table.ask();
    table.entrance.failNext(FaultyStore.Call.APPEND, Fault.unknownButStored());
    assertEquals(Receipt.Outcome.RETRY, table.act("gm", AskDecide.yes(key)).outcome());
    table.pass(Duration.ofSeconds(5));
    assertEquals(List.of(), table.waiting());
    Receipt end = table.seat("ada").told("phone", 1);
    assertEquals("APPLIED ok", end.outcome() + " " + end.code());
  }

  @Test
  void whatIsOfOneUserLeavesTheAsksOfOthersAlone() {
    table.send("ada", 1, "duel.strike", STRIKE);
    long then = table.version();
    ok(new Duel.Heal(new ActorRef("wolf"), -1));
    ok(new Duel.Heal(new ActorRef("bram"), -1));
    assertEquals(
        "ok",
        table
            .act(
                "gm",
                new HistoryReturn(
                    then,
                    Scope.USER,
                    Optional.of(new ParticipantRef("ben")),
                    0,
                    false,
                    Optional.empty()))
            .code());
    assertEquals(1, table.waiting().size());
    assertEquals(12L, table.at("actors", "wolf", "duel", "hp"));
    assertEquals(9L, table.at("actors", "bram", "duel", "hp"));
  }

  @Test
  void whatHadAMinuteLeftHasAMinuteLeft() {
    ok(new Duel.Bless(new ActorRef("wolf"), 90, "plain"));
    table.pass(Duration.ofSeconds(30));
    ok(new Duel.Heal(new ActorRef("bram"), 1));
    long then = table.version();
    table.pass(Duration.ofMinutes(2));
    assertNull(table.at("actors", "wolf", "duel", "bless"), "over");
    long ended = table.version();
    back(then);
    assertNotNull(table.at("actors", "wolf", "duel", "bless"));
    table.pass(Duration.ofSeconds(58));
    assertNotNull(table.at("actors", "wolf", "duel", "bless"));
    table.kill();
    assertNotNull(table.at("actors", "wolf", "duel", "bless"));
    table.pass(Duration.ofSeconds(4));
    assertNull(table.at("actors", "wolf", "duel", "bless"), "over again, after a restart");
    back(then);
    assertNotNull(table.at("actors", "wolf", "duel", "bless"));
    back(ended);
    table.pass(Duration.ofSeconds(200));
    assertNull(table.at("actors", "wolf", "duel", "bless"));
  }

  @Test
  void aBranchGoesOnWithTheTimeThatWasLeft() {
    ok(new Duel.Bless(new ActorRef("wolf"), 60, "plain"));
    ok(new BranchCreate("Blessed", 0));
    String key = ((JsonObject) table.at("branches")).keys().get(0);
    table.pass(Duration.ofMinutes(10));
    var branch =
        table.await(table.running().branch("night", "gm", key).thenCompose(table.running()::open));
    assertNotNull(bless(branch));
    table.pass(Duration.ofSeconds(55));
    assertNotNull(bless(branch));
    table.pass(Duration.ofSeconds(10));
    assertNull(bless(branch));
    assertNull(table.at("asks"));
  }

  private @Nullable Object bless(Campaign of) {
    var node = table.await(of.look()).at("actors", "wolf", "duel", "bless");
    return node.exists() ? node : null;
  }
}
