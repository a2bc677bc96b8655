package io.tablekeep.engine.approval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.engine.LogQuery;
import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.runtime.sim.RuleFate;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.JsonReader;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.model.ParticipantRef;
import io.tablekeep.sdk.model.action.AskAnswer;
import io.tablekeep.sdk.model.action.AskDecide;
import io.tablekeep.sdk.model.action.AskDelegate;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Pointer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of questions, and of rules that fail around them, in a simulation. */
class QuestionTest {
  private final AskTable table = new AskTable();

  @AfterEach
  void close() {
    table.close();
  }

  private Receipt poll(long n, int seconds, String... whom) {
    String names = String.join("\",\"", whom);
    return table.send(
        "ada", n, "duel.poll", "{\"whom\":[\"" + names + "\"],\"seconds\":" + seconds + "}");
  }

  private Receipt says(String who, String question, Object number) {
    return table.act(who, new AskAnswer(table.ask(), question, Map.of("number", number)));
  }

  private Receipt delegate(String from, String question, String to) {
    return table.act(
        from, new AskDelegate(table.ask(), Optional.of(question), new ParticipantRef(to)));
  }

  @Test
  void everyQuestionIsSeenByThoseAskedAndTheSenderSeesThatItWaits() {
    List.of("ada", "ben", "cid", "dot", "sam").forEach(table::seat);
    Receipt pending = poll(1, 0, "ben", "cid");
    assertEquals(Receipt.Outcome.PENDING, pending.outcome());
    assertEquals("It waits for an answer.", pending.message());
    String ask = table.ask();
    String ben = String.valueOf(table.seat("ben").at("asks", ask));
    String cid = String.valueOf(table.seat("cid").at("asks", ask));
    String ada = String.valueOf(table.seat("ada").at("asks", ask));
    assertTrue(ben.contains("How many, ben?") && !ben.contains("cid"), ben);
    assertTrue(cid.contains("How many, cid?") && !cid.contains("ben"), cid);
    assertFalse(ben.contains("ada") || ben.contains("poll"), ben);
    assertTrue(ada.contains("duel.poll") && !ada.contains("How many"), ada);
    assertNull(table.seat("dot").at("asks", ask));
    assertNull(table.seat("sam").at("asks", ask));
    says("ben", "ben", 7);
    assertFalse(String.valueOf(table.seat("ben").at("asks", ask)).contains("7"));
    assertEquals(true, table.seat("ben").at("asks", ask, "questions", "ben", "answered"));
    assertTrue(String.valueOf(table.seat("gm").at("asks", ask)).contains("\"by\":\"ben\""));
    assertNotNull(table.seat("gm").at("asks", ask, "questions", "cid"));
  }

  @Test
  void theLogDoesNotTellWhoWaitedWhomItWasThatWasAsked() {
    poll(1, 0, "ben");
    says("ben", "ben", 2);
    JsonObject line = newestLine("ada");
    assertTrue(line.toString().contains("/asks/"), line + " that it does not wait any more");
    assertNull(line.get("by"));
    assertNull(line.get("action"));
    assertEquals("ben", newestLine("ben").get("by"));
    assertEquals("ask.answer", newestLine("gm").get("action"));
  }

  private JsonObject newestLine(String who) {
    CompletableFuture<byte[]> page =
        table.campaign.past().log(who, LogQuery.of(Map.of("limit", "1")));
    JsonObject read = JsonReader.readObject(table.await(page), JsonReader.Limits.DOCUMENT, 0);
    return (JsonObject) Objects.requireNonNull(Trees.get(read, "lines", "0"));
  }

  @Test
  void allAnswersInTheActionIsDecidedAgain() {
    poll(1, 0, "ben", "cid");
    assertEquals("ok", says("ben", "ben", 2).code());
    assertEquals("already-answered", says("ben", "ben", 3).code());
    assertEquals("no-such-ask", says("ben", "cid", 3).code());
    assertEquals("no-such-ask", says("ada", "ben", 3).code());
    table.kill();
    assertEquals("ok", says("cid", "cid", 3).code());
    assertEquals(5L, table.at("duel", "sum"));
    assertEquals(List.of(), table.waiting());
    assertEquals(Receipt.Outcome.APPLIED, poll(1, 0, "ben", "cid").outcome());
  }

