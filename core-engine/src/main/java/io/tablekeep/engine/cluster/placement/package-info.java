/**
 * Which node of a cluster owns a document (seed rows B11, B14): decisions only. Time, loads and
 * what people want come in as values; the cluster and a simulation of it run the same code. Nothing
 * here makes a second writer impossible, the store's epoch does: nodes may decide differently on
 * different cards, and one of them is then told that the document is elsewhere.
 *
 * <p><b>What is known.</b> Each node tells the others about itself with a {@link
 * io.tablekeep.engine.cluster.placement.NodeCard}; a {@link
 * io.tablekeep.engine.cluster.placement.Roster} keeps the newest of each, and what this node has
 * sent there since.
 *
 * <p><b>Where a document goes.</b> {@link io.tablekeep.engine.cluster.placement.Placer} follows the
 * document's own sequence of places on a ring, on which a node has points by its weight, and takes
 * the first node that accepts; acceptance is the node's spare capacity next to the mean of all. The
 * reasons:
 *
 * <ul>
 *   <li>Rendezvous hashing looks at every node; thousands of documents need a place at once when a
 *       node dies, and 10,000 nodes cost too much. A look-up on the ring costs the same for any
 *       number, about two places are tried.
 *   <li>Consistent hashing with bounded loads hands what does not fit to the next on the ring,
 *       which then overflows too; a sequence of places spreads it over all nodes. A limit that is
 *       all or nothing floods whoever is below it while cards are old; acceptance that falls
 *       gradually gives nobody more than twice its share, whatever the cards say.
 *   <li>Choosing the least loaded of some, as the seeds do, sends everyone to the same node, and
 *       after a restart a document somewhere else. Here a node that comes or goes takes or gives
 *       its own share and nothing else moves; within a band around the mean loads do not matter at
 *       all.
 * </ul>
 *
 * <p>Copies and related documents are asked first. Nothing goes to nodes that are slow, ill, busy,
 * full or leaving while another is well. When none is, a slow one is better than none: the table is
 * played, if slowly. A full or leaving one is not: it would push others out of memory, or never be
 * able to leave; whoever asks is refused with a code and asks again.
 *
 * <p><b>When a node dies</b> nothing is moved: its documents are placed when somebody wants them,
 * by whoever is asked, and so spread by themselves. {@link
 * io.tablekeep.engine.cluster.placement.Takeovers} has a node take those first that most people
 * wait for, a few at a time.
 *
 * <p><b>When loads differ</b> each node looks after its own documents with a {@link
 * io.tablekeep.engine.cluster.placement.Rebalancer}: nobody has to know all documents, and no
 * coordinator can be lost. Idle ones move when a node holds more than its share for a while, ones
 * that people sit at only when it is much busier than the others for longer. What moves always
 * makes the difference smaller, begins later than it ends, and stays for a while where it came to.
 * {@link io.tablekeep.engine.cluster.placement.SlowWatch} has a node call itself slow, which
 * empties it.
 */
@NullMarked
package io.tablekeep.engine.cluster.placement;

import org.jspecify.annotations.NullMarked;
