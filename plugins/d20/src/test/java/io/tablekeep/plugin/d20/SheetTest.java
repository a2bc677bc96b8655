package io.tablekeep.plugin.d20;

import static io.tablekeep.testkit.TestTable.BRAM;
import static io.tablekeep.testkit.TestTable.WOLF;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tablekeep.engine.state.Canonical;
import io.tablekeep.engine.state.bind.Records;
import io.tablekeep.plugin.d20.call.SheetActions.Become;
import io.tablekeep.plugin.d20.call.SheetActions.SetStatBlock;
import io.tablekeep.plugin.d20.call.Tools;
import io.tablekeep.plugin.d20.combat.AttackActions.AttackWith;
import io.tablekeep.plugin.d20.sheet.Edge;
import io.tablekeep.plugin.d20.sheet.StatBlock;
import io.tablekeep.plugin.d20.sheet.Vitals;
import io.tablekeep.plugin.d20.srd.Library;
import io.tablekeep.plugin.d20.tables.Advancement;
import io.tablekeep.plugin.d20.tables.Slots;
import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.model.people.CompendiumTake;
import io.tablekeep.sdk.model.world.Origin;
import io.tablekeep.sdk.state.Node;
import io.tablekeep.testkit.TestTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Stat blocks are legal or not there at all, and what follows from them is reckoned. */
class SheetTest {
  private final TestTable table = TestTable.playing(new D20());

  @AfterEach
  void close() {
    table.close();
  }

  private Node sheet(String actor) {
    return table.document().at("actors", actor, "d20");
  }

  @Test
  void everyCreatureThatComesWithTheRulesIsLegal() {
    for (String key : Library.creaturesByKey().keySet()) {
      table.when("gm", new Become(WOLF, key)).applied();
      assertEquals(
          sheet("wolf").at("block", "hitPoints").asInt(), sheet("wolf").at("now", "hp").asInt());
      sheet("wolf").at("now").as(Vitals.class);
    }
    table.when("gm", new Become(WOLF, "jabberwock")).refused("no-such-creature");
  }

  @Test
  void whatFollowsFromAStatBlockIsReckonedAndStored() {
    table
        .when("gm", new Become(BRAM, "fighter"))
        .then("/actors/bram/d20/block/figures/ac", 20)
        .then("/actors/bram/d20/block/figures/proficiency", 3)
        .then("/actors/bram/d20/block/figures/saves/str", 7)
        .then("/actors/bram/d20/block/figures/attacks/longsword/bonus", 8)
        .then("/actors/bram/d20/block/figures/attacks/longsword/damage/0/dice", "1d8+5")
        .then("/actors/bram/d20/block/figures/hitDice/d10", 5)
        .then("/actors/bram/d20/block/figures/carries", 270)
        .then("/actors/bram/d20/now/hp", 49)
        .seenBy("ada", "/actors/bram/d20/now/hp", 49)
        .seenBy("ben", "/actors/bram/d20/now/health", "unhurt")
        .hiddenFrom("ben", "/actors/bram/d20/now/hp")
        .hiddenFrom("ben", "/actors/bram/d20/block/abilities");
  }

  @Test
  void slotsOfSeveralClassesAreThoseOfOneCasterLevelAndAWarlocksStandApart() {
    assertEquals(Map.of("1", 4, "2", 3, "3", 2), Slots.of(Map.of("paladin", 3, "sorcerer", 4)));
    assertEquals(Map.of("1", 4, "2", 3, "3", 2), Slots.of(Map.of("wizard", 3, "cleric", 2)));
    assertEquals(Map.of("1", 2, "pact", 2), Slots.of(Map.of("wizard", 1, "warlock", 3)));
  }

  @Test
  void whoHasGainedEnoughIsTold() {
    table.when("gm", new Become(BRAM, "fighter")).applied();
    int enough = Advancement.experience(6) - Advancement.experience(5);
    table.given("/actors/bram/d20/block/xp", Advancement.experience(5));
    table.when("gm", new Tools.Award(List.of(BRAM), enough - 1)).applied();
    table
        .when("gm", new Tools.Award(List.of(BRAM), 1))
        .heardBy("ada", "Bram has the experience of level 6.");
  }

