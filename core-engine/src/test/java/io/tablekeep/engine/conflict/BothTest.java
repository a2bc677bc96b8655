package io.tablekeep.engine.conflict;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tablekeep.engine.state.JsonArray;
import io.tablekeep.engine.state.JsonReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class BothTest {
  private static Object both(String base, String theirs, String mine) {
    Optional<Object> both = Both.of(value(base), value(theirs), value(mine), 1);
    assertEquals(both.isPresent(), Both.can(value(theirs), value(mine)));
    return both.map(Object::toString).orElse("none");
  }

  private static @Nullable Object value(String json) {
    return json.isEmpty()
        ? null
        : JsonReader.read(json.getBytes(StandardCharsets.UTF_8), JsonReader.Limits.DOCUMENT, 0);
  }

  @Test
  void ofListsWhatEitherTookOutIsOutAndWhatEitherPutInIsIn() {
    assertEquals("[1,3,4]", both("[1,2]", "[1,2,3]", "[1,4]"));
    assertEquals("[\"a\",\"b\",\"c\"]", both("", "[\"a\",\"b\"]", "[\"c\",\"a\",\"c\"]"));
  }

  @Test
  void ofTextsBothStandOneBelowTheOtherWhereTheyContradict() {
    assertEquals("one\ntwo", both("", "\"one\"", "\"two\""));
    assertEquals(
        "ONE\ntwo\nTHREE",
        both("\"one\\ntwo\\nthree\"", "\"ONE\\ntwo\\nthree\"", "\"one\\ntwo\\nTHREE\""));
  }

  @Test
  void ofOtherValuesOneExcludesTheOther() {
    assertEquals("none", both("10", "12", "15"));
    assertEquals("none", both("{}", "", "{\"a\":1}"));
    assertEquals("none", both("", "", "\"two\""));
    assertEquals("none", both("true", "\"x\"", "false"));
    assertEquals("none", both("{}", "{\"a\":1}", "[]"));
  }

  /** On the campaign's loop, so the longest lists that can be sent must not hold it. */
  @Test
  @Timeout(5)
  void longListsTakeNoLongerThanTheyAreLong() {
    JsonArray theirs =
        JsonArray.of(LongStream.range(0, 200_000).<Object>mapToObj(Long::valueOf).toList(), 0);
    JsonArray mine =
        JsonArray.of(
            LongStream.range(100_000, 300_000).<Object>mapToObj(Long::valueOf).toList(), 0);
    JsonArray both = (JsonArray) Both.of(null, theirs, mine, 1).orElseThrow();
    assertEquals(300_000, both.size());
  }
}
