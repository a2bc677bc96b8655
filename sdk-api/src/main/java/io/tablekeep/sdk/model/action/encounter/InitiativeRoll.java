package io.tablekeep.sdk.model.action.encounter;

import io.tablekeep.sdk.game.Mine;
import io.tablekeep.sdk.model.CombatantRef;
import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import java.util.List;

/**
 * {@code initiative.roll}: dice decide when in the round combatants of one encounter act. Everyone
 * sees the dice of those whom everyone sees. Whose turn it is stays.
 *
 * @param combatants who, each once and of actors that the sender owns
 * @param notation what to roll for each
 */
@Doc("Rolls when in the round combatants act.")
public record InitiativeRoll(
    @Mine @Length(min = 1, max = 50) List<CombatantRef> combatants,
    @Default("1d20") @Length(min = 1, max = 200) String notation) {}
