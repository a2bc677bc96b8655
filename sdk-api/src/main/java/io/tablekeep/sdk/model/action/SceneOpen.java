package io.tablekeep.sdk.model.action;

import io.tablekeep.sdk.model.MapRef;
import io.tablekeep.sdk.schema.Doc;

/**
 * {@code scene.open}: the table turns to a map. For those who run the game, while a session runs.
 *
 * @param map the map everyone looks at from now on
 */
@Doc("Turns the table to a map.")
public record SceneOpen(@Doc("The map everyone looks at from now on.") MapRef map) {}
