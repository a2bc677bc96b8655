package io.tablekeep.sdk.model.map;

import io.tablekeep.sdk.geometry.sight.Barrier;
import io.tablekeep.sdk.geometry.sight.Illumination;
import io.tablekeep.sdk.geometry.sight.Lamp;
import io.tablekeep.sdk.geometry.sight.Sight;
import io.tablekeep.sdk.geometry.sight.Walls;
import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

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
 * @param wallsStop whether walls and closed doors stop the tokens of players
 * @param drawings what people have drawn on it
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
    @Doc("For the game master only.") @Default("") @Length(max = 100_000) String gmNotes,
    @Doc("Whether walls and closed doors stop the tokens of players.") @Default("false")
        boolean wallsStop,
    Map<String, Drawing> drawings) {

  /**
   * A map on which nothing is drawn.
   *
   * @param name as in the record
   * @param picture as in the record
   * @param grid as in the record
   * @param layers as in the record
   * @param walls as in the record
   * @param lights as in the record
   * @param tokens as in the record
   * @param lighting as in the record
   * @param hidden as in the record
   * @param gmNotes as in the record
   * @param wallsStop as in the record
   */
  public TableMap(
      String name,
      Optional<Picture> picture,
      Grid grid,
      Map<String, Layer> layers,
      Map<String, Wall> walls,
      Map<String, Light> lights,
      Map<String, Token> tokens,
      Optional<Lighting> lighting,
      boolean hidden,
      String gmNotes,
      boolean wallsStop) {
    this(
        name, picture, grid, layers, walls, lights, tokens, lighting, hidden, gmNotes, wallsStop,
        Map.of());
  }

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
        "",
        false);
  }

  /**
   * Who can see what here: all walls as they stand, lights and tokens' lights that shine. Without
   * {@code lighting} it is day. Whether sight counts at all is said by {@link Lighting#sight()}.
   *
   * @return the whole, indexed anew; who follows changes changes the value instead
   */
  public Sight sight() {
    Map<String, Barrier> barriers = new HashMap<>();
    walls.forEach((key, wall) -> barriers.put(key, wall.barrier()));
    List<Lamp> lamps =
        Stream.concat(
                lights.values().stream().map(Light::lamp),
                tokens.values().stream().map(Token::lamp))
            .flatMap(Optional::stream)
            .toList();
    Illumination ambient = lighting.map(Lighting::illumination).orElse(Illumination.BRIGHT);
    return new Sight(Walls.of(barriers), lamps, ambient);
  }
}
