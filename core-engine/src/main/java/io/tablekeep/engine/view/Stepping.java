package io.tablekeep.engine.view;

import io.tablekeep.engine.ViewChange;
import io.tablekeep.engine.state.JsonNull;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.sdk.state.Pointer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Turns the change of a whole view into that of what a seat has loaded of it. Used once. */
final class Stepping {
  private static final Comparator<List<String>> PATHS =
      (a, b) -> {
        for (int i = 0; i < a.size() && i < b.size(); i++) {
          int order = a.get(i).compareTo(b.get(i));
          if (order != 0) {
            return order;
          }
        }
        return Integer.compare(a.size(), b.size());
      };

  private final Loaded was;
  private final Loaded.Seen seen;
  private JsonObject sketch;

  /** Keys whose lines may have changed, by collection. */
  private final Map<String, Set<String>> touched = new HashMap<>();

  /** Collections that came, went, or stopped being objects. */
  private final Set<String> whole = new HashSet<>();

  private final List<ViewOp> out = new ArrayList<>();

  Stepping(Loaded was, Loaded.Seen seen) {
    this.was = was;
    this.seen = seen;
    sketch = was.sketch;
  }

  @SuppressWarnings("ReferenceEquality") // a sketch that is the same has not changed
  Loaded.Step run(@Nullable EncodedChange change, Set<Pointer> open) {
    List<ViewOp> ops = change == null ? List.of() : change.ops();
    for (ViewOp op : ops) {
      note(op);
    }
    boolean opened = !open.equals(was.open);
    boolean same = sketch == was.sketch && !opened && whole.isEmpty();
    Loaded now = same ? was : new Loaded(was.me, false, open, sketch, keys(open, opened));
    for (ViewOp op : ops) {
      pass(op, now);
    }
    if (!same) {
      Set<String> all = new TreeSet<>(was.keys.keySet());
      all.addAll(now.keys.keySet());
      for (String collection : all) {
        comeAndGo(collection, now);
      }
      out.sort((a, b) -> PATHS.compare(a.path(), b.path()));
    }
    ViewChange told =
        out.isEmpty() ? null : out.equals(ops) && change != null ? change : new EncodedChange(out);
    return new Loaded.Step(told, now);
  }

  /** Follows one difference in the sketch. */
  private void note(ViewOp op) {
    String collection = op.path().get(0);
    int size = op.path().size();
    if (Sketch.isFree(collection)) {
      if (collection.equals(Sketch.SESSION)) {
        put(collection, Sketch.session(seen.at(Pointer.of(collection))));
      } else if (collection.equals(Sketch.PARTICIPANTS)) {
        put(collection, Sketch.participants(seen.at(Pointer.of(collection))));
      }
    } else if (size == 1) {
      whole.add(collection);
      if (op.value() instanceof JsonObject value) {
        put(collection, Sketch.collection(collection, value, was.me));
      } else {
        sketch = sketch.without(collection, 0);
      }
    } else if (sketch.get(collection) instanceof JsonObject lines) {
      String key = op.path().get(1);
      if (size == 2) {
        line(collection, lines, key, op.value());
      } else if (Sketch.matters(collection, op.path().get(2))) {
        line(collection, lines, key, seen.at(Pointer.of(collection, key)));
      }
    }
  }

  private void put(String collection, JsonObject value) {
    sketch = sketch.with(collection, value, 0);
  }

  private void line(String collection, JsonObject lines, String key, @Nullable Object entity) {
    put(
        collection,
        entity == null
            ? lines.without(key, 0)
            : lines.with(key, Sketch.line(collection, entity, was.me), 0));
    touched.computeIfAbsent(collection, c -> new TreeSet<>()).add(key);
  }

  private Map<String, Set<String>> keys(Set<Pointer> open, boolean opened) {
    Set<String> affected = new HashSet<>(whole);
    affected.addAll(touched.keySet());
    boolean pointsElsewhere =
        !same(Sketch.SESSION) || !same(Sketch.PARTICIPANTS) || touched.containsKey("actors");
    if (opened || pointsElsewhere || whole.contains("actors")) {
      affected.addAll(sketch.keys());
    }
    Map<String, Set<String>> keys = new HashMap<>(was.keys);
    for (String collection : affected) {
      if (Sketch.isFree(collection)) {
        continue;
      }
      if (sketch.has(collection)) {
        keys.put(collection, Sketch.loaded(sketch, collection, was.me, open));
      } else {
        keys.remove(collection);
      }
    }
    return keys;
  }

  private boolean same(String member) {
    return sketch.get(member) == was.sketch.get(member);
  }

  /** Passes on a difference inside of what was loaded and stays so. */
  private void pass(ViewOp op, Loaded now) {
    String collection = op.path().get(0);
    if (collection.equals(Sketch.INDEX)) {
      return;
    }
    if (whole.contains(collection) && op.value() instanceof JsonObject value) {
      Set<String> keys = now.keys.getOrDefault(collection, Set.of());
      out.add(new ViewOp(op.path(), Loaded.part(value, keys)));
    } else if (op.path().size() == 1 || Sketch.isFree(collection)) {
      out.add(op);
    } else {
      String key = op.path().get(1);
      if (was.isLoaded(collection, key) && now.isLoaded(collection, key)) {
        out.add(op);
      }
    }
  }

  private void comeAndGo(String collection, Loaded now) {
    Set<String> before = was.keys.getOrDefault(collection, Set.of());
    Set<String> after = now.keys.getOrDefault(collection, Set.of());
    boolean indexed = Sketch.isIndexed(collection);
    if (whole.contains(collection)) {
      if (indexed) {
        boolean there = now.sketch.has(collection);
        if (there || was.sketch.has(collection)) {
          out.add(op(there ? now.index(collection) : null, Sketch.INDEX, collection));
        }
      }
      return;
    }
    Set<String> lines = new TreeSet<>(touched.getOrDefault(collection, Set.of()));
    if (before != after) {
      for (String key : after) {
        if (!before.contains(key)) {
          lines.add(key);
          Object value = seen.at(Pointer.of(collection, key));
          out.add(op(value == null ? JsonNull.NULL : value, collection, key));
        }
      }
      for (String key : before) {
        if (!after.contains(key)) {
          lines.add(key);
          out.add(op(null, collection, key));
        }
      }
    }
    if (indexed) {
      for (String key : lines) {
        String then = was.line(collection, key);
        String line = now.line(collection, key);
        if (line == null ? then != null : !line.equals(then)) {
          out.add(op(line, Sketch.INDEX, collection, key));
        }
      }
    }
  }

  private static ViewOp op(@Nullable Object value, String... path) {
    return new ViewOp(List.of(path), value);
  }
}
