package io.tablekeep.engine.state.patch;

import io.tablekeep.engine.state.JsonArray;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.Values;
import io.tablekeep.sdk.state.Pointer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The smallest set of changes from one tree to another. Subtrees that both share are passed over
 * unseen; what was rebuilt but is equal is compared and found equal. In key order.
 */
public final class Diff {
  private Diff() {}

  /** Told each difference. Arrays are values: one that differs is set as a whole. */
  public interface Visitor {
    /**
     * A value that is new or another one.
     *
     * @param at the place
     * @param before the old tree value; null when there was none
     * @param after the new tree value
     */
    void set(Pointer at, @Nullable Object before, Object after);

    /**
     * A value that is not there any more.
     *
     * @param at the place
     * @param before the old tree value
     */
    void remove(Pointer at, Object before);
  }

  /**
   * Tells the differences.
   *
   * @param before a tree value
   * @param after a tree value
   * @param visitor told each difference
   */
  public static void walk(Object before, Object after, Visitor visitor) {
    new Walk(visitor).compare(before, after);
  }

  /**
   * The changes as a patch that turns the one into the other. Arrays are patched inside: common
   * beginnings and ends stay.
   *
   * @param before a tree value
   * @param after a tree value
   * @return the patch; without operations when both are equal
   */
  public static JsonPatch patch(Object before, Object after) {
    List<JsonPatch.Op> ops = new ArrayList<>();
    walk(before, after, new ToPatch(ops));
    return new JsonPatch(ops);
  }

  private static final class Walk implements JsonObject.MemberVisitor {
    private final Visitor visitor;
    private String[] path = new String[8];
    private int depth;

    Walk(Visitor visitor) {
      this.visitor = visitor;
    }

    void compare(Object before, Object after) {
      if (before == after) {
        return;
      }
      if (before instanceof JsonObject a && after instanceof JsonObject b) {
        JsonObject.differing(a, b, this);
      } else if (!before.equals(after)) {
        visitor.set(here(), before, after);
      }
    }

    @Override
    public void member(String key, @Nullable Object before, @Nullable Object after) {
      if (depth == path.length) {
        path = Arrays.copyOf(path, 2 * depth);
      }
      path[depth++] = key;
      if (after == null) {
        if (before != null) {
          visitor.remove(here(), before);
        }
      } else if (before == null) {
        visitor.set(here(), null, after);
      } else {
        compare(before, after);
      }
      depth--;
    }

    private Pointer here() {
      return Pointer.of(Arrays.copyOf(path, depth));
    }
  }

  /** Refines arrays into operations on their elements. */
  private record ToPatch(List<JsonPatch.Op> ops) implements Visitor {
    @Override
    public void set(Pointer at, @Nullable Object before, Object after) {
      if (before == null) {
        ops.add(JsonPatch.Op.add(at, after));
      } else if (before instanceof JsonArray a && after instanceof JsonArray b) {
        elements(at, a, b);
      } else {
        ops.add(JsonPatch.Op.replace(at, after));
      }
    }

    @Override
    public void remove(Pointer at, Object before) {
      ops.add(JsonPatch.Op.remove(at));
    }

    private void elements(Pointer at, JsonArray a, JsonArray b) {
      int shorter = Math.min(a.size(), b.size());
      int from = 0;
      while (from < shorter && Values.same(a.get(from), b.get(from))) {
        from++;
      }
      int tail = 0;
      while (tail < shorter - from
          && Values.same(a.get(a.size() - 1 - tail), b.get(b.size() - 1 - tail))) {
        tail++;
      }
      int both = shorter - tail;
      for (int i = from; i < both; i++) {
        Pointer element = at.child(Integer.toString(i));
        ToPatch below = this;
        walk(
            a.get(i),
            b.get(i),
            new Visitor() {
              @Override
              public void set(Pointer in, @Nullable Object before, Object after) {
                below.set(element.resolve(in), before, after);
              }

              @Override
              public void remove(Pointer in, Object before) {
                below.remove(element.resolve(in), before);
              }
            });
      }
      for (int i = a.size() - tail - 1; i >= both; i--) {
        ops.add(JsonPatch.Op.remove(at.child(Integer.toString(i))));
      }
      for (int i = both; i < b.size() - tail; i++) {
        ops.add(JsonPatch.Op.add(at.child(Integer.toString(i)), b.get(i)));
      }
    }
  }
}
