package io.tablekeep.sdk.model.action.scene;

import io.tablekeep.sdk.model.MapRef;
import io.tablekeep.sdk.schema.Doc;

/**
 * {@code scene.remove}: a map leaves the campaign with everything on it; nothing points to it any
 * more. For those who run the game.
 *
 * @param map the map
 */
@Doc("Removes a map with everything on it.")
public record SceneRemove(MapRef map) {}
