package io.tablekeep.sdk.model.action.world;

import io.tablekeep.sdk.model.ItemRef;
import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;

/**
 * {@code item.hide}: only those who run the game know of a thing, or everyone does. For those who
 * run the game.
 *
 * @param item the thing
 * @param hidden whether only those who run the game know of it
 */
@Doc("Hides a thing from the players, or shows it.")
public record ItemHide(ItemRef item, @Default("true") boolean hidden) {}
