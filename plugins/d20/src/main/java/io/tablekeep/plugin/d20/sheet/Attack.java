package io.tablekeep.plugin.d20.sheet;

import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import io.tablekeep.sdk.schema.Range;
import java.util.List;
import java.util.Optional;

/**
 * One way to attack. A hero's has an ability, and proficiency and modifier are added; a monster's
 * states its {@code bonus}, and then the damage is as written.
 */
@Doc("One way to attack.")
public record Attack(
    @Length(min = 1, max = 100) String name,
    @Default("5") @Range(min = 0, max = 200) @Doc("Feet in melee; 0 for none.") int reach,
    @Default("0") @Range(min = 0, max = 2000) @Doc("Feet at range; 0 for none.") int range,
    @Default("0") @Range(min = 0, max = 5000) @Doc("Feet with disadvantage.") int longRange,
    @Default("str") Ability ability,
    @Default("true") boolean proficient,
    @Default("0") @Range(min = -5, max = 10) @Doc("A magic bonus, to hit and to damage.") int magic,
    @Doc("To hit as stated; without it, reckoned.") @Range(min = -10, max = 40)
        Optional<Integer> bonus,
    @Length(max = 10) List<Damage> damage,
    @Default("false") @Doc("Whether it counts as magical.") boolean magical,
    @Default("false") @Doc("Light: may be the second of two weapons.") boolean light,
    @Default("false") @Doc("Finesse or ranged: sneak attacks are possible.") boolean deft,
    @Default("20") @Range(min = 2, max = 20) @Doc("The lowest face that is critical.") int critical,
    Optional<Rider> rider,
    @Default("0") @Range(min = 0, max = 5) @Doc("Legendary actions it costs off turn; 0: none can.")
        int legendary) {}
