package io.tablekeep.plugin.fate;

import static io.tablekeep.testkit.TestTable.BRAM;
import static io.tablekeep.testkit.TestTable.CORA;
import static io.tablekeep.testkit.TestTable.WOLF;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tablekeep.plugin.fate.economy.Compels.Compel;
import io.tablekeep.plugin.fate.economy.Points;
import io.tablekeep.plugin.fate.scene.Scenes;
import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.model.action.SessionStart;
import io.tablekeep.testkit.TestTable;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Fate points as an economy that people haggle over. */
class CompelTest {
  private static final Map<String, Object> ACCEPT = Map.of("choice", "accept");
  private static final Map<String, Object> REFUSE = Map.of("choice", "refuse");

  private final FateTable fate = new FateTable();
  private final TestTable table = fate.table;

  @AfterEach
  void close() {
    table.close();
  }

  private static Compel debt(Optional<ActorRef> by) {
    return new Compel(BRAM, "Owes the wrong people", "They are here.", by);
  }

  @Test
  void whoAcceptsIsPaid() {
    table
        .when("gm", debt(Optional.empty()))
        .answered("ada", "compel.1", ACCEPT)
        .applied()
        .then("/actors/bram/fate/points", 4)
        .heardBy("ben", "Bram, “Owes the wrong people”, for 1: They are here.");
  }

  @Test
  void whoRefusesPays() {
    table
        .when("gm", debt(Optional.empty()))
        .answered("ada", "compel.1", REFUSE)
        .answered("gm", "raise.1", Map.of("raise", false))
        .applied()
        .then("/actors/bram/fate/points", 2);
  }

  @Test
  void aRefusedOfferMayBeRaised() {
    table
        .when("gm", debt(Optional.empty()))
        .answered("ada", "compel.1", REFUSE)
        .answered("gm", "raise.1", Map.of("raise", true))
        .answered("ada", "compel.2", ACCEPT)
        .applied()
        .then("/actors/bram/fate/points", 5);
  }

  @Test
  void thriceRefusedCostsThree() {
    table
        .when("gm", debt(Optional.empty()))
        .answered("ada", "compel.1", REFUSE)
        .answered("gm", "raise.1", Map.of("raise", true))
        .answered("ada", "compel.2", REFUSE)
        .answered("gm", "raise.2", Map.of("raise", true))
        .answered("ada", "compel.3", REFUSE)
        .applied()
        .then("/actors/bram/fate/points", 0);
  }

  @Test
  void whoHasNoPointCannotRefuse() {
    table.given("/actors/bram/fate/points", 0);
    table
        .when("gm", debt(Optional.empty()))
        .answered("ada", "compel.1", REFUSE)
        .answered("ada", "compel.1.again", REFUSE)
        .applied()
        .then("/actors/bram/fate/points", 1);
  }

  @Test
  void anotherComplicationMayBeOffered() {
    table
        .when("gm", debt(Optional.empty()))
        .answered("ada", "compel.1", Map.of("choice", "counter", "instead", "They have my dog."))
        .answered("gm", "counter", Map.of("agree", true))
        .applied()
        .heardBy("ben", "Bram, “Owes the wrong people”, for 1: They have my dog.");
  }

  @Test
  void aCounterOfferThatIsRefusedLeavesTheFirst() {
    table
        .when("gm", debt(Optional.empty()))
        .answered("ada", "compel.1", Map.of("choice", "counter", "instead", "They have my dog."))
        .answered("gm", "counter", Map.of("agree", false))
        .answered("ada", "compel.1.still", ACCEPT)
        .applied()
        .then("/actors/bram/fate/points", 4)
        .heardBy("ben", "Bram, “Owes the wrong people”, for 1: They are here.");
  }

  @Test
  void anOfferWaitsAsLongAsItTakes() {
    table.when("gm", debt(Optional.empty())).pending();
    table.pass(Duration.ofDays(30));
    assertEquals(3, fate.points("bram"));
    table.seat("ada").answer("compel.1", ACCEPT);
    assertEquals(4, fate.points("bram"));
  }

  @Test
  void oneOffersOneselfWhatTheGameMasterAgreesTo() {
    table
        .when("ada", debt(Optional.empty()))
        .answered("gm", "agree", Map.of("agree", true))
        .applied()
        .then("/actors/bram/fate/points", 4)
        .when("ada", debt(Optional.empty()))
        .answered("gm", "agree", Map.of("agree", false))
        .told("declined");
  }

