/**
 * What players' tokens see of a map past walls and in light, and what they have explored of it.
 *
 * <p>A {@link io.tablekeep.engine.view.sight.Scene} is one map of one root, ready to be asked. It
 * is made from that of an earlier root by what differs, and keeps who saw which token for as long
 * as neither the token nor the eyes nor the walls have changed: so a move asks about the token that
 * moved, and about the others only for the eyes that moved. {@link
 * io.tablekeep.engine.view.sight.Scenes} keeps a few of them. {@link
 * io.tablekeep.engine.view.sight.Explorer} says which tiles an entry explores; that is stored in
 * the document, so that a view stays a pure function of one root.
 *
 * <p>Called by {@code engine.view} on the campaign's loop, and off it for whole views: scenes are
 * immutable but for marks that any thread may write, as all would write the same.
 */
@NullMarked
package io.tablekeep.engine.view.sight;

import org.jspecify.annotations.NullMarked;
