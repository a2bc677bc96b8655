/**
 * The public face of the engine, for programs that embed it.
 *
 * <p>{@link io.tablekeep.engine.Engine} opens campaigns on a store; a {@link
 * io.tablekeep.engine.Campaign} gives {@link io.tablekeep.engine.Seat}s; a seat sends {@link
 * io.tablekeep.engine.Action}s and hears {@link io.tablekeep.engine.Frame}s. Every call may come
 * from any thread; callbacks come on the campaign's loop. Futures are those of the JDK, so that a
 * plain Java program needs no other library to wait for them.
 */
@NullMarked
package io.tablekeep.engine;

import org.jspecify.annotations.NullMarked;
