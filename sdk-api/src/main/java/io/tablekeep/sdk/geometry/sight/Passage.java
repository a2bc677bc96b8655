package io.tablekeep.sdk.geometry.sight;

/** What a wall may stop. */
public enum Passage {
  /** Somebody looks. */
  SIGHT(1),
  /** A light shines. */
  LIGHT(2),
  /** Somebody walks, or an effect spreads. */
  MOVEMENT(4);

  private final int bit;

  Passage(int bit) {
    this.bit = bit;
  }

  int bit() {
    return bit;
  }
}
