package io.tablekeep.sdk.model.action.world;

import io.tablekeep.sdk.asset.AssetId;
import io.tablekeep.sdk.model.ItemRef;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import java.util.Optional;
import java.util.Set;

/**
 * {@code item.edit}: a thing is changed. What is absent stays as it is. For those who run the game.
 *
 * @param item the thing
 * @param name its new name
 * @param description what anyone can see of it, in words
 * @param picture what it looks like
 * @param gmNotes for those who run the game only
 * @param clear what shall be empty from now on; goes before what is set
 */
@Doc("Changes a thing of the catalogue.")
public record ItemEdit(
    ItemRef item,
    @Length(min = 1, max = 200) Optional<String> name,
    @Length(max = 100_000) Optional<String> description,
    Optional<AssetId> picture,
    @Doc("For the game master only.") @Length(max = 100_000) Optional<String> gmNotes,
    @Doc("What shall be empty from now on.") Set<Part> clear) {
  /** What can be empty. */
  public enum Part {
    /** The picture. */
    PICTURE
  }
}
