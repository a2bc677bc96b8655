package io.tablekeep.sdk.dice.tree;

/**
 * A number that stands on a sheet.
 *
 * @param path keys joined by dots
 * @param at where it stands in the notation
 */
public record Reference(String path, int at) implements Term {}
