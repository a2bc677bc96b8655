/**
 * Measures a server under load: {@code tablekeep load}.
 *
 * <p>Three processes: the server, the generator (this one) and a relay that only copies frames, as
 * the yardstick. The load is open: moves are sent when they are due, however slow the answers are,
 * and latency counts from when a move was due. Runs on a Vert.x of its own, one event loop.
 */
@NullMarked
package io.tablekeep.server.load;

import org.jspecify.annotations.NullMarked;
