package io.tablekeep.sdk.model.action.scene;

import io.tablekeep.sdk.model.LayerRef;
import io.tablekeep.sdk.schema.Doc;

/**
 * {@code layer.remove}: a layer goes; tokens that lay on it lie on top of all. For those who run
 * the game.
 *
 * @param layer the layer
 */
@Doc("Removes a layer; what lay on it lies on top of all.")
public record LayerRemove(LayerRef layer) {}
