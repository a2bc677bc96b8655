package io.tablekeep.testkit;

import io.tablekeep.engine.state.JsonWriter;
import io.tablekeep.engine.state.bind.Records;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The document of a table for any number of players, as {@link TestTable} describes it. */
final class DefaultTable {
  private static final List<String> PLAYERS = List.of("ada", "ben", "cyd", "dot", "eve", "fay");
  private static final List<String> HEROES =
      List.of("bram", "cora", "dain", "elsa", "finn", "gwen");

  private DefaultTable() {}

  static String player(int i) {
    return i < PLAYERS.size() ? PLAYERS.get(i) : "player" + (i + 1);
  }

  static String hero(int i) {
    return i < HEROES.size() ? HEROES.get(i) : "hero" + (i + 1);
  }

  static byte[] of(String system, int players) {
    Map<String, Object> people = new LinkedHashMap<>();
    Map<String, Object> actors = new LinkedHashMap<>();
    Map<String, Object> tokens = new LinkedHashMap<>();
    people.put("gm", Map.of("name", "Gina", "role", "gm"));
    for (int i = 0; i < players; i++) {
      people.put(player(i), Map.of("name", named(player(i)), "role", "player"));
      actors.put(hero(i), Map.of("name", named(hero(i)), "type", "character", "owner", player(i)));
      int row = i / 18;
      tokens.put("t" + (i + 1), Map.of("actor", hero(i), "x", 1.5 + i % 18, "y", 1.5 + row));
    }
    actors.put("wolf", Map.of("name", "Wolf", "type", "monster", "hidden", true));
    tokens.put("t" + (players + 1), Map.of("actor", "wolf", "x", 9.5, "y", 19.5, "hidden", true));
    Map<String, Object> inn =
        Map.of("name", "Inn", "grid", Map.of("wide", 20, "high", 20), "tokens", tokens);
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("id", "test");
    document.put("schema", 1);
    document.put(
        "campaign",
        Map.of(
            "name",
            "A test",
            "system",
            system,
            "createdAt",
            "2026-01-01T00:00:00Z",
            "settings",
            Map.of()));
    document.put("participants", people);
    document.put("actors", actors);
    document.put("maps", Map.of("inn", inn));
    return JsonWriter.bytes(Records.write(document, 1));
  }

  private static String named(String key) {
    return Character.toUpperCase(key.charAt(0)) + key.substring(1);
  }
}
