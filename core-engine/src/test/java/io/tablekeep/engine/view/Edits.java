package io.tablekeep.engine.view;

import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.JsonReader;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.sdk.state.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Random changes of a campaign's document, in all the places that decide what is loaded. */
public final class Edits {
  private static final List<String> PEOPLE = List.of("gm", "ada", "ben", "cyn");

  private final SplittableRandom random;
  private int lines;

  /** Edits from a seed. */
  public Edits(long seed) {
    random = new SplittableRandom(seed);
  }

  /** A change: a place, and the JSON that is put there; null removes what is there. */
  public record Edit(Pointer at, @Nullable String json) {}

  /** The next change. */
  public Edit next() {
    String key = "k" + random.nextInt(6);
    return switch (random.nextInt(16)) {
      case 0, 1 -> edit("actors", key, actor());
      case 2 -> field("actors", key, "owner", text(person()));
      case 3 -> field("actors", key, "name", text("Name " + random.nextInt(9)));
      case 4 ->
          new Edit(
              Pointer.of("actors", key, "inventory", "s" + random.nextInt(3)),
              "{\"item\":\"k" + random.nextInt(6) + "\",\"quantity\":2}");
      case 5 -> edit("items", key, "{\"name\":\"Item " + random.nextInt(9) + "\"" + hidden() + "}");
      case 6 -> edit("maps", key, map());
      case 7 ->
          new Edit(
              Pointer.of("maps", key, "tokens", "t" + random.nextInt(3)),
              "{\"actor\":\""
                  + key
                  + "\",\"x\":"
                  + random.nextInt(20)
                  + ",\"y\":1"
                  + hidden()
                  + "}");
      case 8 ->
          edit(
              "encounters",
              key,
              "{\"name\":\"Fight\",\"status\":\"" + status() + "\",\"round\":1}");
      case 9 -> edit("lore", key, "{\"title\":\"Lore\",\"revealed\":" + random.nextBoolean() + "}");
      case 10 -> edit("notes", key, "{\"title\":\"N\",\"author\":\"" + person() + "\"}");
      case 11, 12 -> line();
      case 13 -> session(key);
      case 14 -> field("participants", "cyn", "role", text(random.nextBoolean() ? "player" : "gm"));
      default -> new Edit(Pointer.of("maps", key, "name"), text("Map " + random.nextInt(5)));
    };
  }

  private Edit edit(String collection, String key, String json) {
    return new Edit(Pointer.of(collection, key), random.nextInt(3) == 0 ? null : json);
  }

  private static Edit field(String collection, String key, String member, String json) {
    return new Edit(Pointer.of(collection, key, member), json);
  }

  private Edit line() {
    String key = "l%05d".formatted(++lines);
    String to = random.nextInt(3) == 0 ? ",\"to\":[\"" + person() + "\"]" : "";
    return new Edit(
        Pointer.of(random.nextBoolean() ? "chat" : "dice", key),
        "{\"from\":\"gm\",\"by\":\"gm\",\"text\":\"" + lines + "\"" + to + "}");
  }

  private Edit session(String key) {
    return switch (random.nextInt(4)) {
      case 0 -> new Edit(Pointer.of("currentSession"), random.nextInt(4) == 0 ? null : "{}");
      case 1 -> new Edit(Pointer.of("currentSession", "active"), "" + random.nextBoolean());
      case 2 -> new Edit(Pointer.of("currentSession", "activeEncounterId"), text(key));
      default -> new Edit(Pointer.of("currentSession", "map"), text(key));
    };
  }

  private String actor() {
    return "{\"name\":\"Actor "
        + random.nextInt(9)
        + "\",\"type\":\"npc\",\"owner\":\""
        + person()
        + "\",\"extra\":"
        + (random.nextInt(6) == 0 ? "null" : "7")
        + hidden()
        + "}";
  }

  private String map() {
    return "{\"name\":\"Map\",\"grid\":{\"wide\":20,\"high\":20}" + hidden() + "}";
  }

  private String hidden() {
    return random.nextInt(3) == 0 ? ",\"hidden\":true" : "";
  }

  private String person() {
    return PEOPLE.get(random.nextInt(PEOPLE.size()));
  }

  private String status() {
    return random.nextBoolean() ? "draft" : "active";
  }

  private static String text(String text) {
    return '"' + text + '"';
  }

  /** The document after a change. */
  public static JsonObject apply(JsonObject root, Edit edit, long version) {
    if (edit.json() == null) {
      return Trees.get(root, edit.at()) == null ? root : Trees.remove(root, edit.at(), version);
    }
    byte[] utf8 = edit.json().getBytes(StandardCharsets.UTF_8);
    Object value = JsonReader.read(utf8, 0, utf8.length, JsonReader.Limits.FRAME, version);
    return Trees.put(root, edit.at(), value, version);
  }
}
