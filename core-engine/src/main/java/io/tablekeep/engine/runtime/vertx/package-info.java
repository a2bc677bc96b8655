/**
 * The runtime on Vert.x: event loops, timers, a worker pool, the rules threads and secure chance.
 *
 * <p>Made once by whoever starts an engine, on any thread. The loops of all documents that share an
 * event loop share one {@link io.tablekeep.engine.runtime.vertx.Lane}: a queue that is drained by
 * one event loop task, so that many completions arriving together cost one wake-up. Workers are
 * threads of our own rather than Vert.x's, because their queue must have a limit and an answer at
 * it.
 */
@NullMarked
package io.tablekeep.engine.runtime.vertx;

import org.jspecify.annotations.NullMarked;
