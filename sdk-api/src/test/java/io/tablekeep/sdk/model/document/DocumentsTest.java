package io.tablekeep.sdk.model.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.sdk.game.Role;
import io.tablekeep.sdk.geometry.Point;
import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.model.map.Grid;
import io.tablekeep.sdk.model.map.TableMap;
import io.tablekeep.sdk.model.map.Token;
import io.tablekeep.sdk.schema.Constraints;
import io.tablekeep.sdk.schema.SchemaJudge;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class DocumentsTest {
  private static final Map<String, Object> LEAST =
      Map.of(
          "id",
          "lost-mine",
          "schema",
          1,
          "campaign",
          Map.of("name", "Lost Mine", "createdAt", "2026-01-03T19:00:00Z"));

  @Test
  void theSchemaIsValidAndNamesEveryPart() {
    assertEquals(List.of(), SchemaJudge.faultsOf(Documents.schema()));
    assertEquals(
        Set.of(
            "id",
            "schema",
            "campaign",
            "participants",
            "actors",
            "items",
            "maps",
            "encounters",
            "quests",
            "locations",
            "lore",
            "notes",
            "currentSession",
            "chat",
            "dice",
            "changeLog",
            "flags",
            "assets"),
        properties(Documents.schema()).keySet());
    assertEquals(List.of("id", "schema", "campaign"), Documents.schema().get("required"));
  }

  @Test
  @SuppressWarnings("unchecked")
  void everyPartAndEveryPlaceOnAMapIsDescribed() {
    Set<String> silent = new TreeSet<>();
    ((Map<String, Map<String, Object>>) Documents.schema().get("$defs"))
        .forEach(
            (name, schema) -> {
              if (!schema.containsKey("description")) {
                silent.add(name);
              }
              properties(schema)
                  .forEach(
                      (key, property) -> {
                        boolean number = "number".equals(((Map<?, ?>) property).get("type"));
                        if (number && !((Map<?, ?>) property).containsKey("description")) {
                          silent.add(name + "." + key);
                        }
                      });
            });
    silent.removeAll(Set.of("Point.x", "Point.y", "Stack.quantity"));
    assertEquals(Set.of(), silent);
  }

  @Test
  void aCampaignThatHasOnlyJustBegunIsValid() {
    assertEquals(List.of(), SchemaJudge.faults(Documents.schema(), LEAST));
    CampaignDocument typed =
        CampaignDocument.begin(
            "lost-mine",
            CampaignInfo.of("Lost Mine", Optional.of("d20"), Instant.parse("2026-01-03T19:00:00Z")),
            Map.of("gm", Member.of("Ann", Role.GM)));
    assertEquals(List.of(), Constraints.check(typed));
  }

  @Test
  void systemsKeepTheirOwnKeysAnywhere() {
    Map<String, Object> document = new TreeMap<>(LEAST);
    document.put("fate", Map.of("aspects", Map.of("a1", Map.of("free", 2))));
    document.put("actors", Map.of("bram", Map.of("name", "Bram", "d20", Map.of("hp", 12))));

    assertEquals(List.of(), SchemaJudge.faults(Documents.schema(), document));
  }

  @Test
  void whatIsWrongIsFoundAtItsPlace() {
    Map<String, Object> document = new TreeMap<>(LEAST);
    document.put("actors", Map.of("bram", Map.of("type", "hero")));
    document.put(
        "maps",
        Map.of(
            "m1",
            Map.of(
                "name",
                "Inn",
                "grid",
                Map.of("wide", 0, "high", 10),
                "tokens",
                Map.of("t1", Map.of("x", 1, "y", "2")),
                "walls",
                Map.of("w1", Map.of("points", List.of(Map.of("x", 1, "y", 1)))))));

    assertEquals(
        Set.of(
            "/actors/bram required",
            "/actors/bram/type enum",
            "/maps/m1/grid/wide minimum",
            "/maps/m1/tokens/t1/y type",
            "/maps/m1/walls/w1/points minItems"),
        Set.copyOf(SchemaJudge.faults(Documents.schema(), document)));
  }

  @Test
  void windowsAreBounded() {
    Map<String, Object> chat = new TreeMap<>();
    for (int n = 0; n <= Documents.MOST_LINES; n++) {
      chat.put("c" + n, Map.of("text", "x", "at", "2026-01-03T19:00:00Z"));
    }
    Map<String, Object> document = new TreeMap<>(LEAST);
    document.put("chat", chat);

    assertEquals(List.of("/chat maxProperties"), SchemaJudge.faults(Documents.schema(), document));
  }

  @Test
  void aTokenSaysWhereItsMiddleIs() {
    Token token = Token.of(new ActorRef("bram"), new Point(2.5, 3.5));

    assertEquals(new Point(2.5, 3.5), token.at());
    assertFalse(token.hidden());
    assertTrue(TableMap.empty("Inn", Grid.squares(20, 10)).tokens().isEmpty());
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> properties(Map<String, Object> schema) {
    return (Map<String, Object>) schema.getOrDefault("properties", Map.of());
  }
}
