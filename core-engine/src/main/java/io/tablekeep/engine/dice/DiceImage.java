package io.tablekeep.engine.dice;

import io.tablekeep.engine.state.JsonArray;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The state of dice as JSON, for snapshots. Stateless, any thread. */
public final class DiceImage {
  private DiceImage() {}

  /**
   * Writes a state.
   *
   * @param out where the object goes
   * @param state the state
   */
  public static void write(JsonWriter out, DiceState state) {
    out.object().key("epoch").number(state.epoch()).key("open").value(state.open());
    out.key("commitment").value(state.commitment()).key("salt").value(state.salt());
    texts(out.key("nonces"), state.nonces());
    texts(out.key("late"), state.late());
    out.key("streams").object();
    state
        .streams()
        .forEach(
            (name, stream) -> {
              out.key(name).object().key("nonces").value(stream.nonces());
              out.key("counter").number(stream.counter()).key("by").value(stream.by()).endObject();
            });
    out.endObject().key("begins").array();
    state.begins().forEach(out::number);
    out.endArray().endObject();
  }

  private static void texts(JsonWriter out, Map<String, String> texts) {
    out.object();
    texts.forEach((key, text) -> out.key(key).value(text));
    out.endObject();
  }

  /**
   * Reads a state.
   *
   * @param value what was written; null for a campaign without
   * @return the state
   * @throws IllegalArgumentException it is not what {@link #write} writes
   */
  public static DiceState read(@Nullable Object value) {
    if (value == null) {
      return DiceState.NONE;
    }
    JsonObject one = object(value);
    Map<String, DiceState.Stream> streams = new TreeMap<>();
    object(one.get("streams"))
        .forEach(
            (name, each) -> {
              JsonObject stream = object(each);
              streams.put(
                  name,
                  new DiceState.Stream(
                      text(stream.get("nonces")),
                      number(stream.get("counter")),
                      text(stream.get("by"))));
            });
    List<Long> begins = new ArrayList<>();
    if (one.get("begins") instanceof JsonArray array) {
      array.elements().forEach(each -> begins.add(number(each)));
    }
    return new DiceState(
        number(one.get("epoch")),
        Boolean.TRUE.equals(one.get("open")),
        text(one.get("commitment")),
        text(one.get("salt")),
        texts(one.get("nonces")),
        texts(one.get("late")),
        streams,
        begins);
  }

  private static Map<String, String> texts(@Nullable Object value) {
    Map<String, String> texts = new TreeMap<>();
    object(value).forEach((key, text) -> texts.put(key, text(text)));
    return texts;
  }

  private static JsonObject object(@Nullable Object value) {
    if (value instanceof JsonObject object) {
      return object;
    }
    throw new IllegalArgumentException("what is told of dice lacks an object");
  }

  private static String text(@Nullable Object value) {
    if (value instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException("what is told of dice lacks a text");
  }

  private static long number(@Nullable Object value) {
    if (value instanceof Long number) {
      return number;
    }
    throw new IllegalArgumentException("what is told of dice lacks a number");
  }
}
