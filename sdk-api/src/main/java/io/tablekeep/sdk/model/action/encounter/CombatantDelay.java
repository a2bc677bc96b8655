package io.tablekeep.sdk.model.action.encounter;

import io.tablekeep.sdk.game.Mine;
import io.tablekeep.sdk.model.CombatantRef;
import io.tablekeep.sdk.schema.Doc;
import java.util.Optional;

/**
 * {@code combatant.delay}: a combatant acts later: directly after another, or after all others that
 * are known to take part. If it is their turn, the next is on. Players delay their own while it is
 * their turn.
 *
 * @param combatant who waits, of an actor that the sender owns
 * @param after after whom; empty: after all others
 */
@Doc("Lets a combatant act later in the round.")
public record CombatantDelay(
    @Mine CombatantRef combatant,
    @Doc("After whom; without it, after all others.") Optional<CombatantRef> after) {}
