package io.tablekeep.engine.conflict;

import io.tablekeep.engine.journal.entry.Effect;
import io.tablekeep.engine.state.JsonArray;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.engine.state.bind.Records;
import io.tablekeep.sdk.state.Pointer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of an edit while people are asked about it, at {@code asks/{key}/conflict}. Pure.
 *
 * @param free what it changes besides
 * @param units what is disputed, by the keys of the questions
 */
record Kept(List<Effect> free, Map<String, Unit> units) {
  /**
   * One dispute.
   *
   * @param kind what sort of fact it is
   * @param place where
   * @param confidence the resolver's own; negative for none
   * @param mine what the edit means
   * @param merged what the resolver means; empty for nothing
   */
  record Unit(
      String kind,
      Pointer place,
      double confidence,
      List<Effect> mine,
      Optional<List<Effect>> merged) {}

  static Pointer at(String ask) {
    return Pointer.of("asks", ask, "conflict");
  }

  Object write(long version) {
    Map<String, Object> all = new LinkedHashMap<>();
    units.forEach(
        (key, unit) -> {
          Map<String, Object> one = new LinkedHashMap<>();
          one.put("kind", unit.kind());
          one.put("place", unit.place().toString());
          one.put("confidence", unit.confidence());
          one.put("mine", list(unit.mine()));
          unit.merged().ifPresent(merged -> one.put("merged", list(merged)));
          all.put(key, one);
        });
    return Records.write(Map.of("free", list(free), "units", all), version);
  }

  private static List<Object> list(List<Effect> effects) {
    List<Object> list = new ArrayList<>(effects.size());
    for (Effect effect : effects) {
      list.add(
          effect instanceof Effect.Put put
              ? Map.of("put", put.at().toString(), "value", put.value())
              : Map.of("remove", effect.at().toString()));
    }
    return list;
  }

  /** Empty when nothing of the kind waits there, or what is there cannot be read. */
  static Optional<Kept> read(JsonObject root, String ask) {
    if (!(Trees.get(root, at(ask)) instanceof JsonObject tree)
        || !(tree.get("units") instanceof JsonObject units)) {
      return Optional.empty();
    }
    Map<String, Unit> all = new LinkedHashMap<>();
    for (JsonObject.Cursor c = units.cursor(); c.next(); ) {
      if (c.value() instanceof JsonObject one
          && one.get("kind") instanceof String kind
          && one.get("place") instanceof String place
          && one.get("confidence") instanceof Number confidence) {
        Object merged = one.get("merged");
        all.put(
            c.key(),
            new Unit(
                kind,
                Pointer.parse(place),
                confidence.doubleValue(),
                effects(one.get("mine")),
                merged == null ? Optional.empty() : Optional.of(effects(merged))));
      }
    }
    return all.isEmpty() ? Optional.empty() : Optional.of(new Kept(effects(tree.get("free")), all));
  }

  private static List<Effect> effects(@Nullable Object list) {
    List<Effect> effects = new ArrayList<>();
    if (list instanceof JsonArray array) {
      for (Object each : array.elements()) {
        Object value = Trees.child(each, "value");
        if (Trees.child(each, "put") instanceof String put && value != null) {
          effects.add(new Effect.Put(Pointer.parse(put), value));
        } else if (Trees.child(each, "remove") instanceof String remove) {
          effects.add(new Effect.Remove(Pointer.parse(remove)));
        }
      }
    }
    return effects;
  }
}
