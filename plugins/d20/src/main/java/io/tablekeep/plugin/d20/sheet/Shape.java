package io.tablekeep.plugin.d20.sheet;

import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Range;

/** The area of a spell or a breath (SRD 5.1, "Areas of Effect"), in feet. */
@Doc("The area of a spell or a breath.")
public record Shape(
    Kind kind,
    @Range(min = 1, max = 1000) @Doc("Radius, length or side in feet.") int size,
    @Default("5") @Range(min = 1, max = 1000) @Doc("Width of a line in feet.") int width) {
  /** The kinds of areas. */
  public enum Kind {
    /** Also a cylinder: around its origin. */
    SPHERE,
    CONE,
    LINE,
    /** From the origin onwards, in the direction. */
    CUBE
  }
}
