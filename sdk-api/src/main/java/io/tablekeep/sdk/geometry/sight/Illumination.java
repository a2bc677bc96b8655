package io.tablekeep.sdk.geometry.sight;

/** How light it is at a place (SRD 5.1, "Vision and Light"), from dark to bright. */
public enum Illumination {
  /** Darkness: nobody sees here without special senses. */
  DARK,
  /** Dim light: lightly obscured. */
  DIM,
  /** Bright light. */
  BRIGHT;

  /**
   * The level of a whole map without lamps, by thirds.
   *
   * @param darkness from 0, broad day, to 1, pitch dark
   * @return bright below 1/3, dim below 2/3, else dark
   */
  public static Illumination ofDarkness(double darkness) {
    return darkness < 1 / 3.0 ? BRIGHT : darkness < 2 / 3.0 ? DIM : DARK;
  }

  /**
   * What it is to one with darkvision: dark as dim, dim as bright (SRD 5.1, "Darkvision").
   *
   * @return the next brighter level
   */
  public Illumination brighter() {
    return this == DARK ? DIM : BRIGHT;
  }
}
