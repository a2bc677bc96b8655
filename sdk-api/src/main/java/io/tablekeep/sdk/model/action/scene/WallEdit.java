package io.tablekeep.sdk.model.action.scene;

import io.tablekeep.sdk.geometry.Point;
import io.tablekeep.sdk.model.WallRef;
import io.tablekeep.sdk.model.map.Wall;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code wall.edit}: a wall or a door is changed. What is absent stays as it is. For those who run
 * the game.
 *
 * @param wall the wall
 * @param points the corners in order, in cells
 * @param blocksSight whether nobody sees past it
 * @param blocksMovement whether nobody walks through it
 * @param door what makes it a door
 * @param clear what shall be empty from now on; goes before what is set
 */
@Doc("Changes a wall or a door.")
public record WallEdit(
    WallRef wall,
    @Doc("The corners in order, in cells.") @Length(min = 2, max = 10_000)
        Optional<List<Point>> points,
    Optional<Boolean> blocksSight,
    Optional<Boolean> blocksMovement,
    @Doc("What makes it a door.") Optional<Wall.Door> door,
    @Doc("What shall be empty from now on.") Set<Part> clear) {
  /** What can be empty. */
  public enum Part {
    /** The door: it is a wall. */
    DOOR
  }
}
