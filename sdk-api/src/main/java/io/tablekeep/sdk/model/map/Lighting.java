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
 */
@Doc("The light over a whole map.")
public record Lighting(
    @Doc("The colour of the light that is everywhere.") @Default("#ffffff") Color ambient,
    @Doc("From 0, broad day, to 1, pitch dark.") @Default("0") @Range(min = 0, max = 1)
        double darkness,
    @Doc("Whether the picture shows lights and shadows already.") @Default("false") boolean baked,
    @Doc("Whether players see only what their tokens see.") @Default("false") boolean sight) {

  /**
   * How light it is where no lamp reaches.
   *
   * @return the level, by thirds of {@code darkness}
   */
  public Illumination illumination() {
    return Illumination.ofDarkness(darkness);
  }
}
