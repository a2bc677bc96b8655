package io.tablekeep.engine.journal;

import io.tablekeep.engine.journal.entry.Effect;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.JsonWriter;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.state.Pointer;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a whole document into effects for its first entries. One entry is the rule: a put at the
 * root. A document that is larger than the store's entries begins with an empty root, and its
 * members follow, those that are too large member by member.
 */
final class Genesis {
  private final int maxBytes;
  private final List<List<Effect>> parts = new ArrayList<>();
  private List<Effect> open = new ArrayList<>();
  private long openBytes;

  private Genesis(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /**
   * The effects of the first entries.
   *
   * @param root the document
   * @param maxBytes how much text the effects of one entry may take
   * @return one list for each entry
   */
  static List<List<Effect>> cut(JsonObject root, int maxBytes) {
    Genesis genesis = new Genesis(maxBytes);
    genesis.put(Pointer.root(), root);
    genesis.parts.add(genesis.open);
    return genesis.parts;
  }

  /** What is far too large is not written to know it. */
  private long size(Pointer at, Object value) {
    long most = 2L * maxBytes;
    long weight = value instanceof JsonObject ? Trees.weigh(value, most) : 0;
    return weight > most
        ? weight
        : JsonWriter.bytes(value).length + 2L * at.toString().length() + 32;
  }

  private void put(Pointer at, Object value) {
    long bytes = size(at, value);
    if (bytes <= maxBytes) {
      if (openBytes + bytes > maxBytes) {
        parts.add(open);
        open = new ArrayList<>();
        openBytes = 0;
      }
      open.add(new Effect.Put(at, value));
      openBytes += bytes;
      return;
    }
    if (!(value instanceof JsonObject object)) {
      throw new TablekeepException(
          ErrorKind.USER,
          "value-too-large",
          "A single value of the document is larger than the store can take.",
          at.toString());
    }
    put(at, JsonObject.empty(0));
    for (JsonObject.Cursor c = object.cursor(); c.next(); ) {
      put(at.child(c.key()), c.value());
    }
  }
}
