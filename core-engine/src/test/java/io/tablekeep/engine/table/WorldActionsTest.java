package io.tablekeep.engine.table;

import static io.tablekeep.engine.table.RichTable.ADA;
import static io.tablekeep.engine.table.RichTable.BEN;
import static io.tablekeep.engine.table.RichTable.GM;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.model.ItemRef;
import io.tablekeep.sdk.model.LocationRef;
import io.tablekeep.sdk.model.LoreRef;
import io.tablekeep.sdk.model.NoteRef;
import io.tablekeep.sdk.model.ObjectiveRef;
import io.tablekeep.sdk.model.ParticipantRef;
import io.tablekeep.sdk.model.QuestRef;
import io.tablekeep.sdk.model.StackRef;
import io.tablekeep.sdk.model.action.ActorRemove;
import io.tablekeep.sdk.model.action.world.ActorAssign;
import io.tablekeep.sdk.model.action.world.ActorEdit;
import io.tablekeep.sdk.model.action.world.ActorHide;
import io.tablekeep.sdk.model.action.world.InventoryAdd;
import io.tablekeep.sdk.model.action.world.InventoryGive;
import io.tablekeep.sdk.model.action.world.ItemHide;
import io.tablekeep.sdk.model.action.world.ItemRemove;
import io.tablekeep.sdk.model.action.world.LocationEdit;
import io.tablekeep.sdk.model.action.world.LocationRemove;
import io.tablekeep.sdk.model.action.world.LoreReveal;
import io.tablekeep.sdk.model.action.world.NoteAssign;
import io.tablekeep.sdk.model.action.world.NoteCreate;
import io.tablekeep.sdk.model.action.world.NoteEdit;
import io.tablekeep.sdk.model.action.world.NoteShare;
import io.tablekeep.sdk.model.action.world.ObjectiveReveal;
import io.tablekeep.sdk.model.action.world.QuestReveal;
import io.tablekeep.sdk.model.world.Actor;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Actors, things, notes, quests, places and lore: what happens, and what is refused to whom. */
class WorldActionsTest {
  private static final ActorRef BRAM = new ActorRef("bram");
  private static final StackRef ROPES = new StackRef("bram", "i1");

  private final Desk desk = new Desk();

  private static ActorEdit edit(String name, Optional<Actor.Type> type, Optional<String> gmNotes) {
    return new ActorEdit(
        BRAM,
        Optional.of(name),
        type,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        gmNotes,
        Set.of());
  }

  @Test
  void anActorIsEditedByItsOwnerButNotBehindTheGmsBack() {
    assertEquals("ok", desk.code(ADA, edit("Bram the Bold", Optional.empty(), Optional.empty())));
    assertEquals("Bram the Bold", desk.at("/actors/bram/name"));
    assertEquals("owes money", desk.at("/actors/bram/notes"), "what is absent stays");
    assertEquals(
        "gm-only /type", desk.code(ADA, edit("B", Optional.of(Actor.Type.NPC), Optional.empty())));
    assertEquals("gm-only /gmNotes", desk.code(ADA, edit("B", Optional.empty(), Optional.of("x"))));
    assertEquals(
        "no-such-thing /actor", desk.code(BEN, edit("B", Optional.empty(), Optional.empty())));
  }

  @Test
  void anActorChangesHandsAndHides() {
    desk.act(GM, new ActorAssign(BRAM, Optional.of(new ParticipantRef("ben"))));
    assertNotNull(desk.sees(BEN, "/actors/bram/notes"));
    assertNull(desk.sees(ADA, "/actors/bram/notes"));
    desk.act(GM, new ActorHide(BRAM, true));
    assertNull(desk.sees(ADA, "/actors/bram"));
    assertNotNull(desk.sees(BEN, "/actors/bram"));
    desk.act(GM, new ActorAssign(BRAM, Optional.empty()));
    assertNull(desk.at("/actors/bram/owner"));
  }

  @Test
  void nothingPointsToAnActorThatIsGone() {
    desk.act(GM, new ActorRemove(BRAM));
    assertNull(desk.at("/maps/inn/tokens/t1"));
    assertNull(desk.at("/encounters/brawl/order/k1"));
    assertEquals("k3", desk.at("/encounters/brawl/turn"));
    assertNull(desk.at("/participants/ada/character"));
    desk.act(GM, new ActorRemove(new ActorRef("host")));
    assertNull(desk.at("/quests/q1/giver"));
  }

  private InventoryGive give(String to, Optional<Double> quantity) {
    return new InventoryGive(ROPES, new ActorRef(to), quantity);
  }

