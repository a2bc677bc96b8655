/**
 * Nodes that each have their own disk, and keep copies for each other.
 *
 * <p>{@link io.tablekeep.engine.cluster.disks.OwnDisks} is a {@link
 * io.tablekeep.sdk.store.CampaignStore} over the store of one node. What is appended is synced to
 * the disk of this node, then put into a {@link io.tablekeep.engine.cluster.disks.Backup}, a map in
 * the memory of several nodes, and only then answered; the disks of other nodes are brought up to
 * date behind that, and what they have leaves the map.
 *
 * <p>The map has one value a document, its {@link io.tablekeep.engine.cluster.disks.Tail}: epoch,
 * who holds it, and the entries that only one disk is known to have. A key for each entry would
 * need a second one for the epoch, and nothing changes two keys at once; in one value, kept as an
 * object where it lives, the check of epoch and version and the put are one step, and a step costs
 * what it adds. Snapshots are not in the map: they go to the disks of the others, which is safer
 * than memory, and a lost one costs time only.
 *
 * <p>What a disk has is told by a {@link io.tablekeep.engine.cluster.disks.Mark} in the name of the
 * owner there: in which epoch its node owned or copied the document, and up to where it is certain.
 * Of several disks the highest epoch wins, then the highest version; entries above the certain
 * point of a disk that lost are compared with the winner's, and one that differs is wiped and
 * copied anew. Decisions are in {@code Tail} and {@code Disk} and rest on {@code Backup}, {@link
 * io.tablekeep.engine.cluster.disks.Peers} and the members alone, so that they run without
 * Hazelcast too.
 */
@NullMarked
package io.tablekeep.engine.cluster.disks;

import org.jspecify.annotations.NullMarked;