  @Test
  void anAnswerOfAnotherFormIsRefusedToWhoeverGaveIt() {
    poll(1, 0, "ben", "cid");
    assertEquals("ok", says("ben", "ben", 77).code());
    assertEquals("ok", says("cid", "cid", 1).code());
    String ask = table.ask();
    assertEquals(false, table.at("asks", ask, "questions", "ben", "answered"), "asked again");
    assertEquals(true, table.at("asks", ask, "questions", "cid", "answered"));
    Receipt refused = says("ben", "ben", "many");
    assertEquals("REFUSED wrong-type /answer/number", text(refused));
    refused = says("ben", "ben", 78);
    assertEquals("REFUSED out-of-range /answer/number", text(refused));
    assertEquals(
        "unknown-key",
        table.act("ben", new AskAnswer(ask, "ben", Map.of("number", 1, "x", 2))).code());
    assertEquals("ok", says("ben", "ben", 4).code());
    assertEquals(5L, table.at("duel", "sum"));
  }

  private static String text(Receipt receipt) {
    return receipt.outcome() + " " + receipt.code() + " " + receipt.field();
  }

  @Test
  void theSuggestionStandsWhenNobodyAnswersInTime() {
    poll(1, 60, "ben", "cid");
    says("ben", "ben", 1);
    table.pass(Duration.ofSeconds(30));
    table.restart();
    table.pass(Duration.ofSeconds(29));
    assertEquals(1, table.waiting().size());
    table.pass(Duration.ofSeconds(2));
    assertEquals(5L, table.at("duel", "sum"), "one said, four suggested");
    assertEquals(Receipt.Outcome.APPLIED, poll(1, 60, "ben", "cid").outcome());
    assertTrue(table.journal().contains("\"type\":\"ask.expire\""));
  }

  @Test
  void timersOfWhatWasAnsweredDoNothing() {
    poll(1, 60, "ben");
    says("ben", "ben", 1);
    long version = table.version();
    table.pass(Duration.ofMinutes(5));
    assertEquals(version, table.version());
  }

  @Test
  void whatAsksForEverEnds() {
    assertEquals(Receipt.Outcome.PENDING, table.send("ada", 1, "duel.nag", "{}").outcome());
    table.pass(Duration.ofMinutes(5));
    assertEquals(List.of(), table.waiting());
    assertEquals("asked-too-often", table.seat("ada").told("phone", 1).code());
    assertEquals(Asking.MOST_ROUNDS + 1, table.duel.rounds);
  }

  @Test
  void aQuestionIsHandedOnAFewTimes() {
    poll(1, 0, "ben");
    assertEquals("no-such-ask", delegate("cid", "ben", "dot").code());
    assertEquals("no-such-ask", delegate("ada", "ben", "dot").code());
    assertEquals("no-such-thing", delegate("ben", "ben", "nobody").code());
    assertEquals("cannot-decide", delegate("ben", "ben", "sam").code());
    assertEquals("not-to-sender", delegate("ben", "ben", "ada").code());
    assertEquals("already-asked", delegate("ben", "ben", "ben").code());
    assertEquals("ok", delegate("ben", "ben", "cid").code());
    assertNull(table.seat("ben").at("asks", table.ask()));
    assertNotNull(table.seat("cid").at("asks", table.ask(), "questions", "ben"));
    assertEquals("no-such-ask", says("ben", "ben", 1).code());
    assertEquals("ok", delegate("cid", "ben", "dot").code());
    assertEquals("ok", delegate("dot", "ben", "eve").code());
    table.kill();
    assertEquals("ok", delegate("eve", "ben", "fay").code());
    assertEquals("ok", delegate("fay", "ben", "ben").code());
    assertEquals("handed-on-too-often", delegate("ben", "ben", "cid").code());
    assertEquals("ok", delegate("gm", "ben", "cid").code());
    assertEquals("ok", says("cid", "ben", 8).code());
    assertEquals(8L, table.at("duel", "sum"));
  }

  @Test
  void aPlayerMayLeaveItToTheGameMaster() {
    poll(1, 0, "ben");
    assertEquals("ok", delegate("ben", "ben", "gm").code());
    assertEquals("no-such-ask", says("ben", "ben", 1).code());
    assertEquals("ok", says("gm", "ben", 6).code());
    assertEquals(6L, table.at("duel", "sum"));
  }

