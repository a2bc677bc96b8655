/**
 * What a game system promises by its declarations alone, as a suite to inherit. What it decides is
 * tested with the real engine, by the suite of {@code plugin-testkit} that extends this one.
 */
@NullMarked
package io.tablekeep.contracts.game;

import org.jspecify.annotations.NullMarked;
