package io.tablekeep.engine.journal.entry;

import io.tablekeep.engine.state.JsonArray;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.JsonReader;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.state.Pointer;
import io.tablekeep.sdk.store.StoredEntry;
import io.tablekeep.sdk.view.Audience;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what {@link EntryEncoder} wrote, and tells what is damaged. Stateless, on any thread. */
public final class EntryDecoder {
  /** The newest format this engine reads, and the one it writes. */
  public static final int FORMAT = 1;

  private static final byte[] CRC = ",\"crc\":\"".getBytes(StandardCharsets.US_ASCII);
  private static final int TAIL = CRC.length + 8 + 2;
  private static final JsonReader.Limits LIMITS =
      new JsonReader.Limits(Integer.MAX_VALUE, 512, Integer.MAX_VALUE, Integer.MAX_VALUE);

  private static final JsonArray NOTHING = JsonArray.empty(0);

  private EntryDecoder() {}

  /**
   * What the first entry of a document builds on, so that no other document's entries pass for its
   * own.
   *
   * @param document whose journal
   * @return the checksum "before the first"
   */
  public static int seed(DocumentId document) {
    byte[] name = document.toString().getBytes(StandardCharsets.UTF_8);
    return new Checksum().of(0, name, name.length);
  }

  /**
   * Checks that an entry is unaltered and follows the one before.
   *
   * @param document whose journal
   * @param stored the entry
   * @param previous checksum of the entry before; {@link #seed} for the first
   * @return its checksum, which the next one builds on
   * @throws JournalException {@code journal-damaged}
   */
  public static int chain(DocumentId document, StoredEntry stored, int previous) {
    byte[] text = stored.bytes();
    int body = text.length - TAIL;
    long written =
        body > 0
                && Arrays.equals(text, body, body + CRC.length, CRC, 0, CRC.length)
                && text[text.length - 2] == '"'
                && text[text.length - 1] == '}'
            ? Checksum.hex8(text, body + CRC.length)
            : -1;
    if (written < 0) {
      throw damaged(document, stored, "its end is missing or altered");
    }
    int expected = new Checksum().of(previous, text, body);
    if (expected != (int) written) {
      throw damaged(document, stored, misplaced(stored));
    }
    return expected;
  }

  private static String misplaced(StoredEntry stored) {
    String plain = "it was altered, or does not belong after entry " + (stored.position() - 1);
    try {
      Object claimed = JsonReader.readObject(stored.bytes(), LIMITS, 0).get("version");
      return claimed instanceof Long version && version != stored.position()
          ? "entry " + version + " stands in its place"
          : plain;
    } catch (TablekeepException unreadable) {
      return "it was altered and is no longer JSON: " + unreadable.getMessage();
    }
  }

  /**
   * Reads an entry whose checksum is right.
   *
   * @param document whose journal
   * @param stored the entry
   * @return the entry; its containers carry its version
   * @throws JournalException {@code journal-format} when a newer engine wrote it, {@code
   *     journal-damaged} when it cannot be read
   */
  public static Entry decode(DocumentId document, StoredEntry stored) {
    try {
      return decode(JsonReader.readObject(stored.bytes(), LIMITS, stored.position()), stored);
    } catch (NewerException newer) {
      throw new JournalException(
          "journal-format",
          document,
          stored.position(),
          "it has " + newer.getMessage() + ": a newer version of the engine wrote it");
    } catch (TablekeepException
        | DateTimeException
        | ArithmeticException
        | IllegalArgumentException wrong) {
      throw damaged(document, stored, String.valueOf(wrong.getMessage()));
    }
  }

  private static Entry decode(JsonObject json, StoredEntry stored) {
    long format = number(json, "format");
    if (format > FORMAT) {
      throw new NewerException("format " + format);
    }
    long version = number(json, "version");
    if (version != stored.position()) {
      throw new IllegalArgumentException("entry " + version + " stands in its place");
    }
    return new Entry(
        version,
        number(json, "epoch"),
        Times.parse(text(json, "time")),
        cause(json),
        effects(json.get("effects"), version),
        rolls(json.get("rolls")),
        Outcomes.read(some(json, "outcome")),
        settled(json.get("settled")),
        dice(json.get("dice")));
  }