  @Test
  void anApprovalIsHandedToAPlayerWhoSeesWhatTheyMay() {
    table.send("ada", 1, "duel.strike", "{\"target\":\"wolf\",\"bonus\":0,\"seconds\":0}");
    String ask = table.ask();
    assertNull(table.seat("cid").at("asks", ask));
    AskDelegate toCid = new AskDelegate(ask, Optional.empty(), new ParticipantRef("cid"));
    assertEquals("ok", table.act("gm", toCid).code());
    String shown = String.valueOf(table.seat("cid").at("asks", ask, "proposal", "shown", "cid"));
    assertTrue(shown.contains("duel/hp") && !shown.contains("duel/last"), shown);
    assertEquals("ok", table.act("cid", AskDecide.yes(ask)).code());
    assertEquals(9L, table.at("actors", "wolf", "duel", "hp"));
  }

  @Test
  void theGameMasterEndsWhatWaitsForOthers() {
    poll(1, 0, "ben");
    String ask = table.ask();
    assertEquals("asks-questions", table.act("gm", AskDecide.yes(ask)).code());
    assertEquals("no-such-ask", table.act("ben", AskDecide.no(ask, "No.")).code());
    assertEquals("ok", table.act("gm", AskDecide.no(ask, "Not now.")).code());
    assertEquals("declined", table.seat("ada").told("phone", 1).code());
    assertNull(table.seat("ben").at("asks", ask));
  }

  @Test
  void aRuleThatFailsOverAnAnswerHurtsTheAnswerOnly() {
    table.send("ada", 1, "duel.trip", "{\"whom\":\"ben\",\"seconds\":60}");
    assertEquals("rule-failed", says("ben", "trip", 1).code());
    assertEquals(1, table.waiting().size());
    table.pass(Duration.ofSeconds(70));
    assertEquals(List.of(), table.waiting(), "nobody is there to answer once more");
    assertEquals("rule-failed", table.seat("ada").told("phone", 1).code());
  }

  @Test
  void rulesThatAreTooBusyLeaveTheIdUnused() {
    for (RuleFate fate : List.of(RuleFate.OVERLOADED, RuleFate.EXHAUSTED)) {
      table.runtime.ruleFates(owner -> fate);
      long version = table.version();
      Receipt busy = poll(1, 0, "ben");
      assertEquals(Receipt.Outcome.RETRY, busy.outcome());
      assertEquals("rules-" + fate.name().toLowerCase(Locale.ROOT), busy.code());
      assertEquals(version, table.version(), "nothing is journaled");
    }
    table.runtime.ruleFates(owner -> RuleFate.RUN);
    assertEquals(Receipt.Outcome.PENDING, poll(1, 0, "ben").outcome());
    table.runtime.ruleFates(owner -> RuleFate.OVERLOADED);
    assertEquals(Receipt.Outcome.RETRY, says("ben", "ben", 1).outcome());
    table.runtime.ruleFates(owner -> RuleFate.RUN);
    assertEquals("ok", says("ben", "ben", 1).code());
  }

  @Test
  void whatIsDueWhileTheRulesAreBusyIsTriedAgain() {
    poll(1, 10, "ben");
    table.runtime.ruleFates(owner -> RuleFate.EXHAUSTED);
    table.pass(Duration.ofSeconds(20));
    assertEquals(1, table.waiting().size());
    table.runtime.ruleFates(owner -> RuleFate.RUN);
    table.pass(Duration.ofSeconds(6));
    assertEquals(List.of(), table.waiting());
    assertEquals(4L, table.at("duel", "sum"));
  }

  @Test
  void changesThatNobodySendsPassShapesAndDerivations() {
    Receipt refused = amend(Changes.none().set(hp("wolf"), 21));
    assertEquals("REFUSED too-healthy /actors/wolf/duel", text(refused));
    long version = table.version();
    assertEquals("ok", amend(Changes.none().set(hp("wolf"), 3)).code());
    assertEquals(version + 1, table.version());
    assertEquals(true, table.at("actors", "wolf", "duel", "bloodied"));
    assertEquals("ok", amend(Changes.none()).code());
    assertEquals(version + 1, table.version(), "nothing changed");
    assertTrue(table.journal().contains("\"type\":\"import.test\",\"payload\":{\"file\":\"a\"}"));
    table.runtime.ruleFates(owner -> RuleFate.OVERLOADED);
    assertEquals(Receipt.Outcome.RETRY, amend(Changes.none().set(hp("wolf"), 4)).outcome());
    assertEquals(3L, table.at("actors", "wolf", "duel", "hp"));
  }

  private static Pointer hp(String actor) {
    return new ActorRef(actor).pointer().child("duel").child("hp");
  }

  private Receipt amend(Changes changes) {
    Receipt receipt =
        table.await(table.campaign.amend("import.test", Map.of("file", "a"), changes));
    table.settle();
    return receipt;
  }
}
