package io.tablekeep.plugin.fate.scene;

import io.tablekeep.sdk.game.Table;
import io.tablekeep.sdk.model.MapRef;
import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import io.tablekeep.sdk.schema.Range;
import io.tablekeep.sdk.state.Node;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Zones of a map, {@code maps/{m}/fate/zones/{z}}: rectangles that lead into each other. Where
 * somebody stands is told by their token, and which zone that is by the place of the token.
 */
public final class Zones {
  /** Zones a map has at most. */
  static final int MOST = 60;

  private Zones() {}

  /**
   * A zone.
   *
   * @param name what it is called
   * @param x its left edge, in cells
   * @param y its upper edge, in cells
   * @param width cells
   * @param height cells
   * @param to which zones it leads to, by key
   */
  @Doc("A zone of a map.")
  public record Zone(
      @Length(min = 1, max = 200) String name,
      @Range(min = -100_000, max = 100_000) double x,
      @Range(min = -100_000, max = 100_000) double y,
      @Range(min = 1, max = 1_000) double width,
      @Range(min = 1, max = 1_000) double height,
      @Length(max = MOST) Map<String, Border> to) {}

  /**
   * What lies between two zones.
   *
   * @param name what it is; empty for an open way
   * @param difficulty what it takes to get across; 0 for nothing
   */
  @Doc("What lies between two zones.")
  public record Border(
      @Default("") @Length(max = 200) String name,
      @Default("0") @Range(min = 0, max = 10) int difficulty) {}

  static Node of(Table table, MapRef map) {
    return table.state().at(map.pointer()).at("fate", "zones");
  }

  /** The zone at a place; of two that overlap, the one with the lesser key. */
  static Optional<String> at(Node zones, double x, double y) {
    return zones
        .children()
        .filter(
            zone -> {
              double left = zone.at("x").asDouble(0);
              double top = zone.at("y").asDouble(0);
              return x >= left
                  && y >= top
                  && x < left + zone.at("width").asDouble(0)
                  && y < top + zone.at("height").asDouble(0);
            })
        .map(Node::key)
        .findFirst();
  }

  static Optional<String> ofToken(Node zones, Node token) {
    return token.exists()
        ? at(zones, token.at("x").asDouble(0), token.at("y").asDouble(0))
        : Optional.empty();
  }

  /**
   * How many zones lie between two actors, on the map where the conflict or the session is.
   *
   * @param table the table
   * @param one key of an actor
   * @param other key of an actor
   * @return 0 in the same zone; empty where nobody can tell, because there is no map, no token, no
   *     zone, or no way
   */
  public static OptionalInt apart(Table table, String one, String other) {
    String map =
        Popcorn.conflict(table)
            .map(conflict -> conflict.at("map").asText(""))
            .filter(id -> !id.isEmpty())
            .orElseGet(() -> table.state().at("currentSession", "map").asText(""));
    if (map.isEmpty()) {
      return OptionalInt.empty();
    }
    Node zones = table.state().at("maps", map, "fate", "zones");
    if (zones.size() == 0) {
      return OptionalInt.empty();
    }
    Optional<String> from = ofActor(table, map, zones, one);
    Optional<String> to = ofActor(table, map, zones, other);
    return from.isEmpty() || to.isEmpty()
        ? OptionalInt.empty()
        : steps(zones, from.get(), to.get());
  }

  private static Optional<String> ofActor(Table table, String map, Node zones, String actor) {
    return table
        .state()
        .at("maps", map, "tokens")
        .children()
        .filter(token -> token.at("actor").asText("").equals(actor))
        .findFirst()
        .flatMap(token -> ofToken(zones, token));
  }

  /** The fewest borders between two zones, however hard. */
  static OptionalInt steps(Node zones, String from, String to) {
    Map<String, Integer> found = new HashMap<>(Map.of(from, 0));
    ArrayDeque<String> open = new ArrayDeque<>(found.keySet());
    while (!open.isEmpty()) {
      String zone = open.remove();
      int steps = found.getOrDefault(zone, 0);
      if (zone.equals(to)) {
        return OptionalInt.of(steps);
      }
      for (String next : zones.at(zone, "to").keys()) {
        if (zones.at(next).exists() && found.putIfAbsent(next, steps + 1) == null) {
          open.add(next);
        }
      }
    }
    return OptionalInt.empty();
  }
}
