package io.tablekeep.engine.cluster.placement;

/**
 * A document of a node's own that could move.
 *
 * @param document what the caller knows it by
 * @param wish where it would go
 * @param load what it adds to the load of its node, 0 to 1; 0 for one that nobody sits at
 * @param here how long it has been on this node, in milliseconds
 * @param <D> what the caller knows documents by
 */
public record Movable<D>(D document, Wish wish, double load, long here) {}
