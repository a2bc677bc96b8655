package io.tablekeep.plugin.fate;

import static io.tablekeep.plugin.fate.FateTable.absorbs;
import static io.tablekeep.plugin.fate.FateTable.attack;
import static io.tablekeep.plugin.fate.FateTable.defends;
import static io.tablekeep.plugin.fate.FateTable.invoke;
import static io.tablekeep.plugin.fate.FateTable.pass;
import static io.tablekeep.plugin.fate.FateTable.reroll;
import static io.tablekeep.testkit.TestTable.BRAM;
import static io.tablekeep.testkit.TestTable.CORA;
import static io.tablekeep.testkit.TestTable.WOLF;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.plugin.fate.play.Attacking.Attack;
import io.tablekeep.plugin.fate.sheet.Sheet;
import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.testkit.Happened;
import io.tablekeep.testkit.TestTable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Attack and defence, invocations between them, and how a hit is taken. */
class AttackTest {
  private final FateTable fate = new FateTable();
  private final TestTable table = fate.table;

  @AfterEach
  void close() {
    table.close();
  }

  /** Nobody has points to invoke with, so the dice stand. */
  private void poor() {
    table.given("/actors/bram/fate/points", 0).given("/actors/cora/fate/points", 0);
    table.given("/fate/gm/points", 0);
  }

  private Happened bramHitsCora(int act, int oppose) {
    poor();
    fate.fudge(act, oppose);
    return table
        .when("ada", attack(BRAM, CORA, "Fight"))
        .answered("ben", "defend", defends("Will"));
  }

  @Test
  void whoIsHitChoosesHowToTakeIt() {
    bramHitsCora(0, 0)
        .answered("ben", "absorb", absorbs(List.of(), Map.of("mild", "Bloody nose")))
        .applied()
        .then("/actors/cora/fate/consequences/mild/name", "Bloody nose")
        .then("/actors/cora/fate/consequences/mild/free/players", 1)
        .seenBy("ada", "/actors/cora/fate/consequences/mild/name", "Bloody nose");
    assertFalse(fate.sheet("cora").at("stress", "physical", "0").asBoolean());
  }

  @Test
  void aBoxTakesAsManyShiftsAsItsNumber() {
    bramHitsCora(0, 0)
        .answered("ben", "absorb", absorbs(List.of(2), Map.of()))
        .applied()
        .then("/actors/cora/fate/stress/physical", List.of(false, true, false));
  }

  @Test
  void tooSmallABoxIsAskedForOnceMoreThenTheRulesChoose() {
    bramHitsCora(0, 0)
        .answered("ben", "absorb", absorbs(List.of(1), Map.of()))
        .answered("ben", "absorb.again", absorbs(List.of(1, 2, 3), Map.of()))
        .applied()
        .then("/actors/cora/fate/stress/physical", List.of(false, true, false));
  }

  @Test
  void aHitThatNothingTakesTakesOut() {
    table.given("/actors/cora/fate/slots", Map.of());
    table.given("/actors/cora/fate/stress/physical", List.of(true, true, true));
    bramHitsCora(0, 0)
        .answered("ada", "doom", Map.of("what", "She wakes up in the river."))
        .applied()
        .then("/actors/cora/fate/out/what", "She wakes up in the river.")
        .heardBy("ben", "Cora is taken out. She wakes up in the river.")
        .when("ben", attack(CORA, BRAM, "Shoot"))
        .refused("out")
        .when("ada", attack(BRAM, CORA, "Fight"))
        .refused("out");
  }

  @Test
  void oneMayChooseToBeTakenOut() {
    bramHitsCora(0, 0)
        .answered(
            "ben", "absorb", Map.of("boxes", List.of(), "consequences", Map.of(), "out", true))
        .answered("ada", "doom", Map.of("what", "Asleep."))
        .applied()
        .then("/actors/cora/fate/out/conceded", false);
  }

  @Test
  void aMissWithStyleLeavesAnOpening() {
    bramHitsCora(-4, 1).applied();
    assertEquals("boost", fate.scene().get(0).at("kind").asText());
    assertEquals(1, fate.scene().get(0).at("free", "players").asInt());
    assertEquals("Opening left by Bram", fate.scene().get(0).at("name").asText());
  }

