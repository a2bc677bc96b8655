package io.tablekeep.sdk.asset;

/**
 * What is known of an asset without its bytes.
 *
 * @param id its name
 * @param type its format
 * @param bytes how many bytes it has
 * @param width pixels from left to right, at least 1
 * @param height pixels from top to bottom, at least 1
 */
public record Asset(AssetId id, AssetType type, long bytes, int width, int height) {}
