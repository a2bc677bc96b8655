package io.tablekeep.engine.cbor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import io.tablekeep.contracts.Seed;
import io.tablekeep.engine.state.JsonArray;
import io.tablekeep.engine.state.JsonNull;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.JsonReader;
import io.tablekeep.engine.state.JsonWriter;
import io.tablekeep.engine.state.Values;
import io.tablekeep.sdk.error.TablekeepException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CborTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final ObjectMapper JUDGE = CBORMapper.builder().build();
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static Object read(byte[] cbor) {
    CborReader reader = new CborReader();
    byte[] padded = new byte[cbor.length + 4];
    System.arraycopy(cbor, 0, padded, 2, cbor.length);
    reader.begin(padded, 2, cbor.length + 2);
    JsonWriter json = new JsonWriter();
    reader.json(json);
    assertTrue(reader.isAtEnd());
    return JsonReader.read(json.toBytes(), JsonReader.Limits.DOCUMENT, 0);
  }

  /** RFC 8949, appendix A, as far as JSON can say it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "00|0",
        "0a|10",
        "17|23",
        "1818|24",
        "1864|100",
        "1903e8|1000",
        "1a000f4240|1000000",
        "1b000000e8d4a51000|1000000000000",
        "20|-1",
        "3863|-100",
        "3903e7|-1000",
        "f93e00|1.5",
        "fb3ff199999999999a|1.1",
        "f97bff|65504",
        "fa47c35000|100000",
        "fa7f7fffff|3.4028234663852886e+38",
        "fb7e37e43c8800759c|1.0e+300",
        "f90001|5.960464477539063e-8",
        "f90400|0.00006103515625",
        "f9c400|-4.0",
        "fbc010666666666666|-4.1",
        "c48221196ab3|273.15",
        "f4|false",
        "f5|true",
        "f6|null",
        "60|\"\"",
        "6449455446|\"IETF\"",
        "62225c|\"\\\"\\\\\"",
        "62c3bc|\"\u00fc\"",
        "64f0908591|\"\ud800\udd51\"",
        "80|[]",
        "83010203|[1,2,3]",
        "8301820203820405|[1,[2,3],[4,5]]",
        "a0|{}",
        "a26161016162820203|{\"a\":1,\"b\":[2,3]}",
        "9fff|[]",
        "9f018202039f0405ffff|[1,[2,3],[4,5]]",
        "83018202039f0405ff|[1,[2,3],[4,5]]",
        "bf61610161629f0203ffff|{\"a\":1,\"b\":[2,3]}",
        "7f657374726561646d696e67ff|\"streaming\""
      })
  void theExamplesOfTheStandardAreRead(String hex, String json) {
    Object wanted =
        JsonReader.read(json.getBytes(StandardCharsets.UTF_8), JsonReader.Limits.FRAME, 0);
    assertEquals(wanted, read(HEX.parseHex(hex)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "18",
        "19ff",
        "1b00",
        "61",
        "62c3",
        "61ff",
        "81",
        "a1",
        "a161",
        "a16161",
        "9f01",
        "bf6161",
        "ff",
        "1c",
        "1f",
        "5f",
        "7f01ff",
        "7f7f6161ffff",
        "f8ff",
        "f97e00",
        "f97c00",
        "fb7ff0000000000000",
        "f7",
        "4101",
        "c074",
        "c482",
        "c48101",
        "c4820161",
        "c4831a000101",
        "c482190fff01",
        "a1f500",
        "a18000",
        "a119ffff00",
        "1bffffffffffffffff",
        "9bffffffffffffffff",
        "bb7fffffffffffffff",
        "7b7fffffffffffffff",
        "d90106427b7d",
        "8118"
      })
  void whatHasNoMeaningOrEndsTooEarlyIsRefused(String hex) {
    TablekeepException fault =
        assertThrows(TablekeepException.class, () -> read(HEX.parseHex(hex)));
    assertTrue(Set.of("malformed-cbor", "wrong-type").contains(fault.code()), fault.code());
  }

  @Test
  void nestingIsBounded() {
    byte[] deep = new byte[10_000];
    Arrays.fill(deep, (byte) 0x81);
    assertEquals("too-deep", assertThrows(TablekeepException.class, () -> read(deep)).code());
    Arrays.fill(deep, (byte) 0x9f);
    assertEquals("too-deep", assertThrows(TablekeepException.class, () -> read(deep)).code());
  }

  @ParameterizedTest
  @CsvSource({
    "0.5, f93800",
    "4.5, f94480",
    "20.517, c48222195025",
    "-20.517, c48222395024",
    "0.1, c4822001",
    "100000.25, fa47c35020",
    "3.141592653589793, fb400921fb54442d18",
    "1e300, fb7e37e43c8800759c",
    "65536.5, fa47800040",
    "120.517, c482221a0001d6c5",
    "7, 07",
    "-1, 20",
    "1e15, 1b00038d7ea4c68000"
  })
  void aNumberTakesItsShortestForm(double number, String hex) {
    assertEquals(hex, HEX.formatHex(new CborWriter().number(number).toBytes()));
    assertEquals(Values.number(number), read(HEX.parseHex(hex)));
  }

  @Test
  void anyValueComesBackAndAnotherLibraryReadsTheSame() throws IOException {
    long seed = Seed.of("anyValueComesBackAndAnotherLibraryReadsTheSame");
    SplittableRandom chance = new SplittableRandom(seed);
    CborWriter out = new CborWriter(1);
    for (int round = 0; round < 20_000; round++) {
      Object value = value(chance, 0);
      byte[] cbor = out.reset().value(value).toBytes();
      assertEquals(value, read(cbor));
      assertArrayEquals(cbor, new CborWriter().value(read(cbor)).toBytes());
      JsonNode judged = plain(JUDGE.readTree(cbor));
      assertEquals(
          value, JsonReader.read(JSON.writeValueAsBytes(judged), JsonReader.Limits.DOCUMENT, 0));
    }
  }

  /** Keys that are numbers come as digits from the other library. */
  private static JsonNode plain(JsonNode node) {
    if (node.isObject()) {
      var named = JSON.createObjectNode();
      node.properties()
          .forEach(
              each -> {
                String key = each.getKey();
                boolean number = !key.isEmpty() && key.chars().allMatch(Character::isDigit);
                named.set(
                    number ? CborKeys.all().get(Integer.parseInt(key)) : key,
                    plain(each.getValue()));
              });
      return named;
    }
    if (node.isArray()) {
      var all = JSON.createArrayNode();
      node.forEach(each -> all.add(plain(each)));
      return all;
    }
    // Its floats would be written as the shortest text that reads as the same float.
    return node.isFloat() ? JSON.getNodeFactory().numberNode(node.doubleValue()) : node;
  }

  /** What another library writes is read too, indefinite lengths and pieces of texts included. */
  @Test
  void whatAnotherLibraryWritesIsRead() throws IOException {
    long seed = Seed.of("whatAnotherLibraryWritesIsRead");
    SplittableRandom chance = new SplittableRandom(seed);
    for (int round = 0; round < 5_000; round++) {
      Object value = round == 0 ? "\u00e4".repeat(20_000) : value(chance, 0);
      byte[] cbor = JUDGE.writeValueAsBytes(small(JSON.readTree(JsonWriter.bytes(value))));
      assertEquals(value, read(cbor));
    }
  }

  /** Whole numbers that are too large for a long are sent as floats, not as big ones. */
  private static JsonNode small(JsonNode node) {
    if (node.isObject()) {
      var all = JSON.createObjectNode();
      node.properties().forEach(each -> all.set(each.getKey(), small(each.getValue())));
      return all;
    }
    if (node.isArray()) {
      var all = JSON.createArrayNode();
      node.forEach(each -> all.add(small(each)));
      return all;
    }
    return node.isBigInteger() ? JSON.getNodeFactory().numberNode(node.doubleValue()) : node;
  }

  @Test
  void noiseIsReadOrRefusedWithACode() {
    long seed = Seed.of("noiseIsReadOrRefusedWithACode");
    SplittableRandom chance = new SplittableRandom(seed);
    int read = 0;
    for (int round = 0; round < 200_000; round++) {
      byte[] cbor;
      if (round % 2 == 0) {
        cbor = new byte[chance.nextInt(40)];
        chance.nextBytes(cbor);
      } else {
        cbor = new CborWriter().value(value(chance, 0)).toBytes();
        cbor[chance.nextInt(cbor.length)] = (byte) chance.nextInt();
      }
      CborReader reader = new CborReader();
      reader.begin(cbor, 0, cbor.length);
      JsonWriter json = new JsonWriter();
      try {
        reader.json(json);
      } catch (TablekeepException fault) {
        assertTrue(
            Set.of("malformed-cbor", "wrong-type", "too-deep").contains(fault.code()),
            fault.code());
        continue;
      }
      read++;
      // What is taken is JSON, but for a key twice, which the engine refuses later.
      try {
        JsonReader.read(json.toBytes(), JsonReader.Limits.FRAME, 0);
      } catch (TablekeepException fault) {
        assertEquals("json-duplicate-key", fault.code());
      }
    }
    assertTrue(read > 1_000);
  }

  @Test
  void theDictionaryIsWhatWasPublished() {
    assertEquals(List.of("x", "y", "type", "n"), CborKeys.all().subList(0, 4));
    for (int i = 0; i < CborKeys.all().size(); i++) {
      assertEquals(i, CborKeys.number(CborKeys.all().get(i)));
    }
    assertTrue(CborKeys.all().size() <= 256, "more keys would take three bytes");
    assertEquals(-1, CborKeys.number("nobody-publishes-this"));
  }

  private static Object value(SplittableRandom chance, int depth) {
    return switch (chance.nextInt(depth > 4 ? 7 : 9)) {
      case 0 -> JsonNull.NULL;
      case 1 -> chance.nextBoolean();
      case 2 -> Values.number(chance.nextLong() >> chance.nextInt(64));
      case 3 -> Values.number(Math.rint(chance.nextDouble(-1e5, 1e5) * 1_000) / 1_000);
      case 4 -> Values.number(finite(chance));
      case 5 -> text(chance);
      case 6 -> CborKeys.all().get(chance.nextInt(CborKeys.all().size()));
      case 7 -> {
        List<Object> all = new ArrayList<>();
        for (int i = chance.nextInt(5); i > 0; i--) {
          all.add(value(chance, depth + 1));
        }
        yield JsonArray.of(all, 0);
      }
      default -> {
        Map<String, Object> all = new TreeMap<>();
        for (int i = chance.nextInt(chance.nextInt(10) == 0 ? 80 : 5); i > 0; i--) {
          String key =
              chance.nextBoolean()
                  ? CborKeys.all().get(chance.nextInt(CborKeys.all().size()))
                  : "k" + text(chance);
          all.put(key, value(chance, depth + 1));
        }
        yield JsonObject.of(all, 0);
      }
    };
  }

  private static double finite(SplittableRandom chance) {
    double number = Double.longBitsToDouble(chance.nextLong());
    return Double.isFinite(number) ? number : (double) (float) chance.nextDouble();
  }

  private static String text(SplittableRandom chance) {
    StringBuilder text = new StringBuilder();
    for (int i = chance.nextInt(chance.nextInt(20) == 0 ? 400 : 12); i > 0; i--) {
      int point = chance.nextInt(chance.nextBoolean() ? 0x80 : 0x110000);
      text.appendCodePoint(point >= 0xd800 && point < 0xe000 ? 'x' : point);
    }
    return text.toString();
  }
}