  @Test
  void aMissIsOnlyAMiss() {
    bramHitsCora(-3, 0).applied();
    assertEquals(0, fate.scene().size());
  }

  @Test
  void aTieIsABoost() {
    bramHitsCora(-2, 0).applied();
    assertEquals("Opening against Cora", fate.scene().get(0).at("name").asText());
  }

  @Test
  void withStyleOneShiftBuysABoost() {
    bramHitsCora(1, 0)
        .answered("ada", "style", Map.of("boost", true))
        .answered("ben", "absorb", absorbs(List.of(2), Map.of()))
        .applied();
    assertEquals("Opening against Cora", fate.scene().get(0).at("name").asText());
  }

  @Test
  void withStyleAllShiftsMayStay() {
    bramHitsCora(1, 0)
        .answered("ada", "style", Map.of("boost", false))
        .answered("ben", "absorb", absorbs(List.of(3), Map.of()))
        .applied();
    assertEquals(0, fate.scene().size());
  }

  @Test
  void whoIsAskedNothingInTimeDefendsAsTheRulesSuggest() {
    poor();
    fate.fudge(0, 0);
    table.when("ada", attack(BRAM, CORA, "Fight")).pending();
    table.pass(Duration.ofMinutes(5));
    table.pass(Duration.ofMinutes(5));
    table.pass(Duration.ofMinutes(5));
    assertEquals(0, table.document().at("asks").size());
    assertTrue(
        fate.sheet("cora").at("consequences", "severe").exists()
            || fate.sheet("cora").at("consequences", "moderate").exists()
            || fate.sheet("cora").at("consequences", "mild").exists());
  }

  @Test
  void whoeverIsBehindMayInvokeForAFatePoint() {
    fate.fudge(0, 3);
    table
        .when("ada", attack(BRAM, CORA, "Fight"))
        .answered("ben", "defend", defends("Will"))
        .answered("ada", "invoke.1", invoke("Last of the river guard"))
        .answered("ben", "invoke.2", pass())
        .answered("ben", "absorb", absorbs(List.of(1), Map.of()))
        .applied();
    assertEquals(2, fate.points("bram"));
    assertEquals(3, fate.points("cora"));
  }

  @Test
  void whoWasOvertakenMayAnswer() {
    fate.fudge(0, 3);
    table
        .when("ada", attack(BRAM, CORA, "Fight"))
        .answered("ben", "defend", defends("Will"))
        .answered("ada", "invoke.1", invoke("Last of the river guard"))
        .answered("ben", "invoke.2", invoke("Runaway star reader"))
        .answered("ada", "invoke.3", pass())
        .applied();
    assertEquals(2, fate.points("bram"));
    assertEquals(2, fate.points("cora"));
    assertFalse(fate.sheet("cora").at("stress", "physical", "0").asBoolean());
  }

  @Test
  void oneAspectIsPaidForOnceOnARoll() {
    fate.fudge(-4, 3);
    table
        .when("ada", attack(BRAM, CORA, "Fight"))
        .answered("ben", "defend", defends("Will"))
        .answered("ada", "invoke.1", invoke("Last of the river guard"))
        .answered("ada", "invoke.2", invoke("Last of the river guard"))
        .answered("ada", "invoke.2.again", pass())
        .applied();
    assertEquals(2, fate.points("bram"));
  }

  @Test
  void anInvocationMayRollAllDiceAgain() {
    fate.fudge(-4, 0, 1);
    table
        .when("ada", attack(BRAM, CORA, "Fight"))
        .answered("ben", "defend", defends("Will"))
        .answered("ada", "invoke.1", reroll("Last of the river guard"))
        .answered("ben", "invoke.2", pass())
        .answered("ada", "style", Map.of("boost", false))
        .answered("ben", "absorb", absorbs(List.of(3), Map.of()))
        .applied();
  }

  @Test
  void whoSuffersByTheirOwnAspectIsOwedThePoint() {
    fate.fudge(-1, 1);
    table
        .when("ada", attack(BRAM, CORA, "Fight"))
        .answered("ben", "defend", defends("Will"))
        .answered("ada", "invoke.1", invoke("Runaway star reader"))
        .answered("ben", "invoke.2", pass())
        .answered("ben", "absorb", absorbs(List.of(2), Map.of()))
        .applied()
        .then("/actors/cora/fate/owed", 1)
        .then("/actors/bram/fate/points", 2)
        .then("/actors/cora/fate/points", 3);
  }

