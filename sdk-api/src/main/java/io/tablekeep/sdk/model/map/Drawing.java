package io.tablekeep.sdk.model.map;

import io.tablekeep.sdk.geometry.Point;
import io.tablekeep.sdk.model.Color;
import io.tablekeep.sdk.model.ParticipantRef;
import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import io.tablekeep.sdk.schema.Range;
import java.util.List;
import java.util.Optional;

/**
 * Something drawn on a map, {@code maps/{m}/drawings/{id}}. Scope: campaign. For everyone at the
 * map; where sight counts, for those who know all of its places and for who drew it.
 *
 * @param kind what the points are
 * @param points in cells; of a rectangle and an ellipse two opposite corners
 * @param color of the line
 * @param width of the line, in cells
 * @param owner who drew it; empty: who runs the game
 */
@Doc("Something drawn on a map.")
public record Drawing(
    @Default("freehand") Kind kind,
    @Doc("In cells; of a rectangle and an ellipse two opposite corners.")
        @Length(min = 2, max = Drawing.MOST_POINTS)
        List<Point> points,
    @Default("#ffffff") Color color,
    @Doc("How wide the line is, in cells.") @Default("0.1") @Range(min = 0.01, max = 10)
        double width,
    @Doc("Who drew it.") Optional<ParticipantRef> owner) {
  /** How many points a drawing has at most. */
  public static final int MOST_POINTS = 500;

  /** What the points of a drawing are. */
  public enum Kind {
    /** A line from point to point. */
    FREEHAND,
    /** Two opposite corners of an upright rectangle. */
    RECTANGLE,
    /** Two opposite corners of the rectangle round an ellipse. */
    ELLIPSE
  }
}
