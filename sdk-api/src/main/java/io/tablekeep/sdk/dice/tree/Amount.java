package io.tablekeep.sdk.dice.tree;

/**
 * A number.
 *
 * @param value the number
 */
public record Amount(double value) implements Term {}
