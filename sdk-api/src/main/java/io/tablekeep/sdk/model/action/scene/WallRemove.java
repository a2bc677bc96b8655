package io.tablekeep.sdk.model.action.scene;

import io.tablekeep.sdk.model.WallRef;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import java.util.List;

/**
 * {@code wall.remove}: walls and doors go. For those who run the game.
 *
 * @param walls the walls
 */
@Doc("Tears walls and doors down.")
public record WallRemove(@Length(min = 1, max = 1_000) List<WallRef> walls) {}
