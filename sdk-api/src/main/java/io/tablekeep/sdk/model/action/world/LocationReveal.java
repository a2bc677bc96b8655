package io.tablekeep.sdk.model.action.world;

import io.tablekeep.sdk.model.LocationRef;
import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;

/**
 * {@code location.reveal}: the players know of a place from now on, or do not. For those who run
 * the game.
 *
 * @param location the place
 * @param revealed whether the players know of it
 */
@Doc("Lets the players know of a place, or hides it.")
public record LocationReveal(LocationRef location, @Default("true") boolean revealed) {}
