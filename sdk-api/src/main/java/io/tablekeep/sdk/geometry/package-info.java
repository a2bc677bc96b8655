/**
 * Pure geometry of maps. Game systems, views and resolvers share it, so that all of them measure
 * alike, and the page's JavaScript passes the same test vectors ({@code vectors/*.json} beside this
 * package, described in {@code vectors/README.md}).
 *
 * <p>The unit is the grid cell as a double, x to the right and y <em>down</em>, (0, 0) the upper
 * left corner of the first cell: as the document keeps places. Angles are clockwise on the screen.
 * On hexagons the unit is the way from the middle of a cell to the middle of its neighbour. Only
 * {@code + - * /}, square roots and comparisons decide anything, so every platform decides alike.
 *
 * <p>Here are the values all share; {@code .grid} has cells and distances, {@code .area} the
 * templates, {@code .sight} walls, light and who sees what. Values for any thread, no clock, no
 * state.
 */
@NullMarked
package io.tablekeep.sdk.geometry;

import org.jspecify.annotations.NullMarked;
