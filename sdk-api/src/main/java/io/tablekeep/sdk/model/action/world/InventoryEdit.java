package io.tablekeep.sdk.model.action.world;

import io.tablekeep.sdk.game.Mine;
import io.tablekeep.sdk.model.StackRef;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import io.tablekeep.sdk.schema.Range;
import java.util.Optional;

/**
 * {@code inventory.edit}: something that is carried is changed. What is absent stays as it is.
 *
 * @param stack what is carried, by an actor that the sender owns
 * @param name what it is called
 * @param quantity how many
 * @param equipped whether it is worn or in hand
 * @param notes for the owner
 */
@Doc("Changes something that an actor carries.")
public record InventoryEdit(
    @Mine StackRef stack,
    @Length(min = 1, max = 200) Optional<String> name,
    @Doc("How many.") @Range(min = 0, max = 1_000_000_000) Optional<Double> quantity,
    @Doc("Whether it is worn or in hand.") Optional<Boolean> equipped,
    @Length(max = 100_000) Optional<String> notes) {}
