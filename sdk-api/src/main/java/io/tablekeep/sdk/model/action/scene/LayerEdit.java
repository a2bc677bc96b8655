package io.tablekeep.sdk.model.action.scene;

import io.tablekeep.sdk.asset.AssetId;
import io.tablekeep.sdk.model.LayerRef;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import java.util.Optional;
import java.util.Set;

/**
 * {@code layer.edit}: a layer is changed. What is absent stays as it is. For those who run the
 * game.
 *
 * @param layer the layer
 * @param name its new name
 * @param order its place among the layers
 * @param picture what is drawn on it
 * @param clear what shall be empty from now on; goes before what is set
 */
@Doc("Changes a layer of a map, also its place among the others.")
public record LayerEdit(
    LayerRef layer,
    @Length(min = 1, max = 200) Optional<String> name,
    @Doc("Layers are drawn from the lowest to the highest.") Optional<Integer> order,
    Optional<AssetId> picture,
    @Doc("What shall be empty from now on.") Set<Part> clear) {
  /** What can be empty. */
  public enum Part {
    /** The picture. */
    PICTURE
  }
}
