package io.tablekeep.engine.state.patch;

import io.tablekeep.engine.state.JsonArray;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.JsonReader;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.engine.state.Values;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.state.Pointer;
import org.jspecify.annotations.Nullable;

/** A tree to which the operations of a patch are applied one by one. For one thread. */
final class Application {
  private final long version;
  private Object root;
  private int number;

  /** Text that copies may still add: each can double the tree, and a patch has many. */
  private long mayCopy = JsonReader.Limits.DOCUMENT.bytes();

  Application(Object root, long version) {
    this.root = root;
    this.version = version;
  }

  Object root() {
    return root;
  }

  void apply(JsonPatch.Op op) {
    try {
      switch (op.kind()) {
        case ADD -> root = add(root, op.path(), op.wanted(), version);
        case REMOVE -> root = Trees.remove(root, op.path(), version);
        case REPLACE -> {
          there(root, op.path());
          root = Trees.set(root, op.path(), op.wanted(), version);
        }
        case MOVE -> root = move(root, op.from(), op.path(), version);
        case COPY -> root = add(root, op.path(), copied(op), version);
        case TEST -> test(root, op.path(), op.wanted());
      }
      number++;
    } catch (TablekeepException e) {
      throw new TablekeepException(
          e.kind(),
          e.code(),
          "Operation " + number + " (" + op.kind().word() + "): " + e.getMessage(),
          e.field().orElse(op.path().toString()),
          e);
    }
  }

  private Object copied(JsonPatch.Op op) {
    Object value = there(root, op.from());
    mayCopy -= Trees.weigh(value, mayCopy);
    if (mayCopy < 0) {
      throw fault("patch-too-large", "The patch makes the document too large.", op.path());
    }
    return value;
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
