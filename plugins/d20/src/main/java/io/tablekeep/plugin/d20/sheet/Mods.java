package io.tablekeep.plugin.d20.sheet;

import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import io.tablekeep.sdk.schema.Range;
import java.util.Optional;
import java.util.Set;

/** What an effect changes about the numbers of whoever bears it. Everything may be left out. */
@Doc("What an effect changes about the numbers of whoever bears it.")
public record Mods(
    @Default("0") @Range(min = -20, max = 20) @Doc("Added to armour class.") int ac,
    @Doc("The least armour class, as of barkskin.") @Range(min = 1, max = 30)
        Optional<Integer> acAtLeast,
    @Default("") @Length(max = 30) @Doc("Added to attack rolls, such as 1d4 or -2.") String attack,
    @Default("") @Length(max = 30) @Doc("Added to saving throws.") String saves,
    @Default("") @Length(max = 30) @Doc("Added to ability checks.") String checks,
    @Default("") @Length(max = 30) @Doc("Added to damage of weapon attacks.") String damage,
    @Doc("The kind of that damage; without it, the weapon's.") Optional<DamageType> damageType,
    @Default("none") @Doc("On the bearer's attacks.") Edge attacks,
    @Default("none") @Doc("On attacks against the bearer.") Edge attacked,
    @Default("none") @Doc("On the bearer's ability checks.") Edge checking,
    @Doc("Saves with advantage.") Set<Ability> saveAdvantage,
    @Doc("Saves with disadvantage.") Set<Ability> saveDisadvantage,
    Set<DamageType> resist,
    @Default("0") @Range(min = -200, max = 200) @Doc("Feet added to speed.") int speed,
    @Default("1") @Range(min = 0, max = 4) @Doc("Times the speed.") double speedTimes,
    @Default("false") @Doc("Whether only its source profits: damage against the bearer.")
        boolean marked,
    @Default("false") @Doc("Whether it ends with the next attack it helps.") boolean once,
    @Default("") @Length(max = 30) @Doc("Damage at the start of each of the bearer's turns.")
        String ongoing,
    @Doc("The kind of ongoing damage.") Optional<DamageType> ongoingType) {}
