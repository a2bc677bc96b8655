package io.tablekeep.sdk.model.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.sdk.geometry.Point;
import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.model.MapRef;
import io.tablekeep.sdk.model.TokenRef;
import io.tablekeep.sdk.schema.Constraints;
import io.tablekeep.sdk.schema.JsonSchema;
import io.tablekeep.sdk.schema.SchemaJudge;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ActionsTest {
  private static final List<Class<? extends Record>> ALL =
      List.of(
          ActorCreate.class,
          ActorRemove.class,
          AskAnswer.class,
          AskBatch.class,
          AskDecide.class,
          AskDelegate.class,
          AskWithdraw.class,
          CampaignRename.class,
          ChatSay.class,
          DiceRoll.class,
          SceneOpen.class,
          SessionEnd.class,
          SessionStart.class,
          TokenMove.class,
          TokenPlace.class,
          TokenRemove.class,
          TurnEnd.class);

  @Test
  void everyPayloadPublishesAValidSchemaAndSaysWhatItDoes() {
    for (Class<? extends Record> type : ALL) {
      Map<String, Object> schema = JsonSchema.of(type);
      assertEquals(List.of(), SchemaJudge.faultsOf(schema), type.getSimpleName());
      assertTrue(schema.get("description") instanceof String, type.getSimpleName());
    }
  }

  @Test
  void theSimplestPayloadsAreSmall() {
    accepts(SessionStart.class, Map.of());
    accepts(TokenMove.class, Map.of("token", "m1/t1", "to", Map.of("x", 1.5, "y", 2)));
    accepts(TokenPlace.class, Map.of("map", "m1", "at", Map.of("x", 1, "y", 2)));
    accepts(ChatSay.class, Map.of("text", "Hello!"));
    accepts(DiceRoll.class, Map.of("notation", "2d6+3"));
    accepts(TurnEnd.class, Map.of("encounter", "e1"));
    accepts(ActorCreate.class, Map.of("name", "Bram"));
  }

  private static void accepts(Class<? extends Record> type, Map<String, Object> payload) {
    assertEquals(List.of(), SchemaJudge.faults(JsonSchema.of(type), payload), type.getSimpleName());
  }

  @Test
  void whatNoTableNeedsIsRefused() {
    assertEquals(List.of("text too-short"), problems(new ChatSay("")));
    assertEquals(List.of(), problems(new ChatSay("a".repeat(ChatSay.LONGEST))));
    assertEquals(List.of("text too-long"), problems(new ChatSay("a".repeat(ChatSay.LONGEST + 1))));
    assertEquals(List.of("notation too-short"), problems(DiceRoll.of("")));
    assertEquals(
        List.of("to/x out-of-range", "to/y out-of-range"),
        problems(new TokenMove(new TokenRef("m", "t"), new Point(1e9, Double.NaN))));
    assertEquals(
        List.of(), problems(TokenPlace.of(new MapRef("m"), new ActorRef("a"), new Point(1, 1))));
  }

  private static List<String> problems(Record payload) {
    return Constraints.check(payload).stream().map(p -> p.field() + " " + p.code()).toList();
  }
}
