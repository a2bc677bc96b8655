/**
 * Documents of other nodes, at hand: read copies that follow the owner, and actions that are
 * carried to it.
 *
 * <p>A copy is told each durable state as a difference from the one before, over a line; a slow
 * line is told several as one. It never goes back: who offers an older version than it has is not
 * believed. Nothing is ever acknowledged on the word of a copy; actions are decided by the owner
 * alone, and an action sent again under the same device and number has the same receipt, wherever
 * the document is by then.
 */
@NullMarked
package io.tablekeep.engine.cluster.copy;

import org.jspecify.annotations.NullMarked;
