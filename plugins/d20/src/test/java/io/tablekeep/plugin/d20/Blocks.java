package io.tablekeep.plugin.d20;

import io.tablekeep.engine.state.bind.Records;
import io.tablekeep.plugin.d20.sheet.Abilities;
import io.tablekeep.plugin.d20.sheet.Ability;
import io.tablekeep.plugin.d20.sheet.Skill;
import io.tablekeep.plugin.d20.sheet.StatBlock;
import io.tablekeep.plugin.d20.sheet.Training;
import io.tablekeep.plugin.d20.srd.Library;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Stat blocks for tests. */
final class Blocks {
  private Blocks() {}

  static StatBlock monster(
      Abilities abilities,
      double challenge,
      int hitPoints,
      Set<Ability> saves,
      Map<Skill, Training> skills,
      Map<Skill, Integer> stated) {
    Map<String, Object> block = new LinkedHashMap<>();
    block.put("abilities", abilities);
    block.put("challenge", challenge);
    block.put("hitPoints", hitPoints);
    block.put("saves", saves);
    block.put("skills", skills);
    block.put("statedSkills", stated);
    return read(block);
  }

  static Optional<StatBlock> ours(String key) {
    return Library.creature(key).map(Blocks::read);
  }

  static StatBlock read(Map<String, Object> block) {
    return Records.read(Records.write(block, 0), StatBlock.class, Records.UnknownKeys.REFUSED);
  }

  /** A block with something changed. */
  static Map<String, Object> with(String creature, String key, Object value) {
    Map<String, Object> block = new LinkedHashMap<>(Library.creature(creature).orElseThrow());
    block.put(key, value);
    return block;
  }
}
