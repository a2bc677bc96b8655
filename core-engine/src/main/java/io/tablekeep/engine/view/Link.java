package io.tablekeep.engine.view;

import io.tablekeep.engine.rules.PathPattern;
import io.tablekeep.engine.state.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A place whose value names an entity. It is seen by those who see the entity, so that what is
 * visible never tells the key of what is not.
 *
 * @param pattern where the value stands
 * @param collection the top-level key below which the entity stands
 */
record Link(List<String> pattern, String collection) {
  static final String ACTORS = "actors";
  static final String MAPS = "maps";

  /** All links but those from an encounter to its own combatants and to tokens. */
  static final List<Link> ALL =
      List.of(
          of("participants/*/character", ACTORS),
          of("currentSession/map", MAPS),
          of("currentSession/activeEncounterId", "encounters"),
          of("maps/*/tokens/*/actor", ACTORS),
          of("encounters/*/map", MAPS),
          of("encounters/*/effects/*/source", ACTORS),
          of("encounters/*/order/*/actor", ACTORS),
          of("actors/*/conditions/*/source", ACTORS),
          of("actors/*/effects/*/source", ACTORS),
          of("actors/*/inventory/*/item", "items"),
          of("quests/*/giver", ACTORS),
          of("quests/*/location", "locations"),
          of("locations/*/within", "locations"),
          of("locations/*/map", MAPS),
          of("chat/*/as", ACTORS),
          of("dice/*/as", ACTORS));

  private static Link of(String pattern, String collection) {
    return new Link(PathPattern.parse(pattern).keys(), collection);
  }

  String text() {
    return String.join("/", pattern);
  }

  @Nullable List<String> target(Object value) {
    return value instanceof String key ? List.of(collection, key) : null;
  }

  /** Finds the places that name one of some entities. */
  void each(JsonObject root, Set<String> named, Consumer<String[]> use) {
    each(root, 0, new ArrayList<>(), named, use);
  }

  private void each(
      @Nullable Object at,
      int depth,
      ArrayList<String> path,
      Set<String> named,
      Consumer<String[]> use) {
    if (depth == pattern.size()) {
      if (at instanceof String key && named.contains(key)) {
        use.accept(path.toArray(new String[0]));
      }
      return;
    }
    if (!(at instanceof JsonObject object)) {
      return;
    }
    String key = pattern.get(depth);
    if (!key.equals(PathPattern.ANY)) {
      step(object.get(key), key, depth, path, named, use);
      return;
    }
    for (JsonObject.Cursor c = object.cursor(); c.next(); ) {
      step(c.value(), c.key(), depth, path, named, use);
    }
  }

  private void step(
      @Nullable Object value,
      String key,
      int depth,
      ArrayList<String> path,
      Set<String> named,
      Consumer<String[]> use) {
    path.add(key);
    each(value, depth + 1, path, named, use);
    path.remove(path.size() - 1);
  }
}
