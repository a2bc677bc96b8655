package io.tablekeep.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tablekeep.contracts.store.Fault;
import io.tablekeep.contracts.store.FaultyStore;
import io.tablekeep.contracts.store.InMemoryStore;
import io.tablekeep.engine.runtime.sim.SimulatedRuntime;
import io.tablekeep.engine.runtime.sim.Simulation;
import io.tablekeep.engine.state.JsonReader;
import io.tablekeep.engine.state.JsonWriter;
import io.tablekeep.engine.state.bind.NodeView;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.game.GameSystem;
import io.tablekeep.sdk.model.action.ChatSay;
import io.tablekeep.sdk.model.time.HistoryReturn;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Node;
import io.tablekeep.sdk.state.Pointer;
import io.tablekeep.sdk.view.Audience;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Another version of a game system takes the place of the one that is played. */
class ReplaceTest {
  private static final Pointer COUNT = Pointer.of("hops", "count");

  private final Simulation simulation = new Simulation(11);
  private final SimulatedRuntime runtime = simulation.runtime("house");
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final FaultyStore store = new FaultyStore(new InMemoryStore());
  private Engine engine = start(new Hops(1, system -> {}));

  private Engine start(GameSystem system) {
    return Engine.start(
        EngineOptions.on(store)
            .withRuntime(runtime)
            .withSystems(List.of(system))
            .withMeters(meters));
  }

  private Campaign table(String id) {
    return await(engine.create(id, Tables.document("hops")));
  }

  private <T> T await(CompletionStage<T> stage) {
    return simulation.await(stage);
  }

  private void settle() {
    simulation.runUntilIdle();
  }

  private Node document(Campaign campaign) {
    return NodeView.of(
        JsonReader.read(await(campaign.state()).canonical(), JsonReader.Limits.DOCUMENT, 0));
  }

  private long count(Campaign campaign) {
    return document(campaign).at("hops", "count").asInt(0);
  }

  private CompletableFuture<SystemChange> replace(
      GameSystem next, String release, boolean onlyIfSame) {
    return engine.replace(List.of(next), release, onlyIfSame);
  }

  private String refused(GameSystem next) {
    CompletionException e =
        assertThrows(CompletionException.class, () -> await(replace(next, "2.0.0", false)));
    settle();
    return ((TablekeepException) e.getCause()).code();
  }

  @Test
  void playGoesOnByTheNewRulesForWhoSitsAtTheTable() {
    Campaign night = table("night");
    HoppingGuest ada = new HoppingGuest(simulation, night, "ada");
    assertEquals("ok", ada.hops().code());
    SystemChange change = await(replace(new Hops(10, system -> {}), "2.0.0", false));
    assertEquals(1, change.campaigns());
    assertEquals("ok", ada.hops().code());
    assertEquals(11, count(night));
    assertEquals(1, ada.welcomes);
    assertEquals(List.of(), ada.closed);
  }

  @Test
  void everyoneSeesByTheNewRulesWithoutComingBack() {
    Campaign night = table("night");
    HoppingGuest ada = new HoppingGuest(simulation, night, "ada");
    HoppingGuest gm = new HoppingGuest(simulation, night, "gm");
    ada.hops();
    assertFalse(ada.view().at("hops").exists());
    await(
        replace(
            new Hops(2, system -> system.visible("hops/count", Audience.everyone())), "2", false));
    settle();
    assertEquals(1, ada.view().at("hops", "count").asInt());
    ada.hops();
    settle();
    assertEquals(3, ada.view().at("hops", "count").asInt());
    assertEquals(3, gm.view().at("hops", "count").asInt());
    await(replace(new Hops(2, system -> {}), "3", false));
    settle();
    assertFalse(ada.view().at("hops", "count").exists(), "hidden again");
    assertEquals(1, ada.welcomes);
    HoppingGuest fresh = new HoppingGuest(simulation, night, "ben");
    assertFalse(fresh.view().at("hops").exists());
  }

