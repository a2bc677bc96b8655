package io.tablekeep.engine.state.patch;

import io.tablekeep.engine.state.JsonArray;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.engine.state.Values;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.state.Pointer;
import org.jspecify.annotations.Nullable;

/** What each operation of RFC 6902 does to a tree. */
final class Application {
  private Application() {}

  static Object apply(Object root, JsonPatch.Op op, int number, long version) {
    try {
      return switch (op.kind()) {
        case ADD -> add(root, op.path(), op.wanted(), version);
        case REMOVE -> Trees.remove(root, op.path(), version);
        case REPLACE -> {
          there(root, op.path());
          yield Trees.set(root, op.path(), op.wanted(), version);
        }
        case MOVE -> move(root, op.from(), op.path(), version);
        case COPY -> add(root, op.path(), there(root, op.from()), version);
        case TEST -> {
          test(root, op.path(), op.wanted());
          yield root;
        }
      };
    } catch (TablekeepException e) {
      String what = "Operation " + number + " (" + op.kind().word() + "): ";
      throw new TablekeepException(
          e.kind(), e.code(), what + e.getMessage(), e.field().orElse(""), e);
    }
  }

  private static Object there(Object root, Pointer at) {
    Object value = Trees.get(root, at);
    if (value == null) {
      throw fault("no-such-value", "There is nothing at this place.", at);
    }
    return value;
  }

  private static Object add(Object root, Pointer at, Object value, long version) {
    if (!at.isRoot()) {
      Pointer parent = at.parent();
      Object container = there(root, parent);
      if (container instanceof JsonArray array) {
        int index = at.last().equals("-") ? array.size() : Trees.index(at.last());
        if (index < 0 || index > array.size()) {
          throw fault("bad-index", "There is no such place in the array.", at);
        }
        return Trees.set(root, parent, array.insert(index, value, version), version);
      }
      if (!(container instanceof JsonObject)) {
        throw fault(
            "not-a-container", "Nothing can be below " + Values.describe(container) + '.', parent);
      }
    }
    return Trees.set(root, at, value, version);
  }

  private static Object move(Object root, Pointer from, Pointer to, long version) {
    Object value = there(root, from);
    if (from.equals(to)) {
      return root;
    }
    if (to.startsWith(from)) {
      throw fault("move-into-itself", "A value cannot be moved into itself.", to);
    }
    return add(Trees.remove(root, from, version), to, value, version);
  }

  private static void test(Object root, Pointer at, @Nullable Object wanted) {
    if (!Values.same(there(root, at), wanted)) {
      throw fault("test-failed", "The value is not what was expected.", at);
    }
  }

  private static TablekeepException fault(String code, String message, Pointer at) {
    return new TablekeepException(ErrorKind.USER, code, message, at.toString());
  }
}
