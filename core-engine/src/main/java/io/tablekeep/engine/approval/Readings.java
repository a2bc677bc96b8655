package io.tablekeep.engine.approval;

import io.tablekeep.engine.approval.Ask.Reading;
import io.tablekeep.engine.state.Canonical;
import io.tablekeep.engine.state.JsonArray;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.engine.state.Values;
import io.tablekeep.engine.state.bind.ReadSet;
import io.tablekeep.engine.state.bind.ReadSet.Read;
import io.tablekeep.sdk.state.Pointer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a proposal depends on, as it is kept while it waits: the values seen, or a hash where they
 * are long. Bounded: who reads more than {@value #MOST} places, or more than fits, is decided again
 * in any case, which is always right and only costs a round. Pure.
 */
final class Readings {
  /** Places that are told apart. */
  static final int MOST = 1_000;

  /** A value of more bytes is kept as its hash. */
  static final int LONG = 200;

  /** Bytes of all values together, about. */
  static final int MOST_BYTES = 64 << 10;

  /** A value of more bytes is not even hashed. */
  static final int MOST_HASHED = 256 << 10;

  /** Stands for a value that was not there. */
  private static final JsonObject MISSING = JsonObject.empty(0).with("missing", true, 0);

  private Readings() {}

  /** What is kept of the reads of a round; empty when there is too much of it. */
  static Optional<List<Reading>> of(Optional<List<Read>> reads) {
    if (reads.isEmpty() || reads.get().size() > MOST) {
      return Optional.empty();
    }
    List<Reading> kept = new ArrayList<>(reads.get().size());
    long bytes = 0;
    for (Read read : reads.get()) {
      Object value = read.seen();
      bytes += 40 + (value == null ? 0 : Math.min(LONG, Trees.weigh(value, LONG)));
      if (value != null && Trees.weigh(value, MOST_HASHED) > MOST_HASHED) {
        return Optional.empty();
      }
      Object seen = seen(value);
      kept.add(new Reading(read.at(), read.what(), seen));
    }
    return bytes > MOST_BYTES ? Optional.empty() : Optional.of(kept);
  }

  /** {@code {is: value}}, {@code {hash: of a long one}} or {@code {missing: true}}. */
  private static JsonObject seen(@Nullable Object value) {
    if (value == null) {
      return MISSING;
    }
    return Trees.weigh(value, LONG) <= LONG
        ? JsonObject.empty(0).with("is", value, 0)
        : JsonObject.empty(0).with("hash", Canonical.hash(value), 0);
  }

  /** A value that is kept whole, in the kept form of reads. */
  static Object brief(Object kept) {
    Object value = kept instanceof JsonObject object ? object.get("is") : null;
    return value == null ? kept : seen(value);
  }

  /** The reads that would come out otherwise now. */
  static List<Reading> moved(List<Reading> reads, JsonObject root) {
    List<Reading> moved = new ArrayList<>();
    for (Reading read : reads) {
      if (!Values.same(read.seen(), now(read, root))) {
        moved.add(read);
      }
    }
    return moved;
  }

  /** What a read would give now, in the kept form. */
  static Object now(Reading read, JsonObject root) {
    return seen(ReadSet.see(root, read.at(), read.what()));
  }

  static List<Object> write(List<Reading> reads) {
    List<Object> list = new ArrayList<>(reads.size());
    for (Reading read : reads) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("at", read.at().toString());
      one.put("what", read.what().name().toLowerCase(Locale.ROOT));
      one.put("seen", read.seen());
      list.add(one);
    }
    return list;
  }

  static List<Reading> read(JsonArray list) {
    List<Reading> reads = new ArrayList<>(list.size());
    for (Object each : list.elements()) {
      JsonObject one = AskForm.object(each);
      reads.add(
          new Reading(
              Pointer.parse(AskForm.text(one, "at")),
              ReadSet.What.valueOf(AskForm.text(one, "what").toUpperCase(Locale.ROOT)),
              AskForm.some(one.get("seen"))));
    }
    return reads;
  }
}
