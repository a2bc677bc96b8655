package io.tablekeep.engine.view;

import io.tablekeep.engine.state.JsonNull;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.JsonReader;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.engine.state.bind.Records;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.game.Participant;
import io.tablekeep.sdk.game.Role;
import io.tablekeep.sdk.state.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Random campaigns and random changes in which what is hidden, named and seen often matters. */
final class RandomTable {
  static final List<Viewer> VIEWERS =
      List.of(
          new Viewer("", true, false),
          new Viewer("p1", false, false),
          new Viewer("p2", false, false),
          new Viewer("p3", false, false),
          new Viewer("s1", false, true));

  private static final List<String> PEOPLE = List.of("p1", "p2", "p3", "s1", "gm");
  private static final List<String> ACTORS = List.of("a1", "a2", "a3", "a4");
  private static final List<String> MAPS = List.of("m1", "m2");
  private static final List<String> TOKENS = List.of("t1", "t2", "t3", "t4", "t5");
  private static final List<String> FEW = List.of("k1", "k2", "k3");

  private final SplittableRandom random;
  private long version = 1;

  RandomTable(SplittableRandom random) {
    this.random = random;
  }

  static Participant participant(Viewer viewer) {
    Role role = viewer.runsGame() ? Role.GM : viewer.watches() ? Role.SPECTATOR : Role.PLAYER;
    return new Participant(viewer.runsGame() ? "gm" : viewer.participant(), "x", role);
  }

  JsonObject document() {
    JsonObject root = JsonObject.empty(1);
    for (String person : PEOPLE) {
      String role = person.equals("gm") ? "gm" : person.startsWith("s") ? "spectator" : "player";
      root = put(root, Map.of("name", person, "role", role), "participants", person);
    }
    for (int i = random.nextInt(40, 200); i > 0; i--) {
      root = change(root);
    }
    return root;
  }

  JsonObject changed(JsonObject root) {
    JsonObject changed = root;
    for (int i = random.nextInt(1, 5); i > 0; i--) {
      changed = change(changed);
    }
    if (random.nextInt(50) == 0) {
      changed = read(changed.toString());
    }
    return changed;
  }

  static JsonObject read(String json) {
    return JsonReader.readObject(
        json.getBytes(StandardCharsets.UTF_8), JsonReader.Limits.DOCUMENT, 0);
  }

  private JsonObject put(JsonObject root, Object value, String... at) {
    version++;
    try {
      return Trees.put(root, Pointer.of(at), Records.write(value, version), version);
    } catch (TablekeepException e) {
      return root; // Something stands there that is no object.
    }
  }

  private JsonObject remove(JsonObject root, String... at) {
    version++;
    return Trees.get(root, at) == null ? root : Trees.remove(root, Pointer.of(at), version);
  }

  private String one(List<String> of) {
    return of.get(random.nextInt(of.size()));
  }

  private boolean flag() {
    return random.nextBoolean();
  }

  private double place() {
    return random.nextInt(0, 24) / 2.0;
  }

  private JsonObject set(JsonObject root, boolean remove, Object value, String... at) {
    return remove ? remove(root, at) : put(root, value, at);
  }

  /** One change; what it changes may not exist yet. */
  JsonObject change(JsonObject root) {
    String map = one(MAPS);
    String key = one(FEW);
    boolean gone = random.nextInt(4) == 0;
    return switch (random.nextInt(36)) {
      case 0, 1, 2 ->
          put(root, place(), "maps", map, "tokens", one(TOKENS), one(List.of("x", "y")));
      case 3, 4 -> set(root, gone, one(ACTORS), "maps", map, "tokens", one(TOKENS), "actor");
      case 5 -> set(root, gone, flag(), "maps", map, "tokens", one(TOKENS), "hidden");
      case 6 -> set(root, gone, key, "maps", map, "tokens", one(TOKENS), "layer");
      case 7 ->
          set(
              root,
              gone,
              thing(),
              "maps",
              map,
              "tokens",
              one(TOKENS),
              one(List.of("vision", "light")));
      case 8, 9 ->
          set(
              root,
              gone,
              wall(),
              "maps",
              map,
              "walls",
              one(List.of("w1", "w2", "w3", "w4", "w5", "w6")));
      case 10 ->
          set(
              root,
              gone,
              Map.of("state", one(List.of("open", "closed")), "secret", flag()),
              "maps",
              map,
              "walls",
              one(List.of("w1", "w2", "w3")),
              "door");
      case 11 ->
          flag()
              ? set(root, gone, light(), "maps", map, "lights", key)
              : set(root, gone, drawing(), "maps", map, "drawings", key);
      case 12 -> set(root, gone, random.nextInt(4) > 0, "maps", map, "lighting", "sight");
      case 13 -> put(root, random.nextInt(5) / 4.0, "maps", map, "lighting", "darkness");
      case 14 -> set(root, gone, flag(), "maps", map, "hidden");
      case 15 -> put(root, Map.of("wide", 12, "high", random.nextInt(8, 12)), "maps", map, "grid");
      case 16 -> set(root, gone, Map.of("name", key, "hidden", flag()), "maps", map, "layers", key);
      case 17, 18 ->
          set(
              root,
              gone,
              Integer.toHexString(random.nextInt(4096)),
              "maps",
              map,
              "explored",
              one(List.of("p1", "p2", "p3")),
              "seen",
              "" + random.nextInt(12));
      case 19 -> set(root, gone, one(PEOPLE), "actors", one(ACTORS), "owner");
      case 20 -> set(root, gone, flag(), "actors", one(ACTORS), "hidden");
      case 21 ->
          set(
              root,
              gone,
              one(ACTORS),
              "actors",
              one(ACTORS),
              one(List.of("conditions", "effects")),
              key,
              "source");
      case 22 -> set(root, gone, one(FEW), "actors", one(ACTORS), "inventory", key, "item");
      case 23 -> set(root, gone, flag(), "items", key, "hidden");
      case 24 ->
          set(root, gone, flag(), one(List.of("quests", "locations", "lore")), key, "revealed");
      case 25 ->
          flag()
              ? set(root, gone, one(ACTORS), "quests", key, "giver")
              : set(root, gone, one(FEW), "quests", key, "location");
      case 26 ->
          flag()
              ? set(root, gone, one(FEW), "locations", key, "within")
              : set(root, gone, one(MAPS), "locations", key, "map");
      case 27 -> set(root, gone, one(MAPS), "currentSession", "map");
      case 28 ->
          flag()
              ? set(root, gone, flag(), "currentSession", "active")
              : set(root, gone, key, "currentSession", "activeEncounterId");
      case 29 -> set(root, gone, one(List.of("draft", "active")), "encounters", key, "status");
      case 30 -> set(root, gone, combatant(), "encounters", key, "order", one(ACTORS));
      case 31 ->
          flag()
              ? set(root, gone, one(ACTORS), "encounters", key, "turn")
              : set(root, gone, one(MAPS), "encounters", key, "map");
      case 32 -> set(root, gone, line(), one(List.of("chat", "dice")), "c" + random.nextInt(5));
      case 33 ->
          set(
              root,
              gone,
              Map.of("title", key, "author", one(PEOPLE), "everyone", flag()),
              "notes",
              key);
      case 34 -> set(root, gone, one(ACTORS), "participants", one(PEOPLE), "character");
      default -> odd(root);
    };
  }

