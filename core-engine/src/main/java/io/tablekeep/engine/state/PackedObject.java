package io.tablekeep.engine.state;

import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * A cold object: its canonical text, compressed. Whoever looks inside opens it; the opened form is
 * remembered while someone else holds it or {@link Opened} has room for it. Writing it out copies
 * the text and opens nothing.
 */
final class PackedObject extends JsonObject {
  private final Deflated packed;
  private final int size;
  private final long version;
  private volatile WeakReference<JsonObject> opened;

  PackedObject(Deflated packed, JsonObject source) {
    this(packed, source.size(), source.version(), new WeakReference<>(source));
  }

  PackedObject(Deflated packed, int size, long version, WeakReference<JsonObject> opened) {
    this.packed = packed;
    this.size = size;
    this.version = version;
    this.opened = opened;
  }

  /** Whether these are known to be equal without opening anything. */
  @SuppressWarnings("ReferenceEquality") // identity is the point
  static boolean samePacked(JsonObject a, JsonObject b) {
    if (a instanceof PackedObject x) {
      return x.opened.get() == b || (b instanceof PackedObject y && x.packed.sameAs(y.packed));
    }
    return b instanceof PackedObject y && y.opened.get() == a;
  }

  /** Whether these are known to differ without opening anything. */
  static boolean differentText(JsonObject a, JsonObject b) {
    return a instanceof PackedObject x
        && b instanceof PackedObject y
        && x.textLength() != y.textLength();
  }

  @Override
  public long version() {
    return version;
  }

  @Override
  public int size() {
    return size;
  }

  /** Bytes of the canonical text. */
  int textLength() {
    return packed.length();
  }

  /** Writes the canonical text; the target must have room. */
  void unpack(byte[] target, int at) {
    packed.inflate(target, at);
  }

  @Override
  JsonObject open() {
    JsonObject known = opened.get();
    if (known == null) {
      byte[] text = new byte[textLength()];
      unpack(text, 0);
      known = (JsonObject) JsonReader.read(text, JsonReader.Limits.TRUSTED, version);
      opened = new WeakReference<>(known);
      Opened.keep(known, textLength());
    }
    return known;
  }

  @Override
  @Nullable Object kept(String key) {
    return open().kept(key);
  }

  @Override
  JsonObject put(String key, Object value, long version) {
    return open().put(key, value, version);
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // unchanged means the same instance
  public JsonObject without(String key, long version) {
    JsonObject made = open().without(key, version);
    return made == open() ? this : made;
  }

  @Override
  JsonObject withValues(Object[] values, long version) {
    return open().withValues(values, version);
  }

  @Override
  public Cursor cursor() {
    return open().cursor();
  }
}
