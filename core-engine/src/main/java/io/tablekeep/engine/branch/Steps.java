package io.tablekeep.engine.branch;

import io.tablekeep.engine.journal.entry.Effect;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.patch.Diff;
import io.tablekeep.sdk.state.Pointer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The effects that lead from one document to another, few enough for one entry. Pure. */
final class Steps {
  /** Where there are more in one member of the root, it is put as a whole. */
  private static final int MOST = 250;

  private Steps() {}

  static List<Effect> between(JsonObject before, JsonObject after) {
    List<Effect> all = new ArrayList<>();
    JsonObject.differing(
        before,
        after,
        (key, old, now) -> {
          if (now == null) {
            all.add(new Effect.Remove(Pointer.of(key)));
          } else {
            member(Pointer.of(key), old, now, all, 0);
          }
        });
    return all;
  }

  private static void member(
      Pointer at, @Nullable Object old, Object now, List<Effect> into, int depth) {
    if (!(old instanceof JsonObject was) || !(now instanceof JsonObject is)) {
      if (!now.equals(old)) {
        into.add(new Effect.Put(at, now));
      }
      return;
    }
    List<Effect> fine = new ArrayList<>();
    Diff.walk(was, is, new Collector(at, fine));
    if (fine.size() <= MOST) {
      into.addAll(fine);
    } else if (depth < 2) {
      // Too many: entity by entity, so that what did not change is not written again.
      List<Effect> each = new ArrayList<>();
      JsonObject.differing(
          was,
          is,
          (key, one, other) -> {
            if (other == null) {
              each.add(new Effect.Remove(at.child(key)));
            } else {
              member(at.child(key), one, other, each, depth + 1);
            }
          });
      into.addAll(each.size() <= 3 * MOST ? each : List.of(new Effect.Put(at, now)));
    } else {
      into.add(new Effect.Put(at, now));
    }
  }

  private record Collector(Pointer above, List<Effect> into) implements Diff.Visitor {
    @Override
    public void set(Pointer at, @Nullable Object before, Object after) {
      into.add(new Effect.Put(above.resolve(at), after));
    }

    @Override
    public void remove(Pointer at, Object before) {
      into.add(new Effect.Remove(above.resolve(at)));
    }
  }
}
