package io.tablekeep.plugin.duel;

import static io.tablekeep.testkit.TestTable.BRAM;
import static io.tablekeep.testkit.TestTable.CORA;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.sdk.geometry.Point;
import io.tablekeep.sdk.model.TokenRef;
import io.tablekeep.sdk.model.action.SessionEnd;
import io.tablekeep.sdk.model.action.SessionStart;
import io.tablekeep.sdk.model.action.TokenMove;
import io.tablekeep.sdk.model.people.FlagSet;
import io.tablekeep.testkit.Happened;
import io.tablekeep.testkit.TestTable;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One test for each thing that a game system can declare. */
class DuelTest {
  private static final Duel.Challenge CHALLENGE = new Duel.Challenge(BRAM, CORA);
  private static final Duel.Fight FIGHT = new Duel.Fight(BRAM, CORA);
  private static final TokenMove WALK = new TokenMove(new TokenRef("inn", "t1"), new Point(3, 3));

  private final TestTable table = TestTable.playing(new Duel());

  @AfterEach
  void close() {
    table.close();
  }

  private TestTable armed() {
    return table
        .given("/actors/bram/duel", new Duel.Fighter(6, 2, 1))
        .given("/actors/cora/duel", new Duel.Fighter(6, 0, 4));
  }

  private TestTable fighting() {
    return armed().given("/duel/fight", FIGHT);
  }

  @Test
  void eachSeesOfAFighterWhatIsTheirsToSee() {
    table
        .dice(4)
        .when("ada", new Duel.Arm(BRAM, 2))
        .applied()
        .then("/actors/bram/duel/omen", 4)
        .seenBy("ben", "/actors/bram/duel/look", "fresh")
        .hiddenFrom("ben", "/actors/bram/duel/hp")
        .seenBy("ada", "/actors/bram/duel/hp", 6)
        .hiddenFrom("ada", "/actors/bram/duel/omen")
        .seenBy("gm", "/actors/bram/duel/omen", 4);
    assertEquals(0, table.seat("ada").view().at("dice").size());
  }

  @Test
  void aChallengeIsTheOthersToAnswer() {
    armed()
        .when("ada", CHALLENGE)
        .answered("ben", "accept", Map.of("accept", true))
        .then("/duel/fight", FIGHT);
  }

  @Test
  void whoDoesNotAnswerDoesNotFight() {
    armed().when("ada", CHALLENGE).pending();
    table.pass(Duration.ofMinutes(6));
    assertFalse(table.document().at("duel").exists());
    assertEquals(0, table.document().at("asks").size());
  }

  @Test
  void aHitIsToldAndShownWithoutNumbers() {
    fighting()
        .dice(1, 12)
        .when("ada", new Duel.Strike(BRAM))
        .applied()
        .then("/actors/cora/duel/hp", 3)
        .seenBy("ada", "/actors/cora/duel/look", "bloodied")
        .heardBy("ada", "Cora is hit.")
        .when("ada", new Duel.Strike(BRAM))
        .refused("not-your-turn");
  }

  @Test
  void whoIsDownHasLost() {
    fighting()
        .given("/actors/cora/duel/hp", 2)
        .dice(19)
        .when("ada", new Duel.Strike(BRAM))
        .then("/actors/cora/duel/look", "down")
        .heardBy("ben", "Cora is beaten.");
    assertFalse(table.document().at("duel", "fight").exists());
  }

  @Test
  void aFlagChangesTheRules() {
    fighting()
        .dice(19)
        .when("gm", new FlagSet("duel.first-blood", true))
        .applied()
        .when("ada", new Duel.Strike(BRAM))
        .heardBy("ben", "Cora is beaten.");
  }

  @Test
  void toYieldIsTheGameMastersToAllow() {
    fighting()
        .when("ada", new Duel.Yield(BRAM))
        .declined("Fight on!")
        .then("/duel/fight", FIGHT)
        .when("ada", new Duel.Yield(BRAM))
        .approved()
        .heardBy("ben", "Bram yields.");
    assertFalse(table.document().at("duel", "fight").exists());
  }

