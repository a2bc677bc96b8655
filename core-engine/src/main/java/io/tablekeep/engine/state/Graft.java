package io.tablekeep.engine.state;

import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import org.jspecify.annotations.Nullable;

/**
 * Lays a new value over an old one: what is equal keeps the old identity and version, everything
 * else is stamped with the version of the change. So setting a whole record that differs in one
 * field costs one field in the diff, and versions tell the truth whoever made the value.
 */
final class Graft {
  private final long version;

  private Graft(long version) {
    this.version = version;
  }

  /**
   * The new value with as much of the old one as is equal; the old one itself if all is. Old, new
   * and result are kept values. The level is that of the value: how many containers it stands in.
   */
  static Object onto(@Nullable Object old, Object value, long version, int level) {
    return new Graft(version).onto(old, value, level);
  }

  private Object onto(@Nullable Object old, Object value, int level) {
    if (value == old) {
      return value;
    }
    if (value instanceof JsonContainer) {
      if (level >= Trees.MAX_DEPTH) {
        throw new TablekeepException(
            ErrorKind.USER,
            "too-deep",
            "A document is nested at most " + Trees.MAX_DEPTH + " levels deep.");
      }
      return value instanceof JsonObject object
          ? object(old instanceof JsonObject before ? before : null, object, level + 1)
          : array(old instanceof JsonArray before ? before : null, (JsonArray) value, level + 1);
    }
    if (old != null && WideText.same(old, value)) {
      return old;
    }
    if (!(value instanceof WideText)) {
      Values.check(value);
    }
    return WideText.keep(value);
  }

  private JsonObject object(@Nullable JsonObject old, JsonObject given, int level) {
    if (old != null && PackedObject.samePacked(old, given)) {
      return old;
    }
    JsonObject base = old == null ? null : old.open();
    JsonObject value = given.open();
    boolean asOld = base != null && base.size() == value.size();
    boolean asNew = value.version() == version;
    Object[] grafted = new Object[value.size()];
    int n = 0;
    for (JsonObject.Cursor c = value.cursor(); c.next(); n++) {
      Object before = base == null ? null : base.kept(c.key());
      Object member = onto(before, c.kept(), level);
      grafted[n] = member;
      asOld &= member == before;
      asNew &= member == c.kept();
    }
    if (asOld && old != null) {
      return old;
    }
    return asNew ? value : value.withValues(grafted, version);
  }

  private JsonArray array(@Nullable JsonArray old, JsonArray value, int level) {
    int size = value.size();
    boolean asOld = old != null && old.size() == size;
    boolean asNew = value.version() == version;
    Object[] grafted = new Object[size];
    for (int i = 0; i < size; i++) {
      Object before = old != null && i < old.size() ? old.kept(i) : null;
      Object element = onto(before, value.kept(i), level);
      grafted[i] = element;
      asOld &= element == before;
      asNew &= element == value.kept(i);
    }
    if (asOld && old != null) {
      return old;
    }
    return asNew ? value : new JsonArray(grafted, version);
  }
}
