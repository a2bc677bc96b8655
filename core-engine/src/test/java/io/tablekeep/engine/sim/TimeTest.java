package io.tablekeep.engine.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.contracts.Seed;
import io.tablekeep.engine.Moment;
import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.SeatRequest;
import io.tablekeep.engine.TimeQuery;
import io.tablekeep.engine.branch.Extent;
import io.tablekeep.engine.state.JsonArray;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.engine.table.RichTable;
import io.tablekeep.sdk.game.Participant;
import io.tablekeep.sdk.game.Role;
import io.tablekeep.sdk.geometry.Point;
import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.model.ParticipantRef;
import io.tablekeep.sdk.model.TokenRef;
import io.tablekeep.sdk.model.action.ActorRemove;
import io.tablekeep.sdk.model.action.ChatSay;
import io.tablekeep.sdk.model.action.TokenMove;
import io.tablekeep.sdk.model.action.world.ActorEdit;
import io.tablekeep.sdk.model.people.FlagSet;
import io.tablekeep.sdk.model.people.ParticipantRemove;
import io.tablekeep.sdk.model.people.ParticipantRole;
import io.tablekeep.sdk.model.time.BranchCreate;
import io.tablekeep.sdk.model.time.BranchMerge;
import io.tablekeep.sdk.model.time.BranchRemove;
import io.tablekeep.sdk.model.time.BranchRename;
import io.tablekeep.sdk.model.time.HistoryReturn;
import io.tablekeep.sdk.state.Pointer;
import io.tablekeep.sdk.state.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The table goes back, takes branches, and brings them back, in a simulation. */
class TimeTest {
  private static final long SEED = Seed.of("TimeTest", 20261122L);
  private static final Extent ALL = Extent.of(Scope.CAMPAIGN, Optional.empty());

  private PastEvening evening = new PastEvening(SEED);

  TimeTest() {
    evening.sitDown(RichTable.ALL.toArray(new Participant[0]));
  }

  private long version() {
    return evening.get(evening.campaign.state()).version();
  }

  private JsonObject root() {
    return evening.root();
  }

  private JsonObject at(long version) {
    return (JsonObject) evening.state("gm", new Moment.Version(version), "").get("state");
  }

  private void act(Record payload) {
    Receipt receipt = evening.act(RichTable.GM, payload);
    assertEquals("ok", receipt.code(), payload + " " + receipt);
  }

  private void refused(String code, Record payload) {
    assertEquals(code, evening.act(RichTable.GM, payload).code(), payload.toString());
  }

  private JsonObject asked(TimeQuery query) {
    return PastEvening.read(evening.get(evening.campaign.past().time("gm", query)));
  }

  private static ActorEdit named(String actor, String name) {
    return new ActorEdit(
        new ActorRef(actor),
        Optional.of(name),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Set.of());
  }

  /** Key of the newest branch. */
  private String branch() {
    JsonObject all = (JsonObject) root().get("branches");
    return all.keys().get(all.keys().size() - 1);
  }

  private void eachSeatSeesItsViewOfWhatIsThere() {
    evening.mirrors.forEach(
        (who, mirror) ->
            assertEquals(
                PastEvening.read(evening.get(evening.campaign.look(who, Pointer.root())).json())
                    .toString(),
                mirror.view().toString(),
                who));
  }

  @Test
  void theCampaignBecomesWhatItWas() {
    evening = PastEvening.played(SEED, 60);
    long then = version();
    for (int i = 0; i < 40; i++) {
      evening.actAny();
    }
    JsonObject now = root();
    long before = version();
    act(HistoryReturn.campaign(then));
    JsonObject back = root();
    assertEquals(ALL.part(at(then)).without("assets", 0), ALL.part(back).without("assets", 0));
    assertNotEquals(ALL.part(now), ALL.part(back));
    for (String stays : List.of("participants", "flags", "dice", "id")) {
      assertEquals(now.get(stays), back.get(stays), stays);
    }
    assertEquals(before + 1, version(), "one entry");
    eachSeatSeesItsViewOfWhatIsThere();

    // The way back to the future that was left.
    JsonObject point = (JsonObject) Trees.get(back, "branches", branch());
    assertNotNull(point);
    assertEquals(before, point.get("at"));
    assertEquals(then, Trees.get(point, "back", "to"));
    act(HistoryReturn.campaign(before));
    assertEquals(ALL.part(now), ALL.part(root()));
    evening.restart();
    assertEquals(ALL.part(now), ALL.part(root()), "after a restart");
    assertEquals(2, ((JsonObject) root().get("branches")).keys().size());
  }

