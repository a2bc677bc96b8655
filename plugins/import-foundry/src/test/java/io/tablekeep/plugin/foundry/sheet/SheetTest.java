package io.tablekeep.plugin.foundry.sheet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.plugin.d20.sheet.Figures;
import io.tablekeep.plugin.d20.sheet.StatBlock;
import io.tablekeep.plugin.d20.srd.Library;
import io.tablekeep.plugin.d20.tables.Reckoning;
import io.tablekeep.plugin.foundry.FoundryFiles;
import io.tablekeep.plugin.foundry.SheetSamples;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes of our own actors: each figure as Foundry would show it. */
class SheetTest {
  private final List<String> told = new ArrayList<>();

  private Map<String, Object> block(String text) {
    Map<String, Object> block =
        Sheet.block(FoundryFiles.actor(text), (at, sentence) -> told.add(at + ' ' + sentence))
            .orElseThrow();
    assertEquals(List.of(), Judge.problems(block));
    return block;
  }

  private static Object at(Object value, String... keys) {
    Object here = value;
    for (String key : keys) {
      here = ((Map<?, ?>) here).get(key);
    }
    return here;
  }

  @Test
  void aMonsterHasItsFigures() {
    Map<String, Object> block = block(SheetSamples.WYRM);
    StatBlock wyrm = Judge.read(block);
    Figures figures = Reckoning.of(wyrm);
    assertEquals(15, figures.ac());
    assertEquals(52, wyrm.hitPoints());
    assertEquals(Map.of("d10", 7), wyrm.hitDice());
    assertEquals(5, figures.saves().get(io.tablekeep.plugin.d20.sheet.Ability.CON));
    assertEquals(5, figures.skills().get(io.tablekeep.plugin.d20.sheet.Skill.STEALTH));
    assertEquals(3, figures.skills().get(io.tablekeep.plugin.d20.sheet.Skill.PERCEPTION));
    assertEquals(4.0, wyrm.challenge().orElseThrow());
    assertEquals(1100, wyrm.xp());
    assertEquals(List.of("acid"), List.copyOf((java.util.Set<?>) block.get("immune")));
    assertEquals("[cold]", block.get("resist").toString());
    assertEquals("[bludgeoning, piercing]", block.get("resistMundane").toString());
    assertEquals("[Reedspeak, draconic, signs]", block.get("languages").toString());
    assertEquals("dragon (Reed)", block.get("kind"));
    assertEquals("large", block.get("size"));
    assertTrue(told.toString().contains("immunity to exhaustion"), told::toString);
  }

  @Test
  void itsWeaponsStrikeAsTheySay() {
    Figures figures = Reckoning.of(Judge.read(block(SheetSamples.WYRM)));
    var bite = figures.attacks().get("bite");
    assertEquals(6, bite.bonus().orElseThrow());
    assertEquals(10, bite.reach());
    assertEquals("1d10+4", bite.damage().get(0).dice());
    assertEquals("1d6", bite.damage().get(1).dice());
    assertEquals(14, bite.rider().orElseThrow().dc());
    var tail = figures.attacks().get("tail");
    assertEquals(10, tail.reach());
    assertEquals(
        "prone",
        tail.rider().orElseThrow().affliction().orElseThrow().condition().orElseThrow().key());
    assertEquals(2, tail.legendary());
    var quill = figures.attacks().get("quill");
    assertEquals(0, quill.reach());
    assertEquals(30, quill.range());
    assertEquals(120, quill.longRange());
    assertEquals(5, quill.bonus().orElseThrow());
    assertEquals("1d8+2", quill.damage().get(0).dice());
    assertTrue(quill.magical());
  }

  @Test
  void whatItDoesAtOnceIsReadFromItsSentences() {
    Map<String, Object> block = block(SheetSamples.WYRM);
    assertEquals(
        List.of(Map.of("reed-song", 1, "bite", 1, "tail", 2), Map.of("quill", 3)),
        block.get("multiattack"));
    assertEquals(3, block.get("legendaryActions"));
    assertEquals(1, block.get("legendaryResistance"));
    assertEquals("[pack-tactics]", block.get("features").toString());
  }