  /** What no sane campaign holds, or what replaces a lot at once. */
  private JsonObject odd(JsonObject root) {
    String map = one(MAPS);
    Object value = List.of(7, "text", JsonNull.NULL, Map.of(), List.of()).get(random.nextInt(5));
    return switch (random.nextInt(12)) {
      case 0 -> remove(root, "maps", map);
      case 1 -> remove(root, "actors", one(ACTORS));
      case 2 ->
          put(
              root,
              value,
              "maps",
              map,
              one(
                  List.of(
                      "tokens", "walls", "lights", "drawings", "layers", "explored", "gmNotes")));
      case 3 -> put(root, value, one(List.of("chat", "asks", "unknown", "quests")));
      case 4 -> remove(root, one(List.of("chat", "asks", "unknown", "quests", "maps", "actors")));
      case 5 ->
          put(
              root,
              value,
              "actors",
              one(ACTORS),
              one(List.of("sys", "name", "conditions", "gmNotes")));
      case 6 -> put(root, value, "participants", one(PEOPLE), one(List.of("role", "secret")));
      case 7 -> put(root, value, "encounters", one(FEW));
      case 8 -> put(root, one(List.of("player", "spectator")), "participants", one(PEOPLE), "role");
      case 9 ->
          put(
              root,
              Map.of("to", List.of(one(PEOPLE)), "summary", "s", "payload", value),
              "asks",
              one(FEW));
      case 10 ->
          put(root, random.nextInt(30), "actors", one(ACTORS), "sys", one(List.of("hp", "secret")));
      default -> put(root, value, "maps", map, "tokens", one(TOKENS));
    };
  }

  private Map<String, Object> thing() {
    return Map.of(
        "range",
        random.nextInt(3) * 6,
        "darkvision",
        random.nextInt(2) * 4,
        "bright",
        random.nextInt(3),
        "dim",
        random.nextInt(6));
  }

  private Map<String, Object> wall() {
    List<Object> points = new ArrayList<>();
    for (int i = random.nextInt(2, 5); i > 0; i--) {
      points.add(Map.of("x", place(), "y", place()));
    }
    return Map.of("points", points, "blocksSight", random.nextInt(5) > 0, "note", "n");
  }

  private Map<String, Object> drawing() {
    return Map.of("points", List.of(corner(), corner()), "owner", one(PEOPLE));
  }

  private Map<String, Object> corner() {
    return Map.of("x", place(), "y", place());
  }

  private Map<String, Object> light() {
    return Map.of(
        "x", place(), "y", place(), "dim", random.nextInt(8), "on", flag(), "hidden", flag());
  }

  private Map<String, Object> combatant() {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("actor", one(ACTORS));
    one.put("hidden", random.nextInt(3) == 0);
    one.put("acted", flag());
    if (flag()) {
      one.put("token", one(MAPS) + '/' + one(TOKENS));
    }
    return one;
  }

  private Map<String, Object> line() {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("text", "t" + random.nextInt(9));
    line.put("from", one(PEOPLE));
    if (flag()) {
      line.put("to", flag() ? List.of() : List.of(one(PEOPLE)));
    }
    if (flag()) {
      line.put("as", one(ACTORS));
    }
    return line;
  }
}
