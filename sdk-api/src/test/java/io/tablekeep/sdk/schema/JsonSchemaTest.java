package io.tablekeep.sdk.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.sdk.model.ActorRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JsonSchemaTest {
  enum Use {
    PLUS_TWO,
    REROLL
  }

  @Doc("Leaps over something.")
  record Leap(
      ActorRef who,
      @Doc("Added to the roll.") @Default("0") @Range(min = -10, max = 20) int bonus,
      @Length(min = 1, max = 5) Optional<String> cry,
      @Default("plus-two") Use use) {}

  record Everything(
      boolean yes,
      byte small,
      long big,
      double exact,
      Instant when,
      Duration within,
      Object any,
      List<Leap> leaps,
      @Length(max = 3) Set<String> words,
      Map<String, Integer> numbers,
      Map<ActorRef, List<Use>> uses,
      Optional<Leap> last) {}

  record Tree(String name, List<Tree> branches) {}

  record Forest(Tree first) {}

  @Test
  void aPayloadBecomesAnObjectThatAllowsNoOtherKeys() {
    Map<String, Object> schema = JsonSchema.of(Leap.class);

    assertEquals(
        List.of(
            "$schema",
            "title",
            "type",
            "description",
            "properties",
            "required",
            "additionalProperties",
            "$defs"),
        List.copyOf(schema.keySet()));
    assertEquals("Leap", schema.get("title"));
    assertEquals("Leaps over something.", schema.get("description"));
    assertEquals(List.of("who"), schema.get("required"));
    assertEquals(false, schema.get("additionalProperties"));
    assertEquals(Map.of("$ref", "#/$defs/ActorRef"), property(schema, "who"));
    assertEquals(
        Map.of(
            "description",
            "Added to the roll.",
            "type",
            "integer",
            "minimum",
            -10L,
            "maximum",
            20L,
            "default",
            0),
        property(schema, "bonus"));
    assertEquals(Map.of("type", "string", "minLength", 1, "maxLength", 5), property(schema, "cry"));
    assertEquals(
        Map.of("type", "string", "enum", List.of("plus-two", "reroll"), "default", "plus-two"),
        property(schema, "use"));
  }

  @Test
  void everyTypeThatAPayloadMayHoldHasItsSchema() {
    Map<String, Object> schema = JsonSchema.of(Everything.class);

    assertEquals(Map.of("type", "boolean"), property(schema, "yes"));
    assertEquals(
        Map.of("type", "integer", "minimum", -128L, "maximum", 127L), property(schema, "small"));
    assertEquals(
        Map.of("type", "integer", "minimum", -9007199254740991L, "maximum", 9007199254740991L),
        property(schema, "big"));
    assertEquals(Map.of("type", "number"), property(schema, "exact"));
    assertEquals(Map.of("type", "string", "format", "date-time"), property(schema, "when"));
    assertEquals(Map.of("type", "string", "format", "duration"), property(schema, "within"));
    assertEquals(Map.of(), property(schema, "any"));
    assertEquals(
        Map.of("type", "array", "items", Map.of("$ref", "#/$defs/Leap")),
        property(schema, "leaps"));
    assertEquals(
        Map.of(
            "type", "array", "items", Map.of("type", "string"), "uniqueItems", true, "maxItems", 3),
        property(schema, "words"));
    assertEquals("object", property(schema, "numbers").get("type"));
    assertEquals(Map.of("$ref", "#/$defs/ActorRef"), property(schema, "uses").get("propertyNames"));
    assertEquals(
        List.of("yes", "small", "big", "exact", "when", "within", "any"), schema.get("required"));
    assertEquals(Set.of("Leap", "ActorRef"), definitions(schema).keySet());
  }

  @Test
  void everySchemaIsValidByTheMetaSchema() {
    for (Class<? extends Record> type :
        List.of(Leap.class, Everything.class, Tree.class, Forest.class)) {
      assertEquals(List.of(), SchemaJudge.faultsOf(JsonSchema.of(type)), type.getSimpleName());
      assertEquals(List.of(), SchemaJudge.faultsOf(JsonSchema.openOf(type)), type.getSimpleName());
    }
    assertFalse(SchemaJudge.faultsOf(Map.of("type", "nonsense")).isEmpty(), "the judge judges");
  }

  @Test
  void anotherReaderOfTheSchemaRefusesWhatIsWrong() {
    Map<String, Object> schema = JsonSchema.of(Leap.class);

    assertEquals(List.of(), SchemaJudge.faults(schema, Map.of("who", "bram")));
    assertEquals(
        List.of(), SchemaJudge.faults(schema, Map.of("who", "b", "bonus", 20, "use", "reroll")));
    assertEquals(List.of(" required"), SchemaJudge.faults(schema, Map.of()));
    assertEquals(List.of("/who pattern"), SchemaJudge.faults(schema, Map.of("who", "../etc")));
    assertEquals(
        List.of("/bonus maximum"), SchemaJudge.faults(schema, Map.of("who", "b", "bonus", 21)));
    assertEquals(
        List.of("/bonus type"), SchemaJudge.faults(schema, Map.of("who", "b", "bonus", 1.5)));
    assertEquals(
        List.of("/use enum"), SchemaJudge.faults(schema, Map.of("who", "b", "use", "PLUS_TWO")));
    assertEquals(
        List.of(" additionalProperties"),
        SchemaJudge.faults(schema, Map.of("who", "b", "bonsu", 1)));
  }

  @Test
  void partsOfTheDocumentKeepKeysTheyDoNotKnow() {
    Map<String, Object> value = Map.of("who", "b", "homebrew", Map.of("mood", "proud"));

    assertEquals(List.of(), SchemaJudge.faults(JsonSchema.openOf(Leap.class), value));
    assertEquals(1, SchemaJudge.faults(JsonSchema.of(Leap.class), value).size());
  }

  @Test
  void aRecordMayHoldItself() {
    assertEquals(
        Map.of("type", "array", "items", Map.of("$ref", "#")),
        property(JsonSchema.of(Tree.class), "branches"));
    Map<String, Object> forest = JsonSchema.of(Forest.class);
    Map<String, Object> oak =
        Map.of("name", "oak", "branches", List.of(Map.of("name", "twig"), Map.of("nam", "x")));
    assertEquals(
        List.of("/first/branches/1 required", "/first/branches/1 additionalProperties"),
        SchemaJudge.faults(forest, Map.of("first", oak)));
  }

  record First(Inner.Same a, Other.Same b) {}

  static final class Inner {
    record Same(int a) {}
  }

  static final class Other {
    record Same(int b) {}
  }

  @Test
  void recordsOfOneNameDoNotMix() {
    Map<String, Object> schema = JsonSchema.of(First.class);

    assertEquals(Set.of("Same", "Other.Same"), definitions(schema).keySet());
    assertEquals(
        List.of(), SchemaJudge.faults(schema, Map.of("a", Map.of("a", 1), "b", Map.of("b", 1))));
    assertEquals(
        4, SchemaJudge.faults(schema, Map.of("a", Map.of("b", 1), "b", Map.of("a", 1))).size());
  }

  @Test
  void aSetOfSchemasSharesItsDefinitions() {
    SchemaSet set = SchemaSet.closed("#/components/schemas/");

    assertEquals(Map.of("$ref", "#/components/schemas/Leap"), set.add(Leap.class));
    assertEquals(Map.of("$ref", "#/components/schemas/Forest"), set.add(Forest.class));
    assertEquals(set.add(Leap.class), set.add(Leap.class));
    assertEquals(
        List.of("ActorRef", "Forest", "Leap", "Tree"), List.copyOf(set.definitions().keySet()));
  }

  @Test
  void aSchemaCannotBeChanged() {
    Map<String, Object> schema = JsonSchema.of(Leap.class);

    assertThrows(UnsupportedOperationException.class, () -> schema.put("title", "Other"));
    assertThrows(UnsupportedOperationException.class, () -> property(schema, "who").clear());
    assertThrows(UnsupportedOperationException.class, () -> definitions(schema).clear());
  }

  record Raw(StringBuilder text) {}

  record Wild(List<?> things) {}

  record Deep(List<Optional<String>> things) {}

  record Keys(Map<Integer, String> things) {}

  @Test
  void aComponentWithoutAJsonFormIsNamed() {
    for (Class<? extends Record> type : List.of(Raw.class, Wild.class, Deep.class, Keys.class)) {
      String name = type.getRecordComponents()[0].getName();
      Exception refused =
          assertThrows(IllegalArgumentException.class, () -> JsonSchema.of(type), type.getName());
      assertTrue(
          refused.getMessage().startsWith("Component “" + name + "” of " + type.getName() + ": "),
          refused.getMessage());
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> property(Map<String, Object> schema, String name) {
    return (Map<String, Object>) ((Map<String, Object>) schema.get("properties")).get(name);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> definitions(Map<String, Object> schema) {
    return (Map<String, Object>) schema.get("$defs");
  }
}
