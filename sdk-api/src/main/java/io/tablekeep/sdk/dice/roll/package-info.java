/**
 * Rolls notations: first all dice fall, in the order they are written, then modifiers change what
 * lies there, then the arithmetic is done over it. So a modifier of a group can still drop a die
 * deep within, and the text is written once.
 *
 * <p>One {@code Roller} a roll, on one thread. It draws no number of its own.
 */
@NullMarked
package io.tablekeep.sdk.dice.roll;

import org.jspecify.annotations.NullMarked;