  @Test
  void itsPowersHaveSavesAndAreas() {
    Map<String, Object> block = block(SheetSamples.WYRM);
    assertEquals(Map.of("kind", "sphere", "size", 60), at(block, "powers", "reed-song", "area"));
    assertEquals(13, at(block, "powers", "reed-song", "dc"));
    assertEquals("frightened", at(block, "powers", "reed-song", "affliction", "condition"));
    assertEquals("wis", at(block, "powers", "reed-song", "affliction", "retry"));
    assertEquals(Map.of("kind", "cone", "size", 30), at(block, "powers", "mud-breath", "area"));
    assertEquals("con", at(block, "powers", "mud-breath", "ability"));
    assertEquals(
        Map.of("most", 1, "per", "recharge", "recharge", 5),
        at(block, "powers", "mud-breath", "uses"));
  }

  @Test
  void itsSpellsAreItsOwnOrThoseOfTheRules() {
    Map<String, Object> block = block(SheetSamples.WYRM);
    assertEquals(2, at(block, "casting", "innate", "reed-storm"));
    assertEquals("conjuration", at(block, "casting", "own", "reed-storm", "school"));
    assertEquals(10, at(block, "casting", "own", "reed-storm", "rounds"));
    assertEquals(
        List.of(Map.of("dice", "1d8", "type", "slashing")),
        at(block, "casting", "own", "reed-storm", "perSlot"));
    Map<String, Object> hero = block(SheetSamples.HERO);
    assertEquals("[bless, odd-blessing]", at(hero, "casting", "spells").toString());
    assertEquals("[odd-blessing]", ((Map<?, ?>) at(hero, "casting", "own")).keySet().toString());
    assertEquals(true, at(hero, "casting", "own", "odd-blessing", "power", "plusModifier"));
    assertEquals("1d4", at(hero, "casting", "own", "odd-blessing", "healPerSlot"));
    assertTrue(told.toString().contains("Unready is not prepared"), told::toString);
  }

  @Test
  void aHeroIsReckonedFromLevels() {
    Map<String, Object> block = block(SheetSamples.HERO);
    StatBlock hero = Judge.read(block);
    Figures figures = Reckoning.of(hero);
    assertEquals(Map.of("fighter", 5, "cleric", 1), hero.classes());
    // 10 + 6 + 7 + 8 + 2 and 5; each level 2 for constitution and 1 for the effect; 1 over all.
    assertEquals(38 + 6 * 3 + 1, hero.hitPoints());
    assertEquals(15 + 2 + 2 + 1, figures.ac());
    assertEquals(Map.of("darkvision", 60), hero.senses());
    assertEquals("[fire]", block.get("resist").toString());
    assertEquals(2, hero.attacksPerAction());
    assertEquals(3, figures.proficiency());
    assertEquals(2, figures.slots().get("1"));
    var sword = figures.attacks().get("longsword-1");
    assertEquals(3 + 3 + 1, sword.bonus().orElseThrow());
    assertEquals("1d8+4", sword.damage().get(0).dice());
    assertEquals("1d10+4", figures.attacks().get("longsword-1-two-hands").damage().get(0).dice());
  }

  @Test
  void aHerosPowersAreReckonedFromTheirFormulas() {
    Map<String, Object> block = block(SheetSamples.HERO);
    assertEquals("1d10+5", at(block, "powers", "second-wind", "heal"));
    assertEquals(0, at(block, "powers", "second-wind", "targets"));
    assertEquals(
        List.of(Map.of("dice", "2d6+3", "type", "force")), at(block, "powers", "grit", "damage"));
    assertEquals(
        Map.of("damage", "2", "resist", new java.util.TreeSet<>(List.of("slashing"))),
        at(block, "powers", "rage", "affliction", "mods"));
    assertEquals(10, at(block, "powers", "rage", "affliction", "rounds"));
    assertEquals(2, at(block, "powers", "rage", "uses", "most"));
    assertTrue(told.toString().contains("flags.midi.odd"), told::toString);
    assertTrue(told.toString().contains("Flask: What it does"), told::toString);
  }

