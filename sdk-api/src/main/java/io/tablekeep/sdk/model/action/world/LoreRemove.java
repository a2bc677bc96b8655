package io.tablekeep.sdk.model.action.world;

import io.tablekeep.sdk.model.LoreRef;
import io.tablekeep.sdk.schema.Doc;

/**
 * {@code lore.remove}: something to know leaves the campaign. For those who run the game.
 *
 * @param lore what is to know
 */
@Doc("Removes something to know about the world.")
public record LoreRemove(LoreRef lore) {}
