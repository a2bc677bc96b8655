/**
 * What may come of a notation, reckoned instead of tried: sums by convolution, kept dice by the
 * places they take among the others, chains of explosions term by term, and what is left by going
 * through every way the dice can fall.
 *
 * <p>Pure and bounded: work is counted, and what would take longer than some tens of milliseconds
 * is left open. Any thread.
 */
@NullMarked
package io.tablekeep.sdk.dice.odds;

import org.jspecify.annotations.NullMarked;
