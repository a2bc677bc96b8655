package io.tablekeep.sdk.model.map;

import io.tablekeep.sdk.geometry.sight.Illumination;
import io.tablekeep.sdk.model.Color;
import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Range;

/**
 * The light over a whole map.
 *
 * @param ambient the colour of the light that is everywhere
 * @param darkness from 0, broad day, to 1, pitch dark
 * @param baked whether the picture shows lights and shadows already
 * @param sight whether players see only what their tokens see past walls and in light
 * @param fog whether players get of the picture only the tiles that they have explored; counts
 *     where {@code sight} does
 */
@Doc("The light over a whole map.")
public record Lighting(
    @Doc("The colour of the light that is everywhere.") @Default("#ffffff") Color ambient,
    @Doc("From 0, broad day, to 1, pitch dark.") @Default("0") @Range(min = 0, max = 1)
        double darkness,
    @Doc("Whether the picture shows lights and shadows already.") @Default("false") boolean baked,
    @Doc("Whether players see only what their tokens see.") @Default("false") boolean sight,
    @Doc("Whether players get of the picture only what they have explored.") @Default("false")
        boolean fog) {

  /**
   * Light over a map whose picture everyone may have.
   *
   * @param ambient as in the record
   * @param darkness as in the record
   * @param baked as in the record
   * @param sight as in the record
   */
  public Lighting(Color ambient, double darkness, boolean baked, boolean sight) {
    this(ambient, darkness, baked, sight, false);
  }

  /**
   * How light it is where no lamp reaches.
   *
   * @return the level, by thirds of {@code darkness}
   */
  public Illumination illumination() {
    return Illumination.ofDarkness(darkness);
  }
}
