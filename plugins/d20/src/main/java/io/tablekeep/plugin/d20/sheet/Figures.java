package io.tablekeep.plugin.d20.sheet;

import io.tablekeep.sdk.schema.Doc;
import java.util.Map;

/**
 * What follows from a stat block, at {@code actors/{a}/d20/block/figures}: reckoned and stored
 * whenever the block changes, so that rules and views read it ready made.
 */
@Doc("What follows from a stat block.")
public record Figures(
    int level,
    int proficiency,
    int ac,
    int initiative,
    Map<Ability, Integer> modifiers,
    Map<Ability, Integer> saves,
    Map<Skill, Integer> skills,
    Map<Skill, Integer> passive,
    @Doc("What a spell's target has to reach; 0 for who casts none.") int spellDc,
    int spellAttack,
    int casterLevel,
    Map<String, Integer> slots,
    int pactLevel,
    Map<String, Integer> hitDice,
    @Doc("Pounds.") int carries,
    @Doc("Pounds.") int lifts,
    int speed,
    @Doc("Every attack with its numbers as they are rolled.") Map<String, Attack> attacks) {}
