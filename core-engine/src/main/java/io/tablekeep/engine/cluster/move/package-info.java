/**
 * Documents go from one living node to another: {@link io.tablekeep.engine.cluster.move.Moves} does
 * it, {@link io.tablekeep.engine.cluster.move.Mover} decides on it and empties a node that is to
 * leave.
 *
 * <p>The node that is to have the document reads it first, newest snapshot and what was written
 * since, without taking it over. Only then does the owner stop, once more asking the other to read
 * what came meanwhile; it finishes what is on its way, writes the other into the directory, tells
 * its seats, and the other acquires the epoch and reads the few entries that are left. So nobody
 * waits for reading a large document, or for a snapshot of it. Whatever fails before the owner
 * stops has changed nothing; whatever fails afterwards leaves a document that is complete in the
 * store and opened by whoever is asked for it next.
 */
@NullMarked
package io.tablekeep.engine.cluster.move;

import org.jspecify.annotations.NullMarked;
