/**
 * The only room that touches clocks, timers, threads, executors and randomness.
 *
 * <p>The engine asks {@link io.tablekeep.engine.runtime.EngineRuntime} for everything of the kind.
 * One implementation stands on Vert.x; the other runs a whole engine in one test thread from one
 * seed, so that every fault can be replayed. ArchUnit forbids the rest of the engine to go around
 * this room.
 */
@NullMarked
package io.tablekeep.engine.runtime;

import org.jspecify.annotations.NullMarked;
