package io.tablekeep.sdk.model.action.world;

import io.tablekeep.sdk.game.Mine;
import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.model.StackRef;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Range;
import java.util.Optional;

/**
 * {@code inventory.give}: something that is carried goes to another actor, all of it or some.
 *
 * @param stack what is carried, by an actor that the sender owns
 * @param to who receives it
 * @param quantity how many, more than 0; empty: all
 */
@Doc("Gives something that an actor carries to another.")
public record InventoryGive(
    @Mine StackRef stack,
    @Doc("Who receives it.") ActorRef to,
    @Doc("How many; without it, all.") @Range(min = 0, max = 1_000_000_000)
        Optional<Double> quantity) {}
