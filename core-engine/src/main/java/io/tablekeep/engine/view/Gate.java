package io.tablekeep.engine.view;

import io.tablekeep.engine.state.JsonObject;

/** Decides for one entity how much of it a viewer sees. Pure. */
@FunctionalInterface
interface Gate {
  /**
   * Decides.
   *
   * @param key the entity's key
   * @param entity the entity
   * @param root the document it stands in
   * @param viewer who looks, never one who runs the game
   * @return how much they see
   */
  Level open(String key, JsonObject entity, JsonObject root, Viewer viewer);
}