  @Test
  void aPlayerOffersAnotherAPointOfTheirOwn() {
    table
        .when("ben", debt(Optional.of(CORA)))
        .answered("gm", "agree", Map.of("agree", true))
        .answered("ada", "compel.1", ACCEPT)
        .applied()
        .then("/actors/bram/fate/points", 4)
        .then("/actors/cora/fate/points", 2);
  }

  @Test
  void whatIsRefusedCostsTheOthersNothing() {
    table
        .when("ben", debt(Optional.of(CORA)))
        .answered("gm", "agree", Map.of("agree", true))
        .answered("ada", "compel.1", REFUSE)
        .answered("ben", "raise.1", Map.of("raise", false))
        .applied()
        .then("/actors/bram/fate/points", 2)
        .then("/actors/cora/fate/points", 3);
  }

  @Test
  void noPlayerOffersMoreThanTheyHave() {
    table.given("/actors/cora/fate/points", 1);
    table
        .when("ben", debt(Optional.of(CORA)))
        .answered("gm", "agree", Map.of("agree", true))
        .answered("ada", "compel.1", REFUSE)
        .applied()
        .then("/actors/bram/fate/points", 2);
    table.given("/actors/cora/fate/points", 0);
    table.when("ben", debt(Optional.of(CORA))).refused("no-points");
  }

  @Test
  void aPointThatIsSpentMeanwhileIsNotPaidTwice() {
    table.when("ben", debt(Optional.of(CORA))).pending();
    table.given("/actors/cora/fate/points", 0);
    table.gm().answer("agree", Map.of("agree", true));
    assertEquals(3, fate.points("bram"));
    assertEquals(0, fate.points("cora"));
    assertEquals(0, table.document().at("asks").size());
  }

  @Test
  void whatCannotBeCompelledIsRefused() {
    table
        .when("ben", debt(Optional.empty()))
        .refused("who-pays")
        .when("gm", new Compel(WOLF, "Grey and hungry", "It bites.", Optional.empty()))
        .refused("not-a-players")
        .when("gm", new Compel(BRAM, "Fear of heights", "It is high.", Optional.empty()))
        .refused("no-such-aspect");
  }

  @Test
  void anothersSecretCannotBeNamed() {
    table.given("/actors/bram/fate/secrets/s", Map.of("name", "Heir to the throne"));
    table
        .when("ben", new Compel(BRAM, "Heir to the throne", "They know.", Optional.of(CORA)))
        .refused("no-such-aspect")
        .when("gm", new Compel(BRAM, "Heir to the throne", "They know.", Optional.empty()))
        .answered("ada", "compel.1", ACCEPT)
        .applied();
  }

  @Test
  void aDetailCostsAPointIfTheGameMasterAgrees() {
    Points.Detail detail = new Points.Detail(BRAM, "I have been here before.");
    table
        .when("ada", detail)
        .approved()
        .then("/actors/bram/fate/points", 2)
        .when("ada", detail)
        .declined("No.")
        .then("/actors/bram/fate/points", 2);
    table.given("/actors/bram/fate/points", 0);
    table.when("ada", detail).refused("no-points");
  }

  @Test
  void theGameMasterGivesAndTakes() {
    table
        .when("gm", new Points.Give(BRAM, 2, "Well played."))
        .applied()
        .then("/actors/bram/fate/points", 5)
        .when("gm", new Points.Give(BRAM, -6, ""))
        .refused("no-points")
        .when("ada", new Points.Give(BRAM, 1, ""))
        .refused("not-allowed");
  }

  @Test
  void aSessionBeginsWithTheRefreshAtLeast() {
    table.given("/actors/bram/fate/points", 1).given("/actors/cora/fate/points", 5);
    table.given("/actors/bram/fate/owed", 1);
    table
        .when("gm", new SessionStart())
        .applied()
        .then("/actors/bram/fate/points", 3)
        .then("/actors/bram/fate/owed", 0)
        .then("/actors/cora/fate/points", 5);
  }

  @Test
  void theGameMastersPurseIsFilledWithEachScene() {
    table
        .when("gm", new Scenes.NextScene("The cellar"))
        .applied()
        .then("/fate/gm/points", 2)
        .seenBy("ada", "/fate/scene/name", "The cellar");
  }
}
