package io.tablekeep.engine.state.patch;

import io.tablekeep.engine.state.JsonArray;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.ObjectBuilder;
import io.tablekeep.engine.state.Values;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.state.Pointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A list of operations on a tree (RFC 6902). Immutable.
 *
 * @param ops applied in order, all or none
 */
public record JsonPatch(List<Op> ops) {
  /**
   * Copies the list.
   *
   * @param ops applied in order, all or none
   */
  public JsonPatch {
    ops = List.copyOf(ops);
  }

  /** What an operation does. */
  public enum Kind {
    /** Sets a member or inserts an element. */
    ADD,
    /** Removes what is there. */
    REMOVE,
    /** Replaces what is there. */
    REPLACE,
    /** Removes at one place and adds at another. */
    MOVE,
    /** Adds what is at another place. */
    COPY,
    /** Fails unless the value there equals the given one. */
    TEST;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One operation.
   *
   * @param kind what it does
   * @param path where; {@code -} as the last key appends to an array
   * @param from the other place; the root unless the kind is MOVE or COPY
   * @param value a tree value; empty unless the kind is ADD, REPLACE or TEST
   */
  public record Op(Kind kind, Pointer path, Pointer from, Optional<Object> value) {
    /**
     * An operation that adds.
     *
     * @param path where
     * @param value a tree value
     * @return the operation
     */
    public static Op add(Pointer path, Object value) {
      return new Op(Kind.ADD, path, Pointer.root(), Optional.of(value));
    }

    /**
     * An operation that replaces.
     *
     * @param path where
     * @param value a tree value
     * @return the operation
     */
    public static Op replace(Pointer path, Object value) {
      return new Op(Kind.REPLACE, path, Pointer.root(), Optional.of(value));
    }

    /**
     * An operation that removes.
     *
     * @param path where
     * @return the operation
     */
    public static Op remove(Pointer path) {
      return new Op(Kind.REMOVE, path, Pointer.root(), Optional.empty());
    }

    Object wanted() {
      return value.orElseThrow();
    }
  }

  /**
   * Reads a patch document.
   *
   * @param patch a tree value: an array of operations; members that the RFC does not name are
   *     ignored, as it says
   * @return the patch
   * @throws TablekeepException {@code bad-patch}; the field points into the patch document
   */
  public static JsonPatch parse(Object patch) {
    if (!(patch instanceof JsonArray array)) {
      throw bad(Pointer.root(), "A patch is an array, this is " + Values.describe(patch) + '.');
    }
    List<Op> ops = new ArrayList<>(array.size());
    for (int i = 0; i < array.size(); i++) {
      Pointer at = Pointer.of(Integer.toString(i));
      if (!(array.get(i) instanceof JsonObject op)) {
        throw bad(at, "An operation is an object.");
      }
      Kind kind = kind(op, at);
      Pointer path = pointer(op, at, "path");
      boolean two = kind == Kind.MOVE || kind == Kind.COPY;
      Pointer from = two ? pointer(op, at, "from") : Pointer.root();
      Object value = op.get("value");
      boolean needs = kind == Kind.ADD || kind == Kind.REPLACE || kind == Kind.TEST;
      if (needs && value == null) {
        throw bad(at, "The operation \"" + kind.word() + "\" needs a \"value\".");
      }
      ops.add(new Op(kind, path, from, needs ? Optional.ofNullable(value) : Optional.empty()));
    }
    return new JsonPatch(ops);
  }

  private static Kind kind(JsonObject op, Pointer at) {
    Object word = op.get("op");
    for (Kind kind : Kind.values()) {
      if (kind.word().equals(word)) {
        return kind;
      }
    }
    throw bad(
        word == null ? at : at.child("op"),
        "\"op\" must be one of add, remove, replace, move, copy and test.");
  }

  private static Pointer pointer(JsonObject op, Pointer at, String key) {
    if (!(op.get(key) instanceof String text)) {
      throw bad(
          op.has(key) ? at.child(key) : at, "An operation needs a \"" + key + "\" that is a text.");
    }
    try {
      return Pointer.parse(text);
    } catch (TablekeepException e) {
      throw new TablekeepException(
          ErrorKind.USER, "bad-patch", String.valueOf(e.getMessage()), at.child(key).toString(), e);
    }
  }

  private static TablekeepException bad(Pointer at, String why) {
    return new TablekeepException(ErrorKind.USER, "bad-patch", why, at.toString());
  }

  /**
   * The patch document.
   *
   * @param version see {@link io.tablekeep.engine.state.JsonContainer#version()}
   * @return an array of operations
   */
  public JsonArray toTree(long version) {
    List<Object> list = new ArrayList<>(ops.size());
    for (Op op : ops) {
      ObjectBuilder made = new ObjectBuilder(3).add("op", op.kind.word());
      made.add("path", op.path.toString());
      if (op.kind == Kind.MOVE || op.kind == Kind.COPY) {
        made.add("from", op.from.toString());
      }
      op.value.ifPresent(value -> made.add("value", value));
      list.add(made.build(version));
    }
    return JsonArray.of(list, version);
  }

  /**
   * Applies all operations, or throws and nothing has happened.
   *
   * @param root a tree value
   * @param version the version of the change
   * @return the new root
   * @throws TablekeepException {@code no-such-value}, {@code not-a-container}, {@code bad-index},
   *     {@code move-into-itself}, {@code test-failed}, {@code too-deep} or {@code patch-too-large}
   *     (copies of copies of more than 64 MB); the message says which operation, the field points
   *     into the tree
   */
  public Object apply(Object root, long version) {
    Application application = new Application(root, version);
    for (Op op : ops) {
      application.apply(op);
    }
    return application.root();
  }
}
