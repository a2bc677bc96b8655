package io.tablekeep.engine.view;

import io.tablekeep.engine.state.JsonObject;
import java.util.ArrayList;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds how the views of a whole crowd changed, in one walk of what differs: subtrees that are the
 * same in both roots are not looked into, unless something they depend on has changed elsewhere
 * ({@link Shifts}). For one thread and one question.
 */
final class CrowdDiff {
  private final Look then;
  private final Look now;
  private final ArrayList<String> path = new ArrayList<>(8);
  private final Projection before;
  private final Projection after;
  private final Ops ops = new Ops(path);

  CrowdDiff(Look then, Look now) {
    this.then = then;
    this.now = now;
    before = new Projection(then, path);
    after = new Projection(now, path);
  }

  Ops compare(ViewRules rules, @Nullable Extra extra) {
    Levels all = new Levels(now.crowd().all(), 0);
    inside(rules, all, all, all.any(), then.root(), now.root(), extra);
    return ops;
  }

  private void place(
      @Nullable ViewRules rule,
      Levels around,
      Levels aroundNow,
      @Nullable Object a,
      @Nullable Object b,
      @Nullable Extra extra) {
    if (rule == null) {
      value(a, around.full(), b, aroundNow.full());
      return;
    }
    Levels was = rule.enter(around, path, a, then);
    Levels is = rule.enter(aroundNow, path, b, now);
    if (rule.isLeaf() && !rule.isStructure()) {
      value(a, was.full(), b, is.full());
      return;
    }
    long walking = 0;
    boolean objects =
        (a == null ? rule.isStructure() : a instanceof JsonObject)
            && (b == null ? rule.isStructure() : b instanceof JsonObject);
    if (objects && !rule.isMasked()) {
      walking =
          rule.isStructure() || rule.hasGate() ? was.any() & is.any() : was.full() & is.full();
    }
    if (walking != 0) {
      inside(rule, was, is, walking, a, b, extra);
    }
    for (long left = (was.any() | is.any()) & ~walking; left != 0; left &= left - 1) {
      long bit = Long.lowestOneBit(left);
      ops.whole(before.seen(rule, around, a, bit), after.seen(rule, aroundNow, b, bit), bit);
    }
  }

  /** A value that those who see it at all see as it is. */
  private void value(@Nullable Object a, long was, @Nullable Object b, long is) {
    if ((was & is) != 0) {
      ops.whole(a, b, was & is);
    }
    if ((was & ~is) != 0) {
      ops.whole(a, null, was & ~is);
    }
    if ((is & ~was) != 0) {
      ops.whole(null, b, is & ~was);
    }
  }

  /** Members of a place that is an object in both views of some. */
  private void inside(
      ViewRules rule,
      Levels was,
      Levels is,
      long viewers,
      @Nullable Object a,
      @Nullable Object b,
      @Nullable Extra extra) {
    Levels from = was.and(viewers);
    Levels to = is.and(viewers);
    JsonObject x = a instanceof JsonObject object ? object : JsonObject.empty(0);
    JsonObject y = b instanceof JsonObject object ? object : JsonObject.empty(0);
    boolean everything = from.full() != to.full() || (extra != null && extra.isAll());
    if (extra == null && !everything) {
      JsonObject.differing(x, y, (key, u, v) -> member(rule, from, to, key, u, v, null));
      return;
    }
    TreeSet<String> keys = new TreeSet<>();
    if (everything) {
      keys.addAll(x.keys());
      keys.addAll(y.keys());
    } else {
      keys.addAll(Objects.requireNonNull(extra).keys());
      JsonObject.differing(x, y, (key, u, v) -> keys.add(key));
    }
    for (String key : keys) {
      member(rule, from, to, key, x.get(key), y.get(key), extra == null ? null : extra.child(key));
    }
  }

  private void member(
      ViewRules rule,
      Levels was,
      Levels is,
      String key,
      @Nullable Object a,
      @Nullable Object b,
      @Nullable Extra extra) {
    path.add(key);
    place(rule.child(key), was, is, a, b, extra);
    path.remove(path.size() - 1);
  }
}
