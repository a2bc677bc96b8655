package io.tablekeep.sdk.model.action.encounter;

import io.tablekeep.sdk.model.CombatantRef;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import java.util.List;

/**
 * {@code combatant.remove}: combatants of one encounter leave it. If it was the turn of one of
 * them, the next is on. For those who run the game.
 *
 * @param combatants who, all of one encounter
 */
@Doc("Lets combatants leave an encounter.")
public record CombatantRemove(@Length(min = 1, max = 100) List<CombatantRef> combatants) {}
