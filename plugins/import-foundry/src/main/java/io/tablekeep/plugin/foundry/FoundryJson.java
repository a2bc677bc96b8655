package io.tablekeep.plugin.foundry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.tablekeep.sdk.transfer.ImportLimits;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The documents of a file, one after the other, as plain values: maps, lists, texts, {@code Long},
 * {@code Double}, {@code BigDecimal} for numbers that no double equals, and {@link #NULL}.
 */
final class FoundryJson implements Closeable {
  /** The JSON value null. */
  static final Object NULL = Optional.empty();

  private static final JsonFactory PLAIN = new JsonFactory();
  private static final int LONGEST_TEXT = 1 << 21;
  private static final int MOST_VALUES = 500_000;
  private static final long MAX_SAFE = (1L << 53) - 1;

  private final JsonParser parser;
  private final Pool pool;
  private int values;

  FoundryJson(InputStream in, ImportLimits limits, Pool pool) throws IOException {
    this.pool = pool;
    JsonFactory factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(limits.maxDepth())
                    .maxDocumentLength(limits.maxBytes())
                    .maxStringLength(LONGEST_TEXT)
                    .maxNameLength(256)
                    .maxNumberLength(100)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    parser = factory.createParser(in);
  }

  /** The next document; empty at the end of the file. */
  Optional<Map<String, Object>> next() throws IOException {
    JsonToken token = parser.nextToken();
    while (token == JsonToken.START_ARRAY || token == JsonToken.END_ARRAY) {
      token = parser.nextToken();
    }
    if (token == null) {
      return Optional.empty();
    }
    if (token != JsonToken.START_OBJECT) {
      throw new Refusal("foundry-not-a-document", "There are no Foundry documents here.", line());
    }
    values = 0;
    return Optional.of(object());
  }

  String line() {
    return "line " + parser.currentLocation().getLineNr();
  }

  private Map<String, Object> object() throws IOException {
    Map<String, Object> object = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = pool.text(parser.currentName());
      parser.nextToken();
      object.put(key, value());
    }
    return object;
  }

  private Object value() throws IOException {
    if (++values > MOST_VALUES) {
      throw new Refusal("foundry-limit", "One document has more than 500,000 values.", line());
    }
    return switch (parser.currentToken()) {
      case START_OBJECT -> object();
      case START_ARRAY -> {
        List<Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          list.add(value());
        }
        yield list;
      }
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> NULL;
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getDecimalValue());
      default -> pool.text(parser.getText());
    };
  }

  private static Object number(BigDecimal value) {
    double nearest = value.doubleValue();
    if (Double.isInfinite(nearest) || BigDecimal.valueOf(nearest).compareTo(value) != 0) {
      return value;
    }
    boolean whole = nearest == Math.rint(nearest) && Math.abs(nearest) <= MAX_SAFE;
    return whole ? (Object) (long) nearest : (Object) nearest;
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }

  /** A value as JSON text. */
  static String text(Object value) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = PLAIN.createGenerator(text)) {
      write(value, json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void write(Object value, JsonGenerator json) throws IOException {
    if (value instanceof Map<?, ?> map) {
      json.writeStartObject();
      for (Map.Entry<?, ?> one : map.entrySet()) {
        json.writeFieldName((String) one.getKey());
        write(one.getValue(), json);
      }
      json.writeEndObject();
    } else if (value instanceof List<?> list) {
      json.writeStartArray();
      for (Object one : list) {
        write(one, json);
      }
      json.writeEndArray();
    } else if (value instanceof String text) {
      json.writeString(text);
    } else if (value instanceof Long number) {
      json.writeNumber(number);
    } else if (value instanceof Double number) {
      json.writeNumber(number);
    } else if (value instanceof BigDecimal number) {
      json.writeNumber(number);
    } else if (value instanceof Boolean truth) {
      json.writeBoolean(truth);
    } else {
      json.writeNull();
    }
  }

  /** A value from its JSON text. */
  static Object parse(String text) {
    try (JsonParser parser = PLAIN.createParser(text);
        FoundryJson json = new FoundryJson(parser)) {
      parser.nextToken();
      return json.value();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private FoundryJson(JsonParser parser) {
    this.parser = parser;
    this.pool = new Pool();
  }
}
