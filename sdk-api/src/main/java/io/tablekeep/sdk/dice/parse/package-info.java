/**
 * Reads notations: by recursive descent over the characters, one method a rule, with the place of
 * the first character that fits no rule as the place of the error. No backtracking, so the time is
 * linear in the text; depth and length are bounded.
 *
 * <p>Called by {@link io.tablekeep.sdk.dice.Notation} alone; any thread.
 */
@NullMarked
package io.tablekeep.sdk.dice.parse;

import org.jspecify.annotations.NullMarked;
