package io.tablekeep.engine.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class JsonReaderTest {
  private static final JsonMapper OTHER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final JsonReader.Limits SMALL = new JsonReader.Limits(200, 5, 20, 4);

  private static Object read(String text) {
    return JsonReader.read(text.getBytes(StandardCharsets.UTF_8), JsonReader.Limits.FRAME, 7);
  }

  private static TablekeepException refused(byte[] text, JsonReader.Limits limits) {
    return assertThrows(
        TablekeepException.class,
        () -> JsonReader.read(text, limits, 0),
        () -> new String(text, StandardCharsets.UTF_8));
  }

  private static String refusal(String text) {
    TablekeepException e = refused(text.getBytes(StandardCharsets.UTF_8), SMALL);
    assertEquals(ErrorKind.USER, e.kind());
    return e.code() + " " + e.field().orElse("-");
  }

  @Test
  void valuesAreReadAsTheyAre() {
    assertEquals(
        "{\"a\":[1,-2.5,true,false,null,\"x\"],\"b\":{},\"c\":[]}",
        JsonWriter.text(
            read(
                " { \"c\" : [ ] , \"b\":{ }, \"a\" : [1, -25e-1,true,false,null , \"x\"] }\r\n\t")));
    assertEquals(
        "\b\f\n\r\t\"\\/é€😀", read("\"\\b\\f\\n\\r\\t\\\"\\\\\\/\\u00e9\\u20AC\\ud83d\\ude00\""));
    assertEquals("é€😀", read("\"é€😀\""));
    assertEquals(7, ((JsonContainer) read("{}")).version());
  }

  @Test
  void numbersAreWhatTheyAreWorthHoweverTheyAreWritten() {
    for (String one : new String[] {"1", "1.0", "1e0", "10e-1", "0.1e1", "100E-2"}) {
      assertEquals(1L, read(one), one);
    }
    assertEquals(0L, read("-0"));
    assertEquals(0L, read("-0.0e5"));
    assertEquals(9007199254740991L, read("9007199254740991"));
    assertEquals(9007199254740992.0, read("9007199254740993"));
    assertEquals(1e30, read("1000000000000000000000000000000"));
    assertEquals(-0.1, read("-0.1"));
    assertEquals(0L, read("1e-400"));
    assertEquals("json-number-too-large ", refusal("1e400"));
    for (String bad :
        new String[] {"01", "-", "+1", "1.", ".5", "1e", "1e+", "--1", "0x1", "NaN", "1_0"}) {
      assertTrue(refusal(bad).startsWith("json-syntax"), bad);
    }
  }

  @Test
  void everyNumberIsReadAsTheNearestDouble() {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 100_000; i++) {
      String text =
          i % 2 == 0
              ? Double.toString(Double.longBitsToDouble(random.nextLong()))
              : random.nextLong(-1_000_000_000, 1_000_000_000)
                  + "."
                  + random.nextLong(1, 1L << random.nextInt(1, 40));
      double number = Double.parseDouble(text);
      if (Double.isFinite(number)) {
        assertEquals(number, ((Number) read(text)).doubleValue() + 0.0, text);
      }
    }
  }

  @Test
  void limitsAndMistakesAreRefusedWithTheirPlace() {
    assertEquals("json-too-deep /0/0/0/0/0", refusal("[[[[[[1]]]]]]"));
    assertEquals("json-too-large -", refusal(" ".repeat(300) + "1"));
    assertEquals("json-text-too-long /a", refusal("{\"a\":\"" + "x".repeat(45) + "\"}"));
    assertEquals("json-text-too-long /a", refusal("{\"a\":\"" + "é".repeat(25) + "\"}"));
    assertEquals("json-too-many-members /a/3", refusal("{\"a\":[1,2,3,4,5]}"));
    assertEquals("json-duplicate-key /b/x", refusal("{\"b\":{\"x\":1,\"y\":2,\"x\":3}}"));
    assertEquals("json-duplicate-key /b/x", refusal("{\"b\":{\"x\":1,\"x\":3}}"));
    assertEquals("json-syntax /a/1/b~1c", refusal("{\"a\":[1,{\"b/c\":nul}]}"));
    assertEquals("json-syntax ", refusal("1 2"));
    assertEquals("json-syntax ", refusal(""));
    assertEquals("json-syntax /0", refusal("[1"));
    assertEquals("json-syntax /1", refusal("[1,"));
    assertEquals("json-syntax ", refusal("{\"a\""));
    assertEquals("json-syntax ", refusal("{a:1}"));
    assertEquals("json-syntax ", refusal("\"a"));
    assertEquals("json-syntax ", refusal("\"\u0001\""));
    assertEquals("json-syntax ", refusal("\"\\x\""));
    assertEquals("json-syntax ", refusal("\"\\u12g4\""));
    assertEquals("json-syntax ", refusal("\ufeff1"));
    assertEquals("json-encoding ", refusal("\"\\ud800\\u0041\""));
    assertEquals("json-encoding ", refusal("\"\\udc00\""));
    assertTrue(
        refused("[1, x]".getBytes(StandardCharsets.UTF_8), SMALL).getMessage().contains("byte 4"));
  }

  @Test
  void whatIsNotUtf8IsRefused() {
    int[][] bad = {
      {0x80},
      {0xc0, 0x80},
      {0xc1, 0xbf},
      {0xe0, 0x80, 0x80},
      {0xed, 0xa0, 0x80},
      {0xf0, 0x80, 0x80, 0x80},
      {0xf4, 0x90, 0x80, 0x80},
      {0xf5, 0x80, 0x80, 0x80},
      {0xff},
      {0xc3},
      {0xe2, 0x82},
      {0xc3, 0x28}
    };
    for (int[] bytes : bad) {
      byte[] text = new byte[bytes.length + 2];
      Arrays.fill(text, (byte) '"');
      for (int i = 0; i < bytes.length; i++) {
        text[i + 1] = (byte) bytes[i];
      }
      assertEquals("json-encoding", refused(text, SMALL).code(), Arrays.toString(bytes));
    }
  }

  @Test
  void deepTextIsRefusedAndNeverOverflowsTheStack() {
    byte[] deep = "[".repeat(1_000_000).getBytes(StandardCharsets.UTF_8);
    assertEquals("json-too-deep", refused(deep, JsonReader.Limits.DOCUMENT).code());
    byte[] objects = "{\"a\":".repeat(1_000_000).getBytes(StandardCharsets.UTF_8);
    assertEquals("json-too-deep", refused(objects, JsonReader.Limits.DOCUMENT).code());
  }

  private static Object tree(JsonNode node) {
    return JsonReader.read(
        node.toString().getBytes(StandardCharsets.UTF_8), JsonReader.Limits.DOCUMENT, 0);
  }

  @Test
  void anotherReaderAgreesOnEveryMutilatedText() throws IOException {
    int read = 0;
    for (long seed = 1; seed <= 20_000; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      byte[] text = JsonWriter.bytes(new RandomJson(random).value(3));
      for (int i = random.nextInt(4); i > 0 && text.length > 0; i--) {
        int at = random.nextInt(text.length);
        switch (random.nextInt(4)) {
          case 0 -> text[at] = (byte) random.nextInt(256);
          case 1 -> text[at] = (byte) "{}[]\",:\\u0 19.eE-tfn".charAt(random.nextInt(20));
          case 2 -> text = Arrays.copyOf(text, at);
          default -> {
            byte[] more = Arrays.copyOf(text, text.length + 1);
            System.arraycopy(text, at, more, at + 1, text.length - at);
            text = more;
          }
        }
      }
      Object ours = null;
      try {
        ours = JsonReader.read(text, JsonReader.Limits.DOCUMENT, 0);
      } catch (TablekeepException e) {
        assertTrue(e.code().startsWith("json-"), e.code());
      }
      JsonNode theirs = null;
      try {
        theirs = OTHER.readTree(new String(text, StandardCharsets.UTF_8));
      } catch (JsonProcessingException e) {
        assertTrue(
            ours == null,
            "seed " + seed + ": only we read " + new String(text, StandardCharsets.UTF_8));
      }
      if (ours != null) {
        read++;
        assertEquals(tree(theirs), ours, "seed " + seed);
      } else if (theirs != null && !theirs.isMissingNode()) {
        String shown = new String(text, StandardCharsets.UTF_8);
        boolean stricter =
            shown.contains("\ufffd")
                || shown.contains("\\u")
                || shown.contains("e")
                || shown.contains("E");
        assertTrue(stricter, "seed " + seed + ": only they read " + shown);
      }
    }
    assertTrue(read > 4_000, read + " were good");
  }

  @Test
  void naughtyStringsComeThroughUnchanged() {
    Shared.data("strings/blns.json")
        .ifPresent(
            bytes -> {
              JsonArray strings = (JsonArray) JsonReader.read(bytes, JsonReader.Limits.DOCUMENT, 0);
              assertTrue(strings.size() > 400);
              assertEquals(
                  strings,
                  JsonReader.read(JsonWriter.bytes(strings), JsonReader.Limits.DOCUMENT, 0));
            });
  }
}
