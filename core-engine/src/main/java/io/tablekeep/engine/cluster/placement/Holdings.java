package io.tablekeep.engine.cluster.placement;

import java.util.List;

/**
 * The documents of a node that could move: those that are not moving already. Asked only when some
 * of them are to move.
 *
 * @param <D> what the caller knows documents by
 */
public interface Holdings<D> {
  /**
   * Documents that nobody sits at.
   *
   * @param most how many are wanted
   * @return at most so many, those longest at rest first
   */
  List<Movable<D>> idle(int most);

  /**
   * Documents that somebody sits at.
   *
   * @param most how many are wanted
   * @param mostLoad the largest load of one
   * @return at most so many, the busiest first
   */
  List<Movable<D>> active(int most, double mostLoad);
}
