package io.tablekeep.sdk.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tablekeep.sdk.Seed;
import io.tablekeep.sdk.error.Problem;
import io.tablekeep.sdk.model.ActorRef;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ConstraintsTest {
  record Part(@Range(min = 0, max = 10) double number, @Length(min = 2, max = 4) String text) {}

  record Whole(
      ActorRef who,
      Part one,
      Optional<Part> maybe,
      @Length(max = 2) List<Part> list,
      @Length(min = 1) Map<String, Part> map,
      @Range(min = 1) Optional<Integer> count,
      @Range(max = 5) int most) {}

  private static final Part GOOD = new Part(5, "good");
  private static final Part BAD = new Part(11, "x");

  private static Whole whole(Part one, List<Part> list, Map<String, Part> map) {
    return new Whole(new ActorRef("a"), one, Optional.empty(), list, map, Optional.of(1), 5);
  }

  @Test
  void whatKeepsItsLimitsPasses() {
    assertEquals(List.of(), Constraints.check(whole(GOOD, List.of(GOOD), Map.of("k", GOOD))));
  }

  @Test
  void everyLimitIsEnforcedAtItsPlace() {
    Whole wrong =
        new Whole(
            new ActorRef("a"),
            BAD,
            Optional.of(new Part(Double.NaN, "long one")),
            List.of(GOOD, GOOD, new Part(-1, "good")),
            Map.of(),
            Optional.of(0),
            6);

    assertEquals(
        List.of(
            "one/number out-of-range",
            "one/text too-short",
            "maybe/number out-of-range",
            "maybe/text too-long",
            "list too-long",
            "list/2/number out-of-range",
            "map too-short",
            "count out-of-range",
            "most out-of-range"),
        Constraints.check(wrong).stream().map(p -> p.field() + " " + p.code()).toList());
  }

  @Test
  void aPlayerUnderstandsWhy() {
    assertEquals(
        List.of(
            "“number” must be between 0 and 10.",
            "“text” needs at least 2 characters; it has 1.",
            "“list” may have at most 2 entries; it has 3.",
            "“map” must not be empty.",
            "“count” must be at least 1.",
            "“most” must be at most 5."),
        Constraints.check(
                new Whole(
                    new ActorRef("a"),
                    BAD,
                    Optional.empty(),
                    List.of(GOOD, GOOD, GOOD),
                    Map.of(),
                    Optional.of(-3),
                    6))
            .stream()
            .map(Problem::message)
            .toList());
  }

  @Test
  void aPlaceIsWrittenLikeAPointer() {
    assertEquals(
        "map/a~1b~0c/number",
        Constraints.check(whole(GOOD, List.of(), Map.of("a/b~c", new Part(11, "good"))))
            .get(0)
            .field());
  }

  @Test
  void lengthsCountCharactersAndNotTheirHalves() {
    assertEquals(List.of(), Constraints.check(new Part(1, "🎲🎲🎲🎲")));
    assertEquals(1, Constraints.check(new Part(1, "🎲🎲🎲🎲🎲")).size());
  }

  @Test
  void anAnswerStaysSmallHoweverMuchIsWrong() {
    Map<String, Part> many = new TreeMap<>();
    for (int n = 0; n < 1_000; n++) {
      many.put("k" + n, BAD);
    }
    assertEquals(Constraints.MOST, Constraints.check(whole(GOOD, List.of(), many)).size());
    assertEquals(
        Constraints.MOST,
        Constraints.check(whole(GOOD, Collections.nCopies(1_000, BAD), Map.of("k", GOOD))).size());
  }

  @Test
  void theEngineAndThePublishedSchemaRefuseTheSameValues() {
    SplittableRandom random = Seed.random("theEngineAndThePublishedSchemaRefuseTheSameValues");
    Map<String, Object> schema = JsonSchema.of(Whole.class);
    int refused = 0;
    for (int round = 0; round < 500; round++) {
      Whole value =
          new Whole(
              new ActorRef("a"),
              part(random),
              random.nextBoolean() ? Optional.empty() : Optional.of(part(random)),
              Stream.generate(() -> part(random)).limit(random.nextInt(4)).toList(),
              random.nextInt(3) == 0 ? Map.of() : Map.of("k", part(random)),
              random.nextBoolean() ? Optional.empty() : Optional.of(random.nextInt(3)),
              random.nextInt(8));
      List<String> ours =
          Constraints.check(value).stream().map(p -> "/" + p.field()).sorted().toList();
      List<String> theirs =
          SchemaJudge.faults(schema, plain(value)).stream()
              .map(fault -> fault.substring(0, fault.indexOf(' ')))
              .sorted()
              .toList();
      assertEquals(theirs, ours, value::toString);
      refused += ours.isEmpty() ? 0 : 1;
    }
    assertEquals(true, refused > 50 && refused < 500, "both kinds were tried: " + refused);
  }

  private static Part part(SplittableRandom random) {
    boolean fine = random.nextInt(8) > 0;
    return new Part(
        fine ? random.nextInt(11) : random.nextInt(-20, 20) / 2.0,
        (random.nextBoolean() ? "é" : "🎲")
            .repeat(fine ? 2 + random.nextInt(3) : random.nextInt(7)));
  }

  private static Object plain(Object value) {
    if (value instanceof ActorRef) {
      return value.toString();
    } else if (value instanceof Record record) {
      Map<String, Object> map = new TreeMap<>();
      for (Component component : RecordShape.of(record.getClass()).components()) {
        Object inside = component.get(record);
        if (!inside.equals(Optional.empty())) {
          map.put(component.name(), plain(inside));
        }
      }
      return map;
    } else if (value instanceof Optional<?> maybe) {
      return plain(maybe.orElseThrow());
    } else if (value instanceof List<?> list) {
      return new ArrayList<>(list.stream().map(ConstraintsTest::plain).toList());
    } else if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .collect(Collectors.toMap(Map.Entry::getKey, e -> plain(e.getValue())));
    }
    return value;
  }
}
