package io.tablekeep.sdk.model.action.scene;

import io.tablekeep.sdk.model.WallRef;
import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;

/**
 * {@code door.reveal}: players learn that a wall is a door, or do not know it any more. For those
 * who run the game.
 *
 * @param door the wall that is a door
 * @param revealed whether players know that it is a door
 */
@Doc("Shows that a wall is a door, or makes it secret.")
public record DoorReveal(
    @Doc("The wall that is a door.") WallRef door, @Default("true") boolean revealed) {}
