package io.tablekeep.sdk.conflict;

import io.tablekeep.sdk.state.Node;
import io.tablekeep.sdk.state.Pointer;

/**
 * A place that two sides changed, each without knowing of the other. All nodes stand at their
 * place: {@code base.pointer()} and the pointers of both sides' values are {@link #place}, and what
 * lies below is reached from there.
 *
 * <p>The place is the smallest one of its kind that holds everything both sides touched: for a
 * {@code counter} the number, for a {@code set} the whole set, for {@code initiative} the turns of
 * one encounter. Both sides differ from the base, and mostly from each other.
 *
 * @param kind what sort of fact stands at the place, see {@link ConflictResolver}
 * @param place where; a resolver's changes stay at or below it
 * @param document the whole document as it stands, theirs in it: for looking around (the walls
 *     about a token, the GM of the campaign). Both sides may see what is at the place, but not
 *     everything in here, so none of it belongs into an explanation
 * @param base the place as both sides knew it; missing when there was nothing
 * @param theirs the side that is in the document already
 * @param mine the side that comes later and has nothing in the document yet
 */
public record Conflict(
    String kind, Pointer place, Node document, Node base, Side theirs, Side mine) {}
