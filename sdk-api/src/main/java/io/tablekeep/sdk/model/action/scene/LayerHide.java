package io.tablekeep.sdk.model.action.scene;

import io.tablekeep.sdk.model.LayerRef;
import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;

/**
 * {@code layer.hide}: a layer and what lies on it are hidden from the players or shown to them. For
 * those who run the game.
 *
 * @param layer the layer
 * @param hidden whether only those who run the game see it and what lies on it
 */
@Doc("Hides a layer and what lies on it from the players, or shows it.")
public record LayerHide(LayerRef layer, @Default("true") boolean hidden) {}
