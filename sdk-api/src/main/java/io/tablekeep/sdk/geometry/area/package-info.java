/**
 * Areas of effect (SRD 5.1, "Areas of Effect"): circle, cone, line, cube. A cell is in an area when
 * its middle is, so {@code grid.cells(area)} answers on squares and on hexagons alike. Seen from
 * above: a sphere and a cylinder are circles. Pure values for rules, the page draws the same.
 */
@NullMarked
package io.tablekeep.sdk.geometry.area;

import org.jspecify.annotations.NullMarked;