  @Test
  void aMomentBeforeTheNewRulesComesBackAsTheyHaveIt() {
    Campaign night = table("night");
    HoppingGuest gm = new HoppingGuest(simulation, night, "gm");
    gm.hops();
    long then = await(night.state()).version();
    gm.hops();
    gm.hops();
    Hops tens =
        new Hops(
            1,
            system ->
                system.migrate(
                    0,
                    document ->
                        Changes.none().set(COUNT, 10 * document.at("hops", "count").asInt(0))));
    await(replace(tens, "2.0.0", false));
    assertEquals(30, count(night));
    assertEquals("ok", await(gm.seat.act(HistoryReturn.campaign(then))).code());
    assertEquals(10, count(night));
    assertEquals(1, document(night).at("campaign", "systemVersion").asInt(0));
    await(replace(tens, "2.0.1", true)); // what was decided from the journal is no difference
    engine.close();
    engine = Engine.start(EngineOptions.on(store).withRuntime(simulation.runtime("without")));
    Campaign bare = await(engine.open("night"));
    HoppingGuest again = new HoppingGuest(simulation, bare, "gm");
    assertEquals("system-data", await(again.seat.act(HistoryReturn.campaign(then))).code());
  }

  @Test
  void whatIsDeclaredTheSameDisturbsNobody() {
    Campaign night = table("night");
    HoppingGuest ada = new HoppingGuest(simulation, night, "ada");
    double before = meters.get("tablekeep.seats.coalesced").counter().count();
    await(replace(new Hops(2, system -> {}), "2", false));
    settle();
    assertEquals(before, meters.get("tablekeep.seats.coalesced").counter().count());
    assertEquals("ok", ada.hops().code());
  }

  @Test
  void theDataIsBroughtToTheNewVersionOnce() {
    Campaign night = table("night");
    HoppingGuest ada = new HoppingGuest(simulation, night, "ada");
    ada.hops();
    await(replace(Hops.migrating(1, Changes.none().set(COUNT, 100)), "2.0.0", false));
    assertEquals(100, count(night));
    assertEquals(1, document(night).at("campaign", "systemVersion").asInt());
    await(replace(Hops.migrating(1, Changes.none().set(COUNT, 500)), "2.0.1", false));
    assertEquals(100, count(night));
    ada.hops();
    assertEquals(101, count(night));
  }

  @Test
  void aMigrationThatFailsAnywhereLeavesEverythingAsItWasEverywhere() {
    Campaign night = table("night");
    Campaign day = table("day");
    HoppingGuest ada = new HoppingGuest(simulation, night, "ada");
    HoppingGuest ben = new HoppingGuest(simulation, day, "ben");
    ada.hops();
    ben.hops();
    ben.hops();
    String before = await(night.state()).sha256() + await(day.state()).sha256();
    GameSystem picky =
        new Hops(
            1,
            system ->
                system.migrate(
                    0,
                    document -> {
                      if (document.at("hops", "count").asInt() > 1) {
                        throw new IllegalStateException("too many");
                      }
                      return Changes.none().set(COUNT, 0);
                    }));
    assertEquals("migration-failed", refused(picky));
    assertEquals(before, await(night.state()).sha256() + await(day.state()).sha256());
    assertEquals("ok", ada.hops().code());
    assertEquals(2, count(night), "by the old rules");
    assertEquals("ok", ben.hops().code());
    assertEquals("wrong-type", refused(shaped()));
    assertEquals("ok", ada.hops().code());
    assertEquals(3, count(night));
  }

  private record Sheet(String count) {}

  private static GameSystem shaped() {
    return new Hops(
        3,
        system -> {
          system.shape("hops", Sheet.class, sheet -> Stream.of());
          system.migrate(0, document -> Changes.none().set(COUNT, 7));
        });
  }

  @Test
  void aSystemThatCannotBeDefinedIsRefused() {
    table("night");
    GameSystem bad =
        new Hops(
            1,
            system -> {
              throw new TablekeepException(ErrorKind.PLUGIN, "bad-pattern", "no");
            });
    assertEquals("bad-pattern", refused(bad));
  }

  @Test
  void campaignsThatWereNotOpenAreMigratedWhenTheyAreOpened() {
    Campaign night = table("night");
    new HoppingGuest(simulation, night, "ada").hops();
    engine.close();
    engine = start(Hops.migrating(5, Changes.none().set(COUNT, 100)));
    Campaign again = await(engine.open("night"));
    assertEquals(100, count(again));
    assertEquals(1, document(again).at("campaign", "systemVersion").asInt());
    HoppingGuest ada = new HoppingGuest(simulation, again, "ada");
    ada.n = 100;
    assertEquals("ok", ada.hops().code());
    assertEquals(105, count(again));
  }

