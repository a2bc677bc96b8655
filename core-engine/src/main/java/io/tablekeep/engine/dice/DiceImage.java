package io.tablekeep.engine.dice;

import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.JsonWriter;
import io.tablekeep.engine.state.Strict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The state of dice as JSON, for snapshots. Stateless, any thread. */
public final class DiceImage {
  private static final String STATE = "the state of dice";

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
    JsonObject one = Strict.object(value, STATE);
    Map<String, DiceState.Stream> streams = new TreeMap<>();
    Strict.object(one.get("streams"), STATE)
        .forEach(
            (name, each) -> {
              JsonObject stream = Strict.object(each, STATE);
              streams.put(
                  name,
                  new DiceState.Stream(
                      Strict.text(stream.get("nonces"), STATE),
                      Strict.number(stream.get("counter"), STATE),
                      Strict.text(stream.get("by"), STATE)));
            });
    List<Long> begins = new ArrayList<>();
    Strict.array(one.get("begins"), STATE)
        .elements()
        .forEach(each -> begins.add(Strict.number(each, STATE)));
    return new DiceState(
        Strict.number(one.get("epoch"), STATE),
        Boolean.TRUE.equals(one.get("open")),
        Strict.text(one.get("commitment"), STATE),
        Strict.text(one.get("salt"), STATE),
        texts(one.get("nonces")),
        texts(one.get("late")),
        streams,
        begins);
  }

  private static Map<String, String> texts(@Nullable Object value) {
    Map<String, String> texts = new TreeMap<>();
    Strict.object(value, STATE).forEach((key, text) -> texts.put(key, Strict.text(text, STATE)));
    return texts;
  }
}
