package io.tablekeep.engine.view;

import io.tablekeep.engine.state.JsonArray;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.sdk.state.Pointer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The little of a view that decides what of it is loaded and what its index says: the keys and
 * names of entities, who owns actors, what they carry, and where the session points. Kept as a
 * tree, so that a change costs what it changes. Pure functions of the view.
 */
final class Sketch {
  /** Where a seat's view has its index; a document's own member of that name is not shown. */
  static final String INDEX = "index";

  static final String SESSION = "currentSession";
  static final String PARTICIPANTS = "participants";
  private static final String ACTORS = "actors";
  private static final String ITEMS = "items";
  private static final int LINES = 100;

  /** Loaded as a whole, always. */
  private static final Set<String> FREE =
      Set.of("campaign", PARTICIPANTS, SESSION, "flags", "asks", "conflicts", "explored", INDEX);

  /** Windows of lines: the newest are loaded, older ones are read page by page. */
  private static final Set<String> LINED = Set.of("chat", "dice", "changeLog");

  /** All members of an entity that its line depends on; see {@link #matters}. */
  static final List<String> MEMBERS = List.of("name", "title", "owner", "inventory");

  private Sketch() {}

  static boolean isFree(String collection) {
    return FREE.contains(collection);
  }

  static boolean isIndexed(String collection) {
    return !LINED.contains(collection);
  }

  /** Of a whole view. */
  static JsonObject of(JsonObject view, String me) {
    TreeMap<String, Object> sketch = new TreeMap<>();
    sketch.put(SESSION, session(view.get(SESSION)));
    sketch.put(PARTICIPANTS, participants(view.get(PARTICIPANTS)));
    for (JsonObject.Cursor c = view.cursor(); c.next(); ) {
      if (!isFree(c.key()) && c.value() instanceof JsonObject collection) {
        sketch.put(c.key(), collection(c.key(), collection, me));
      }
    }
    return JsonObject.of(sketch, 0);
  }

  static JsonObject collection(String name, JsonObject collection, String me) {
    TreeMap<String, Object> lines = new TreeMap<>();
    for (JsonObject.Cursor c = collection.cursor(); c.next(); ) {
      lines.put(c.key(), line(name, c.value(), me));
    }
    return JsonObject.of(lines, 0);
  }

  static JsonObject session(@Nullable Object session) {
    TreeMap<String, Object> points = new TreeMap<>();
    if (session instanceof JsonObject now) {
      copy(now, "map", points);
      copy(now, "activeEncounterId", points);
    }
    return JsonObject.of(points, 0);
  }

  private static void copy(JsonObject from, String key, Map<String, Object> to) {
    if (from.get(key) instanceof String text) {
      to.put(key, text);
    }
  }

  /** The players; others are not asked about. */
  static JsonObject participants(@Nullable Object participants) {
    TreeMap<String, Object> players = new TreeMap<>();
    if (participants instanceof JsonObject all) {
      for (JsonObject.Cursor c = all.cursor(); c.next(); ) {
        if (c.value() instanceof JsonObject one && plays(one.get("role"))) {
          players.put(c.key(), "");
        }
      }
    }
    return JsonObject.of(players, 0);
  }

  /** Whoever has no role is a player. */
  private static boolean plays(@Nullable Object role) {
    return role == null || role.equals("player");
  }

  /** What is kept of one entity: its name; of an actor also whose it is and what it carries. */
  static Object line(String collection, Object entity, String me) {
    if (!(entity instanceof JsonObject object) || LINED.contains(collection)) {
      return "";
    }
    String name =
        object.get("name") instanceof String text
            ? text
            : object.get("title") instanceof String title ? title : "";
    if (!collection.equals(ACTORS)) {
      return name;
    }
    TreeMap<String, Object> actor = new TreeMap<>();
    actor.put("name", name);
    copy(object, "owner", actor);
    if (me.equals(actor.get("owner")) && object.get("inventory") instanceof JsonObject carried) {
      List<Object> items = new ArrayList<>();
      for (JsonObject.Cursor c = carried.cursor(); c.next(); ) {
        if (c.value() instanceof JsonObject stack && stack.get("item") instanceof String item) {
          items.add(item);
        }
      }
      actor.put("items", JsonArray.of(items, 0));
    }
    return JsonObject.of(actor, 0);
  }

  /** Whether a member of an entity shows in its line. */
  static boolean matters(String collection, String member) {
    return switch (member) {
      case "name", "title" -> true;
      case "owner", "inventory" -> collection.equals(ACTORS);
      default -> false;
    };
  }

  /** The name in a line. */
  static String name(Object line) {
    return line instanceof JsonObject actor && actor.get("name") instanceof String name
        ? name
        : line instanceof String text ? text : "";
  }

  /** The keys of a collection that are loaded. */
  static Set<String> loaded(JsonObject sketch, String collection, String me, Set<Pointer> open) {
    JsonObject lines = (JsonObject) sketch.get(collection);
    if (lines == null) {
      return Set.of();
    }
    if (open.contains(Pointer.of(collection))) {
      return new HashSet<>(lines.keys());
    }
    Set<String> keys = new TreeSet<>();
    switch (collection) {
      case "maps" -> add(lines, scene(sketch, lines), keys);
      case "encounters" -> add(lines, Trees.get(sketch, SESSION, "activeEncounterId"), keys);
      case ACTORS -> party(sketch, lines, me, keys);
      case ITEMS -> carried(sketch, lines, me, keys);
      case "chat", "dice" -> newest(lines, keys);
      default -> {
        // Nothing of it is needed to begin with.
      }
    }
    for (Pointer place : open) {
      if (place.size() == 2 && place.key(0).equals(collection)) {
        add(lines, place.key(1), keys);
      }
    }
    return keys;
  }

  private static void add(JsonObject lines, @Nullable Object key, Set<String> to) {
    if (key instanceof String text && lines.has(text)) {
      to.add(text);
    }
  }

  /** The session's map; the first one there is while no session points to one. */
  private static @Nullable Object scene(JsonObject sketch, JsonObject maps) {
    Object current = Trees.get(sketch, SESSION, "map");
    if (current instanceof String map && maps.has(map)) {
      return map;
    }
    JsonObject.Cursor first = maps.cursor();
    return first.next() ? first.key() : null;
  }

  /** The characters of the players, and whatever else is one's own. */
  private static void party(JsonObject sketch, JsonObject actors, String me, Set<String> to) {
    JsonObject players = (JsonObject) sketch.get(PARTICIPANTS);
    for (JsonObject.Cursor c = actors.cursor(); c.next(); ) {
      if (c.value() instanceof JsonObject actor
          && actor.get("owner") instanceof String owner
          && (owner.equals(me) || (players != null && players.has(owner)))) {
        to.add(c.key());
      }
    }
  }

  private static void carried(JsonObject sketch, JsonObject items, String me, Set<String> to) {
    if (me.isEmpty() || !(sketch.get(ACTORS) instanceof JsonObject actors)) {
      return;
    }
    for (JsonObject.Cursor c = actors.cursor(); c.next(); ) {
      if (c.value() instanceof JsonObject actor && actor.get("items") instanceof JsonArray list) {
        list.elements().forEach(item -> add(items, item, to));
      }
    }
  }

  private static void newest(JsonObject lines, Set<String> to) {
    List<String> keys = lines.keys();
    to.addAll(keys.subList(Math.max(0, keys.size() - LINES), keys.size()));
  }
}
