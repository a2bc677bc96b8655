package io.tablekeep.server.wire;

import io.netty.util.concurrent.FastThreadLocal;
import io.tablekeep.engine.cbor.CborReader;
import io.tablekeep.engine.state.JsonWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the compact form. */
final class CborSource extends Source {
  private static final int KEPT = 64 << 10;
  private static final FastThreadLocal<CborSource> MINE =
      new FastThreadLocal<>() {
        @Override
        protected CborSource initialValue() {
          return new CborSource();
        }
      };

  private final CborReader cbor = new CborReader();
  private JsonWriter json = new JsonWriter(1 << 10);
  private long left;
  private boolean begun;

  private CborSource() {}

  /** This thread's, at the beginning of a message. */
  static CborSource begin(byte[] in, int from, int to) {
    CborSource mine = MINE.get();
    mine.cbor.begin(in, from, to);
    if (mine.cbor.isAtEnd() || !mine.cbor.isMap()) {
      throw new WireFault("malformed-cbor", "The message is not CBOR: a map is needed.");
    }
    mine.begun = false;
    return mine;
  }

  @Override
  @Nullable String key() {
    if (!begun) {
      left = cbor.open();
      begun = true;
    }
    if (!cbor.more(left)) {
      if (!cbor.isAtEnd()) {
        throw new WireFault("malformed-cbor", "The message is not CBOR: something follows it.");
      }
      return null;
    }
    left = left < 0 ? -1 : left - 1;
    return cbor.key();
  }

  @Override
  String word(String field) {
    return text(field);
  }

  @Override
  String text(String field) {
    if (!cbor.isText()) {
      throw new WireFault("wrong-type", "A text is needed.", field);
    }
    return cbor.text();
  }

  @Override
  byte[] bytes(String field) {
    if (cbor.isText()) {
      return base64(cbor.text(), field);
    }
    if (!cbor.isBytes()) {
      throw new WireFault("wrong-type", "A token as it was given is needed.", field);
    }
    return cbor.bytes();
  }

  @Override
  void texts(String field, int most, List<String> into) {
    if (!cbor.isArray()) {
      throw new WireFault("wrong-type", "An array of texts is needed.", field);
    }
    into.clear();
    for (long rest = cbor.open(); cbor.more(rest); rest = rest < 0 ? -1 : rest - 1) {
      if (into.size() == most) {
        throw tooMany(field);
      }
      into.add(text(field));
    }
  }

  @Override
  long natural() {
    return cbor.natural();
  }

  @Override
  void payload(Incoming into) {
    if (json.buffer().length > KEPT) {
      json = new JsonWriter(1 << 10);
    }
    cbor.json(json.reset());
    into.payload(json.buffer(), 0, json.length());
  }

  @Override
  void skip() {
    cbor.skip();
  }
}
