package io.tablekeep.plugin.d20;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tablekeep.plugin.d20.sheet.Abilities;
import io.tablekeep.plugin.d20.sheet.Ability;
import io.tablekeep.plugin.d20.sheet.Figures;
import io.tablekeep.plugin.d20.sheet.Skill;
import io.tablekeep.plugin.d20.sheet.StatBlock;
import io.tablekeep.plugin.d20.sheet.Training;
import io.tablekeep.plugin.d20.tables.Advancement;
import io.tablekeep.plugin.d20.tables.HeroClass;
import io.tablekeep.plugin.d20.tables.Known;
import io.tablekeep.plugin.d20.tables.Reckoning;
import io.tablekeep.plugin.d20.tables.Slots;
import java.io.IOException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is reckoned, against the figures of the SRD's monsters and classes. */
class RulesDataTest {
  @Test
  void everyFigureOfEveryMonsterIsAsStated() throws IOException {
    Optional<JsonNode> monsters = Shared.srd("monster-checks.json");
    int checked = 0;
    int wrongAtTheSource = 0;
    for (JsonNode monster : monsters.map(all -> (Iterable<JsonNode>) all).orElse(Set.of())) {
      Figures figures = Reckoning.of(block(monster));
      double challenge = monster.get("cr").asDouble();
      assertEquals(monster.get("proficiency_bonus").asInt(), figures.proficiency());
      for (JsonNode check : monster.get("checks")) {
        if (!check.get("agrees").asBoolean()) {
          wrongAtTheSource++;
          continue;
        }
        checked++;
        String what = monster.get("index").asText() + ' ' + check;
        int stated = check.get("stated").asInt();
        String detail = check.get("detail").asText();
        switch (check.get("kind").asText()) {
          case "save" -> assertEquals(stated, figures.saves().get(ability(detail)), what);
          case "skill(prof or expertise)" ->
              assertEquals(stated, figures.skills().get(skill(detail)), what);
          case "passive_perception" ->
              assertEquals(stated, figures.passive().get(Skill.PERCEPTION), what);
          case "proficiency_from_cr" ->
              assertEquals(stated, Advancement.proficiency(challenge), what);
          case "spell_dc" -> assertTrue(casts(monster, stated - 8), what);
          case "spell_attack" -> assertTrue(casts(monster, stated), what);
          default -> throw new AssertionError(what);
        }
      }
    }
    if (monsters.isPresent()) {
      assertTrue(checked > 600, () -> "too little was checked");
      assertEquals(7, wrongAtTheSource);
    }
  }

  private static boolean casts(JsonNode monster, int bonus) {
    int proficiency = monster.get("proficiency_bonus").asInt();
    return Set.of(Ability.INT, Ability.WIS, Ability.CHA).stream()
        .anyMatch(each -> abilities(monster).modifier(each) + proficiency == bonus);
  }

  private static StatBlock block(JsonNode monster) {
    Abilities abilities = abilities(monster);
    int proficiency = monster.get("proficiency_bonus").asInt();
    Set<Ability> saves = EnumSet.noneOf(Ability.class);
    Map<Skill, Training> skills = new EnumMap<>(Skill.class);
    Map<Skill, Integer> stated = new EnumMap<>(Skill.class);
    for (JsonNode check : monster.get("checks")) {
      String detail = check.get("detail").asText();
      if (check.get("kind").asText().equals("save")) {
        saves.add(ability(detail));
      } else if (check.get("kind").asText().startsWith("skill")) {
        Skill skill = skill(detail);
        if (!check.get("agrees").asBoolean()) {
          stated.put(skill, check.get("stated").asInt());
        }
        int over = check.get("derived").asInt() - abilities.modifier(skill.ability());
        skills.put(skill, over > proficiency ? Training.EXPERT : Training.PROFICIENT);
      }
    }
    return Blocks.monster(
        abilities, monster.get("cr").asDouble(), monster.get("hp").asInt(), saves, skills, stated);
  }

  private static Abilities abilities(JsonNode monster) {
    JsonNode of = monster.get("abilities");
    return new Abilities(
        of.get("strength").asInt(),
        of.get("dexterity").asInt(),
        of.get("constitution").asInt(),
        of.get("intelligence").asInt(),
        of.get("wisdom").asInt(),
        of.get("charisma").asInt());
  }