  @Test
  void whoWasSentAwayStaysAwayAndOwnsNothing() {
    long then = version();
    assertEquals("ada", Trees.get(root(), "actors", "bram", "owner"));
    act(new ParticipantRole(new ParticipantRef("ben"), Role.SPECTATOR));
    act(new ParticipantRemove(new ParticipantRef("ada")));
    act(new FlagSet("characters-arrive", false));
    act(named("bram", "Bram the Orphan"));
    Object flags = root().get("flags");
    act(HistoryReturn.campaign(then));
    assertNull(Trees.get(root(), "participants", "ada"));
    assertEquals("spectator", Trees.get(root(), "participants", "ben", "role"));
    assertNull(Trees.get(root(), "actors", "bram", "owner"));
    assertEquals("Bram", Trees.get(root(), "actors", "bram", "name"));
    assertEquals(flags, root().get("flags"));
  }

  @Test
  void whatMovedSinceThePreviewIsNotLostUnseen() {
    long then = version();
    act(named("bram", "Bram the Bold"));
    JsonObject preview = asked(new TimeQuery.Returning(HistoryReturn.campaign(then)));
    assertTrue(preview.toString().contains("Bram the Bold"), preview.toString());
    assertEquals(true, preview.get("fits"));
    long seen = (Long) preview.get("head");
    act(new ChatSay("Wait!"));
    act(named("bram", "Bram the Wise"));
    HistoryReturn wish =
        new HistoryReturn(
            then, Scope.CAMPAIGN, Optional.empty(), seen, false, Optional.of("Bold days"));
    refused("moved-since", wish);
    long again = version();
    act(new ChatSay("Talk moves nothing."));
    act(
        new HistoryReturn(
            then, Scope.CAMPAIGN, Optional.empty(), again, false, Optional.of("Bold days")));
    assertEquals("Bold days", Trees.get(root(), "branches", branch(), "name"));
    refused("nothing-to-return", HistoryReturn.campaign(then));
  }

  @Test
  void aScopeReturnsAloneAndNamesWhatChangedWithIt() {
    long then = version();
    act(new TokenMove(new TokenRef("inn", "t1"), new Point(3, 3)));
    act(named("bram", "Bram the Bold"));
    HistoryReturn session =
        new HistoryReturn(then, Scope.SESSION, Optional.empty(), 0, false, Optional.empty());
    assertEquals("[]", String.valueOf(asked(new TimeQuery.Returning(session)).get("dependents")));
    Object actors = root().get("actors");
    act(session);
    assertEquals(actors, root().get("actors"), "sheets are the campaign's");
    assertEquals(
        Trees.get(at(then), "maps", "inn", "tokens", "t1"),
        Trees.get(root(), "maps", "inn", "tokens", "t1"));

    // An actor is removed with their token: one entry, two scopes.
    long with = version();
    act(new ActorRemove(new ActorRef("bram")));
    HistoryReturn places =
        new HistoryReturn(with, Scope.SESSION, Optional.empty(), 0, false, Optional.empty());
    JsonObject preview = asked(new TimeQuery.Returning(places));
    JsonArray dependents = (JsonArray) preview.get("dependents");
    assertEquals(1, dependents.size(), preview.toString());
    assertEquals("actor.remove", Trees.child(dependents.get(0), "action"));
    assertEquals("gm", Trees.child(dependents.get(0), "by"));
    refused("others-depend", places);
    HistoryReturn user =
        new HistoryReturn(
            with, Scope.USER, Optional.of(new ParticipantRef("ada")), 0, true, Optional.empty());
    act(user);
    assertEquals(Trees.get(at(with), "actors", "bram"), Trees.get(root(), "actors", "bram"));
    assertNull(Trees.get(root(), "maps", "inn", "tokens", "t1"), "that is the session's");
    eachSeatSeesItsViewOfWhatIsThere();
  }

