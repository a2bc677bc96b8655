/**
 * Dice for the command line. Rolls notations for programs: a question as plain values or as a line
 * of JSON, an answer as plain values. Checks the dice of exports, and those that a server tells a
 * seat of, with {@code engine.dice.check}. Any thread; nothing is kept.
 */
@NullMarked
package io.tablekeep.server.dice;

import org.jspecify.annotations.NullMarked;
