package io.tablekeep.plugin.foundry.sheet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.plugin.d20.sheet.Attack;
import io.tablekeep.plugin.d20.sheet.Figures;
import io.tablekeep.plugin.d20.sheet.StatBlock;
import io.tablekeep.plugin.d20.tables.Reckoning;
import io.tablekeep.plugin.foundry.FoundryFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Actors that others wrote, where they are at hand: D20 takes each of their sheets. */
class RealSheetsTest {
  @Test
  void everyGivenActorIsOneThatD20Takes() throws IOException {
    int attacks = 0;
    int powers = 0;
    int spells = 0;
    int remarks = 0;
    List<String> amiss = new ArrayList<>();
    List<Map<String, Object>> actors = FoundryFiles.actors();
    for (Map<String, Object> actor : actors) {
      List<String> told = new ArrayList<>();
      Map<String, Object> block =
          Sheet.block(actor, (at, sentence) -> told.add(at + ' ' + sentence)).orElseThrow();
      for (String problem : Judge.problems(block)) {
        amiss.add(actor.get("name") + ": " + problem);
      }
      attacks += ((Map<?, ?>) block.get("attacks")).size();
      powers += ((Map<?, ?>) block.get("powers")).size();
      spells +=
          block.get("casting") instanceof Map<?, ?> casting
              ? ((java.util.Collection<?>) casting.get("spells")).size()
              : 0;
      remarks += told.size();
    }
    assertEquals(List.of(), amiss);
    assertTrue(attacks > 0);
    System.out.printf(
        "%d actors: sheets with %d attacks, %d powers and %d spells; %d remarks%n",
        actors.size(), attacks, powers, spells, remarks);
  }

  /**
   * The same monsters as the other given source has them: an independent account of the figures.
   */
  @Test
  void figuresAreThoseOfTheSrd() throws IOException {
    Map<String, Part> srd = new HashMap<>();
    new Part(FoundryFiles.srdMonsters())
        .elements()
        .forEach(each -> srd.put(each.at("name").text(), each));
    int same = 0;
    List<String> other = new ArrayList<>();
    for (Map<String, Object> actor : FoundryFiles.actors()) {
      String name = String.valueOf(actor.get("name"));
      Part there = srd.get(name);
      if (there == null) {
        continue;
      }
      StatBlock block = Judge.read(Sheet.block(actor, (at, sentence) -> {}).orElseThrow());
      Figures figures = Reckoning.of(block);
      Map<String, Object> wanted = new LinkedHashMap<>();
      Map<String, Object> is = new LinkedHashMap<>();
      wanted.put("hp", there.at("hit_points").whole(0, 0, 10_000));
      is.put("hp", block.hitPoints());
      wanted.put("ac", there.at("armor_class").elements().get(0).at("value").whole(0, 0, 99));
      is.put("ac", figures.ac());
      for (Part action : there.at("actions").elements()) {
        String key = Prose.key(action.at("name").text());
        Attack attack = figures.attacks().get(key);
        if (!action.at("attack_bonus").isBlank() && attack != null) {
          wanted.put(key, action.at("attack_bonus").whole(0, -99, 99));
          is.put(key, attack.bonus().orElse(99));
          String dice =
              action.at("damage").elements().stream()
                  .findFirst()
                  .orElse(there)
                  .at("damage_dice")
                  .text();
          if (!dice.isEmpty() && !attack.damage().isEmpty()) {
            wanted.put(key + " damage", dice);
            is.put(key + " damage", attack.damage().get(0).dice());
          }
        }
      }
      for (Map.Entry<String, Object> each : wanted.entrySet()) {
        if (each.getValue().equals(is.get(each.getKey()))) {
          same++;
        } else {
          other.add(name + ' ' + each + ", here " + is.get(each.getKey()));
        }
      }
    }
    System.out.printf(
        "%d figures are those of the SRD, %d are not: %s%n", same, other.size(), other);
    assertTrue(same >= 20 * other.size(), other::toString);
  }
}