  @Test
  void aCampaignWhoseDataDoesNotFitIsPlayedWithoutTheSystemAndSaysWhy() {
    engine.close();
    engine = start(Hops.migrating(1, Changes.none()));
    Campaign night = table("night");
    assertEquals(1, document(night).at("campaign", "systemVersion").asInt(), "new and new");
    String before = await(night.state()).sha256();
    engine.close();
    engine = start(new Hops(1, system -> {}));
    Campaign again = await(engine.open("night"));
    HoppingGuest ada = new HoppingGuest(simulation, again, "ada");
    Receipt receipt = ada.hops();
    assertEquals("plugin-quarantined", receipt.code());
    assertTrue(receipt.message().contains("version"), receipt::message);
    assertEquals("ok", await(ada.seat.act(new ChatSay("Hm."))).code());
    assertEquals(0, count(again));
    assertFalse(before.isEmpty());
    await(replace(Hops.migrating(4, Changes.none()), "2", false));
    assertEquals("ok", ada.hops().code(), "the right version brings it back");
    assertEquals(4, count(again));
  }

  @Test
  void whatTheNewRulesWouldHaveDecidedOtherwiseIsTold() {
    Campaign night = table("night");
    HoppingGuest ada = new HoppingGuest(simulation, night, "ada");
    ada.hops();
    ada.hops();
    await(ada.seat.act(new ChatSay("Hop!")));
    CompletionException e =
        assertThrows(
            CompletionException.class, () -> await(replace(new Hops(5, system -> {}), "2", true)));
    assertEquals("rules-differ", ((TablekeepException) e.getCause()).code());
    ada.hops();
    assertEquals(3, count(night), "still the old rules");
    SystemChange change = await(replace(new Hops(5, system -> {}), "2", false));
    assertEquals(3, change.differences().size());
    SystemChange.Otherwise first = change.differences().get(0);
    assertEquals("night", first.campaign());
    assertEquals("hops.hop", first.action());
    assertEquals("/hops/count", first.at());
    assertEquals("1 5", first.was() + ' ' + first.now());
    assertEquals(
        List.of(),
        await(replace(new Hops(5, system -> {}), "2", false)).differences().stream()
            .filter(one -> one.now().equals(one.was()))
            .toList());
  }

  @Test
  void aStoreThatDoesNotAnswerKeepsTheOldRules() {
    Campaign night = table("night");
    HoppingGuest ada = new HoppingGuest(simulation, night, "ada");
    store.failNext(FaultyStore.Call.APPEND, Fault.delayed());
    CompletableFuture<Receipt> slow = ada.hop();
    CompletableFuture<SystemChange> change = replace(new Hops(10, system -> {}), "2", false);
    simulation.advance(Duration.ofSeconds(30));
    assertTrue(change.isCompletedExceptionally());
    store.release();
    settle();
    assertEquals("ok", slow.join().code());
    assertEquals("ok", ada.hops().code());
    assertEquals(2, count(night));
  }

  @Test
  void aMigrationThatTheStoreLosesIsMadeWhenItAnswersAgain() {
    Campaign night = table("night");
    HoppingGuest ada = new HoppingGuest(simulation, night, "ada");
    ada.hops();
    store.failNext(FaultyStore.Call.APPEND, Fault.unknownNotStored());
    await(replace(Hops.migrating(1, Changes.none().set(COUNT, 100)), "2", false));
    simulation.advance(Duration.ofSeconds(30));
    settle();
    assertEquals(100, count(night));
    assertEquals(1, document(night).at("campaign", "systemVersion").asInt());
    assertEquals("ok", ada.hops().code());
    assertEquals(101, count(night));
  }

  @Test
  void aDifferenceFarInsideALongValueIsTold() {
    Campaign night = table("night");
    await(replace(writing("a"), "2", false));
    HoppingGuest ada = new HoppingGuest(simulation, night, "ada");
    ada.hops();
    SystemChange change = await(replace(writing("b"), "3", false));
    assertEquals("/hops/text", change.differences().get(0).at());
  }

  private static GameSystem writing(String end) {
    return new Hops(
        1,
        system ->
            system.after(
                Hops.Hop.class,
                (table, hop) ->
                    Changes.none().set(table.state().at("hops", "text"), "x".repeat(500) + end)));
  }

  @Test
  void aMigrationTooLongForTheJournalLeavesEverythingAsItWas() {
    Campaign night = table("night");
    HoppingGuest ada = new HoppingGuest(simulation, night, "ada");
    String before = await(night.state()).sha256();
    Changes much = Changes.none();
    for (int i = 0; i < 40; i++) {
      much = much.set(Pointer.of("hops", "part" + i), "x".repeat(200_000));
    }
    assertEquals("entry-too-large", refused(Hops.migrating(9, much)));
    assertEquals(before, await(night.state()).sha256());
    ada.hops();
    assertEquals(1, count(night));
  }

