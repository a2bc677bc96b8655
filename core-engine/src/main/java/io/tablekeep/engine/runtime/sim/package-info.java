/**
 * The runtime of tests: whole engines in one thread, from one seed.
 *
 * <p>A {@link io.tablekeep.engine.runtime.sim.Simulation} holds time and everything that is to
 * happen; each {@link io.tablekeep.engine.runtime.sim.SimulatedRuntime} is a process in it, which
 * can be killed. Among the loops that have something to do, the seed chooses who goes on; it also
 * says how long work takes. So each seed is another interleaving, and the same seed is the same
 * run, step by step: {@link io.tablekeep.engine.runtime.sim.Simulation#trace} is there to assert
 * it. Lives in main code because authors' tests use it as well; production does not.
 */
@NullMarked
package io.tablekeep.engine.runtime.sim;

import org.jspecify.annotations.NullMarked;
