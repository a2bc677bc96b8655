/**
 * One storm of everything at once, from a seed.
 *
 * <p>A {@link io.tablekeep.engine.storm.Storm} has a {@link io.tablekeep.engine.storm.House} that
 * dies and comes back, {@link io.tablekeep.engine.storm.Room}s (the campaign and the branches
 * played beside it) and ten {@link io.tablekeep.engine.storm.Device}s in the campaign, each with
 * what it shows and an outbox. In the end {@link io.tablekeep.engine.storm.Verdict} holds what
 * everyone was told and shows against the journal. Everything runs in one thread of one simulation.
 */
@NullMarked
package io.tablekeep.engine.storm;

import org.jspecify.annotations.NullMarked;
