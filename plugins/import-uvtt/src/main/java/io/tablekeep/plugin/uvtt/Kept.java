package io.tablekeep.plugin.uvtt;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Turns values nobody understands into values a document can hold. What a document cannot hold as
 * it is (null, numbers no double equals, odd keys) is kept as its JSON text, whole. All of one file
 * together have a limit; what is beyond is left out.
 */
final class Kept {
  private static final Pattern PLAIN_KEY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._ -]{0,63}");
  private static final long MAX_SAFE = (1L << 53) - 1;
  private static final JsonFactory JSON = new JsonFactory();

  private int left;

  Kept(int maxBytes) {
    this.left = maxBytes;
  }

  static boolean isPlainKey(String key) {
    return PLAIN_KEY.matcher(key).matches();
  }

  /** The value the parser stands on, read to its end; empty when there is no room for it. */
  Optional<Object> read(JsonParser parser) throws IOException {
    Bounded text = new Bounded(left);
    try (JsonGenerator copy = JSON.createGenerator(text)) {
      int depth = 0;
      do {
        JsonToken token = parser.currentToken();
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        if (!text.full) {
          copy.copyCurrentEventExact(parser);
          copy.flush();
        }
      } while (depth > 0 && parser.nextToken() != null);
    }
    if (text.full) {
      return Optional.empty();
    }
    String json = text.written.toString();
    left -= json.length();
    try (JsonParser again = JSON.createParser(json)) {
      again.nextToken();
      return Optional.of(plain(again).orElse(json));
    }
  }

  private static Optional<Object> plain(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_STRING -> Optional.of(parser.getText());
      case VALUE_TRUE -> Optional.of(true);
      case VALUE_FALSE -> Optional.of(false);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getDecimalValue());
      case START_ARRAY -> list(parser);
      case START_OBJECT -> object(parser);
      default -> Optional.empty();
    };
  }

  private static Optional<Object> number(BigDecimal value) {
    double nearest = value.doubleValue();
    if (Double.isInfinite(nearest) || BigDecimal.valueOf(nearest).compareTo(value) != 0) {
      return Optional.empty();
    }
    boolean whole = nearest == Math.rint(nearest) && Math.abs(nearest) <= MAX_SAFE;
    return Optional.of(whole ? (Object) (long) nearest : (Object) nearest);
  }

  private static Optional<Object> list(JsonParser parser) throws IOException {
    List<Object> list = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      Optional<Object> element = plain(parser);
      if (element.isEmpty()) {
        return Optional.empty();
      }
      list.add(element.get());
    }
    return Optional.of(list);
  }

  private static Optional<Object> object(JsonParser parser) throws IOException {
    Map<String, Object> object = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      parser.nextToken();
      Optional<Object> value = isPlainKey(key) ? plain(parser) : Optional.empty();
      if (value.isEmpty()) {
        return Optional.empty();
      }
      object.put(key, value.get());
    }
    return Optional.of(object);
  }

  /** Text up to a length; the rest is forgotten. */
  private static final class Bounded extends Writer {
    private final StringBuilder written = new StringBuilder();
    private final int max;
    private boolean full;

    Bounded(int max) {
      this.max = max;
    }

    @Override
    public void write(char[] text, int from, int length) {
      if (written.length() + length > max) {
        full = true;
      } else {
        written.append(text, from, length);
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
