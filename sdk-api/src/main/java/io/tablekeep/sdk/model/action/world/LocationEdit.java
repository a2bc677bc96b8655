package io.tablekeep.sdk.model.action.world;

import io.tablekeep.sdk.asset.AssetId;
import io.tablekeep.sdk.model.LocationRef;
import io.tablekeep.sdk.model.MapRef;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import java.util.Optional;
import java.util.Set;

/**
 * {@code location.edit}: a place is changed. What is absent stays as it is. For those who run the
 * game.
 *
 * @param location the place
 * @param name its new name
 * @param description what anyone there can see, in words
 * @param within the place it is part of
 * @param map its map
 * @param picture what it looks like
 * @param gmNotes for those who run the game only
 * @param clear what shall be empty from now on; goes before what is set
 */
@Doc("Changes a place of the world.")
public record LocationEdit(
    LocationRef location,
    @Length(min = 1, max = 200) Optional<String> name,
    @Length(max = 100_000) Optional<String> description,
    @Doc("The place it is part of.") Optional<LocationRef> within,
    Optional<MapRef> map,
    Optional<AssetId> picture,
    @Doc("For the game master only.") @Length(max = 100_000) Optional<String> gmNotes,
    @Doc("What shall be empty from now on.") Set<Part> clear) {
  /** What can be empty. */
  public enum Part {
    /** The place it is part of. */
    WITHIN,
    /** Its map. */
    MAP,
    /** The picture. */
    PICTURE
  }
}
