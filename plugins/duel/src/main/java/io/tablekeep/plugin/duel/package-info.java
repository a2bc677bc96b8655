/**
 * A small game of duels, with one of everything a game system can declare. Called by the engine, on
 * the threads where rules run; keeps no state.
 */
@NullMarked
package io.tablekeep.plugin.duel;

import org.jspecify.annotations.NullMarked;
