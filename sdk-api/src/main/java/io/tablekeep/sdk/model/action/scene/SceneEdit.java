package io.tablekeep.sdk.model.action.scene;

import io.tablekeep.sdk.model.MapRef;
import io.tablekeep.sdk.model.map.Grid;
import io.tablekeep.sdk.model.map.Lighting;
import io.tablekeep.sdk.model.map.Picture;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import java.util.Optional;
import java.util.Set;

/**
 * {@code scene.edit}: a map is changed. What is absent stays as it is. For those who run the game.
 *
 * @param map the map
 * @param name its new name
 * @param grid its grid
 * @param picture what is drawn under the grid
 * @param lighting the light over it and whether sight counts
 * @param wallsStop whether walls and closed doors stop the tokens of players
 * @param gmNotes for those who run the game only
 * @param clear what shall be empty from now on; goes before what is set
 */
@Doc("Changes a map: its name, grid, picture, light.")
public record SceneEdit(
    MapRef map,
    @Length(min = 1, max = 200) Optional<String> name,
    Optional<Grid> grid,
    Optional<Picture> picture,
    Optional<Lighting> lighting,
    @Doc("Whether walls and closed doors stop the tokens of players.") Optional<Boolean> wallsStop,
    @Doc("For the game master only.") @Length(max = 100_000) Optional<String> gmNotes,
    @Doc("What shall be empty from now on.") Set<Part> clear) {
  /** What can be empty. */
  public enum Part {
    /** The picture. */
    PICTURE,
    /** The light: it is day, and everyone sees everything. */
    LIGHTING
  }
}
