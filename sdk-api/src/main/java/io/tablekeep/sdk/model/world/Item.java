package io.tablekeep.sdk.model.world;

import io.tablekeep.sdk.asset.AssetId;
import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import java.util.Optional;

/**
 * A thing of the campaign's catalogue, {@code items/{id}}; actors carry it by reference. Scope:
 * campaign. Everyone sees it unless it is hidden; {@code gmNotes} and a system's mechanics, {@code
 * items/{id}/{system}}, are for those who run the game unless the system declares more.
 *
 * @param name what it is called
 * @param description what anyone can see of it, in words
 * @param picture what it looks like
 * @param hidden whether only those who run the game know of it
 * @param gmNotes for those who run the game only
 */
@Doc(
    "A thing of the campaign's catalogue. A game system keeps its mechanics under its own name here.")
public record Item(
    @Length(min = 1, max = 200) String name,
    @Default("") @Length(max = 100_000) String description,
    Optional<AssetId> picture,
    @Doc("Whether only the game master knows of it.") @Default("false") boolean hidden,
    @Doc("For the game master only.") @Default("") @Length(max = 100_000) String gmNotes) {}
