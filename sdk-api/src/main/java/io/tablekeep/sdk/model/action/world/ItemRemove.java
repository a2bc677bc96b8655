package io.tablekeep.sdk.model.action.world;

import io.tablekeep.sdk.model.ItemRef;
import io.tablekeep.sdk.schema.Doc;

/**
 * {@code item.remove}: a thing leaves the catalogue and everyone who carries it. For those who run
 * the game.
 *
 * @param item the thing
 */
@Doc("Removes a thing from the catalogue and from all who carry it.")
public record ItemRemove(ItemRef item) {}
