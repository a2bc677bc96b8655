package io.tablekeep.sdk.model.action.world;

import io.tablekeep.sdk.model.LocationRef;
import io.tablekeep.sdk.schema.Doc;

/**
 * {@code location.remove}: a place leaves the campaign; nothing points to it any more. For those
 * who run the game.
 *
 * @param location the place
 */
@Doc("Removes a place of the world.")
public record LocationRemove(LocationRef location) {}
