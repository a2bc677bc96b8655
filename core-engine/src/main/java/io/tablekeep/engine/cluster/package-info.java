/**
 * Several nodes, one table.
 *
 * <p>Every document has one owner, the node whose engine has it open. {@link
 * io.tablekeep.engine.cluster.Directory} says which node that is; an engine asks it, as its {@link
 * io.tablekeep.engine.cluster.Ownership}, before it opens a document, and again before it acquires
 * one whose store failed. The directory is a matter of order, not of safety: it may be lost,
 * doubled or late, and two nodes may both believe for a while that they own a document. What makes
 * a second writer impossible is the epoch that the store checks on every append; the older of the
 * two is fenced there, tells its seats that the table has moved, and forgets it.
 *
 * <p>Everything here rests on three things that are handed in, {@link
 * io.tablekeep.engine.cluster.Members}, {@link io.tablekeep.engine.cluster.SharedMap} and {@link
 * io.tablekeep.engine.runtime.Bus}, so that a whole cluster runs in one thread from one seed.
 */
@NullMarked
package io.tablekeep.engine.cluster;

import org.jspecify.annotations.NullMarked;
