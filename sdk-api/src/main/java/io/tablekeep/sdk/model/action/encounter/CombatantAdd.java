package io.tablekeep.sdk.model.action.encounter;

import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.model.EncounterRef;
import io.tablekeep.sdk.model.TokenRef;
import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Range;
import java.util.Optional;

/**
 * {@code combatant.add}: an actor takes part from now on. Whose turn it is stays. For those who run
 * the game.
 *
 * @param encounter the encounter
 * @param actor who
 * @param token which token, if the actor has several
 * @param initiative when in the round; empty: not rolled yet
 * @param hidden whether only those who run the game know of it
 */
@Doc("Lets an actor take part in an encounter.")
public record CombatantAdd(
    EncounterRef encounter,
    ActorRef actor,
    @Doc("Which token, if the actor has several.") Optional<TokenRef> token,
    @Doc("When in the round: the highest first.") @Range(min = -1_000_000, max = 1_000_000)
        Optional<Double> initiative,
    @Doc("Whether only the game master knows that they take part.") @Default("false")
        boolean hidden) {}