  private static Cause cause(JsonObject json) {
    boolean hasId = json.has("n");
    return new Cause(
        json.has("by") ? text(json, "by") : "",
        hasId ? text(json, "device") : "",
        hasId ? number(json, "n") : 0,
        hasId ? Long.parseUnsignedLong(text(json, "hash"), 16) : 0,
        text(json, "type"),
        some(json, "payload"),
        json.has("basedOn") ? number(json, "basedOn") : 0);
  }

  private static List<Effect> effects(@Nullable Object value, long version) {
    JsonArray array = array(value);
    List<Effect> effects = new ArrayList<>(array.size());
    for (int i = 0; i < array.size(); i++) {
      JsonObject one = object(array.get(i));
      if (one.has("packed")) {
        JsonArray packed = PackedEffects.read(one, LIMITS, version);
        for (int j = 0; j < packed.size(); j++) {
          effects.add(effect(object(packed.get(j))));
        }
      } else {
        effects.add(effect(one));
      }
    }
    return effects;
  }

  private static Effect effect(JsonObject one) {
    if (one.has("put")) {
      return new Effect.Put(Pointer.parse(text(one, "put")), some(one, "value"));
    }
    if (one.has("remove")) {
      return new Effect.Remove(Pointer.parse(text(one, "remove")));
    }
    throw new NewerException("an effect of an unknown kind, " + one.keys());
  }

  private static List<Rolled> rolls(@Nullable Object value) {
    JsonArray array = array(value);
    Rolled[] rolls = new Rolled[array.size()];
    for (int i = 0; i < rolls.length; i++) {
      JsonObject one = object(array.get(i));
      rolls[i] = DiceTexts.roll(one, text(one, "what"), audience(some(one, "to")));
    }
    return List.of(rolls);
  }

  private static List<Settled> settled(@Nullable Object value) {
    JsonArray array = array(value);
    Settled[] settled = new Settled[array.size()];
    for (int i = 0; i < settled.length; i++) {
      JsonObject one = object(array.get(i));
      settled[i] =
          new Settled(
              text(one, "by"),
              text(one, "device"),
              number(one, "n"),
              Outcomes.read(some(one, "outcome")));
    }
    return List.of(settled);
  }

  private static List<DiceEvent> dice(@Nullable Object value) {
    JsonArray array = array(value);
    DiceEvent[] events = new DiceEvent[array.size()];
    for (int i = 0; i < events.length; i++) {
      events[i] = DiceTexts.eventOf(object(array.get(i)));
    }
    return List.of(events);
  }

  private static Audience audience(Object value) {
    if (value instanceof String word) {
      return switch (word) {
        case "everyone" -> Audience.everyone();
        case "gm" -> Audience.gm();
        case "owner" -> Audience.owner();
        default -> throw new NewerException("an unknown audience, " + word);
      };
    }
    JsonObject object = object(value);
    if (object.has("ownerOf")) {
      return Audience.ownerOf(text(object, "ownerOf"));
    }
    if (object.has("named")) {
      JsonArray named = array(object.get("named"));
      String[] names = new String[named.size()];
      for (int i = 0; i < names.length; i++) {
        names[i] = String.valueOf(named.get(i));
      }
      return Audience.named(names);
    }
    throw new NewerException("an audience of an unknown kind, " + object.keys());
  }

  private static Object some(JsonObject json, String key) {
    Object value = json.get(key);
    if (value == null) {
      throw new IllegalArgumentException("\"" + key + "\" is missing");
    }
    return value;
  }

  private static String text(JsonObject json, String key) {
    if (json.get(key) instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException("\"" + key + "\" is missing or not a string");
  }

  private static long number(JsonObject json, String key) {
    return number(json.get(key), key);
  }

  private static long number(@Nullable Object value, String key) {
    if (value instanceof Long number) {
      return number;
    }
    throw new IllegalArgumentException("\"" + key + "\" is missing or not a whole number");
  }

  private static JsonObject object(Object value) {
    if (value instanceof JsonObject object) {
      return object;
    }
    throw new IllegalArgumentException("an object was expected");
  }

  /** An array, empty when there is none. */
  private static JsonArray array(@Nullable Object value) {
    if (value instanceof JsonArray array) {
      return array;
    }
    if (value != null) {
      throw new IllegalArgumentException("an array was expected");
    }
    return NOTHING;
  }

  private static JournalException damaged(DocumentId document, StoredEntry stored, String what) {
    return new JournalException("journal-damaged", document, stored.position(), what);
  }
}
