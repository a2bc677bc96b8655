/**
 * The threads that plugin code runs on, and what is done about code that does not stop.
 *
 * <p>The loop hands a rule in; the result leaves on a rules thread and goes back with {@link
 * io.tablekeep.engine.runtime.Loop#resume}. A watchdog measures each rule from its start: over
 * budget it is refused and interrupted, after a grace its thread is given up and another takes its
 * place. Instrumented plugin code also asks {@link io.tablekeep.sdk.plugin.Budget} at every jump
 * back, which ends loops that ignore interrupts. Queues, threads and given-up threads are bounded
 * by owner and in all, so one plugin cannot use up what the others need.
 */
@NullMarked
package io.tablekeep.engine.runtime.rules;

import org.jspecify.annotations.NullMarked;
