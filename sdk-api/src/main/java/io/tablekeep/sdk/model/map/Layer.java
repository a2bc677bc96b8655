package io.tablekeep.sdk.model.map;

import io.tablekeep.sdk.asset.AssetId;
import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import java.util.Optional;

/**
 * A layer of a map, drawn from the lowest order to the highest.
 *
 * @param name what the table calls it
 * @param order its place among the layers; equal ones by key
 * @param picture what is drawn on it, stretched over the whole grid
 * @param hidden whether only those who run the game see it and what lies on it
 */
@Doc("A layer of a map.")
public record Layer(
    @Length(min = 1, max = 200) String name,
    @Doc("Layers are drawn from the lowest to the highest.") @Default("0") int order,
    Optional<AssetId> picture,
    @Doc("Whether only the game master sees it and what lies on it.") @Default("false")
        boolean hidden) {}
