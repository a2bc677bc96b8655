package io.tablekeep.sdk.model.action.scene;

import io.tablekeep.sdk.model.LightRef;
import io.tablekeep.sdk.schema.Doc;

/**
 * {@code light.remove}: a light is taken off its map. For those who run the game.
 *
 * @param light the light
 */
@Doc("Takes a light off its map.")
public record LightRemove(LightRef light) {}
