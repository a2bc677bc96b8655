/**
 * The cluster on Hazelcast: who is here, the map that all share, and a Vert.x whose event bus
 * reaches all of them.
 *
 * <p>Hazelcast tells that a process has ended within half a second, and that one hangs or cannot be
 * reached after four. Its lock and consensus classes are not used: they need an edition of it that
 * this is not, and nothing here has to be certain of who is alone, since the store is.
 */
@NullMarked
package io.tablekeep.engine.cluster.hazelcast;

import org.jspecify.annotations.NullMarked;
