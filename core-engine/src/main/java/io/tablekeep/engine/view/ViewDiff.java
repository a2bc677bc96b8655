package io.tablekeep.engine.view;

import io.tablekeep.engine.state.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds how one viewer's view of a document changed, at a cost that follows the change: subtrees
 * that are the same in both roots are not looked into.
 */
final class ViewDiff {
  private final JsonObject before;
  private final JsonObject after;
  private final Viewer viewer;
  private final Projection now;
  private final Projection then;

  /** Equal subtrees may be seen differently, because what they refer to changed. */
  private final boolean thorough;

  private final List<ViewOp> ops = new ArrayList<>(2);
  private final ArrayList<String> path = new ArrayList<>(8);

  ViewDiff(JsonObject before, JsonObject after, Viewer viewer, boolean thorough) {
    this.before = before;
    this.after = after;
    this.viewer = viewer;
    this.thorough = thorough && !viewer.runsGame();
    this.then = new Projection(before, viewer);
    this.now = new Projection(after, viewer);
  }

  boolean isEmpty() {
    return ops.isEmpty();
  }

  List<ViewOp> ops() {
    return ops;
  }

  /** Compares from the root; no rules means that everything is seen. */
  void compare(@Nullable ViewRules rules) {
    if (rules == null) {
      whole(before, after);
    } else {
      inside(rules, Level.DECLARED, Level.DECLARED, before, after);
    }
  }

  private void place(
      @Nullable ViewRules rule,
      Level around,
      Level aroundNow,
      String key,
      @Nullable Object a,
      @Nullable Object b) {
    if (rule == null) {
      whole(around == Level.FULL ? a : null, aroundNow == Level.FULL ? b : null);
      return;
    }
    Level was = rule.enter(around, key, a, before, viewer);
    Level is = rule.enter(aroundNow, key, b, after, viewer);
    boolean walk =
        was != Level.NONE
            && is != Level.NONE
            && (rule.isStructure() || rule.hasGate())
            && (a == null ? rule.isStructure() : a instanceof JsonObject)
            && (b == null ? rule.isStructure() : b instanceof JsonObject);
    if (walk) {
      inside(rule, was, is, a, b);
    } else {
      whole(then.seen(rule, around, key, a), now.seen(rule, aroundNow, key, b));
    }
  }

  /** Members of a place that is an object in both views. */
  @SuppressWarnings("ReferenceEquality") // the same instance has not changed, whatever is in it
  private void inside(ViewRules rule, Level was, Level is, @Nullable Object a, @Nullable Object b) {
    JsonObject x = a instanceof JsonObject object ? object : JsonObject.empty(0);
    JsonObject y = b instanceof JsonObject object ? object : JsonObject.empty(0);
    if (thorough || was != is) {
      TreeSet<String> keys = new TreeSet<>(x.keys());
      keys.addAll(y.keys());
      for (String key : keys) {
        member(rule, was, is, key, x.get(key), y.get(key));
      }
    } else if (x != y) {
      JsonObject.differing(x, y, (key, u, v) -> member(rule, was, is, key, u, v));
    }
  }

  private void member(
      ViewRules rule, Level was, Level is, String key, @Nullable Object a, @Nullable Object b) {
    path.add(key);
    place(rule.child(key), was, is, key, a, b);
    path.remove(path.size() - 1);
  }

  /** Both sides are as the viewer sees them. */
  private void whole(@Nullable Object a, @Nullable Object b) {
    if (a == b) {
      return;
    }
    if (a instanceof JsonObject x && b instanceof JsonObject y) {
      JsonObject.differing(
          x,
          y,
          (key, u, v) -> {
            path.add(key);
            whole(u, v);
            path.remove(path.size() - 1);
          });
    } else if (b == null) {
      ops.add(new ViewOp(List.copyOf(path), null));
    } else if (!b.equals(a)) {
      ops.add(new ViewOp(List.copyOf(path), b));
    }
  }
}
