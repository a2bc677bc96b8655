package io.tablekeep.plugin.d20.sheet;

import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;

/** Dice of one kind of damage, such as {@code 2d6+3} slashing. */
@Doc("Dice of one kind of damage.")
public record Damage(
    @Length(min = 1, max = 60) String dice, @Default("bludgeoning") DamageType type) {}
