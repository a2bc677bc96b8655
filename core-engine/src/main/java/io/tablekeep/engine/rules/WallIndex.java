package io.tablekeep.engine.rules;

import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.bind.Records;
import io.tablekeep.engine.state.bind.Records.UnknownKeys;
import io.tablekeep.sdk.geometry.sight.Barrier;
import io.tablekeep.sdk.geometry.sight.Walls;
import io.tablekeep.sdk.model.map.Wall;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The walls of one campaign's maps, ready to be asked; the few maps asked about last are kept. What
 * has changed since is found by comparing the walls' objects, which are shared between documents,
 * so a door that opens costs a look at each wall and not a new index. Thread-safe.
 */
public final class WallIndex {
  /** Maps whose walls are kept. */
  static final int MOST_MAPS = 8;

  private final Map<String, Known> maps =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
          return size() > MOST_MAPS;
        }
      };

  /** Knows nothing yet. */
  public WallIndex() {}

  private record Known(JsonObject tree, Walls walls) {}

  /**
   * The walls of a map as they stand.
   *
   * @param map the map's key
   * @param tree the object of its walls
   * @return all of them
   */
  @SuppressWarnings("ReferenceEquality") // the very same object has the same walls
  public synchronized Walls of(String map, JsonObject tree) {
    Known known = maps.get(map);
    if (known == null || known.tree != tree) {
      known = new Known(tree, known == null ? all(tree) : changed(known, tree));
      maps.put(map, known);
    }
    return known.walls;
  }

  private static Walls all(JsonObject tree) {
    Map<String, Barrier> barriers = new HashMap<>();
    for (JsonObject.Cursor c = tree.cursor(); c.next(); ) {
      barriers.put(c.key(), barrier(c.value()));
    }
    return Walls.of(barriers);
  }

  @SuppressWarnings("ReferenceEquality")
  private static Walls changed(Known before, JsonObject tree) {
    Walls walls = before.walls;
    for (JsonObject.Cursor c = before.tree.cursor(); c.next(); ) {
      if (tree.get(c.key()) == null) {
        walls = walls.without(c.key());
      }
    }
    for (JsonObject.Cursor c = tree.cursor(); c.next(); ) {
      if (before.tree.get(c.key()) != c.value()) {
        walls = walls.with(c.key(), barrier(c.value()));
      }
    }
    return walls;
  }

  private static Barrier barrier(Object wall) {
    return Records.read(wall, Wall.class, UnknownKeys.IGNORED).barrier();
  }
}
