package io.tablekeep.sdk.model.action.scene;

import io.tablekeep.sdk.model.MapRef;
import io.tablekeep.sdk.model.map.Wall;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import java.util.List;

/**
 * {@code wall.create}: walls and doors are built. For those who run the game.
 *
 * @param map the map
 * @param walls the walls, doors among them
 */
@Doc("Builds walls and doors on a map.")
public record WallCreate(MapRef map, @Length(min = 1, max = 1_000) List<Wall> walls) {}