  @Test
  void whatIsMergedTwiceInOneBreathIsMergedOnce() {
    act(new BranchCreate("What if", 0));
    String key = branch();
    var branch =
        evening.get(evening.engine.branch("night", "gm", key).thenCompose(evening.engine::open));
    var mirror = new Mirror();
    var seat =
        evening.get(
            branch.join(SeatRequest.first("gm", "desk"), mirror.connection(Integer.MAX_VALUE)));
    assertEquals("ok", evening.get(seat.act(named("wolf", "Wulf"))).code());
    BranchMerge wish = BranchMerge.of(key, Map.of());
    // The second is decided before the first is durable, or waits for that.
    var first = evening.seats.get("gm").act(wish);
    var between = evening.seats.get("gm").act(named("wolf", "Fenris"));
    var second = evening.seats.get("gm").act(wish);
    assertEquals("ok", evening.get(first).code());
    assertEquals("ok", evening.get(between).code());
    assertEquals("nothing-to-merge", evening.get(second).code());
    assertEquals("Fenris", Trees.get(root(), "actors", "wolf", "name"));
  }

  @Test
  void aBranchIsPlayedOnItsOwnAndComesBackByChoice() {
    act(new BranchCreate("What if", 0));
    String key = branch();
    evening.mirrors.forEach(
        (who, mirror) ->
            assertEquals(who.equals("gm") || who.equals("co"), mirror.view().has("branches"), who));
    long left = (Long) Trees.get(root(), "branches", key, "at");
    assertEquals(version() - 1, left);
    act(named("bram", "Bram of here"));
    var branch =
        evening.get(evening.engine.branch("night", "gm", key).thenCompose(evening.engine::open));
    assertEquals(true, Trees.get(root(), "branches", key, "opened"));
    assertEquals(branch.id().id(), Trees.get(root(), "branches", key, "document"));
    JsonObject began = PastEvening.read(evening.get(branch.state()).canonical());
    assertEquals(ALL.part(at(left)), ALL.part(began));
    assertEquals("night", Trees.get(began, "branchOf", "campaign"));
    assertEquals(left, Trees.get(began, "branchOf", "version"));
    assertEquals(1L, evening.get(branch.state()).version());

    var mirror = new Mirror();
    var seat =
        evening.get(
            branch.join(SeatRequest.first("gm", "desk"), mirror.connection(Integer.MAX_VALUE)));
    assertEquals("ok", evening.get(seat.act(named("bram", "Bram of there"))).code());
    assertEquals("ok", evening.get(seat.act(named("wolf", "Wulf"))).code());
    refused("merge-conflicts", BranchMerge.of(key, Map.of()));
    JsonObject preview = asked(new TimeQuery.Merging(BranchMerge.of(key, Map.of())));
    JsonArray conflicts = (JsonArray) preview.get("conflicts");
    assertEquals(1, conflicts.size(), preview.toString());
    assertEquals("/actors/bram/name", Trees.child(conflicts.get(0), "path"));
    assertEquals("Bram of here", Trees.child(conflicts.get(0), "theirs"));
    assertEquals("Bram of there", Trees.child(conflicts.get(0), "mine"));
    assertEquals(1L, preview.get("open"));
    refused("no-such-conflict", BranchMerge.of(key, Map.of("/actors/zed", BranchMerge.Take.MINE)));
    long before = version();
    act(BranchMerge.of(key, Map.of("/actors/bram", BranchMerge.Take.MINE)));
    assertEquals(before + 1, version(), "one entry");
    assertEquals("Bram of there", Trees.get(root(), "actors", "bram", "name"));
    assertEquals("Wulf", Trees.get(root(), "actors", "wolf", "name"));
    refused("nothing-to-merge", BranchMerge.of(key, Map.of()));

    // Merged again, what was merged is what both sides have in common.
    act(named("wolf", "Fenris"));
    assertEquals("ok", evening.get(seat.act(named("bram", "Bram again"))).code());
    act(BranchMerge.of(key, Map.of()));
    assertEquals("Fenris", Trees.get(root(), "actors", "wolf", "name"));
    assertEquals("Bram again", Trees.get(root(), "actors", "bram", "name"));
    eachSeatSeesItsViewOfWhatIsThere();

    evening.restart();
    var again =
        evening.get(evening.engine.branch("night", "gm", key).thenCompose(evening.engine::open));
    JsonObject played = PastEvening.read(evening.get(again.state()).canonical());
    assertEquals("Bram again", Trees.get(played, "actors", "bram", "name"));
  }

