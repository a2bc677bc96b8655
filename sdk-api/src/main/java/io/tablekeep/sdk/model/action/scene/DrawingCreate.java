package io.tablekeep.sdk.model.action.scene;

import io.tablekeep.sdk.geometry.Point;
import io.tablekeep.sdk.model.Color;
import io.tablekeep.sdk.model.MapRef;
import io.tablekeep.sdk.model.map.Drawing;
import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import io.tablekeep.sdk.schema.Range;
import java.util.List;

/**
 * {@code drawing.create}: somebody draws on a map that they see.
 *
 * @param map the map
 * @param kind what the points are
 * @param points in cells; of a rectangle and an ellipse two opposite corners
 * @param color of the line
 * @param width of the line, in cells
 */
@Doc("Draws on a map.")
public record DrawingCreate(
    MapRef map,
    @Default("freehand") Drawing.Kind kind,
    @Doc("In cells; of a rectangle and an ellipse two opposite corners.")
        @Length(min = 2, max = Drawing.MOST_POINTS)
        List<Point> points,
    @Default("#ffffff") Color color,
    @Doc("How wide the line is, in cells.") @Default("0.1") @Range(min = 0.01, max = 10)
        double width) {}
