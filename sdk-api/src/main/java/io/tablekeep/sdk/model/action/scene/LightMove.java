package io.tablekeep.sdk.model.action.scene;

import io.tablekeep.sdk.geometry.Point;
import io.tablekeep.sdk.model.LightRef;
import io.tablekeep.sdk.schema.Doc;

/**
 * {@code light.move}: a light is put somewhere else on its map. For those who run the game.
 *
 * @param light the light
 * @param to where it is afterwards, in cells
 */
@Doc("Puts a light somewhere else on its map.")
public record LightMove(LightRef light, @Doc("Where it is afterwards, in cells.") Point to) {}
