package io.tablekeep.sdk.model.action.world;

import io.tablekeep.sdk.asset.AssetId;
import io.tablekeep.sdk.model.LocationRef;
import io.tablekeep.sdk.model.MapRef;
import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import java.util.Optional;

/**
 * {@code location.create}: there is a new place. For those who run the game.
 *
 * @param name what it is called
 * @param description what anyone there can see, in words
 * @param within the place it is part of
 * @param map its map
 * @param picture what it looks like
 * @param revealed whether the players know of it
 * @param gmNotes for those who run the game only
 */
@Doc("Adds a place of the world.")
public record LocationCreate(
    @Length(min = 1, max = 200) String name,
    @Default("") @Length(max = 100_000) String description,
    @Doc("The place it is part of.") Optional<LocationRef> within,
    Optional<MapRef> map,
    Optional<AssetId> picture,
    @Doc("Whether the players know of it.") @Default("false") boolean revealed,
    @Doc("For the game master only.") @Default("") @Length(max = 100_000) String gmNotes) {}