  @Test
  void documentsOfBeforeActivitiesAreReadToo() {
    Map<String, Object> block = block(SheetSamples.OLD);
    StatBlock old = Judge.read(block);
    Figures figures = Reckoning.of(old);
    assertEquals(14, figures.ac());
    assertEquals(30, figures.speed());
    assertEquals(0.5, old.challenge().orElseThrow());
    assertEquals(100, old.xp());
    assertEquals("[bludgeoning, piercing, slashing]", block.get("resistMundane").toString());
    var sword = figures.attacks().get("scimitar");
    assertEquals(3 + 2 + 1, sword.bonus().orElseThrow());
    assertEquals("1d6+3", sword.damage().get(0).dice());
    assertEquals(5, sword.reach());
    assertTrue(sword.light() && sword.deft());
    assertEquals(12, sword.rider().orElseThrow().dc());
    assertEquals("2d6", sword.rider().orElseThrow().damage().get(0).dice());
    assertTrue(sword.rider().orElseThrow().half());
    assertEquals("Poisoned", sword.rider().orElseThrow().affliction().orElseThrow().name());
    assertEquals("bonus", at(block, "powers", "smoke", "cost"));
    assertEquals(6, at(block, "powers", "smoke", "uses", "recharge"));
    assertEquals(true, at(block, "powers", "smoke", "half"));
    assertEquals("[fire-bolt]", at(block, "casting", "spells").toString());
  }

  @Test
  void documentsOfTheNewerRulesAreReadToo() {
    Map<String, Object> block = block(SheetSamples.NEWER);
    Figures figures = Reckoning.of(Judge.read(block));
    var bite = figures.attacks().get("bite");
    assertEquals(5 + 2, bite.bonus().orElseThrow());
    assertEquals("1d12+5", bite.damage().get(0).dice());
    var poison = bite.rider().orElseThrow().affliction().orElseThrow();
    assertEquals("Poisoned", poison.name());
    assertEquals(1, poison.rounds().orElseThrow());
    assertEquals("str", at(block, "powers", "constrict", "ability"));
    assertEquals("grappled", at(block, "powers", "constrict", "affliction", "condition"));
    assertEquals(1, at(block, "powers", "constrict", "affliction", "rounds"));
    assertEquals(Map.of("truesight", 120), block.get("senses"));
    assertEquals(Map.of("detect-magic", 0, "dream", 1), at(block, "casting", "innate"));
    String all = told.toString();
    assertTrue(all.contains("Spellcasting: “cast” is told in words alone"), all);
    assertFalse(all.contains("properties"), "what changes a spell is not about its caster: " + all);
  }

  @Test
  void whatIsNoCreatureOfThatGameHasNoSheet() {
    for (String text :
        List.of(
            "{\"_id\":\"a\",\"name\":\"Cart\",\"type\":\"vehicle\",\"system\":{\"abilities\":{\"str\":{}}}}",
            "{\"_id\":\"a\",\"name\":\"Bare\",\"type\":\"npc\",\"items\":[]}",
            "{\"_id\":\"a\",\"name\":\"Other\",\"type\":\"npc\",\"_stats\":{\"systemId\":\"pf2e\"},\"system\":{\"abilities\":{\"str\":{}}}}")) {
      told.clear();
      Optional<Map<String, Object>> none =
          Sheet.block(FoundryFiles.actor(text), (at, sentence) -> told.add(sentence));
      assertFalse(none.isPresent(), text);
      assertEquals(1, told.size(), text);
    }
  }

  @Test
  void theSpellsThatAreLeftToTheRulesAreTheRules() {
    assertEquals(Library.spellsByKey().keySet(), new java.util.TreeSet<>(Magic.OF_RULES));
  }
}