  @Test
  void thingsGoFromHandToHand() {
    assertEquals("not-enough /quantity", desk.code(ADA, give("ilse", Optional.of(4.0))));
    assertEquals("not-enough /quantity", desk.code(ADA, give("ilse", Optional.of(0.0))));
    assertEquals("same-actor /to", desk.code(ADA, give("bram", Optional.empty())));
    assertEquals("no-such-thing /to", desk.code(ADA, give("wolf", Optional.empty())));
    assertEquals("no-such-thing /stack", desk.code(BEN, give("ilse", Optional.empty())));
    assertEquals("ok", desk.code(ADA, give("ilse", Optional.of(2.0))));
    assertEquals(1L, desk.at("/actors/bram/inventory/i1/quantity"));
    assertEquals(3L, desk.at("/actors/ilse/inventory/i1/quantity"), "more of the same");
    assertEquals("ok", desk.code(ADA, give("host", Optional.empty())));
    assertNull(desk.at("/actors/bram/inventory/i1"));
    assertEquals(1, ((JsonObject) desk.at("/actors/host/inventory")).size());
  }

  @Test
  void whatIsCarriedHasANameAndIsSomethingTheSenderKnowsOf() {
    Actor.Stack nameless = new Actor.Stack(Optional.empty(), Optional.empty(), 1, false, "");
    assertEquals("nameless /stack", desk.code(ADA, new InventoryAdd(BRAM, nameless)));
    Actor.Stack key =
        new Actor.Stack(Optional.of(new ItemRef("key")), Optional.empty(), 1, false, "");
    assertEquals("no-such-thing /stack/item", desk.code(ADA, new InventoryAdd(BRAM, key)));
    desk.act(GM, new ItemHide(new ItemRef("key"), false));
    assertEquals("ok", desk.code(ADA, new InventoryAdd(BRAM, key)));
    desk.act(GM, new ItemRemove(new ItemRef("key")));
    assertEquals(2, ((JsonObject) desk.at("/actors/bram/inventory")).size());
    assertNull(desk.at("/actors/wolf/inventory/i1"));
  }

  @Test
  void aBagShowsNothingOfThingsThatAreHidden() {
    Actor.Stack key =
        new Actor.Stack(Optional.of(new ItemRef("key")), Optional.empty(), 1, false, "");
    Actor.Stack trinket =
        new Actor.Stack(Optional.of(new ItemRef("key")), Optional.of("Trinket"), 1, false, "");
    Object before = desk.sees(ADA, "");
    desk.act(GM, new InventoryAdd(BRAM, key));
    assertEquals(before, desk.sees(ADA, ""));
    desk.act(GM, new InventoryAdd(BRAM, trinket));
    before = desk.sees(ADA, "");
    assertEquals(3, ((JsonObject) desk.sees(ADA, "/actors/bram/inventory")).size());
    desk.act(GM, new ItemRemove(new ItemRef("key")));
    assertEquals(before, desk.sees(ADA, ""));
    assertEquals(3, ((JsonObject) desk.at("/actors/bram/inventory")).size());
  }

  @Test
  void aNoteIsReadByWhomItsAuthorNames() {
    NoteRef plan = new NoteRef("n1");
    assertNull(desk.sees(BEN, "/notes/n1"));
    assertEquals(
        "ok", desk.code(ADA, new NoteShare(plan, Set.of(new ParticipantRef("ben")), false)));
    assertNotNull(desk.sees(BEN, "/notes/n1"));
    NoteEdit edit = new NoteEdit(plan, Optional.empty(), Optional.of("run"));
    assertEquals("no-such-thing /note", desk.code(BEN, edit));
    assertEquals("ok", desk.code(ADA, edit));
    desk.act(GM, new NoteAssign(plan, Optional.of(new ParticipantRef("ben"))));
    assertEquals("ok", desk.code(BEN, edit));
    assertEquals("no-such-thing /note", desk.code(ADA, edit));
    assertEquals("ok", desk.code(ADA, new NoteCreate("Mine", "dear diary", Set.of(), false)));
    assertEquals(2, ((JsonObject) desk.sees(ADA, "/notes")).size() - 1, "n2, n3 and the new one");
  }

  @Test
  void questsStepsPlacesAndLoreAreRevealed() {
    assertNull(desk.sees(ADA, "/quests/q2"));
    desk.act(GM, new QuestReveal(new QuestRef("q2"), true));
    assertNotNull(desk.sees(ADA, "/quests/q2"));
    assertNull(desk.sees(ADA, "/quests/q1/objectives/o2"));
    desk.act(GM, new ObjectiveReveal(new ObjectiveRef("q1", "o2"), true));
    assertNotNull(desk.sees(ADA, "/quests/q1/objectives/o2"));
    desk.act(GM, new LoreReveal(new LoreRef("l2"), true));
    assertNotNull(desk.sees(ADA, "/lore/l2/text"));
    desk.act(GM, new LoreReveal(new LoreRef("l2"), false));
    assertNull(desk.sees(ADA, "/lore/l2"));
  }

  @Test
  void aPlaceIsNotWithinItselfAndLeavesNoPointers() {
    LocationRef town = new LocationRef("town");
    LocationEdit within =
        new LocationEdit(
            town,
            Optional.empty(),
            Optional.empty(),
            Optional.of(town),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Set.of(LocationEdit.Part.MAP));
    assertEquals("within-itself /within", desk.code(GM, within));
    assertNotNull(desk.at("/locations/town/map"));
    desk.act(GM, new LocationRemove(town));
    assertNull(desk.at("/locations/cave/within"));
    assertNull(desk.at("/quests/q1/location"));
  }
}
