/**
 * Rolls notations for programs: a question as plain values or as a line of JSON, an answer as plain
 * values. Called by the command line; any thread; nothing is kept.
 */
@NullMarked
package io.tablekeep.server.dice;

import org.jspecify.annotations.NullMarked;
