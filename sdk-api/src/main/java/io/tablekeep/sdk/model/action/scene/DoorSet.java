package io.tablekeep.sdk.model.action.scene;

import io.tablekeep.sdk.model.WallRef;
import io.tablekeep.sdk.model.map.Wall;
import io.tablekeep.sdk.schema.Doc;

/**
 * {@code door.set}: a door is opened, closed or locked. Players open and close doors that are not
 * locked and stand beside a token of theirs, if the campaign's policy lets them.
 *
 * @param door the wall that is a door
 * @param state how it stands afterwards; players do not lock
 */
@Doc("Opens, closes or locks a door.")
public record DoorSet(@Doc("The wall that is a door.") WallRef door, Wall.State state) {}
