package io.tablekeep.engine.journal.entry;

import io.tablekeep.engine.state.JsonArray;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.JsonWriter;
import java.util.ArrayList;
import java.util.List;

/** The JSON form of outcomes, the same in entries and in the ledger of a snapshot. */
public final class Outcomes {
  private Outcomes() {}

  /**
   * Writes an outcome.
   *
   * @param out where the value goes
   * @param outcome the outcome
   */
  public static void write(JsonWriter out, Outcome outcome) {
    if (outcome.equals(Outcome.OK)) {
      out.value("applied");
      return;
    }
    out.object();
    if (outcome instanceof Outcome.Applied) {
      out.key("applied");
    } else if (outcome instanceof Outcome.Refused) {
      out.key("refused");
    } else if (outcome instanceof Outcome.Several) {
      out.key("several");
    } else {
      out.key("pending");
    }
    out.object().key("code").value(outcome.code()).key("message").value(outcome.message());
    if (outcome instanceof Outcome.Refused refused) {
      out.key("field").value(refused.field());
    } else if (outcome instanceof Outcome.Pending pending) {
      out.key("key").value(pending.key());
    } else if (outcome instanceof Outcome.Several several) {
      out.key("parts").array();
      for (Outcome.Part part : several.parts()) {
        out.array().value(part.key()).value(part.kind());
        out.value(part.code()).value(part.message()).endArray();
      }
      out.endArray();
    }
    out.endObject().endObject();
  }

  /**
   * Reads an outcome.
   *
   * @param value what was written
   * @return the outcome
   * @throws IllegalArgumentException it is none that is known here
   */
  public static Outcome read(Object value) {
    if (value.equals("applied")) {
      return Outcome.OK;
    }
    if (value instanceof JsonObject object) {
      if (object.get("applied") instanceof JsonObject applied) {
        return new Outcome.Applied(text(applied, "code"), text(applied, "message"));
      }
      if (object.get("refused") instanceof JsonObject refused) {
        return new Outcome.Refused(
            text(refused, "code"), text(refused, "message"), text(refused, "field"));
      }
      if (object.get("pending") instanceof JsonObject pending) {
        return new Outcome.Pending(
            text(pending, "code"), text(pending, "message"), text(pending, "key"));
      }
      if (object.get("several") instanceof JsonObject several) {
        return new Outcome.Several(text(several, "code"), text(several, "message"), parts(several));
      }
      throw new NewerException("an outcome of an unknown kind, " + object.keys());
    }
    throw new IllegalArgumentException("no outcome: " + value);
  }

  private static List<Outcome.Part> parts(JsonObject several) {
    List<Outcome.Part> parts = new ArrayList<>();
    if (several.get("parts") instanceof JsonArray array) {
      for (Object each : array.elements()) {
        if (!(each instanceof JsonArray part)
            || part.size() < 4
            || !part.elements().stream().allMatch(String.class::isInstance)) {
          throw new IllegalArgumentException("no part of an outcome: " + each);
        }
        parts.add(
            new Outcome.Part(
                (String) part.get(0),
                (String) part.get(1),
                (String) part.get(2),
                (String) part.get(3)));
      }
    }
    return parts;
  }

  private static String text(JsonObject object, String key) {
    if (object.get(key) instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException("\"" + key + "\" of an outcome is missing");
  }
}
