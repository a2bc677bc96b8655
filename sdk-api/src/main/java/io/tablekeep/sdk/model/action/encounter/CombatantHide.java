package io.tablekeep.sdk.model.action.encounter;

import io.tablekeep.sdk.model.CombatantRef;
import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;

/**
 * {@code combatant.hide}: players do not know that someone takes part, or learn it. For those who
 * run the game.
 *
 * @param combatant who
 * @param hidden whether only those who run the game know that they take part
 */
@Doc("Hides that someone takes part, or shows it.")
public record CombatantHide(CombatantRef combatant, @Default("true") boolean hidden) {}
