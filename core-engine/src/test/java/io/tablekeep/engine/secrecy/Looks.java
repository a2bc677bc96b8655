package io.tablekeep.engine.secrecy;

import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.engine.view.Viewer;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How a table looks to somebody, slowly defined: their view, and which of the pictures that it
 * shows are there to be had. Depends on nothing but the view and the names of files.
 *
 * @param view what they see
 * @param there names of the files they have sent and of pictures shown to them, of those there are
 * @param whole which of these they may have as a whole
 */
record Looks(JsonObject view, List<String> there, List<String> whole) {
  static Looks of(JsonObject root, Viewer viewer) {
    JsonObject view = Pair.SLOW.view(root, viewer);
    TreeSet<String> shown = new TreeSet<>();
    TreeSet<String> whole = new TreeSet<>();
    for (String at : List.of("actors", "items", "locations")) {
      for (JsonObject one : each(view, at)) {
        named(one, at.equals("actors") ? "portrait" : "picture", whole);
      }
    }
    for (JsonObject map : each(view, "maps")) {
      boolean secret =
          Boolean.TRUE.equals(Trees.get(map, "lighting", "fog"))
              && Boolean.TRUE.equals(Trees.get(map, "lighting", "sight"));
      each(map, "tokens").forEach(token -> named(token, "picture", whole));
      each(map, "layers").forEach(layer -> named(layer, "picture", secret ? shown : whole));
      if (map.get("picture") instanceof JsonObject under) {
        named(under, "asset", secret ? shown : whole);
      }
    }
    if (view.get("assets") instanceof JsonObject own) {
      whole.addAll(own.keys());
    }
    shown.addAll(whole);
    shown.removeIf(name -> !isThere(root, name));
    whole.removeIf(name -> !isThere(root, name));
    return new Looks(view, List.copyOf(shown), List.copyOf(whole));
  }

  /** Whether the view names a picture, be it there or not. */
  boolean names(String picture) {
    return view.toString().contains(picture);
  }

  private static boolean isThere(JsonObject root, String name) {
    return Trees.get(root, "assets", name) != null;
  }

  private static List<JsonObject> each(@Nullable Object from, String collection) {
    return from instanceof JsonObject object && object.get(collection) instanceof JsonObject all
        ? all.keys().stream().map(all::get).map(JsonObject.class::cast).toList()
        : List.of();
  }

  private static void named(JsonObject one, String key, TreeSet<String> to) {
    if (one.get(key) instanceof String name) {
      to.add(name);
    }
  }
}
