package io.tablekeep.engine.journal.entry;

import io.tablekeep.engine.state.JsonArray;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.JsonReader;
import io.tablekeep.engine.state.JsonWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.RandomAccess;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * Effects of which the first stand compressed in the entry's text: when a large part of a document
 * returns or is merged, that is still one entry. Made off the loop, which then only copies the
 * text. Immutable.
 */
public final class PackedEffects extends AbstractList<Effect> implements RandomAccess {
  /** What is unpacked at most; a text that claims more is damaged. */
  static final int MOST = 64 << 20;

  private final List<Effect> all;
  private final int packed;
  private final int bytes;

  /** The compressed text as a JSON string. */
  private final byte[] quoted;

  private PackedEffects(List<Effect> all, int packed, int bytes, byte[] quoted) {
    this.all = all;
    this.packed = packed;
    this.bytes = bytes;
    this.quoted = quoted;
  }

  /**
   * Packs effects whose text is long.
   *
   * @param effects the effects
   * @param most bytes of text that need no packing
   * @return the same effects in the same order; the list itself when it is short
   */
  public static List<Effect> over(List<Effect> effects, int most) {
    if (effects instanceof PackedEffects) {
      return effects;
    }
    JsonWriter out = new JsonWriter(1 << 16).object().key("effects").array();
    effects.forEach(effect -> EntryEncoder.effect(out, effect));
    out.endArray().endObject();
    int length = out.length();
    if (length <= most || length > MOST) {
      return effects;
    }
    ByteArrayOutputStream text = new ByteArrayOutputStream(length / 2);
    text.write('"');
    try (DeflaterOutputStream deflated = new DeflaterOutputStream(Base64.getEncoder().wrap(text))) {
      deflated.write(out.buffer(), 0, length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    text.write('"');
    return new PackedEffects(List.copyOf(effects), effects.size(), length, text.toByteArray());
  }

  /**
   * Effects and more behind them; what is packed stays so.
   *
   * @param first the effects
   * @param more what follows
   * @return all of them
   */
  public static List<Effect> joined(List<Effect> first, List<Effect> more) {
    List<Effect> all = new ArrayList<>(first.size() + more.size());
    all.addAll(first);
    all.addAll(more);
    return first instanceof PackedEffects some
        ? new PackedEffects(List.copyOf(all), some.packed, some.bytes, some.quoted)
        : all;
  }

  /**
   * How long the text of effects is in an entry.
   *
   * @param effects the effects, packed or not
   * @return bytes; of those that are packed, without what follows them
   */
  public static int textBytes(List<Effect> effects) {
    if (effects instanceof PackedEffects some) {
      return some.quoted.length;
    }
    JsonWriter out = new JsonWriter(1 << 16).array();
    effects.forEach(effect -> EntryEncoder.effect(out, effect));
    return out.endArray().length();
  }

  /** Writes what is packed; gives how many effects that were. */
  int write(JsonWriter out) {
    out.object().key("packed").raw(quoted).key("bytes").number(bytes).endObject();
    return packed;
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException it is damaged
   */
  static JsonArray read(JsonObject one, JsonReader.Limits limits, long version) {
    if (!(one.get("packed") instanceof String text)
        || !(one.get("bytes") instanceof Long length)
        || length < 0
        || length > MOST) {
      throw new IllegalArgumentException("packed effects are not as they should be");
    }
    byte[] deflated = Base64.getDecoder().decode(text.getBytes(StandardCharsets.US_ASCII));
    byte[] json;
    try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(deflated))) {
      json = in.readNBytes(length.intValue());
    } catch (IOException e) {
      throw new IllegalArgumentException("packed effects are damaged: " + e.getMessage(), e);
    }
    if (json.length == length
        && JsonReader.readObject(json, limits, version).get("effects") instanceof JsonArray all) {
      return all;
    }
    throw new IllegalArgumentException("packed effects are not whole");
  }

  @Override
  public Effect get(int index) {
    return all.get(index);
  }

  @Override
  public int size() {
    return all.size();
  }
}
