package io.tablekeep.sdk.model.map;

import io.tablekeep.sdk.geometry.Point;
import io.tablekeep.sdk.geometry.sight.Barrier;
import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import java.util.List;
import java.util.Optional;

/**
 * A wall or a door on a map, {@code maps/{m}/walls/{id}}: a line from point to point. Scope:
 * campaign. Players see what their tokens have seen of it; a secret door looks like a wall to them.
 *
 * @param points the corners in order, in cells; two for a straight wall or a door
 * @param blocksSight whether nobody sees past it
 * @param blocksMovement whether nobody walks through it
 * @param door what makes it a door; an open one blocks nothing
 */
@Doc("A wall or a door on a map: a line from point to point.")
public record Wall(
    @Doc("The corners in order, in cells.") @Length(min = 2, max = 10_000) List<Point> points,
    @Default("true") boolean blocksSight,
    @Default("true") boolean blocksMovement,
    @Doc("What makes it a door; an open one blocks nothing.") Optional<Door> door) {

  /**
   * What makes a wall a door.
   *
   * @param state how it stands
   * @param secret whether only those who run the game know that it is a door
   */
  @Doc("What makes a wall a door.")
  public record Door(
      @Default("closed") State state,
      @Doc("Whether only the game master knows that it is a door.") @Default("false")
          boolean secret) {}

  /** How a door stands. */
  public enum State {
    /** Blocks nothing. */
    OPEN,
    /** Blocks what its wall blocks; anyone beside it can open it. */
    CLOSED,
    /** Closed, and opened only by those who run the game or by the rules. */
    LOCKED
  }

  /**
   * What it stops as it stands now. Light goes where sight goes; an open door stops nothing.
   *
   * @return the wall for sight and movement
   */
  public Barrier barrier() {
    Barrier wall = new Barrier(points, blocksSight, blocksSight, blocksMovement, Barrier.Side.BOTH);
    return door.isPresent() && door.get().state() == State.OPEN ? wall.opened() : wall;
  }
}
