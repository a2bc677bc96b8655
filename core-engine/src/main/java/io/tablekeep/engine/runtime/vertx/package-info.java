/**
 * The runtime on Vert.x: event loops, timers, a worker pool, the rules threads and secure chance.
 *
 * <p>Made once by whoever starts an engine, on any thread. The loops of many documents share an
 * event loop and its {@link io.tablekeep.engine.runtime.vertx.Lane}; who writes to sockets can ask
 * for a loop on a socket's event loop. Workers are threads of our own rather than Vert.x's, because
 * their queue must have a limit and an answer at it.
 */
@NullMarked
package io.tablekeep.engine.runtime.vertx;

import org.jspecify.annotations.NullMarked;
