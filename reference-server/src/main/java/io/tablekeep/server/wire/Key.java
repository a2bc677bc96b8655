package io.tablekeep.server.wire;

import io.tablekeep.engine.cbor.CborWriter;
import java.nio.charset.StandardCharsets;

/** A key of messages, with its bytes in each form. Immutable. */
final class Key {
  private final byte[] json;
  private final byte[] cbor;

  Key(String text) {
    json = ('"' + text + "\":").getBytes(StandardCharsets.US_ASCII);
    cbor = new CborWriter(16).key(text).toBytes();
  }

  byte[] json() {
    return json;
  }

  byte[] cbor() {
    return cbor;
  }
}
