/**
 * Read copies and cache times by observed rates (seed row A9): decisions only, made by the owner of
 * a document, whom all reads reach that no copy answers.
 *
 * <p>The seeds' three kinds stand: ten times as many reads as writes is read-heavy, with read
 * copies and 30 s of use; more than 100 writes a second is write-heavy, with 5 s; all else is
 * balanced, with 15 s. What is different: an ack never counts on any of these copies, whatever the
 * kind, so all of them are told of writes after the ack; a node keeps a copy only if it reads more
 * than it would be told; and what is used that long is used shorter where it would miss many
 * writes. A read that decides something goes to the owner.
 */
@NullMarked
package io.tablekeep.engine.cluster.placement.copies;

import org.jspecify.annotations.NullMarked;
