package io.tablekeep.sdk.model.action.scene;

import io.tablekeep.sdk.model.MapRef;
import io.tablekeep.sdk.model.map.Light;
import io.tablekeep.sdk.schema.Doc;

/**
 * {@code light.place}: a light is put on a map. For those who run the game.
 *
 * @param map the map
 * @param light the light
 */
@Doc("Puts a light on a map.")
public record LightPlace(MapRef map, Light light) {}
