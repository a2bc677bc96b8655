package io.tablekeep.plugin.fate;

import static io.tablekeep.plugin.fate.FateTable.creates;
import static io.tablekeep.plugin.fate.FateTable.defends;
import static io.tablekeep.plugin.fate.FateTable.overcome;
import static io.tablekeep.plugin.fate.play.Creating.Create.Aim.DISCOVER;
import static io.tablekeep.plugin.fate.play.Creating.Create.Aim.MAKE;
import static io.tablekeep.plugin.fate.play.Creating.Create.Aim.USE;
import static io.tablekeep.testkit.TestTable.BRAM;
import static io.tablekeep.testkit.TestTable.CORA;
import static io.tablekeep.testkit.TestTable.WOLF;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.plugin.fate.play.Creating.Create;
import io.tablekeep.plugin.fate.play.Overcoming.Overcome;
import io.tablekeep.plugin.fate.scene.Scenes;
import io.tablekeep.sdk.state.Node;
import io.tablekeep.testkit.Happened;
import io.tablekeep.testkit.TestTable;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** To overcome, to create an advantage, and what is hidden until it is discovered. */
class AdvantageTest {
  private final FateTable fate = new FateTable();
  private final TestTable table = fate.table;

  @BeforeEach
  void nobodyInvokes() {
    table.given("/campaign/settings/fate/invoking", "never");
  }

  @AfterEach
  void close() {
    table.close();
  }

  private Happened coraCreates(Create.Aim aim, String name, int dice) {
    fate.fudge(dice);
    return table
        .when("ben", creates(CORA, aim, name))
        .answered("gm", "difficulty", Map.of("against", 2));
  }

  @Test
  void aSuccessMakesAnAspectWithAFreeInvocation() {
    coraCreates(MAKE, "Smoke everywhere", 1).applied();
    Node aspect = fate.scene().get(0);
    assertEquals("Smoke everywhere", aspect.at("name").asText());
    assertEquals(1, aspect.at("free", "players").asInt());
    assertTrue(table.seat("ada").view().at("fate", "aspects", aspect.key()).exists());
  }

  @Test
  void styleMakesTwo() {
    coraCreates(MAKE, "Smoke everywhere", 3).applied();
    assertEquals(2, fate.scene().get(0).at("free", "players").asInt());
  }

  @Test
  void aTieMakesABoost() {
    coraCreates(MAKE, "Smoke everywhere", 0).applied();
    assertEquals("boost", fate.scene().get(0).at("kind").asText());
  }

  @Test
  void aFailureMakesNothing() {
    coraCreates(MAKE, "Smoke everywhere", -1)
        .answered("ben", "price", Map.of("atACost", false))
        .applied();
    assertEquals(0, fate.scene().size());
  }

  @Test
  void aFailureMayServeTheOthers() {
    coraCreates(MAKE, "Smoke everywhere", -1)
        .answered("ben", "price", Map.of("atACost", true))
        .applied();
    assertEquals(1, fate.scene().get(0).at("free", "gm").asInt());
    assertFalse(fate.scene().get(0).at("free", "players").exists());
  }

  @Test
  void anAspectThatIsThereGetsMoreFreeInvocations() {
    table.when("gm", new Scenes.Put("Slippery floor", false, 0, 0, false)).applied();
    coraCreates(USE, "Slippery floor", 3).applied();
    assertEquals(2, fate.scene().get(0).at("free", "players").asInt());
    coraCreates(USE, "slippery floor", -4).applied();
    assertEquals(1, fate.scene().get(0).at("free", "gm").asInt());
    table.when("ben", creates(CORA, USE, "Dry floor")).refused("no-such-aspect");
  }

  @Test
  void theGameMasterSaysHowHardItIs() {
    fate.fudge(1);
    table
        .when("ben", creates(CORA, MAKE, "Smoke"))
        .answered("gm", "difficulty", Map.of("against", 6))
        .answered("ben", "price", Map.of("atACost", false))
        .applied();
    assertEquals(0, fate.scene().size());
  }

  @Test
  void somebodyMayOpposeIt() {
    fate.fudge(1, -1);
    table
        .when(
            "ben",
            new Create(
                CORA,
                "Notice",
                MAKE,
                "In my sights",
                Optional.of(BRAM),
                Optional.empty(),
                Optional.empty()))
        .answered("ada", "defend", defends("Athletics"))
        .applied();
    assertEquals("In my sights", fate.scene().get(0).at("name").asText());
  }

