package io.tablekeep.engine.view;

import io.tablekeep.engine.state.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the differences of views in order of their paths, each with those who see it. */
final class Ops {
  private final List<String> path;
  private final List<ViewOp> ops = new ArrayList<>(4);
  private long[] viewers = new long[4];

  /**
   * Nothing yet.
   *
   * @param path where the walk is; kept in step by whoever walks
   */
  Ops(List<String> path) {
    this.path = path;
  }

  /** Compares two values as some viewers see them, and adds what differs. */
  void whole(@Nullable Object a, @Nullable Object b, long who) {
    if (a == b) {
      return;
    }
    if (a instanceof JsonObject x && b instanceof JsonObject y) {
      JsonObject.differing(
          x,
          y,
          (key, u, v) -> {
            path.add(key);
            whole(u, v, who);
            path.remove(path.size() - 1);
          });
    } else if (b == null || !b.equals(a)) {
      add(b, who);
    }
  }

  private void add(@Nullable Object value, long who) {
    int last = ops.size() - 1;
    if (last >= 0 && (viewers[last] & who) == 0 && ops.get(last).isAt(path, value)) {
      viewers[last] |= who;
      return;
    }
    if (ops.size() == viewers.length) {
      viewers = Arrays.copyOf(viewers, 2 * viewers.length);
    }
    viewers[ops.size()] = who;
    ops.add(new ViewOp(List.copyOf(path), value));
  }

  boolean isEmpty() {
    return ops.isEmpty();
  }

  /** The viewers whose differences are the same as those of one, itself among them. */
  long same(long bit, long among) {
    long same = among;
    for (int i = 0; i < ops.size(); i++) {
      same &= (viewers[i] & bit) != 0 ? viewers[i] : ~viewers[i];
    }
    return same;
  }

  /** What one viewer sees of them. */
  List<ViewOp> of(long bit) {
    long all = -1L;
    for (int i = 0; i < ops.size(); i++) {
      all &= viewers[i];
    }
    if ((all & bit) != 0) {
      return ops;
    }
    List<ViewOp> seen = new ArrayList<>(ops.size());
    for (int i = 0; i < ops.size(); i++) {
      if ((viewers[i] & bit) != 0) {
        seen.add(ops.get(i));
      }
    }
    return seen;
  }
}
