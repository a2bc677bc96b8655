package io.tablekeep.plugin.d20.sheet;

import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import io.tablekeep.sdk.schema.Range;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How somebody casts. Heroes have their slots from their classes; a monster states its own. Spells
 * are named by their keys: those under {@code own} first, then those of the SRD that the system
 * brings.
 */
@Doc("How somebody casts spells.")
public record Casting(
    Ability ability,
    @Doc("As stated; without it, 8, proficiency and the ability.") @Range(min = 1, max = 40)
        Optional<Integer> dc,
    @Doc("To hit as stated.") @Range(min = -10, max = 40) Optional<Integer> attack,
    @Doc("Slots by level, as stated; without it, those of the classes.") Map<String, Integer> slots,
    @Doc("Keys of the spells that can be cast.") @Length(max = 500) Set<String> spells,
    @Doc("Keys of those that cost no slot, with how often a day; 0 is at will.")
        Map<String, Integer> innate,
    @Doc("Spells of one's own.") @Length(max = 200) Map<String, Spell> own) {}
