/**
 * Fate: characters who are told by aspects, an economy of fate points, zones instead of a grid, and
 * turns that are handed on.
 *
 * <p>{@link io.tablekeep.plugin.fate.Fate} declares everything; {@code sheet} has what stands on a
 * character's sheet, {@code play} the four actions and what comes of dice, {@code economy} fate
 * points and compels, {@code scene} zones, turns and the end of scenes. Called by the engine, on
 * the threads where rules run; nothing here keeps state.
 */
@NullMarked
package io.tablekeep.plugin.fate;

import org.jspecify.annotations.NullMarked;
