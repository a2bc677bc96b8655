package io.tablekeep.sdk.model.map;

import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import java.util.Map;
import java.util.Optional;

/**
 * A map, {@code maps/{id}}. Scope: campaign. Players see a map that is not hidden, and the current
 * one while a session runs; of its parts each says itself who sees it.
 *
 * @param name what the table calls it
 * @param picture what is drawn under the grid
 * @param grid the grid, the measure of everything on the map
 * @param layers what is drawn in which order; no entry is needed to place tokens
 * @param walls walls and doors
 * @param lights lights
 * @param tokens who and what stands where
 * @param lighting the light over the whole map; empty: day, and everyone sees everything
 * @param hidden whether only those who run the game see it, except while it is the current map
 * @param gmNotes for those who run the game only
 */
@Doc("A map with its grid, walls, lights and tokens. All places are in grid cells.")
public record TableMap(
    @Length(min = 1, max = 200) String name,
    Optional<Picture> picture,
    Grid grid,
    Map<String, Layer> layers,
    Map<String, Wall> walls,
    Map<String, Light> lights,
    Map<String, Token> tokens,
    Optional<Lighting> lighting,
    @Doc("Whether only the game master sees it, except while it is the current map.")
        @Default("false")
        boolean hidden,
    @Doc("For the game master only.") @Default("") @Length(max = 100_000) String gmNotes) {

  /**
   * A map with nothing on it.
   *
   * @param name what the table calls it
   * @param grid its grid
   * @return the map
   */
  public static TableMap empty(String name, Grid grid) {
    return new TableMap(
        name,
        Optional.empty(),
        grid,
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Optional.empty(),
        false,
        "");
  }
}
