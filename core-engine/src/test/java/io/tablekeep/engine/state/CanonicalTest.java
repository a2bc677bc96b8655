package io.tablekeep.engine.state;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tablekeep.sdk.error.TablekeepException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CanonicalTest {
  @Test
  void theExamplesOfTheSchemeComeOutAsPublished() {
    for (String name :
        new String[] {"arrays", "french", "structures", "unicode", "values", "weird"}) {
      Shared.data("json/jcs-rfc8785/testdata/input/" + name + ".json")
          .ifPresent(
              in ->
                  assertArrayEquals(
                      Shared.data("json/jcs-rfc8785/testdata/output/" + name + ".json")
                          .orElseThrow(),
                      Canonical.bytes(JsonReader.read(in, JsonReader.Limits.DOCUMENT, 0)),
                      name));
    }
    assertEquals(
        "{\"\\r\":1,\"1\":2,\"\u0080\":3,\"\u20ac\":4,\"\ud83d\ude00\":5,\"\ufb33\":6}",
        JsonWriter.text(
            JsonReader.read(
                "{\"\u20ac\":4,\"\\r\":1,\"\ufb33\":6,\"1\":2,\"\ud83d\ude00\":5,\"\u0080\":3}"
                    .getBytes(StandardCharsets.UTF_8),
                JsonReader.Limits.FRAME,
                0)));
  }

  @Test
  void thePublishedNumbersComeOutAsPublished() {
    String[] own = {
      "3ff0000000000000,1",
      "4340000000000000,9007199254740992",
      "4430000000000000,295147905179352830000",
      "44b52d02c7e14af5,9.999999999999997e+22",
      "44b52d02c7e14af6,1e+23",
      "44b52d02c7e14af7,1.0000000000000001e+23",
      "444b1ae4d6e2ef4e,999999999999999700000",
      "444b1ae4d6e2ef50,1e+21",
      "3eb0c6f7a0b5ed8c,9.999999999999997e-7",
      "3eb0c6f7a0b5ed8d,0.000001",
      "41b3de4355555553,333333333.3333332",
      "becbf647612f3696,-0.0000033333333333333333",
      "43143ff3c1cb0959,1424953923781206.2",
      "1,5e-324",
      "8000000000000000,0",
      "7fefffffffffffff,1.7976931348623157e+308"
    };
    String[] lines =
        Shared.data("json/jcs-rfc8785/es6numbers-1000.txt")
            .map(
                bytes ->
                    new String(bytes, StandardCharsets.US_ASCII).lines().toArray(String[]::new))
            .orElse(own);
    for (String[] set : new String[][] {own, lines}) {
      for (String line : set) {
        int comma = line.indexOf(',');
        double number =
            Double.longBitsToDouble(Long.parseUnsignedLong(line.substring(0, comma), 16));
        assertEquals(line.substring(comma + 1), JsonWriter.text(Values.number(number)), line);
      }
    }
  }

  /** The definition itself, at leisure: try every length, and the neighbours at that length. */
  private static BigDecimal shortest(double number) {
    BigDecimal exact = new BigDecimal(number);
    for (int digits = 1; digits < 17; digits++) {
      BigDecimal best = null;
      for (RoundingMode mode : new RoundingMode[] {RoundingMode.DOWN, RoundingMode.UP}) {
        BigDecimal candidate = exact.round(new MathContext(digits, mode));
        if (candidate.doubleValue() == number) {
          int nearer =
              best == null
                  ? -1
                  : candidate.subtract(exact).abs().compareTo(best.subtract(exact).abs());
          boolean even = candidate.unscaledValue().testBit(0);
          if (nearer < 0 || (nearer == 0 && !even)) {
            best = candidate;
          }
        }
      }
      if (best != null) {
        return best;
      }
    }
    return exact.round(new MathContext(17, RoundingMode.HALF_EVEN));
  }

  @Test
  void everyNumberIsWrittenWithTheFewestAndNearestDigits() {
    long seed = 20240817;
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 30_000; i++) {
      double number =
          switch (i % 4) {
            case 0 -> Double.longBitsToDouble(random.nextLong());
            case 1 ->
                Math.scalb(1.0, random.nextInt(-1074, 1024)) + (i % 8 == 1 ? 0 : Double.MIN_VALUE);
            case 2 -> random.nextInt() / 1000.0;
            default -> random.nextDouble() * 10_000;
          };
      if (Double.isFinite(number)) {
        String text = JsonWriter.text(Values.number(number));
        assertEquals(number, Double.parseDouble(text), 0.0, "seed " + seed + " number " + i);
        assertEquals(
            0,
            shortest(number).compareTo(new BigDecimal(text)),
            () -> "seed " + seed + ": " + number);
      }
    }
  }

  @Test
  void halfACharacterIsRefused() {
    assertEquals(
        "json-encoding",
        assertThrows(
                TablekeepException.class,
                () ->
                    JsonReader.read(
                        "[\"\\ud800\"]".getBytes(StandardCharsets.UTF_8),
                        JsonReader.Limits.FRAME,
                        0))
            .code());
    assertEquals(
        "lone-surrogate",
        assertThrows(TablekeepException.class, () -> Canonical.bytes("\udc00 alone")).code());
  }

  @Test
  void theHashIsThatOfTheCanonicalText() {
    assertEquals(
        "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a",
        Canonical.hash(JsonObject.empty(7)));
  }
}
