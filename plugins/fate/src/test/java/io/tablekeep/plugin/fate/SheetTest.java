package io.tablekeep.plugin.fate;

import static io.tablekeep.testkit.TestTable.BRAM;
import static io.tablekeep.testkit.TestTable.CORA;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.plugin.fate.scene.Scenes;
import io.tablekeep.plugin.fate.sheet.Building;
import io.tablekeep.plugin.fate.sheet.Facet;
import io.tablekeep.plugin.fate.sheet.Growing;
import io.tablekeep.plugin.fate.sheet.Growing.Advance;
import io.tablekeep.plugin.fate.sheet.Growing.Milestone;
import io.tablekeep.sdk.model.action.SessionStart;
import io.tablekeep.testkit.TestTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sheets are made, grow and heal; settings; what a scene leaves behind. */
class SheetTest {
  private final FateTable fate = new FateTable();
  private final TestTable table = fate.table;

  @AfterEach
  void close() {
    table.close();
  }

  private static Building.Write aspect(String name, boolean secret) {
    return new Building.Write(
        BRAM,
        Optional.empty(),
        Optional.of(new Building.Phrase(name, Facet.Kind.ASPECT)),
        secret,
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void aSheetHasTheBoxesThatItsSkillsGive() {
    try (TestTable fresh = TestTable.playing(new Fate())) {
      fresh
          .when("ada", new Building.Make(BRAM, Map.of("Physique", 3, "Will", 1), false))
          .approved()
          .then("/actors/bram/fate/stress/physical", List.of(false, false, false, false))
          .then("/actors/bram/fate/stress/mental", List.of(false, false, false))
          .then("/actors/bram/fate/points", 3)
          .seenBy("ben", "/actors/bram/fate/points", 3)
          .hiddenFrom("ben", "/actors/bram/fate/skills")
          .seenBy("ada", "/actors/bram/fate/skills/Will", 1)
          .when("ada", new Building.Make(BRAM, Map.of("Physique", 5), false))
          .refused("bad-rating")
          .when("gm", new Building.Make(BRAM, Map.of("Physique", 5), false))
          .applied()
          .then("/actors/bram/fate/slots/mild2", 2)
          .when("gm", new Building.Make(CORA, Map.of(), true))
          .applied()
          .then("/actors/cora/fate/slots", Map.of())
          .then("/actors/cora/fate/stress/physical", List.of(false));
    }
  }

  @Test
  void acceleratedHasApproaches() {
    try (TestTable fresh = TestTable.playing(new Fate())) {
      fresh
          .when("gm", House.accelerated())
          .applied()
          .when("gm", new Building.Make(BRAM, Map.of("Sneaky", 3), false))
          .applied()
          .then("/actors/bram/fate/stress/stress", List.of(false, false, false))
          .when("gm", new Building.Make(BRAM, Map.of("Fight", 3), false))
          .refused("no-such-skill")
          .when("ada", House.core())
          .refused("not-allowed");
    }
  }

  @Test
  void linesAreWrittenAndStruck() {
    table.when("ada", aspect("Never forgets a face", false)).approved();
    table.when("ada", aspect("Heir to the throne", true)).approved();
    assertEquals(3, fate.sheet("bram").at("aspects").size());
    String secret = fate.sheet("bram").at("secrets").keys().iterator().next();
    table
        .when("gm", new Building.Strike(BRAM, "nothing"))
        .refused("no-such-line")
        .hiddenFrom("ben", "/actors/bram/fate/secrets")
        .when("gm", new Building.Strike(BRAM, secret))
        .applied();
    assertEquals(0, fate.sheet("bram").at("secrets").size());
    table
        .when(
            "gm",
            new Building.Write(
                BRAM,
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty()))
        .refused("one-thing");
  }

  @Test
  void aMinorMilestoneAllowsOneEdit() {
    Advance rename =
        new Advance(
            BRAM, Advance.Change.RENAME, Optional.of("trouble"), Optional.of("Debt is paid"));
    table
        .when("ada", rename)
        .refused("no-milestone")
        .when("gm", new Milestone(Milestone.Kind.MINOR))
        .applied()
        .when("ada", rename)
        .applied()
        .then("/actors/bram/fate/aspects/trouble/name", "Debt is paid")
        .when("ada", rename)
        .refused("no-milestone");
  }

  @Test
  void aMajorMilestoneAllowsMore() {
    table.when("gm", new Milestone(Milestone.Kind.MAJOR)).applied();
    table
        .when("ada", advance(Advance.Change.RAISE, "Fight", ""))
        .applied()
        .then("/actors/bram/fate/skills/Fight", 5)
        .when("ada", advance(Advance.Change.REFRESH, "", ""))
        .applied()
        .then("/actors/bram/fate/refresh", 4)
        .when("ada", advance(Advance.Change.EXCHANGE, "Athletics", "Physique"))
        .applied()
        .then("/actors/bram/fate/skills/Physique", 2)
        .then("/actors/bram/fate/skills/Athletics", 1);
    table.when("gm", new Milestone(Milestone.Kind.SIGNIFICANT)).applied();
    table.when("ada", advance(Advance.Change.RAISE, "Fight", "")).refused("at-the-top");
    table.when("ada", advance(Advance.Change.RENAME, "nothing", "x")).refused("no-such-aspect");
  }

  private static Advance advance(Advance.Change change, String key, String to) {
    return new Advance(
        BRAM,
        change,
        key.isEmpty() ? Optional.empty() : Optional.of(key),
        to.isEmpty() ? Optional.empty() : Optional.of(to));
  }

  @Test
  void aTreatedConsequenceHealsInItsTime() {
    table.given("/campaign/settings/fate/invoking", "never");
    for (String slot : List.of("mild", "moderate", "severe")) {
      table.given("/actors/bram/fate/consequences/" + slot, Map.of("name", "Hurt " + slot));
    }
    treat("mild", 0);
    treat("moderate", 2);
    treat("severe", 4);
    assertFalse(fate.sheet("bram").at("consequences", "mild", "recovering").asBoolean(false));
    treat("mild", 1);
    treat("moderate", 3);
    treat("severe", 2);
    table.when("gm", new Scenes.NextScene("")).applied();
    assertEquals(2, fate.sheet("bram").at("consequences").size());
    table.when("gm", new SessionStart()).applied();
    assertEquals(1, fate.sheet("bram").at("consequences").size());
    table.when("gm", new Milestone(Milestone.Kind.SIGNIFICANT)).applied();
    assertEquals(0, fate.sheet("bram").at("consequences").size());
    table.when("ben", new Growing.Treat(CORA, BRAM, "mild", "Lore")).refused("nothing-to-treat");
  }

  private void treat(String slot, int dice) {
    boolean good = dice == 2 && slot.equals("severe");
    table.given("/actors/cora/fate/skills/Lore", good ? 4 : 1);
    fate.fudge(dice);
    table.when("ben", new Growing.Treat(CORA, BRAM, slot, "Lore")).applied();
  }

  @Test
  void aSceneTakesStressAndBoostsWithIt() {
    table.given("/actors/bram/fate/stress/physical", List.of(true, false, true));
    table.given("/actors/bram/fate/out", Map.of("conceded", true));
    table
        .when("gm", new Scenes.Put("Rain", false, 1, 0, false))
        .applied()
        .when("gm", new Scenes.Put("City of bridges", false, 0, 0, true))
        .applied()
        .when("gm", new Scenes.Put("Somebody watches", true, 0, 0, false))
        .applied()
        .when("gm", new Scenes.NextScene("The bridge"))
        .applied()
        .then("/actors/bram/fate/stress/physical", List.of(false, false, false));
    assertEquals(1, fate.scene().size());
    assertFalse(fate.sheet("bram").at("out").exists());
    assertEquals(0, table.document().at("fate", "secrets").size());
    table
        .when("gm", new Scenes.Drop("city of bridges"))
        .applied()
        .when("gm", new Scenes.Drop("city of bridges"))
        .refused("no-such-aspect");
  }

  @Test
  void whatIsNoSheetIsRefused() {
    assertThrows(AssertionError.class, () -> table.given("/actors/bram/fate/points", -1));
    assertThrows(
        AssertionError.class,
        () -> table.given("/actors/bram/fate/consequences/broken", Map.of("name", "x")));
    assertThrows(AssertionError.class, () -> table.given("/actors/bram/fate/skills/Fight", 99));
    assertTrue(fate.points("bram") >= 0);
  }
}
