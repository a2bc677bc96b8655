/**
 * Cells of squares, of hexagons, or of no grid: which cell a place is in, neighbours, distances,
 * snapping, what a path costs, which cells a creature or an area covers. {@link
 * io.tablekeep.sdk.model.map.Grid#geometry()} makes one from the document's grid. Pure values for
 * game systems, resolvers and the page; hexagon maths after Amit Patel's "Hexagonal Grids".
 */
@NullMarked
package io.tablekeep.sdk.geometry.grid;

import org.jspecify.annotations.NullMarked;
