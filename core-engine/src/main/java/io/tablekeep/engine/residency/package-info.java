/**
 * Which documents are in memory (seed row B9). A server keeps many more campaigns than it can hold
 * open: what rests is packed, what nobody sits at is let go when room is needed, oldest first, and
 * comes back by itself when it is asked for.
 *
 * <p>{@link io.tablekeep.engine.residency.Residents} decides, on a loop of its own; a document does
 * what it is asked on its own loop and may say no, because somebody sat down meanwhile. {@link
 * io.tablekeep.engine.residency.Doorway} is what callers hold: it outlives a document's being let
 * go.
 */
@NullMarked
package io.tablekeep.engine.residency;

import org.jspecify.annotations.NullMarked;
