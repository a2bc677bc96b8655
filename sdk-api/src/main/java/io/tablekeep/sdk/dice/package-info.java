/**
 * Dice: notations that are read ({@link io.tablekeep.sdk.dice.Notation}), in the words of a {@link
 * io.tablekeep.sdk.dice.Dialect}, rolled with faces from a {@link io.tablekeep.sdk.dice.DieSource},
 * and reckoned before they are rolled ({@link io.tablekeep.sdk.dice.odds.Odds}).
 *
 * <p>Everything here is a value or pure; anyone may call it on any thread. Nothing here draws a
 * number of its own: at the table the engine rolls from its source of chance and journals the faces
 * one by one, and systems receive the {@link io.tablekeep.sdk.dice.Roll}.
 */
@NullMarked
package io.tablekeep.sdk.dice;

import org.jspecify.annotations.NullMarked;