  @Test
  void anAbandonedFutureIsMergedBackInParts() {
    long then = version();
    act(named("bram", "Bram the Bold"));
    act(named("wolf", "Wulf"));
    act(HistoryReturn.campaign(then));
    String key = branch();
    act(named("wolf", "Fenris"));
    refused("merge-conflicts", BranchMerge.of(key, Map.of()));
    act(BranchMerge.of(key, Map.of("/actors/wolf/name", BranchMerge.Take.THEIRS)));
    assertEquals("Bram the Bold", Trees.get(root(), "actors", "bram", "name"));
    assertEquals("Fenris", Trees.get(root(), "actors", "wolf", "name"));
  }

  @Test
  void nonsenseIsRefusedAndChangesNothing() {
    JsonObject before = root();
    refused("no-such-version", HistoryReturn.campaign(1_000_000));
    refused("no-such-version", new BranchCreate("Later", 1_000_000));
    refused("no-such-branch", new BranchRename("nope", "x"));
    refused("no-such-branch", new BranchRemove("nope"));
    refused("no-such-branch", BranchMerge.of("nope", Map.of()));
    refused(
        "bad-scope",
        new HistoryReturn(1, Scope.USER, Optional.empty(), 0, false, Optional.empty()));
    refused(
        "bad-scope",
        new HistoryReturn(1, Scope.EPHEMERAL, Optional.empty(), 0, false, Optional.empty()));
    for (var who : List.of(RichTable.CO, RichTable.ADA)) {
      assertEquals("not-allowed", evening.act(who, HistoryReturn.campaign(1)).code());
      assertEquals("not-allowed", evening.act(who, new BranchCreate("x", 0)).code());
      assertEquals(
          "gm-only",
          evening.fault(evening.campaign.past().time(who.id(), new TimeQuery.Branches())));
      assertEquals("gm-only", evening.fault(evening.engine.branch("night", who.id(), "x")));
    }
    assertEquals("no-such-branch", evening.fault(evening.engine.branch("night", "gm", "x")));
    assertEquals(before, root());
    for (int i = 0; i < 100; i++) {
      act(new BranchCreate("Branch " + i, 1));
    }
    refused("too-many-branches", new BranchCreate("One more", 1));
    act(new BranchRename(branch(), "Other"));
    assertEquals("Other", Trees.get(root(), "branches", branch(), "name"));
    act(new BranchRemove(branch()));
    act(new BranchCreate("One more", 1));
  }

  @Test
  void branchPointsOfReturnsAreBoundedAndTheOldestGoes() {
    long then = version();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      act(named("bram", "Bram " + i));
      act(
          new HistoryReturn(
              then, Scope.CAMPAIGN, Optional.empty(), 0, false, Optional.of("Point " + i)));
    }
    JsonObject all = (JsonObject) root().get("branches");
    for (JsonObject.Cursor each = all.cursor(); each.next(); ) {
      names.add(String.valueOf(Trees.child(each.value(), "name")));
    }
    assertEquals(50, names.size());
    assertEquals("Point 10", names.get(0));
    assertEquals("Point 59", names.get(49));
  }
}