  @Test
  void aHitOutsideADuelIsTheGameMastersToAllow() {
    armed()
        .dice(12, 2)
        .when("ada", new Duel.Attack(BRAM, CORA))
        .pending()
        .then("/actors/cora/duel/hp", 6)
        .approved()
        .then("/actors/cora/duel/hp", 4)
        .heardBy("ben", "Cora is hit.");
  }

  @Test
  void aMissIsToldAndAsksNobody() {
    armed()
        .dice(11)
        .when("ada", new Duel.Attack(BRAM, CORA))
        .applied()
        .then("/actors/cora/duel/hp", 6)
        .heardBy("ben", "Bram attacks Cora and misses.");
  }

  @Test
  void whoIsNoFighterNeitherAttacksNorIsAttacked() {
    table.when("ada", new Duel.Attack(BRAM, CORA)).refused("not-armed");
  }

  @Test
  void whoeverYieldsIsScornedForTenMinutes() {
    Happened yielded =
        fighting().when("ada", new Duel.Yield(BRAM)).approved().pass(Duration.ofMinutes(9));
    assertTrue(table.seat("ben").view().at("actors", "bram", "duel", "scorn").exists());
    yielded
        .pass(Duration.ofMinutes(1))
        .hiddenFrom("gm", "/actors/bram/duel/scorn")
        .heardBy("ben", "Nobody talks of Bram any more.");
  }

  @Test
  void nobodyWalksOutOfADuel() {
    table.when("ada", WALK).applied();
    fighting().when("ada", WALK).refused("in-a-duel");
  }

  @Test
  void theDuelEndsWithTheSession() {
    fighting().when("gm", new SessionStart()).applied().when("gm", new SessionEnd()).applied();
    assertFalse(table.document().at("duel", "fight").exists());
  }

  @Test
  void noFighterHasMoreThanFiftyHitPoints() {
    armed();
    assertThrows(AssertionError.class, () -> table.given("/actors/bram/duel/hp", 51));
    assertThrows(AssertionError.class, () -> table.given("/actors/bram/duel/hp", "many"));
  }

  @Test
  void theHouseRulesAreTheCampaigns() {
    table
        .dice(1)
        .when("ada", new Duel.House(9))
        .refused("not-allowed")
        .when("gm", new Duel.House(9))
        .applied()
        .when("ada", new Duel.Arm(BRAM, 0))
        .then("/actors/bram/duel/hp", 9)
        .hiddenFrom("ada", "/campaign/settings");
  }

  @Test
  void dataOfTheFirstVersionIsBroughtUpToDate() {
    opened(0, "{\"life\": 2, \"skill\": 1}", new Duel.Fighter(2, 1, 3));
  }

  @Test
  void dataOfTheSecondVersionIsBroughtUpToDate() {
    opened(1, "{\"hp\": 2, \"skill\": 1}", new Duel.Fighter(2, 1, 3));
  }

  @Test
  void dataOfTodayStaysAsItIs() {
    opened(2, "{\"hp\": 2, \"skill\": 1, \"omen\": 5}", new Duel.Fighter(2, 1, 5));
  }

  private static void opened(int version, String sheet, Duel.Fighter fighter) {
    String document =
        """
        {"id": "old", "schema": 1,
         "campaign": {"name": "Old", "system": "duel", "systemVersion": %d,
           "createdAt": "2026-01-01T00:00:00Z"},
         "participants": {"gm": {"name": "Gina", "role": "gm"}},
         "actors": {"bram": {"name": "Bram", "duel": %s}}}"""
            .formatted(version, sheet);
    try (TestTable old = TestTable.playing(new Duel(), document)) {
      assertEquals(2, old.document().at("campaign", "systemVersion").asInt());
      assertEquals(fighter, old.document().at("actors", "bram", "duel").as(Duel.Fighter.class));
      assertFalse(old.document().at("actors", "bram", "duel", "life").exists());
    }
  }
}
