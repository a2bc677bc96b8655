package io.tablekeep.engine.journal.entry;

import io.tablekeep.engine.state.JsonArray;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.JsonWriter;
import io.tablekeep.engine.state.Values;
import io.tablekeep.sdk.dice.Roll;
import io.tablekeep.sdk.view.Audience;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The JSON form of rolls and of what happens to dice, the same in entries, in answers to seats and
 * in what a verifier reads. Stateless.
 */
public final class DiceTexts {
  private DiceTexts() {}

  /**
   * Writes members of a roll into an open object: what fell, and its proof.
   *
   * @param out where they go
   * @param rolled the roll
   */
  public static void members(JsonWriter out, Rolled rolled) {
    out.key("notation").value(rolled.roll().notation());
    out.key("faces").array();
    for (long face : rolled.roll().faces()) {
      out.number(face);
    }
    out.endArray().key("total").value(Values.number(rolled.roll().exact()));
    if (!rolled.failed().isEmpty()) {
      out.key("failed").value(rolled.failed());
    }
    rolled.proof().ifPresent(proof -> proof(out.key("proof"), proof));
  }

  /**
   * Writes a proof.
   *
   * @param out where the object goes
   * @param proof the proof
   */
  public static void proof(JsonWriter out, RollProof proof) {
    out.object();
    ref(out, proof.ref());
    out.key("dice").value(proof.dice());
    proof
        .again()
        .ifPresent(
            again -> {
              ref(out.key("again").object(), again);
              out.endObject();
            });
    if (!proof.dialect().isEmpty()) {
      out.key("dialect").value(proof.dialect());
    }
    out.endObject();
  }

  private static void ref(JsonWriter out, RollProof.Ref ref) {
    out.key("epoch").number(ref.epoch()).key("stream").value(ref.stream());
    out.key("counter").number(ref.counter());
  }

  /**
   * Reads a roll.
   *
   * @param one an object with the members that {@link #members} writes
   * @param what what it was for
   * @param to who may see it
   * @return the roll
   * @throws IllegalArgumentException it is none
   */
  public static Rolled roll(JsonObject one, String what, Audience to) {
    List<Long> faces = new ArrayList<>();
    if (one.get("faces") instanceof JsonArray thrown) {
      for (int i = 0; i < thrown.size(); i++) {
        faces.add(number(thrown.get(i), "faces"));
      }
    }
    if (!(one.get("total") instanceof Number total)) {
      throw new IllegalArgumentException("\"total\" is missing or not a number");
    }
    return new Rolled(
        what,
        new Roll(text(one, "notation"), faces, total.doubleValue()),
        to,
        proofOf(one.get("proof")),
        one.has("failed") ? text(one, "failed") : "");
  }

  /**
   * Reads a proof.
   *
   * @param value what {@link #proof} wrote, or null
   * @return the proof; empty without one
   * @throws IllegalArgumentException it is none
   */
  public static Optional<RollProof> proofOf(@Nullable Object value) {
    if (!(value instanceof JsonObject one)) {
      return Optional.empty();
    }
    Optional<RollProof.Ref> again =
        one.get("again") instanceof JsonObject ref ? Optional.of(refOf(ref)) : Optional.empty();
    RollProof.Ref own = refOf(one);
    return Optional.of(
        new RollProof(
            own.epoch(),
            own.stream(),
            own.counter(),
            text(one, "dice"),
            again,
            one.has("dialect") ? text(one, "dialect") : ""));
  }

  private static RollProof.Ref refOf(JsonObject one) {
    return new RollProof.Ref(
        number(one.get("epoch"), "epoch"),
        text(one, "stream"),
        number(one.get("counter"), "counter"));
  }

  /**
   * Writes what happened to dice.
   *
   * @param out where the object goes
   * @param event what happened
   */
  public static void event(JsonWriter out, DiceEvent event) {
    out.object();
    if (event instanceof DiceEvent.Opened opened) {
      out.key("opened").number(opened.epoch());
      out.key("commitment").value(opened.commitment()).key("salt").value(opened.salt());
      out.key("nonces").object();
      opened.nonces().forEach((by, nonce) -> out.key(by).value(nonce));
      out.endObject();
    } else if (event instanceof DiceEvent.Nonce nonce) {
      out.key("nonce").value(nonce.nonce()).key("by").value(nonce.by());
      out.key("epoch").number(nonce.epoch());
      if (nonce.late()) {
        out.key("late").value(true);
      }
    } else if (event instanceof DiceEvent.Closed closed) {
      out.key("closed").number(closed.epoch()).key("seed").value(closed.seed());
      out.key("counters").object();
      closed.counters().forEach((stream, count) -> out.key(stream).number(count));
      out.endObject();
    }
    out.endObject();
  }

  /**
   * Reads what happened to dice.
   *
   * @param one what {@link #event} wrote
   * @return what happened
   * @throws IllegalArgumentException it is nothing that is known here
   */
  public static DiceEvent eventOf(JsonObject one) {
    if (one.has("opened")) {
      Map<String, String> nonces = new TreeMap<>();
      if (one.get("nonces") instanceof JsonObject some) {
        some.keys().forEach(by -> nonces.put(by, text(some, by)));
      }
      return new DiceEvent.Opened(
          number(one.get("opened"), "opened"),
          text(one, "commitment"),
          one.has("salt") ? text(one, "salt") : "",
          nonces);
    }
    if (one.has("nonce")) {
      return new DiceEvent.Nonce(
          number(one.get("epoch"), "epoch"),
          text(one, "by"),
          text(one, "nonce"),
          Boolean.TRUE.equals(one.get("late")));
    }
    if (one.has("closed")) {
      Map<String, Long> counters = new TreeMap<>();
      if (one.get("counters") instanceof JsonObject some) {
        some.keys().forEach(stream -> counters.put(stream, number(some.get(stream), stream)));
      }
      return new DiceEvent.Closed(number(one.get("closed"), "closed"), text(one, "seed"), counters);
    }
    throw new NewerException("something of an unknown kind about dice, " + one.keys());
  }

  private static String text(JsonObject one, String key) {
    if (one.get(key) instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException("\"" + key + "\" is missing or not a text");
  }

  private static long number(@Nullable Object value, String key) {
    if (value instanceof Long number) {
      return number;
    }
    throw new IllegalArgumentException("\"" + key + "\" is missing or not a whole number");
  }
}
