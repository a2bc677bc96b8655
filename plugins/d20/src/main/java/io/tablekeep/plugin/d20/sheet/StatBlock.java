package io.tablekeep.plugin.d20.sheet;

import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import io.tablekeep.sdk.schema.Range;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What somebody is, hero or monster alike, at {@code actors/{a}/d20/block}: set whole or not at
 * all. What changes in play stands in {@link Vitals}; what follows from this is reckoned into
 * {@link Figures}. Heroes have {@code classes}, monsters a {@code challenge}.
 */
@Doc("What somebody is by the rules, hero or monster.")
public record StatBlock(
    @Default("medium") Size size,
    @Default("humanoid") @Length(max = 60) @Doc("Humanoid, undead, dragon …") String kind,
    @Default("") @Length(max = 60) String alignment,
    Abilities abilities,
    @Doc("Levels by class: fighter, wizard …") @Length(max = 12) Map<String, Integer> classes,
    @Doc("Challenge rating of a monster.") @Range(min = 0, max = 30) Optional<Double> challenge,
    @Default("0")
        @Range(min = 0, max = 10_000_000)
        @Doc("Experience a hero has, or a monster is worth.")
        int xp,
    Optional<ArmorClass> armor,
    @Range(min = 1, max = 10_000) int hitPoints,
    @Doc("Hit dice by size: d8 …; without them, those of the classes.") @Length(max = 6)
        Map<String, Integer> hitDice,
    @Doc("Feet by way of moving.") Map<Pace, Integer> speed,
    @Doc("Saves with proficiency.") Set<Ability> saves,
    @Doc("Saves as stated, where they are other than reckoned.") Map<Ability, Integer> statedSaves,
    Map<Skill, Training> skills,
    @Doc("Skills as stated, where they are other than reckoned.") Map<Skill, Integer> statedSkills,
    @Doc("Feet of darkvision, blindsight and so on.") @Length(max = 10) Map<String, Integer> senses,
    @Length(max = 40) Set<String> languages,
    Set<DamageType> resist,
    Set<DamageType> vulnerable,
    Set<DamageType> immune,
    @Doc("Halved unless the weapon is magical.") Set<DamageType> resistMundane,
    @Doc("Nothing unless the weapon is magical.") Set<DamageType> immuneMundane,
    Set<Condition> conditionImmune,
    Set<Feature> features,
    @Length(max = 60) Map<String, Attack> attacks,
    @Default("1") @Range(min = 1, max = 8) int attacksPerAction,
    @Doc("Attacks of one action, by key; any one of these lists.") @Length(max = 10)
        List<Map<String, Integer>> multiattack,
    @Length(max = 60) Map<String, Power> powers,
    Optional<Casting> casting,
    @Length(max = 60) Map<String, Trait> traits,
    @Doc("What is carried besides the table's inventory.") @Length(max = 200)
        Map<String, Gear> gear,
    @Default("0") @Range(min = 0, max = 10) @Doc("Legendary actions a round.") int legendaryActions,
    @Default("0") @Range(min = 0, max = 10) @Doc("Saves a day that succeed after all.")
        int legendaryResistance) {

  /**
   * The level of all classes together.
   *
   * @return 0 for a monster
   */
  public int level() {
    return classes.values().stream().mapToInt(Integer::intValue).sum();
  }
}
