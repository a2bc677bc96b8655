package io.tablekeep.sdk.model.map;

import io.tablekeep.sdk.asset.AssetId;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Range;

/**
 * The picture under a map.
 *
 * @param asset the file
 * @param width pixels
 * @param height pixels
 */
@Doc("The picture under a map.")
public record Picture(
    AssetId asset,
    @Doc("Pixels.") @Range(min = 1, max = 100_000) int width,
    @Doc("Pixels.") @Range(min = 1, max = 100_000) int height) {}