  @Test
  void withoutPointsNobodyIsAsked() {
    poor();
    fate.fudge(-4, 0);
    table
        .when("ada", attack(BRAM, CORA, "Fight"))
        .answered("ben", "defend", defends("Will"))
        .applied();
  }

  @Test
  void aFreeInvocationCostsNothingAndABoostIsGoneThen() {
    poor();
    table.given(
        "/fate/aspects/b1",
        Map.of("name", "Sand in her eyes", "kind", "boost", "free", Map.of("players", 1)));
    fate.fudge(-2, 0);
    table
        .when("ada", attack(BRAM, CORA, "Fight"))
        .answered("ben", "defend", defends("Will"))
        .answered("ada", "invoke.1", invoke("sand in her eyes"))
        .answered("ben", "absorb", absorbs(List.of(2), Map.of()))
        .applied();
    assertEquals(0, fate.scene().size());
    assertEquals(0, fate.points("bram"));
  }

  @Test
  void anotherSidesBoostIsNotForTaking() {
    poor();
    table.given(
        "/fate/aspects/b1",
        Map.of("name", "Sand in his eyes", "kind", "boost", "free", Map.of("gm", 1)));
    fate.fudge(-4, 0);
    table
        .when("ada", attack(BRAM, CORA, "Fight"))
        .answered("ben", "defend", defends("Will"))
        .applied();
    assertEquals(1, fate.scene().size());
  }

  @Test
  void nobodyDefendsByItselfAndIsGoneAtOnce() {
    table
        .given("/actors/wolf/hidden", false)
        .given("/actors/wolf/fate/nameless", true)
        .given("/actors/wolf/fate/slots", Map.of())
        .given("/actors/wolf/fate/stress/physical", List.of(false));
    fate.fudge(1, 0);
    table
        .when("ada", attack(BRAM, WOLF, "Fight"))
        .answered("ada", "doom", Map.of("what", "It flees."))
        .applied()
        .then("/actors/wolf/fate/out/what", "It flees.");
  }

  @Test
  void aStuntHelpsWhereItHelps() {
    poor();
    table.given(
        "/actors/bram/fate/stunts/s1",
        new Sheet.Stunt("Heavy hand", "In a brawl.", "Fight", Optional.of(Sheet.Deed.ATTACK), 2));
    fate.fudge(-2, 0);
    Attack with = new Attack(BRAM, CORA, "Fight", Optional.of("physical"), Optional.of("s1"));
    table
        .when("ada", with)
        .answered("ben", "defend", defends("Will"))
        .answered("ben", "absorb", absorbs(List.of(2), Map.of()))
        .applied()
        .when("ada", new Attack(BRAM, CORA, "Athletics", Optional.empty(), Optional.of("s1")))
        .refused("stunt-not-here")
        .when("ada", new Attack(BRAM, CORA, "Fight", Optional.empty(), Optional.of("s2")))
        .refused("no-such-stunt");
  }

  @Test
  void condensedBoxesTakeOneShiftEach() {
    table.given("/campaign/settings/fate/boxes", "condensed");
    bramHitsCora(0, 0)
        .answered("ben", "absorb", absorbs(List.of(1, 3), Map.of()))
        .applied()
        .then("/actors/cora/fate/stress/physical", List.of(true, false, true));
  }

  @Test
  void whatCannotBeAttackedIsRefused() {
    table
        .when("ada", attack(BRAM, BRAM, "Fight"))
        .refused("oneself")
        .when("ada", attack(BRAM, CORA, "Juggling"))
        .refused("no-such-skill")
        .when("ada", attack(BRAM, WOLF, "Fight"))
        .refused("no-such-thing")
        .when("ada", new Attack(BRAM, CORA, "Fight", Optional.of("sanity"), Optional.empty()))
        .refused("no-such-track")
        .when("ben", attack(BRAM, CORA, "Fight"))
        .refused("no-such-thing")
        .when("ada", attack(BRAM, new ActorRef("nobody"), "Fight"))
        .refused("no-such-thing");
  }
}
