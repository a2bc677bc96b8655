package io.tablekeep.sdk.model.action.scene;

import io.tablekeep.sdk.model.map.Grid;
import io.tablekeep.sdk.model.map.Lighting;
import io.tablekeep.sdk.model.map.Picture;
import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import java.util.Optional;

/**
 * {@code scene.create}: a new map joins the campaign. For those who run the game.
 *
 * @param name what it is called
 * @param grid its grid; empty: 30 by 20 squares of 5 feet
 * @param picture what is drawn under the grid
 * @param lighting the light over it and whether sight counts; empty: day, and everyone sees
 *     everything
 * @param wallsStop whether walls and closed doors stop the tokens of players
 * @param hidden whether only those who run the game see it, except while it is the current map
 */
@Doc("Adds a map to the campaign.")
public record SceneCreate(
    @Length(min = 1, max = 200) String name,
    @Doc("Without it, 30 by 20 squares of 5 feet.") Optional<Grid> grid,
    Optional<Picture> picture,
    @Doc("Without it, day, and everyone sees everything.") Optional<Lighting> lighting,
    @Doc("Whether walls and closed doors stop the tokens of players.") @Default("false")
        boolean wallsStop,
    @Doc("Whether only the game master sees it, except while it is the current map.")
        @Default("true")
        boolean hidden) {}
