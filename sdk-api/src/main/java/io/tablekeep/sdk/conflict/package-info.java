/**
 * Settling edits that met: the extension point for plugins that know what people meant.
 *
 * <p>Only edits conflict: one that was made on an older state (by a late client, a device that was
 * offline, a branch that is merged) and that touches a place which moved since. The engine finds
 * such a place, names its kind and asks a {@link io.tablekeep.sdk.conflict.ConflictResolver} for
 * that kind, off the event loop and with a budget of time. What it gets is a proposal with a
 * confidence: a sure one is applied and journaled with its explanation, for an unsure one people
 * are asked. Nothing is settled by a resolver alone: its changes pass the same shapes as anyone's,
 * and recovery and replay never call it.
 */
@NullMarked
package io.tablekeep.sdk.conflict;

import org.jspecify.annotations.NullMarked;
