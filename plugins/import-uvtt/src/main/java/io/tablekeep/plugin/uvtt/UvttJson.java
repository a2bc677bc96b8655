package io.tablekeep.plugin.uvtt;

import com.fasterxml.jackson.core.Base64Variant;
import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.tablekeep.sdk.geometry.Point;
import io.tablekeep.sdk.transfer.ImportLimits;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The tokens of a file, read once, with the type that is wanted at each place. */
final class UvttJson implements Closeable {
  private static final int LONGEST_TEXT = 1 << 20;
  private static final Base64Variant BASE64 =
      Base64Variants.MIME_NO_LINEFEEDS.withReadPadding(
          Base64Variant.PaddingReadBehaviour.PADDING_ALLOWED);

  private final JsonParser parser;

  UvttJson(InputStream in, ImportLimits limits) throws IOException {
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
    parser.nextToken();
  }

  /** Reads what stands under a key; leaves the parser on its last token. */
  interface Field {
    void read(String key) throws IOException;
  }

  /** Reads an element; leaves the parser on its last token. */
  interface Element {
    void read() throws IOException;
  }

  JsonParser parser() {
    return parser;
  }

  /** Where the parser stands, as a JSON pointer. */
  String at() {
    return parser.getParsingContext().pathAsPointer().toString();
  }

  boolean isNull() {
    return parser.currentToken() == JsonToken.VALUE_NULL;
  }

  /** An object, or nothing when there is a null. */
  void object(Field field) throws IOException {
    if (isNull()) {
      return;
    }
    need(JsonToken.START_OBJECT, "an object");
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      parser.nextToken();
      field.read(key);
    }
  }

  /** A list, or nothing when there is a null. */
  void list(Element element) throws IOException {
    if (isNull()) {
      return;
    }
    need(JsonToken.START_ARRAY, "a list");
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      element.read();
    }
  }

  double number(double ifNull) throws IOException {
    if (isNull()) {
      return ifNull;
    }
    if (!parser.currentToken().isNumeric()) {
      throw wrongType("a number");
    }
    double value = parser.getDoubleValue();
    if (!Double.isFinite(value)) {
      throw new Refusal("uvtt-number", "A number is too large.", at());
    }
    return value;
  }

  boolean yes(boolean ifNull) throws IOException {
    if (isNull()) {
      return ifNull;
    }
    if (!parser.currentToken().isBoolean()) {
      throw wrongType("true or false");
    }
    return parser.getBooleanValue();
  }

  String text() throws IOException {
    need(JsonToken.VALUE_STRING, "a text");
    return parser.getText();
  }

  /** A place as {@code {"x":…,"y":…}}; what else stands in it carries no meaning. */
  Point point() throws IOException {
    double[] place = {Double.NaN, Double.NaN};
    String at = at();
    need(JsonToken.START_OBJECT, "a place with x and y");
    object(
        key -> {
          switch (key) {
            case "x" -> place[0] = number(Double.NaN);
            case "y" -> place[1] = number(Double.NaN);
            default -> parser.skipChildren();
          }
        });
    if (!(Math.abs(place[0]) <= Point.FARTHEST && Math.abs(place[1]) <= Point.FARTHEST)) {
      throw new Refusal(
          "uvtt-place", "A place needs x and y, at most " + (int) Point.FARTHEST + " cells.", at);
    }
    return new Point(place[0], place[1]);
  }

  /** Decodes base64 as it is read. */
  void binary(OutputStream to) throws IOException {
    need(JsonToken.VALUE_STRING, "a picture in base64");
    String at = at();
    try {
      parser.readBinaryValue(BASE64, to);
    } catch (JsonEOFException | StreamConstraintsException e) {
      throw e;
    } catch (IllegalArgumentException | JsonProcessingException e) {
      // Jackson speaks of bad digits now in one way, now in the other.
      throw new Refusal("uvtt-bad-picture", "The picture is not base64 throughout.", at);
    }
  }

  private void need(JsonToken token, String what) throws IOException {
    if (parser.currentToken() != token) {
      throw wrongType(what);
    }
  }

  Refusal wrongType(String what) {
    String at = at();
    String place = at.isEmpty() ? "The file" : "What stands at " + at;
    return new Refusal("uvtt-wrong-type", place + " should be " + what + ".", at);
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
