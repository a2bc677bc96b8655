package io.tablekeep.server.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.tablekeep.contracts.Seed;
import io.tablekeep.engine.Frame;
import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.ViewChange;
import io.tablekeep.engine.state.JsonReader;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.server.testing.RunningServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonWireTest {
  private final Wire wire = new Wire(Wire.JSON);
  private final Incoming in = new Incoming();

  private Incoming read(String text) {
    byte[] bytes = ("##" + text + "##").getBytes(StandardCharsets.UTF_8);
    wire.read(bytes, 2, bytes.length - 2, in);
    return in;
  }

  @Test
  void anActIsReadWhateverTheOrderOfItsKeys() {
    Incoming act =
        read(
            " { \"payload\" : { \"a\" : [ 1 , \"}\\\"\" ] } , \"basedOn\" : 12 , \"later\" : null,"
                + "\"since\":\"AQI\","
                + "\"action\":\"token.move\", \"n\":9007199254740991,\"type\":\"act\"} ");
    assertSame(Incoming.Type.ACT, act.type);
    assertEquals("token.move", act.action);
    assertEquals(9_007_199_254_740_991L, act.n);
    assertEquals(12, act.basedOn);
    assertArrayEquals(new byte[] {1, 2}, act.since);
    assertArrayEquals(
        "{ \"a\" : [ 1 , \"}\\\"\" ] }".getBytes(StandardCharsets.UTF_8), act.payload());
  }

  @Test
  void escapesInTextsAreUnderstood() {
    Incoming act =
        read("{\"ty\\u0070e\":\"\\u0061ct\",\"n\":1,\"action\":\"a\\/b\",\"payload\":0}");
    assertEquals("a/b", act.action);
    assertSame(Incoming.Type.ACT, act.type);
  }

  @Test
  void nothingOfTheMessageBeforeIsLeft() {
    read(
        "{\"type\":\"act\",\"n\":7,\"action\":\"x\",\"payload\":{\"a\":1},\"basedOn\":3,\"since\":\"AQI\"}");
    Incoming signal = read("{\"type\":\"signal\",\"kind\":\"cursor\",\"payload\":[]}");
    assertEquals(0, signal.n);
    assertEquals(-1, signal.basedOn);
    assertEquals(0, signal.since.length);
    assertEquals("", signal.action);
    assertArrayEquals(new byte[] {'[', ']'}, signal.payload());
  }

  @Test
  void theSameNameIsTheSameText() {
    String first = read(act("token.move")).action;
    assertSame(first, read(act("token.move")).action);
    // More names than there are slots.
    for (int i = 0; i < 2_000; i++) {
      assertEquals("a" + i, read(act("a" + i)).action);
    }
  }

  private static String act(String name) {
    return "{\"type\":\"act\",\"n\":1,\"action\":\"" + name + "\",\"payload\":{}}";
  }

  /** The scanner must take and refuse what the engine's own reader takes and refuses. */
  @Test
  void payloadsAreValidExactlyWhenTheEngineReadsThem() {
    SplittableRandom chance = Seed.random("payloadsAreValidExactlyWhenTheEngineReadsThem");
    String letters = "{}[],:\"\\ \t019-+.eEtrufalsn/bx\u00e9\ud83d\ude00\u0001";
    int taken = 0;
    for (int round = 0; round < 60_000; round++) {
      String text =
          round % 2 == 0 ? noise(chance, letters) : mutated(chance, value(chance, 0), letters);
      if (text.contains("\ufffd") || !new String(utf8(text), StandardCharsets.UTF_8).equals(text)) {
        continue;
      }
      boolean scanned = scans(text);
      boolean engine = reads(text);
      // The engine refuses more: keys twice, halves of pairs, numbers out of range.
      assertTrue(scanned || !engine, text);
      taken += engine ? 1 : 0;
    }
    assertTrue(taken > 1_000, "only " + taken + " were valid");
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static boolean scans(String text) {
    byte[] bytes = utf8(text);
    JsonScan scan = new JsonScan();
    scan.begin(bytes, 0, bytes.length);
    try {
      scan.skip();
      return scan.peek() == 0 && scan.at() == bytes.length;
    } catch (WireFault fault) {
      return false;
    }
  }

  private static boolean reads(String text) {
    try {
      JsonReader.read(utf8(text), JsonReader.Limits.FRAME, 0);
      return true;
    } catch (TablekeepException fault) {
      return false;
    }
  }

  private static String noise(SplittableRandom chance, String letters) {
    StringBuilder text = new StringBuilder();
    for (int i = chance.nextInt(1, 12); i > 0; i--) {
      text.appendCodePoint(
          letters.codePointAt(
              letters.offsetByCodePoints(
                  0, chance.nextInt(letters.codePointCount(0, letters.length())))));
    }
    return text.toString();
  }

  private static String mutated(SplittableRandom chance, String text, String letters) {
    if (chance.nextInt(3) == 0 || text.isEmpty()) {
      return text;
    }
    int at = text.offsetByCodePoints(0, chance.nextInt(text.codePointCount(0, text.length())));
    return text.substring(0, at)
        + noise(chance, letters).substring(0, 1)
        + text.substring(Math.min(text.length(), at + 1));
  }

  private static String value(SplittableRandom chance, int depth) {
    return switch (chance.nextInt(depth > 4 ? 5 : 7)) {
      case 0 -> "null";
      case 1 -> "true";
      case 2 -> Long.toString(chance.nextLong(-1_000, 1_000));
      case 3 -> chance.nextInt(100) + "." + chance.nextInt(100) + "e-" + chance.nextInt(10);
      case 4 -> "\"t\\n\\u00e9\u00e9" + chance.nextInt(10) + "\"";
      case 5 -> "[" + value(chance, depth + 1) + ", " + value(chance, depth + 1) + "]";
      default ->
          "{\"a\":" + value(chance, depth + 1) + ",\"b\" : " + value(chance, depth + 1) + "}";
    };
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"01", "-", "1.", ".5", "1e", "+1", "tru", "nulll", "\"\\x\"", "\"\\u12\"", "[1,]"})
  void whatIsNotJsonIsNotSkipped(String payload) {
    assertThrows(
        WireFault.class,
        () -> read("{\"type\":\"signal\",\"kind\":\"k\",\"payload\":" + payload + "}"));
  }

  private static String body(Out out) {
    ByteBuf frame = out.finish(UnpooledByteBufAllocator.DEFAULT);
    assertEquals(0x81, frame.readUnsignedByte());
    long length = frame.readUnsignedByte();
    if (length == 126) {
      length = frame.readUnsignedShort();
      assertTrue(length >= 126);
    } else if (length == 127) {
      length = frame.readLong();
      assertTrue(length >= 1 << 16);
    }
    assertEquals(length, frame.readableBytes());
    String text = frame.toString(StandardCharsets.UTF_8);
    frame.release();
    return text;
  }

  private static ViewChange change(String json) {
    return new ViewChange() {
      @Override
      public boolean isMerge() {
        return true;
      }

      @Override
      public byte[] json() {
        return utf8(json);
      }

      @Override
      public List<Part> parts() {
        return List.of();
      }
    };
  }

  @Test
  void framesOfAnyLengthHaveTheRightHeader() throws IOException {
    for (int length : new int[] {0, 1, 60, 80, 81, 82, 83, 84, 85, 86, 65_400, 65_490, 70_000}) {
      String text = "x".repeat(length);
      Out out = wire.begin();
      wire.frame(out, new Frame(3, change("{\"a\":\"" + text + "\"}"), List.of()));
      JsonNode read = RunningServer.JSON.readTree(body(out));
      assertEquals(text, read.at("/merge/a").asText());
      assertEquals(3, read.path("position").asLong());
    }
  }

  @Test
  void receiptsLeaveOutWhatIsEmpty() throws IOException {
    Out out = wire.begin();
    wire.frame(
        out,
        new Frame(
            Long.MAX_VALUE,
            null,
            List.of(
                new Receipt("d", 1, Receipt.Outcome.APPLIED, "ok", "", ""),
                new Receipt("d", 2, Receipt.Outcome.REFUSED, "no", "Nein, \"nie\".\n", "/a"))));
    assertEquals(
        RunningServer.JSON.readTree(
            "{\"type\":\"frame\",\"position\":9223372036854775807,\"receipts\":["
                + "{\"n\":1,\"outcome\":\"applied\",\"code\":\"ok\"},{\"n\":2,\"outcome\":\"refused\","
                + "\"code\":\"no\",\"message\":\"Nein, \\\"nie\\\".\\n\",\"field\":\"/a\"}]}"),
        RunningServer.JSON.readTree(body(out)));
  }

  @Test
  void anyTextIsWrittenAsItIs() throws IOException {
    SplittableRandom chance = Seed.random("anyTextIsWrittenAsItIs");
    for (int round = 0; round < 5_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = chance.nextInt(20); i > 0; i--) {
        int point = chance.nextInt(chance.nextBoolean() ? 0x100 : 0x110000);
        text.appendCodePoint(Character.isSurrogate((char) point) && point < 0x10000 ? 'x' : point);
      }
      Out out = wire.begin();
      wire.error(out, "c", text.toString(), "", 0);
      assertEquals(
          text.toString(), RunningServer.JSON.readTree(body(out)).path("message").asText());
    }
  }

  @Test
  void halfACharacterDoesNotBreakTheFrame() throws IOException {
    Out out = wire.begin();
    wire.error(out, "c", "a\ud83db", "", 0);
    assertEquals("a\ufffdb", RunningServer.JSON.readTree(body(out)).path("message").asText());
  }
}
