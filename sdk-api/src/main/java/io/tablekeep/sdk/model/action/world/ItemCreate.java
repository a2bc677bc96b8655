package io.tablekeep.sdk.model.action.world;

import io.tablekeep.sdk.asset.AssetId;
import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import java.util.Optional;

/**
 * {@code item.create}: a thing joins the catalogue. For those who run the game.
 *
 * @param name what it is called
 * @param description what anyone can see of it, in words
 * @param picture what it looks like
 * @param hidden whether only those who run the game know of it
 * @param gmNotes for those who run the game only
 */
@Doc("Adds a thing to the campaign's catalogue.")
public record ItemCreate(
    @Length(min = 1, max = 200) String name,
    @Default("") @Length(max = 100_000) String description,
    Optional<AssetId> picture,
    @Doc("Whether only the game master knows of it.") @Default("false") boolean hidden,
    @Doc("For the game master only.") @Default("") @Length(max = 100_000) String gmNotes) {}
