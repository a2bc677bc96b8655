/**
 * Reading and changing the campaign document: places ({@link io.tablekeep.sdk.state.Pointer}),
 * values at places ({@link io.tablekeep.sdk.state.Node}) and changes as values.
 *
 * <p>Everything here is immutable and may be used on any thread. Plugins read nodes and return
 * changes; they never hold anything that writes, which is why a rule can be run again, elsewhere or
 * only as a trial.
 */
@NullMarked
package io.tablekeep.sdk.state;

import org.jspecify.annotations.NullMarked;
