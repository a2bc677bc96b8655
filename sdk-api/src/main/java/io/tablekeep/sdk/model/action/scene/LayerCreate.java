package io.tablekeep.sdk.model.action.scene;

import io.tablekeep.sdk.model.MapRef;
import io.tablekeep.sdk.model.map.Layer;
import io.tablekeep.sdk.schema.Doc;

/**
 * {@code layer.create}: a map gets another layer. For those who run the game.
 *
 * @param map the map
 * @param layer the layer
 */
@Doc("Adds a layer to a map.")
public record LayerCreate(MapRef map, Layer layer) {}
