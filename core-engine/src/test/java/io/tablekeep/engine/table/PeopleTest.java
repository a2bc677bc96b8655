package io.tablekeep.engine.table;

import static io.tablekeep.engine.Tables.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.contracts.store.InMemoryStore;
import io.tablekeep.engine.Action;
import io.tablekeep.engine.Campaign;
import io.tablekeep.engine.Engine;
import io.tablekeep.engine.EngineOptions;
import io.tablekeep.engine.Listening;
import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.Seat;
import io.tablekeep.engine.Tables;
import io.tablekeep.engine.state.Canonical;
import io.tablekeep.engine.state.bind.Records;
import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.GameSystem;
import io.tablekeep.sdk.game.Role;
import io.tablekeep.sdk.game.SystemDefinition;
import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.model.ParticipantRef;
import io.tablekeep.sdk.model.action.ActorCreate;
import io.tablekeep.sdk.model.action.ChatSay;
import io.tablekeep.sdk.model.action.SessionStart;
import io.tablekeep.sdk.model.people.CharacterBring;
import io.tablekeep.sdk.model.people.CharacterLeave;
import io.tablekeep.sdk.model.people.CompendiumTake;
import io.tablekeep.sdk.model.people.FlagSet;
import io.tablekeep.sdk.model.people.ParticipantInvite;
import io.tablekeep.sdk.model.people.ParticipantRemove;
import io.tablekeep.sdk.model.people.ParticipantRole;
import io.tablekeep.sdk.model.world.Actor;
import io.tablekeep.sdk.model.world.Origin;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Node;
import io.tablekeep.sdk.state.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PeopleTest {
  private Engine engine;
  private Campaign campaign;
  private Seat gm;
  private Seat ada;
  private final Listening adaHears = new Listening();

  /** Leaps only where leaping is on; reaches for a crown whenever it can. */
  private static final class Frogs implements GameSystem {
    record Leap() {}

    record Crown() {}

    @Override
    public String id() {
      return "frogs";
    }

    @Override
    public void define(SystemDefinition system) {
      system.flag("double-leap", false, "Frogs leap twice.");
      system.action(
          "leap",
          Leap.class,
          (table, leap) ->
              table.flag("double-leap")
                  ? Decision.apply(
                      Changes.none().say(io.tablekeep.sdk.view.Audience.everyone(), "twice"))
                  : Decision.reject("once", "Frogs leap once."));
      system.action(
          "crown",
          Crown.class,
          (table, crown) ->
              Decision.apply(
                  Changes.none()
                      .set(Pointer.of("participants", table.by().id(), "role"), Role.GM)));
    }
  }

  @BeforeEach
  void start() throws Exception {
    engine = Engine.start(EngineOptions.on(new InMemoryStore()).withSystems(List.of(new Frogs())));
    campaign = get(engine.create("night", Tables.document("frogs")));
    gm = get(campaign.join("gm", new Listening()));
    ada = get(campaign.join("ada", adaHears));
    adaHears.state();
  }

  @AfterEach
  void stop() {
    engine.close();
  }

  private Node look() throws Exception {
    return get(campaign.look());
  }

  private static Receipt send(Seat seat, long n, String type, String payload) throws Exception {
    byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
    return get(seat.submit(new Action("dev", n, type, bytes)));
  }

  @Test
  void whoeverIsRemovedIsGoneAtOnceAndCannotComeBack() throws Exception {
    assertEquals("ok", get(gm.act(new ParticipantRemove(new ParticipantRef("ada")))).code());
    assertTrue(adaHears.told.contains("closed seat-revoked"), adaHears.told.toString());
    assertFalse(look().at("actors", "bram", "owner").exists());
    assertTrue(campaign.join("ada", new Listening()).handle((s, f) -> f != null).get());
  }

  @Test
  void aNewRoleClosesSeatsThatSeeSomethingElseAndHoldsForWhatIsOnItsWay() throws Exception {
    assertEquals(
        "ok", get(gm.act(new ParticipantRole(new ParticipantRef("ada"), Role.CO_GM))).code());
    assertTrue(adaHears.told.contains("closed role-changed"), adaHears.told.toString());
    Listening co = new Listening();
    Seat again = get(campaign.join("ada", co));
    assertTrue(co.state().contains("is cursed"));
    // Sent in one breath: the second is decided after the first, which takes the right away.
    CompletableFuture<Receipt> down =
        gm.act(new ParticipantRole(new ParticipantRef("ada"), Role.PLAYER));
    CompletableFuture<Receipt> late = again.act(new SessionStart());
    assertEquals("ok", get(down).code());
    Receipt receipt = late.handle((r, f) -> r).get();
    assertTrue(receipt == null || receipt.code().equals("not-allowed"), String.valueOf(receipt));
    assertFalse(look().at("currentSession", "active").asBoolean(false));
  }

  @Test
  void aSpectatorOnlyWatchesThroughOtherEyesAndSoTakesTheSeatAnew() throws Exception {
    get(gm.act(new ParticipantRole(new ParticipantRef("ada"), Role.SPECTATOR)));
    assertTrue(adaHears.told.contains("closed role-changed"), adaHears.told.toString());
    Listening watches = new Listening();
    Seat watching = get(campaign.join("ada", watches));
    assertEquals("not-allowed", get(watching.act(new ChatSay("hm"))).code());
    get(gm.act(new ParticipantRole(new ParticipantRef("ada"), Role.PLAYER)));
    assertTrue(watches.told.contains("closed role-changed"), watches.told.toString());
    Seat plays = get(campaign.join("ada", new Listening()));
    assertEquals("ok", get(plays.act(new ChatSay("hm"))).code());
  }

  @Test
  void theLastGameMasterStaysAndACoGmMakesNone() throws Exception {
    Receipt stays = get(gm.act(new ParticipantRole(new ParticipantRef("gm"), Role.PLAYER)));
    assertEquals("gm-stays", stays.code());
    assertEquals("/role", stays.field(), "as a pointer into the payload");
    assertEquals("gm-stays", get(gm.act(new ParticipantRemove(new ParticipantRef("gm")))).code());
    get(gm.act(ParticipantInvite.of("Cora", Role.CO_GM)));
    String cora =
        look()
            .at("participants")
            .children()
            .filter(m -> m.at("name").asText().equals("Cora"))
            .map(Node::key)
            .findFirst()
            .orElseThrow();
    Seat co = get(campaign.join(cora, new Listening()));
    assertEquals("not-allowed", get(co.act(ParticipantInvite.of("Evil", Role.GM))).code());
    assertEquals("ok", get(co.act(ParticipantInvite.of("Pip", Role.PLAYER))).code());
    assertEquals(
        "not-allowed", get(co.act(new ParticipantRemove(new ParticipantRef("gm")))).code());
    assertEquals("ok", get(co.act(new ParticipantRemove(new ParticipantRef("ben")))).code());
  }

  @Test
  void aFlagIsOffUntilTheGameMasterTurnsItOnAndUnknownOnesAreRefused() throws Exception {
    assertEquals("once", send(ada, 1, "frogs.leap", "{}").code());
    assertEquals("ok", get(gm.act(new FlagSet("frogs.double-leap", true))).code());
    assertEquals("ok", send(ada, 2, "frogs.leap", "{}").code());
    assertTrue(look().at("flags", "frogs.double-leap").asBoolean());
    assertEquals("ok", get(gm.act(new FlagSet("frogs.double-leap", false))).code());
    assertEquals("once", send(ada, 3, "frogs.leap", "{}").code());
    for (String unknown : List.of("double-leap", "no-such", "frogs.no-such", "a/b", ".", "x.y")) {
      assertEquals("no-such-flag", get(gm.act(new FlagSet(unknown, true))).code(), unknown);
    }
    assertEquals(
        List.of(
            "characters-arrive", "characters-leave", "players-send-pictures", "frogs.double-leap"),
        List.copyOf(engine.flags("frogs").keySet()));
  }

  @Test
  void aGameSystemCannotCrownAnybody() throws Exception {
    assertEquals("place-protected", send(ada, 1, "frogs.crown", "{}").code());
    assertEquals("player", look().at("participants", "ada", "role").asText());
  }

  private static CharacterBring bring(Map<String, Object> character) {
    String hash = Canonical.hash(Records.write(character, 0));
    return new CharacterBring(character, new Origin("user/u1", "k1", hash));
  }

  @Test
  void aCharacterComesAsACopyWithoutWhatIsTheCampaigns() throws Exception {
    Map<String, Object> zora =
        Map.of(
            "name",
            "Zora",
            "hidden",
            true,
            "gmNotes",
            "x",
            "owner",
            "gm",
            "inventory",
            Map.of("i1", Map.of("name", "Rope", "item", "secret-key")),
            "frogs",
            Map.of("hp", 7));
    assertEquals("ok", get(ada.act(bring(zora))).code());
    Node copy =
        look()
            .at("actors")
            .children()
            .filter(a -> a.at("name").asText().equals("Zora"))
            .findFirst()
            .orElseThrow();
    assertEquals("ada", copy.at("owner").asText());
    assertEquals("character", copy.at("type").asText());
    assertEquals("user/u1", copy.at("origin", "document").asText());
    assertEquals(7, copy.at("frogs", "hp").asInt());
    for (String gone : List.of("hidden", "gmNotes")) {
      assertFalse(copy.at(gone).exists(), gone);
    }
    assertFalse(copy.at("inventory", "i1", "item").exists());
    CharacterBring forged = new CharacterBring(Map.of("name", "Other"), bring(zora).origin());
    assertEquals("hash-mismatch", get(ada.act(forged)).code());
    assertEquals("value-missing", get(ada.act(bring(Map.of("x", 1L)))).code());

    get(gm.act(new FlagSet("characters-arrive", false)));
    assertEquals("characters-stay-away", get(ada.act(bring(zora))).code());
  }

  @Test
  void onlyItsOwnerTakesACharacterHomeAndOnlyWhileTheGameMasterLets() throws Exception {
    CharacterLeave leave = new CharacterLeave(new ActorRef("bram"));
    assertEquals("ok", get(ada.act(leave)).code());
    assertTrue(look().at("actors", "bram", "leftAt").exists());
    assertEquals("not-yours", get(gm.act(leave)).code());
    Seat ben = get(campaign.join("ben", new Listening()));
    assertEquals("no-such-thing", get(ben.act(leave)).code());
    get(gm.act(new FlagSet("characters-leave", false)));
    assertEquals("characters-stay-here", get(ada.act(leave)).code());
  }

  @Test
  void anEntryOfACompendiumIsCopiedWithItsOriginAndCheckedAsWhatItIs() throws Exception {
    Map<String, Object> sword = Map.of("name", "Sword");
    String hash = Canonical.hash(Records.write(sword, 0));
    Origin origin = new Origin("compendium/srd", "sword", hash);
    CompendiumTake take = new CompendiumTake(CompendiumTake.Kind.ITEMS, sword, origin);
    assertEquals("ok", get(gm.act(take)).code());
    Node copy = look().at("items").children().findFirst().orElseThrow();
    assertEquals(hash, copy.at("origin", "sha256").asText());
    assertEquals("not-allowed", get(ada.act(take)).code());
    Map<String, Object> bad = Map.of("name", 7L);
    Origin right = new Origin("compendium/srd", "x", Canonical.hash(Records.write(bad, 0)));
    assertEquals(
        "wrong-type",
        get(gm.act(new CompendiumTake(CompendiumTake.Kind.ITEMS, bad, right))).code());
  }

  @Test
  void nobodyOwnsMoreCharactersThanATableBears() throws Exception {
    for (int i = 0; i < Copies.MOST_OWNED; i++) {
      ActorCreate create =
          new ActorCreate("A" + i, Actor.Type.CHARACTER, Optional.of(new ParticipantRef("ben")));
      get(gm.act(create));
    }
    Seat ben = get(campaign.join("ben", new Listening()));
    assertEquals("too-many-characters", get(ben.act(bring(Map.of("name", "Zora")))).code());
  }
}
