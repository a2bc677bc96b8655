package io.tablekeep.sdk.model.map;

import io.tablekeep.sdk.geometry.Point;
import io.tablekeep.sdk.geometry.sight.Lamp;
import io.tablekeep.sdk.model.Color;
import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Range;
import java.util.Optional;

/**
 * A light on a map, {@code maps/{m}/lights/{id}}. Scope: campaign. For everyone at the map as far
 * as sight reaches; a hidden one for those who run the game.
 *
 * @param x where it is, in cells from the left
 * @param y where it is, in cells from the top
 * @param bright how far it shines brightly, in cells
 * @param dim how far it shines at all, in cells; never less than {@code bright}
 * @param color the colour of its light
 * @param intensity how strong it is: 1 as usual, 0 not at all
 * @param shadows whether walls stop it
 * @param on whether it shines
 * @param hidden whether only those who run the game see where it stands
 */
@Doc("A light on a map.")
public record Light(
    @Doc("Cells from the left.") @Range(min = -Point.FARTHEST, max = Point.FARTHEST) double x,
    @Doc("Cells from the top.") @Range(min = -Point.FARTHEST, max = Point.FARTHEST) double y,
    @Doc("How far it shines brightly, in cells.") @Default("0") @Range(min = 0, max = 10_000)
        double bright,
    @Doc("How far it shines at all, in cells.") @Default("0") @Range(min = 0, max = 10_000)
        double dim,
    @Default("#ffffff") Color color,
    @Doc("How strong it is: 1 as usual, 0 not at all.") @Default("1") @Range(min = 0, max = 100)
        double intensity,
    @Doc("Whether walls stop it.") @Default("true") boolean shadows,
    @Doc("Whether it shines.") @Default("true") boolean on,
    @Doc("Whether only the game master sees where it stands.") @Default("false") boolean hidden) {

  /**
   * What it shines on.
   *
   * @return the lamp; empty if it does not shine
   */
  public Optional<Lamp> lamp() {
    return on && intensity > 0 && Math.max(bright, dim) > 0
        ? Optional.of(new Lamp(new Point(x, y), bright, Math.max(bright, dim), shadows))
        : Optional.empty();
  }
}
