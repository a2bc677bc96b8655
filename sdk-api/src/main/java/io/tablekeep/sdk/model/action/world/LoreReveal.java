package io.tablekeep.sdk.model.action.world;

import io.tablekeep.sdk.model.LoreRef;
import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;

/**
 * {@code lore.reveal}: the players know something from now on, or do not. For those who run the
 * game.
 *
 * @param lore what is to know
 * @param revealed whether the players know it
 */
@Doc("Lets the players know something, or hides it.")
public record LoreReveal(LoreRef lore, @Default("true") boolean revealed) {}
