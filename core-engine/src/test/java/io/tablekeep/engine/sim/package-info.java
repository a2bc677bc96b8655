/**
 * Whole engines on a simulated store, killed and starved from seeds.
 *
 * <p>A {@link io.tablekeep.engine.sim.World} plays one {@link io.tablekeep.engine.sim.Plan}:
 * players act and retry, hosts are killed, the disk fails; {@link io.tablekeep.engine.sim.Evidence}
 * holds every receipt against what is on the platter at that very moment. Everything runs in one
 * thread of one {@link io.tablekeep.engine.runtime.sim.Simulation}; a failure names its plan and
 * seed.
 */
@NullMarked
package io.tablekeep.engine.sim;

import org.jspecify.annotations.NullMarked;
