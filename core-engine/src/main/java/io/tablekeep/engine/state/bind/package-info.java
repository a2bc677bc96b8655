/**
 * Between tree values and the Java that rules are written in: records, nodes, and what a rule has
 * read.
 *
 * <p>For the loop and the rounds of rules, on any thread; a {@link
 * io.tablekeep.engine.state.bind.ReadSet} belongs to one round. The binding follows the same
 * description of a record as its published schema ({@code sdk.schema}), so what the schema allows
 * is what can be read; all that is learnt about a class is kept with the class, so that a plugin
 * that is unloaded can go.
 */
@NullMarked
package io.tablekeep.engine.state.bind;

import org.jspecify.annotations.NullMarked;
