package io.tablekeep.engine.approval;

import io.tablekeep.engine.approval.Ask.Reading;
import io.tablekeep.engine.journal.entry.Effect;
import io.tablekeep.engine.state.Canonical;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.engine.state.Values;
import io.tablekeep.engine.state.bind.ReadSet;
import io.tablekeep.engine.state.patch.ThreeWay;
import io.tablekeep.sdk.conflict.TextMerge;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stood where an edit that waits for approval would write. Others may write there meanwhile,
 * and an edit does not lay itself over what its sender never saw: it is laid three-way against what
 * stands, and shown again to whoever approves. Pure.
 */
final class Ground {
  /** A value of more bytes is kept as its hash: that it moved is seen, and mine is shown again. */
  static final int LONG = 32 << 10;

  /** Bytes of all values together, about; those behind are kept as hashes. */
  static final int MOST_BYTES = 64 << 10;

  private static final JsonObject MISSING = JsonObject.empty(0).with("missing", true, 0);
  private static final String VALUE = "v";

  private Ground() {}

  /**
   * What an edit comes to where it was laid.
   *
   * @param changes what is to be changed now
   * @param moved whether others have written where it writes
   */
  record Laid(List<Effect> changes, boolean moved) {}

  /** What stands where changes would be. */
  static List<Reading> under(List<Effect> changes, JsonObject root) {
    List<Reading> all = new ArrayList<>(changes.size());
    long bytes = 0;
    for (Effect effect : changes) {
      Object value = Trees.get(root, effect.at());
      long weight = value == null ? 0 : Trees.weigh(value, LONG);
      boolean whole = weight <= LONG && bytes + weight <= MOST_BYTES;
      bytes += whole ? weight : 40;
      all.add(new Reading(effect.at(), ReadSet.What.VALUE, kept(value, whole)));
    }
    return all;
  }

  private static Object kept(@Nullable Object value, boolean whole) {
    if (value == null) {
      return MISSING;
    }
    return whole
        ? JsonObject.empty(0).with("is", value, 0)
        : JsonObject.empty(0).with("hash", Canonical.hash(value), 0);
  }

  private static boolean isStill(Reading was, @Nullable Object now) {
    boolean whole = !(was.seen() instanceof JsonObject seen) || !seen.has("hash");
    return Values.same(was.seen(), kept(now, whole));
  }

  /** Those that stand otherwise now. */
  static List<Reading> moved(List<Reading> under, JsonObject root) {
    return under.stream().filter(was -> !isStill(was, Trees.get(root, was.at()))).toList();
  }

  /** Lays changes on a document, of which each was made for what stood under it. */
  static Laid lay(List<Effect> changes, List<Reading> under, JsonObject root, long version) {
    List<Effect> laid = new ArrayList<>(changes.size());
    boolean moved = false;
    for (int i = 0; i < changes.size(); i++) {
      Effect mine = changes.get(i);
      Object theirs = Trees.get(root, mine.at());
      boolean still = i >= under.size() || isStill(under.get(i), theirs);
      boolean wanted = Values.same(theirs, mine instanceof Effect.Put put ? put.value() : null);
      if (still || wanted) {
        laid.add(mine);
      } else {
        moved = true;
        laid.add(met(mine, under.get(i), theirs, version));
      }
    }
    return new Laid(laid, moved);
  }

  /** Both, where they fit together; else what was meant, for people to look at once more. */
  private static Effect met(Effect mine, Reading under, @Nullable Object theirs, long version) {
    if (!(mine instanceof Effect.Put put)
        || theirs == null
        || !(under.seen() instanceof JsonObject seen)
        || seen.has("hash")) {
      return mine;
    }
    Object was = seen.get("is");
    if (was instanceof String base
        && theirs instanceof String one
        && put.value() instanceof String other) {
      TextMerge merged = TextMerge.of(base, one, other);
      return merged.conflicts() > 0 ? mine : new Effect.Put(mine.at(), merged.text());
    }
    ThreeWay merged = ThreeWay.merge(in(was), in(theirs), in(put.value()), version);
    Object both = merged.value() instanceof JsonObject object ? object.get(VALUE) : null;
    return merged.clashes().isEmpty() && both != null ? new Effect.Put(mine.at(), both) : mine;
  }

  private static JsonObject in(@Nullable Object value) {
    JsonObject none = JsonObject.empty(0);
    return value == null ? none : none.with(VALUE, value, 0);
  }
}
