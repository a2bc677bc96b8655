package io.tablekeep.sdk.model.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.sdk.geometry.Point;
import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.model.MapRef;
import io.tablekeep.sdk.model.TokenRef;
import io.tablekeep.sdk.model.action.encounter.CombatantAdd;
import io.tablekeep.sdk.model.action.encounter.CombatantDelay;
import io.tablekeep.sdk.model.action.encounter.CombatantHide;
import io.tablekeep.sdk.model.action.encounter.CombatantRemove;
import io.tablekeep.sdk.model.action.encounter.EncounterCreate;
import io.tablekeep.sdk.model.action.encounter.EncounterEdit;
import io.tablekeep.sdk.model.action.encounter.EncounterEnd;
import io.tablekeep.sdk.model.action.encounter.EncounterPause;
import io.tablekeep.sdk.model.action.encounter.EncounterRemove;
import io.tablekeep.sdk.model.action.encounter.EncounterStart;
import io.tablekeep.sdk.model.action.encounter.InitiativeRoll;
import io.tablekeep.sdk.model.action.encounter.InitiativeSet;
import io.tablekeep.sdk.model.action.encounter.TurnBack;
import io.tablekeep.sdk.model.action.encounter.TurnSet;
import io.tablekeep.sdk.model.action.scene.DoorReveal;
import io.tablekeep.sdk.model.action.scene.DoorSet;
import io.tablekeep.sdk.model.action.scene.DrawingCreate;
import io.tablekeep.sdk.model.action.scene.DrawingRemove;
import io.tablekeep.sdk.model.action.scene.LayerCreate;
import io.tablekeep.sdk.model.action.scene.LayerEdit;
import io.tablekeep.sdk.model.action.scene.LayerHide;
import io.tablekeep.sdk.model.action.scene.LayerRemove;
import io.tablekeep.sdk.model.action.scene.LightEdit;
import io.tablekeep.sdk.model.action.scene.LightHide;
import io.tablekeep.sdk.model.action.scene.LightMove;
import io.tablekeep.sdk.model.action.scene.LightPlace;
import io.tablekeep.sdk.model.action.scene.LightRemove;
import io.tablekeep.sdk.model.action.scene.LightSwitch;
import io.tablekeep.sdk.model.action.scene.SceneCreate;
import io.tablekeep.sdk.model.action.scene.SceneEdit;
import io.tablekeep.sdk.model.action.scene.SceneHide;
import io.tablekeep.sdk.model.action.scene.SceneRemove;
import io.tablekeep.sdk.model.action.scene.WallCreate;
import io.tablekeep.sdk.model.action.scene.WallEdit;
import io.tablekeep.sdk.model.action.scene.WallRemove;
import io.tablekeep.sdk.model.action.token.TokenDuplicate;
import io.tablekeep.sdk.model.action.token.TokenEdit;
import io.tablekeep.sdk.model.action.token.TokenHide;
import io.tablekeep.sdk.model.action.token.TokenLayer;
import io.tablekeep.sdk.model.action.token.TokenLight;
import io.tablekeep.sdk.model.action.token.TokenRaise;
import io.tablekeep.sdk.model.action.token.TokenResize;
import io.tablekeep.sdk.model.action.token.TokenRotate;
import io.tablekeep.sdk.model.action.token.TokensMove;
import io.tablekeep.sdk.model.action.token.TokensRemove;
import io.tablekeep.sdk.model.action.world.ActorAssign;
import io.tablekeep.sdk.model.action.world.ActorEdit;
import io.tablekeep.sdk.model.action.world.ActorHide;
import io.tablekeep.sdk.model.action.world.ConditionAdd;
import io.tablekeep.sdk.model.action.world.ConditionRemove;
import io.tablekeep.sdk.model.action.world.InventoryAdd;
import io.tablekeep.sdk.model.action.world.InventoryEdit;
import io.tablekeep.sdk.model.action.world.InventoryGive;
import io.tablekeep.sdk.model.action.world.InventoryRemove;
import io.tablekeep.sdk.model.action.world.ItemCreate;
import io.tablekeep.sdk.model.action.world.ItemEdit;
import io.tablekeep.sdk.model.action.world.ItemHide;
import io.tablekeep.sdk.model.action.world.ItemRemove;
import io.tablekeep.sdk.model.action.world.LocationCreate;
import io.tablekeep.sdk.model.action.world.LocationEdit;
import io.tablekeep.sdk.model.action.world.LocationRemove;
import io.tablekeep.sdk.model.action.world.LocationReveal;
import io.tablekeep.sdk.model.action.world.LoreCreate;
import io.tablekeep.sdk.model.action.world.LoreEdit;
import io.tablekeep.sdk.model.action.world.LoreRemove;
import io.tablekeep.sdk.model.action.world.LoreReveal;
import io.tablekeep.sdk.model.action.world.NoteAssign;
import io.tablekeep.sdk.model.action.world.NoteCreate;
import io.tablekeep.sdk.model.action.world.NoteEdit;
import io.tablekeep.sdk.model.action.world.NoteRemove;
import io.tablekeep.sdk.model.action.world.NoteShare;
import io.tablekeep.sdk.model.action.world.ObjectiveAdd;
import io.tablekeep.sdk.model.action.world.ObjectiveEdit;
import io.tablekeep.sdk.model.action.world.ObjectiveRemove;
import io.tablekeep.sdk.model.action.world.ObjectiveReveal;
import io.tablekeep.sdk.model.action.world.QuestCreate;
import io.tablekeep.sdk.model.action.world.QuestEdit;
import io.tablekeep.sdk.model.action.world.QuestRemove;
import io.tablekeep.sdk.model.action.world.QuestReveal;
import io.tablekeep.sdk.schema.Constraints;
import io.tablekeep.sdk.schema.JsonSchema;
import io.tablekeep.sdk.schema.SchemaJudge;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ActionsTest {
  private static final List<Class<? extends Record>> ALL =
      List.of(
          ActorAssign.class,
          ActorCreate.class,
          ActorEdit.class,
          ActorHide.class,
          ActorRemove.class,
          AskAnswer.class,
          AskBatch.class,
          AskDecide.class,
          AskDelegate.class,
          AskWithdraw.class,
          CampaignArchive.class,
          CampaignEdit.class,
          CampaignRename.class,
          ChatDelete.class,
          ChatEdit.class,
          ChatSay.class,
          CombatantAdd.class,
          CombatantDelay.class,
          CombatantHide.class,
          CombatantRemove.class,
          ConditionAdd.class,
          ConditionRemove.class,
          DiceRoll.class,
          DoorReveal.class,
          DoorSet.class,
          DrawingCreate.class,
          DrawingRemove.class,
          EncounterCreate.class,
          EncounterEdit.class,
          EncounterEnd.class,
          EncounterPause.class,
          EncounterRemove.class,
          EncounterStart.class,
          InitiativeRoll.class,
          InitiativeSet.class,
          InventoryAdd.class,
          InventoryEdit.class,
          InventoryGive.class,
          InventoryRemove.class,
          ItemCreate.class,
          ItemEdit.class,
          ItemHide.class,
          ItemRemove.class,
          LayerCreate.class,
          LayerEdit.class,
          LayerHide.class,
          LayerRemove.class,
          LightEdit.class,
          LightHide.class,
          LightMove.class,
          LightPlace.class,
          LightRemove.class,
          LightSwitch.class,
          LocationCreate.class,
          LocationEdit.class,
          LocationRemove.class,
          LocationReveal.class,
          LoreCreate.class,
          LoreEdit.class,
          LoreRemove.class,
          LoreReveal.class,
          NoteAssign.class,
          NoteCreate.class,
          NoteEdit.class,
          NoteRemove.class,
          NoteShare.class,
          ObjectiveAdd.class,
          ObjectiveEdit.class,
          ObjectiveRemove.class,
          ObjectiveReveal.class,
          QuestCreate.class,
          QuestEdit.class,
          QuestRemove.class,
          QuestReveal.class,
          SceneCreate.class,
          SceneEdit.class,
          SceneHide.class,
          SceneOpen.class,
          SceneRemove.class,
          SessionEnd.class,
          SessionStart.class,
          TokenDuplicate.class,
          TokenEdit.class,
          TokenHide.class,
          TokenLayer.class,
          TokenLight.class,
          TokenMove.class,
          TokenPlace.class,
          TokenRaise.class,
          TokenRemove.class,
          TokenResize.class,
          TokenRotate.class,
          TokensMove.class,
          TokensRemove.class,
          TurnBack.class,
          TurnEnd.class,
          TurnSet.class,
          WallCreate.class,
          WallEdit.class,
          WallRemove.class);

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