  @Test
  void whatIsHiddenIsNobodysUntilItIsDiscovered() {
    table
        .when("gm", new Scenes.Put("A trapdoor under the rug", true, 0, 1, false))
        .applied()
        .hiddenFrom("ada", "/fate/secrets");
    table.when("ben", creates(CORA, USE, "A trapdoor under the rug")).refused("no-such-aspect");
    coraCreates(DISCOVER, "What is under the rug?", 1)
        .answered("gm", "learn", Map.of("name", "A trapdoor under the rug"))
        .applied();
    Node found = fate.scene().get(0);
    assertEquals("A trapdoor under the rug", found.at("name").asText());
    assertEquals(1, found.at("free", "players").asInt());
    assertEquals(1, found.at("free", "gm").asInt());
    assertEquals(0, table.document().at("fate", "secrets").size());
  }

  @Test
  void whatNobodyHadThoughtOfIsFoundAllTheSame() {
    coraCreates(DISCOVER, "What is under the rug?", 1)
        .answered("gm", "learn", Map.of("name", "A letter"))
        .applied();
    assertEquals("A letter", fate.scene().get(0).at("name").asText());
  }

  @Test
  void somebodysSecretIsFoundOut() {
    table.given("/actors/wolf/hidden", false);
    fate.fudge(2, 0);
    table
        .when(
            "ben",
            new Create(
                CORA,
                "Notice",
                DISCOVER,
                "What does it fear?",
                Optional.of(WOLF),
                Optional.empty(),
                Optional.empty()))
        .answered("gm", "defend", defends("Stealth"))
        .answered("gm", "learn", Map.of("name", "Afraid of fire"))
        .applied()
        .seenBy("ada", "/actors/wolf/fate/aspects/fear/name", "Afraid of fire")
        .then("/actors/wolf/fate/aspects/fear/free/players", 2);
    assertEquals(0, fate.sheet("wolf").at("secrets").size());
  }

  @Test
  void theGameMasterShowsWhatIsHidden() {
    table
        .when("gm", new Scenes.Put("A trapdoor", true, 0, 0, false))
        .applied()
        .when("ada", new Scenes.Reveal(Optional.empty(), "A trapdoor"))
        .refused("not-allowed")
        .when("gm", new Scenes.Reveal(Optional.empty(), "a trapdoor"))
        .applied()
        .heardBy("ada", "It shows: A trapdoor")
        .when("gm", new Scenes.Reveal(Optional.empty(), "a trapdoor"))
        .refused("no-such-aspect");
  }

  @Test
  void overcomingAnAspectGetsRidOfIt() {
    table.when("gm", new Scenes.Put("Locked door", false, 0, 0, false)).applied();
    Overcome pick =
        new Overcome(
            BRAM,
            "Physique",
            Optional.empty(),
            Optional.empty(),
            Optional.of("Locked door"),
            Optional.empty());
    fate.fudge(0);
    table.when("ada", pick).answered("gm", "difficulty", Map.of("against", 2)).applied();
    assertEquals(1, fate.scene().size());
    fate.fudge(1);
    table.when("ada", pick).answered("gm", "difficulty", Map.of("against", 2)).applied();
    assertEquals(0, fate.scene().size());
    table.when("ada", pick).refused("no-such-aspect");
  }

  @Test
  void styleGivesMomentum() {
    fate.fudge(4);
    table
        .when("ada", overcome(BRAM, "Physique", 2))
        .answered("gm", "difficulty", Map.of("against", 2))
        .applied();
    assertEquals("Momentum of Bram", fate.scene().get(0).at("name").asText());
  }

  @Test
  void whatTheGameMasterRollsNeedsNoQuestion() {
    fate.fudge(0);
    table.when("gm", overcome(WOLF, "Athletics", 2)).applied();
    assertEquals(0, table.seat("ada").chat().size());
    assertEquals(0, table.seat("ada").view().at("dice").size());
  }

  @Test
  void nobodyOpposesThemselves() {
    table
        .when(
            "ada",
            new Overcome(
                BRAM,
                "Fight",
                Optional.of(BRAM),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()))
        .refused("oneself");
  }
}
