package io.tablekeep.sdk.geometry.grid;

/**
 * A cell by column and row; the first one is (0, 0). On hexagons these are "offset" coordinates.
 *
 * @param column to the right
 * @param row downwards
 */
public record Cell(int column, int row) {}
