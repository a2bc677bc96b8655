/**
 * What a notation says once it is read: a tree of immutable values, with the words of its dialect
 * translated away, so that rolling and reckoning know no dialects.
 *
 * <p>Made by {@code dice.parse}; anyone may look at it, on any thread.
 */
@NullMarked
package io.tablekeep.sdk.dice.tree;

import org.jspecify.annotations.NullMarked;
