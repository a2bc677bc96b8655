package io.tablekeep.sdk.geometry.sight;

/**
 * A straight piece of a wall.
 *
 * @param wall the key of the wall
 * @param segment which of its pieces: 0 from the first corner to the second, and so on
 */
public record WallPart(String wall, int segment) {}
