/**
 * Real servers as nodes of a cluster, hurt while people play: killed, stopped and woken, cut off
 * from each other, with slow lines, other clocks and full disks, on a database that dies. Every
 * client keeps a ledger, and {@link io.tablekeep.server.ledgers.Checker} holds all of them against
 * the journal that the store has.
 *
 * <p>Each node has a network namespace of its own where that is allowed (root, {@code ip}, {@code
 * tc}); else all run on loopback, and faults of the network are left out and named. {@code mvn
 * -Ptorture -Dquick -Dtest=FaultsTest -Dsurefire.failIfNoSpecifiedTests=false
 * -Dtablekeep.faults.from=SEED -Dtablekeep.faults.runs=N verify} begins at a seed; each run prints
 * its own.
 */
@NullMarked
package io.tablekeep.server.faults;

import org.jspecify.annotations.NullMarked;