  @Test
  void passiveScoresAreTenAndTheSkill() {
    table.when("gm", new Become(BRAM, "wizard")).applied();
    Node figures = table.document().at("actors", "bram", "d20", "block", "figures");
    for (String skill : figures.at("skills").keys()) {
      int passive = figures.at("passive", skill).asInt();
      assertEquals(10 + figures.at("skills", skill).asInt(), passive, skill);
    }
  }

  @Test
  void aPlayerSetsTheirOwnStatBlockWhole() {
    StatBlock wizard = Blocks.ours("wizard").orElseThrow();
    table
        .when("ada", new SetStatBlock(BRAM, wizard))
        .applied()
        .then("/actors/bram/d20/block/figures/slots/3", 2)
        .then("/actors/bram/d20/block/figures/spellDc", 15)
        .when("ben", new SetStatBlock(BRAM, wizard))
        .refused("no-such-thing");
  }

  @Test
  void anIllegalStatIsRefusedWithTheRulesNameAndChangesNothing() {
    refused("level-sum", Map.of("fighter", 12, "wizard", 9), "classes");
    refused("level-range", Map.of("fighter", 0), "classes");
    refused("hit-dice", Map.of("d7", 2), "hitDice");
    refused("multiattack", List.of(Map.of("bite", 1)), "multiattack");
    refused("out-of-range", Map.of("strength", 31), "abilities");
    refused("out-of-range", 0, "hitPoints");
    refused("attack-reach", Map.of("x", Map.of("name", "X", "reach", 0)), "attacks");
    refused(
        "dice-sum",
        Map.of("x", Map.of("name", "X", "damage", List.of(Map.of("dice", "2d6kh1")))),
        "attacks");
    refused("save-missing", Map.of("x", Map.of("name", "X", "method", "save")), "powers");
    assertFalse(sheet("bram").exists());
  }

  private void refused(String rule, Object value, String key) {
    StatBlock block = Blocks.read(Blocks.with("fighter", key, value));
    table.when("ada", new SetStatBlock(BRAM, block)).refused(rule);
  }

  @Test
  void noHandWritesWhatTheRulesForbid() {
    table.when("gm", new Become(BRAM, "fighter")).applied();
    assertThrows(AssertionError.class, () -> table.given("/actors/bram/d20/now/hp", 50));
    assertThrows(AssertionError.class, () -> table.given("/actors/bram/d20/now/dead", true));
    assertThrows(
        AssertionError.class, () -> table.given("/actors/bram/d20/block/abilities/strength", 0));
  }

  @Test
  void whoeversMaximumChangesKeepsTheirWounds() {
    table.when("gm", new Become(BRAM, "fighter")).applied();
    table.given("/actors/bram/d20/now/hp", 40);
    table.given("/actors/bram/d20/block/hitPoints", 59);
    assertEquals(50, sheet("bram").at("now", "hp").asInt());
    assertEquals(59, sheet("bram").at("now", "max").asInt());
  }

  @Test
  void aMonsterOfACompendiumIsPlayableAsItComes() {
    Map<String, Object> wolf = new LinkedHashMap<>();
    wolf.put("name", "Grey wolf");
    wolf.put("type", "monster");
    wolf.put("d20", Map.of("block", Library.creature("wolf").orElseThrow()));
    Origin origin = new Origin("compendium/srd", "wolf", Canonical.hash(Records.write(wolf, 0)));
    table.when("gm", new CompendiumTake(CompendiumTake.Kind.ACTORS, wolf, origin)).applied();
    String key =
        table
            .document()
            .at("actors")
            .children()
            .filter(each -> each.at("name").asText().equals("Grey wolf"))
            .map(Node::key)
            .findFirst()
            .orElseThrow();
    assertEquals(11, sheet(key).at("now", "hp").asInt());
    table.when("gm", new Become(BRAM, "fighter")).applied();
    AttackWith bite = new AttackWith(new ActorRef(key), BRAM, "bite", Edge.NONE, "", false);
    table.dice(18, 4, 4, 2);
    table
        .when("gm", bite)
        .heardBy("ada", "Grey wolf attacks Bram with Bite: 22, a hit: 10 piercing.");
    assertEquals(
        "Prone", table.document().at("actors", "bram", "conditions", "prone", "name").asText());
  }
}