  @Test
  void aCampaignThatIsClosedMeanwhileKeepsNobodyWaiting() {
    Campaign night = table("night");
    table("day");
    for (int steps = 0; steps < 60; steps++) {
      await(engine.open("night"));
      CompletableFuture<SystemChange> change =
          replace(new Hops(2 + steps, system -> {}), "2." + steps, false);
      for (int i = 0; i < steps && simulation.step(); i++) {}
      CompletableFuture<Void> closed = night.close();
      simulation.advance(Duration.ofSeconds(40));
      assertTrue(closed.isDone(), "after " + steps);
      assertTrue(change.isDone(), "after " + steps);
      Campaign again = await(engine.open("night"));
      HoppingGuest ada = new HoppingGuest(simulation, again, "ada");
      ada.n = 1_000L * (steps + 1);
      long had = count(again);
      assertEquals("ok", ada.hops().code());
      if (!change.isCompletedExceptionally()) {
        assertEquals(had + 2 + steps, count(again), "after " + steps);
      }
      ada.seat.leave();
      settle();
    }
  }

  @Test
  void whoseDataDoesNotFitIsNotBroughtBackByPardon() {
    engine.close();
    engine = start(Hops.migrating(1, Changes.none()));
    table("night");
    engine.close();
    engine = start(new Hops(1, system -> {}));
    await(engine.open("night"));
    CompletionException e =
        assertThrows(CompletionException.class, () -> await(engine.pardon("night")));
    assertEquals("system-data", ((TablekeepException) e.getCause()).code());
  }

  @Test
  void oneReplacementAtATime() {
    table("night");
    CompletableFuture<SystemChange> first = replace(new Hops(2, system -> {}), "2", false);
    assertEquals("replacing", refused(new Hops(3, system -> {})));
    assertEquals(1, await(first).campaigns());
  }

  @Test
  void aSystemThatWasPutAsideIsBroughtBackByTheHost() {
    GameSystem failing =
        new Hops(
            1,
            system ->
                system.after(
                    Hops.Hop.class,
                    (table, hop) -> {
                      throw new IllegalStateException("ouch");
                    }));
    Campaign night = table("night");
    HoppingGuest ada = new HoppingGuest(simulation, night, "ada");
    await(replace(failing, "2", false));
    Receipt last = ada.hops();
    for (int i = 0; i < 30 && !last.code().equals("plugin-quarantined"); i++) {
      last = ada.hops();
    }
    assertEquals("plugin-quarantined", last.code());
    await(replace(new Hops(1, system -> {}), "3", false));
    assertEquals("ok", ada.hops().code());
    assertFalse(await(engine.pardon("night")));
  }

  @Test
  void nothingIsLostOrDoubledWhileRulesChangeUnderThePlayersHands() {
    Campaign night = table("night");
    List<HoppingGuest> guests =
        List.of(
            new HoppingGuest(simulation, night, "ada"),
            new HoppingGuest(simulation, night, "ben"),
            new HoppingGuest(simulation, night, "gm"));
    SplittableRandom chance = new SplittableRandom(5);
    List<CompletableFuture<Receipt>> all = new ArrayList<>();
    for (int round = 0; round < 200; round++) {
      CompletableFuture<SystemChange> change =
          replace(
              new Hops(
                  1,
                  round % 2 == 0
                      ? system -> {}
                      : system -> system.visible("hops", Audience.everyone())),
              "1." + round,
              false);
      while (!change.isDone()) {
        if (chance.nextInt(3) == 0 && all.size() < (round + 1) * 4) {
          all.add(guests.get(chance.nextInt(3)).hop());
        }
        if (!simulation.step()) {
          break;
        }
      }
      await(change);
      simulation.advance(Duration.ofMillis(500));
    }
    settle();
    long applied = all.stream().filter(one -> one.join().code().equals("ok")).count();
    assertTrue(applied > 100, applied + " of " + all.size());
    assertEquals(applied, count(night));
    assertEquals(
        all.size(),
        applied + all.stream().filter(o -> o.join().outcome() == Receipt.Outcome.RETRY).count());
    for (HoppingGuest guest : guests) {
      HoppingGuest fresh =
          new HoppingGuest(simulation, night, guest == guests.get(2) ? "gm" : "ben");
      if (guest == guests.get(1) || guest == guests.get(2)) {
        assertEquals(JsonWriter.text(fresh.view), JsonWriter.text(guest.view));
      }
      assertEquals(1, guest.welcomes);
    }
  }
}
