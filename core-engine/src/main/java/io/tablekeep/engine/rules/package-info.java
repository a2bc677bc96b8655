/**
 * How an action is decided: compiled definitions of game systems, and the round that runs them.
 *
 * <p>A {@link io.tablekeep.engine.rules.RuleBook} is one campaign's rules: the table's own actions
 * and those of its game system. A {@link io.tablekeep.engine.rules.Round} takes a root, an action
 * and a {@link io.tablekeep.engine.rules.RoundContext} and gives an {@link
 * io.tablekeep.engine.rules.Decided}; it touches nothing else, so it may run on the loop (built-in
 * rules only) or on the rules executor (as soon as plugin code is involved), be thrown away and run
 * again. Called by {@code engine.loop} only.
 */
@NullMarked
package io.tablekeep.engine.rules;

import org.jspecify.annotations.NullMarked;
