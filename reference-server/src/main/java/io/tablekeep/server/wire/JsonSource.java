package io.tablekeep.server.wire;

import io.netty.util.concurrent.FastThreadLocal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the readable form. */
final class JsonSource extends Source {
  private static final FastThreadLocal<JsonSource> MINE =
      new FastThreadLocal<>() {
        @Override
        protected JsonSource initialValue() {
          return new JsonSource();
        }
      };

  private final JsonScan scan = new JsonScan();
  private final Words words = new Words();
  private byte[] bytes = {};
  private int end;
  private boolean begun;

  private JsonSource() {}

  /** This thread's, at the beginning of a message. */
  static JsonSource begin(byte[] in, int from, int to) {
    if (!Utf8.valid(in, from, to)) {
      throw new WireFault("not-utf8", "A message is UTF-8.");
    }
    JsonSource mine = MINE.get();
    mine.bytes = in;
    mine.end = to;
    mine.begun = false;
    mine.scan.begin(in, from, to);
    mine.scan.expect('{');
    return mine;
  }

  @Override
  @Nullable String key() {
    if (begun ? !scan.take(',') : scan.peek() == '}') {
      scan.expect('}');
      if (scan.peek() != 0 || scan.at() != end) {
        throw scan.fault("something follows the message");
      }
      return null;
    }
    begun = true;
    String key = scan.string(words);
    scan.expect(':');
    return key;
  }

  @Override
  String word(String field) {
    needText(field);
    return scan.string(words);
  }

  @Override
  String text(String field) {
    needText(field);
    return scan.string();
  }

  private void needText(String field) {
    if (scan.peek() != '"') {
      throw new WireFault("wrong-type", "A text is needed.", field);
    }
  }

  @Override
  byte[] bytes(String field) {
    return base64(text(field), field);
  }

  @Override
  void texts(String field, int most, List<String> into) {
    if (scan.peek() != '[') {
      throw new WireFault("wrong-type", "An array of texts is needed.", field);
    }
    into.clear();
    scan.expect('[');
    boolean more = !scan.take(']');
    while (more) {
      if (into.size() == most) {
        throw tooMany(field);
      }
      into.add(text(field));
      more = scan.take(',');
      if (!more) {
        scan.expect(']');
      }
    }
  }

  @Override
  long natural() {
    return scan.natural();
  }

  @Override
  void payload(Incoming into) {
    scan.peek();
    int from = scan.at();
    scan.skip();
    into.payload(bytes, from, scan.at());
  }

  @Override
  void skip() {
    scan.skip();
  }
}