  private static Ability ability(String detail) {
    return Ability.valueOf(detail.substring(detail.length() - 3).toUpperCase(Locale.ROOT));
  }

  private static Skill skill(String detail) {
    return Skill.valueOf(
        detail.substring("skill-".length()).replace('-', '_').toUpperCase(Locale.ROOT));
  }

  @Test
  void everyLevelOfEveryClassHasItsBonusAndSlots() throws IOException {
    Optional<JsonNode> levels = Shared.srd("class-levels.json");
    int checked = 0;
    for (JsonNode row : levels.map(all -> (Iterable<JsonNode>) all).orElse(Set.of())) {
      String name = row.get("cls").asText();
      int level = row.get("level").asInt();
      HeroClass of = HeroClass.named(name).orElseThrow();
      assertEquals(row.get("prof_bonus").asInt(), Advancement.proficiency(level), row::toString);
      Map<String, Integer> slots = Slots.of(Map.of(name, level));
      JsonNode casting = row.get("spellcasting");
      for (int i = 1; i <= 9; i++) {
        int stated = casting.path("spell_slots_level_" + i).asInt(0);
        int pact = Slots.pactLevel(Map.of(name, level)) == i ? slots.get(Slots.PACT) : 0;
        assertEquals(stated, slots.getOrDefault(Integer.toString(i), 0) + pact, row::toString);
        checked++;
      }
      assertEquals(
          casting.path("cantrips_known").asInt(0),
          Known.cantrips(of, level).orElse(0),
          row::toString);
      assertEquals(
          casting.path("spells_known").asInt(0), Known.spells(of, level).orElse(0), row::toString);
    }
    assertTrue(levels.isEmpty() || checked >= 1000);
  }

  @Test
  void monstersOfOursAreReckonedAsTheSrdHasThem() throws IOException {
    Optional<JsonNode> monsters = Shared.srd("2014/5e-SRD-Monsters.json");
    int checked = 0;
    for (JsonNode monster : monsters.map(all -> (Iterable<JsonNode>) all).orElse(Set.of())) {
      Optional<StatBlock> ours =
          Blocks.ours(monster.get("index").asText()).filter(one -> one.challenge().isPresent());
      if (ours.isEmpty()) {
        continue;
      }
      checked++;
      String what = monster.get("index").asText();
      Figures figures = Reckoning.of(ours.get());
      assertEquals(monster.get("armor_class").get(0).get("value").asInt(), figures.ac(), what);
      assertEquals(monster.get("hit_points").asInt(), ours.get().hitPoints(), what);
      assertEquals(monster.get("xp").asInt(), ours.get().xp(), what);
      assertEquals(
          Advancement.worth(monster.get("challenge_rating").asDouble()), ours.get().xp(), what);
      assertEquals(
          monster.get("senses").get("passive_perception").asInt(),
          figures.passive().get(Skill.PERCEPTION),
          what);
      for (JsonNode each : monster.get("proficiencies")) {
        String index = each.get("proficiency").get("index").asText();
        int value = each.get("value").asInt();
        int reckoned =
            index.startsWith("skill")
                ? figures.skills().get(skill(index))
                : figures.saves().get(ability(index));
        assertEquals(value, reckoned, what + ' ' + index);
      }
    }
    assertTrue(monsters.isEmpty() || checked == 14, "checked " + checked);
  }

  @Test
  void severalClassesShareOneTableOfSlots() {
    assertEquals(Map.of("1", 4, "2", 3, "3", 2), Slots.of(Map.of("wizard", 3, "paladin", 5)));
    assertEquals(Map.of("1", 4, "2", 2), Slots.of(Map.of("paladin", 5)));
    assertEquals(Map.of("1", 4, "2", 2), Slots.of(Map.of("paladin", 5, "fighter", 2)));
    assertEquals(Map.of("1", 3, "pact", 2), Slots.of(Map.of("sorcerer", 2, "warlock", 3)));
    assertEquals(Map.of(), Slots.of(Map.of("fighter", 20)));
  }

  @Test
  void levelsNeedTheirExperience() {
    for (int level = 1; level <= 20; level++) {
      assertEquals(level, Advancement.level(Advancement.experience(level)));
      assertEquals(Math.max(1, level - 1), Advancement.level(Advancement.experience(level) - 1));
    }
  }
}
