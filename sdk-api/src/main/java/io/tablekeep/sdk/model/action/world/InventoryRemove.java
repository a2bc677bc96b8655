package io.tablekeep.sdk.model.action.world;

import io.tablekeep.sdk.game.Mine;
import io.tablekeep.sdk.model.StackRef;
import io.tablekeep.sdk.schema.Doc;

/**
 * {@code inventory.remove}: something that is carried goes.
 *
 * @param stack what is carried, by an actor that the sender owns
 */
@Doc("Takes something away from who carries it.")
public record InventoryRemove(@Mine StackRef stack) {}
