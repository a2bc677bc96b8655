package io.tablekeep.engine.state.patch;

import io.tablekeep.engine.state.JsonArray;
import io.tablekeep.engine.state.JsonNull;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.JsonWriter;
import io.tablekeep.engine.state.ObjectBuilder;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.state.Pointer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * JSON Merge Patch (RFC 7396): an object shaped like the change, with null where something goes. It
 * cannot set a null; where one is to be set, there is no merge patch and {@link Diff#patch} is
 * used.
 */
public final class MergePatch {
  private MergePatch() {}

  /**
   * Applies a merge patch.
   *
   * @param target a tree value
   * @param patch a tree value
   * @param version the version of the change
   * @return the new value
   * @throws TablekeepException {@code too-deep}, see {@link Trees#MAX_DEPTH}
   */
  public static Object apply(Object target, Object patch, long version) {
    return Trees.set(target, Pointer.root(), merged(target, patch, version), version);
  }

  private static Object merged(Object target, Object patch, long version) {
    if (!(patch instanceof JsonObject members)) {
      return patch;
    }
    JsonObject made = target instanceof JsonObject object ? object : JsonObject.empty(version);
    for (JsonObject.Cursor c = members.cursor(); c.next(); ) {
      if (c.value() == JsonNull.NULL) {
        made = made.without(c.key(), version);
      } else {
        Object old = made.get(c.key());
        Object value = merged(old == null ? JsonNull.NULL : old, c.value(), version);
        made = made.with(c.key(), value, version);
      }
    }
    return made;
  }

  /**
   * The merge patch from one object to another.
   *
   * @param before an object
   * @param after another
   * @param version stamped on the patch
   * @return the patch, without members when both are equal; empty where a null must be set
   */
  public static Optional<JsonObject> of(JsonObject before, JsonObject after, long version) {
    ToTree made = new ToTree(version);
    JsonObject.differing(before, after, made);
    return made.possible ? Optional.of(made.members.build(version)) : Optional.empty();
  }

  /**
   * Writes the merge patch from one object to another without making it first.
   *
   * @param before an object
   * @param after another
   * @param writer takes one value: the patch, {@code {}} when both are equal
   * @return false where a null must be set; the writer is then as it was
   */
  public static boolean write(JsonObject before, JsonObject after, JsonWriter writer) {
    long mark = writer.mark();
    ToText made = new ToText(writer);
    writer.object();
    JsonObject.differing(before, after, made);
    if (!made.possible) {
      writer.rewind(mark);
      return false;
    }
    writer.endObject();
    return true;
  }

  /** Whether a merge patch can set this value: no null stands directly in an object of it. */
  private static boolean canSet(Object value) {
    if (value instanceof JsonObject object) {
      for (JsonObject.Cursor c = object.cursor(); c.next(); ) {
        if (!canSet(c.value())) {
          return false;
        }
      }
    }
    return value != JsonNull.NULL;
  }

  private abstract static class ToPatch implements JsonObject.MemberVisitor {
    boolean possible = true;

    @Override
    public void member(String key, @Nullable Object before, @Nullable Object after) {
      if (!possible) {
        return;
      }
      if (after == null) {
        put(key, JsonNull.NULL);
      } else if (before instanceof JsonObject a && after instanceof JsonObject b) {
        inside(key, a, b);
      } else if (!(before instanceof JsonArray && before.equals(after))) {
        possible = canSet(after);
        if (possible) {
          put(key, after);
        }
      }
    }

    abstract void inside(String key, JsonObject before, JsonObject after);

    abstract void put(String key, Object value);
  }

  private static final class ToTree extends ToPatch {
    final ObjectBuilder members = new ObjectBuilder();
    private final long version;

    ToTree(long version) {
      this.version = version;
    }

    @Override
    void inside(String key, JsonObject before, JsonObject after) {
      ToTree below = new ToTree(version);
      JsonObject.differing(before, after, below);
      possible = below.possible;
      if (possible && below.members.size() > 0) {
        put(key, below.members.build(version));
      }
    }

    @Override
    void put(String key, Object value) {
      members.add(key, value);
    }
  }

  private static final class ToText extends ToPatch {
    private final JsonWriter writer;

    ToText(JsonWriter writer) {
      this.writer = writer;
    }

    @Override
    void inside(String key, JsonObject before, JsonObject after) {
      long mark = writer.mark();
      writer.key(key).object();
      int empty = writer.length();
      JsonObject.differing(before, after, this);
      if (writer.length() == empty) {
        writer.rewind(mark); // rebuilt, but equal
      } else {
        writer.endObject();
      }
    }

    @Override
    void put(String key, Object value) {
      writer.key(key).value(value);
    }
  }
}
