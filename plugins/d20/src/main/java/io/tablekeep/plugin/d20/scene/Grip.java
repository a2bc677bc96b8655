package io.tablekeep.plugin.d20.scene;

import io.tablekeep.sdk.geometry.Point;
import io.tablekeep.sdk.geometry.Space;
import java.util.List;
import java.util.Optional;

/**
 * What areas do to those in them, as turns and movement see it: they call it at the right moment
 * and need not know of spells.
 */
public interface Grip {
  /**
   * Somebody's turn begins: their own areas come closer to their end, others work on them.
   *
   * @param scene the scene
   * @param who whose turn it is
   */
  void begins(Scene scene, Creature who);

  /**
   * Somebody's turn ends.
   *
   * @param scene the scene
   * @param who whose turn it was
   */
  void ends(Scene scene, Creature who);

  /**
   * A round begins: areas of those who take no part come closer to their end.
   *
   * @param scene the scene
   * @param here the actors who take part
   */
  void rounds(Scene scene, List<String> here);

  /**
   * Somebody walks.
   *
   * @param scene the scene
   * @param ground where
   * @param who who
   * @param from from where
   * @param to where to
   * @return where they are stopped; empty when they get there
   */
  Optional<Point> crosses(Scene scene, Ground ground, Creature who, Space from, Point to);
}
