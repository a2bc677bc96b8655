package io.tablekeep.sdk.model.action.scene;

import io.tablekeep.sdk.model.MapRef;
import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;

/**
 * {@code scene.hide}: a map is hidden from the players or shown to them. The current map is seen in
 * any case. For those who run the game.
 *
 * @param map the map
 * @param hidden whether only those who run the game see it
 */
@Doc("Hides a map from the players, or shows it.")
public record SceneHide(MapRef map, @Default("true") boolean hidden) {}
