package io.tablekeep.engine.state;

import org.jspecify.annotations.Nullable;

/**
 * Lays a new value over an old one: what is equal keeps the old identity and version, everything
 * else is stamped with the version of the change. So setting a whole record that differs in one
 * field costs one field in the diff, and versions tell the truth whoever made the value.
 */
final class Graft {
  private Graft() {}

  /** The new value with as much of the old one as is equal; the old one itself if all is. */
  static Object onto(@Nullable Object old, Object value, long version) {
    if (value == old) {
      return value;
    }
    if (value instanceof JsonObject object) {
      return object(old instanceof JsonObject o ? o : null, object, version);
    }
    if (value instanceof JsonArray array) {
      return array(old instanceof JsonArray o ? o : null, array, version);
    }
    Values.check(value);
    return old != null && value.equals(old) ? old : value;
  }

  private static JsonObject object(@Nullable JsonObject old, JsonObject value, long version) {
    if (value instanceof PackedObject) {
      if (old != null && PackedObject.samePacked(old, value)) {
        return old;
      }
      return value.version() == version ? value : value.restamped(version);
    }
    JsonObject base = old == null ? null : old.open();
    boolean asOld = base != null && base.size() == value.size();
    boolean asNew = value.version() == version;
    int size = value.size();
    Object[] grafted = new Object[size];
    int n = 0;
    for (JsonObject.Cursor c = value.cursor(); c.next(); n++) {
      Object before = base == null ? null : base.get(c.key());
      Object member = onto(before, c.value(), version);
      grafted[n] = member;
      asOld &= member == before;
      asNew &= member == c.value();
    }
    if (asOld && old != null) {
      return old;
    }
    if (asNew) {
      return value;
    }
    return value.withValues(grafted, version);
  }

  private static JsonArray array(@Nullable JsonArray old, JsonArray value, long version) {
    int size = value.size();
    boolean asOld = old != null && old.size() == size;
    boolean asNew = value.version() == version;
    Object[] grafted = new Object[size];
    for (int i = 0; i < size; i++) {
      Object before = old != null && i < old.size() ? old.get(i) : null;
      Object element = onto(before, value.get(i), version);
      grafted[i] = element;
      asOld &= element == before;
      asNew &= element == value.get(i);
    }
    if (asOld && old != null) {
      return old;
    }
    return asNew ? value : new JsonArray(grafted, version);
  }
}
