package io.tablekeep.engine.cluster.copy;

import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.JsonReader;
import io.tablekeep.engine.state.JsonWriter;
import io.tablekeep.engine.state.patch.Diff;
import io.tablekeep.engine.state.patch.JsonPatch;
import java.nio.ByteBuffer;

/**
 * What an owner tells a copy: a kind, the version it is based on, the version it leads to, and for
 * a state the document as JSON, for a change a patch (RFC 6902). A beat has nothing behind it.
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, not copied; equality is never asked
record Wording(byte kind, long from, long to, byte[] message) {
  static final byte STATE = 'S';
  static final byte CHANGE = 'C';
  static final byte BEAT = 'B';
  private static final int HEAD = 17;

  /** Everything an engine wrote can be read. */
  private static final JsonReader.Limits ALL =
      new JsonReader.Limits(Integer.MAX_VALUE, 512, Integer.MAX_VALUE, Integer.MAX_VALUE);

  static byte[] head(byte kind, long from, long to) {
    return ByteBuffer.allocate(HEAD).put(kind).putLong(from).putLong(to).array();
  }

  static byte[] state(JsonObject root) {
    return JsonWriter.bytes(root);
  }

  static byte[] change(JsonObject before, JsonObject after, long version) {
    return JsonWriter.bytes(Diff.patch(before, after).toTree(version));
  }

  static Wording of(byte[] message) {
    ByteBuffer head = ByteBuffer.wrap(message);
    return new Wording(head.get(), head.getLong(), head.getLong(), message);
  }

  /** The document that a state tells. */
  JsonObject root() {
    return (JsonObject) JsonReader.read(message, HEAD, message.length, ALL, to);
  }

  /** The document that a change leads to. */
  JsonObject root(JsonObject before) {
    Object patch = JsonReader.read(message, HEAD, message.length, ALL, to);
    return (JsonObject) JsonPatch.parse(patch).apply(before, to);
  }
}
