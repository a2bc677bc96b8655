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
import io.tablekeep.engine.state.patch.JsonPatch;
import io.tablekeep.engine.state.patch.MergePatch;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.GameSystem;
import io.tablekeep.sdk.game.SystemDefinition;
import io.tablekeep.sdk.model.action.ChatSay;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Node;
import io.tablekeep.sdk.state.Pointer;
import io.tablekeep.sdk.view.Audience;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
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

  /** Counts hops; each version hops as far as its number. */
  private record Hops(int far, Consumer<SystemDefinition> more) implements GameSystem {
    record Hop() {}

    @Override
    public String id() {
      return "hops";
    }

    @Override
    public void define(SystemDefinition system) {
      system.action(
          "hop",
          Hop.class,
          (table, hop) ->
              Decision.apply(Changes.none().add(table.state().at("hops", "count"), far)));
      more.accept(system);
    }
  }

  private static Hops migrating(int far, Changes changes) {
    return new Hops(far, system -> system.migrate(0, document -> changes));
  }

  private Engine start(GameSystem system) {
    return Engine.start(
        EngineOptions.on(store)
            .withRuntime(runtime)
            .withSystems(List.of(system))
            .withMeters(meters));
  }

  /** Somebody at the table, whose view is put together from what they are told. */
  private final class Guest implements SeatListener {
    private final Seat seat;
    private final List<String> closed = new ArrayList<>();
    private Object view = "nothing yet";
    private long n;
    private int welcomes;

    Guest(Campaign campaign, String who) {
      this.seat =
          await(
              campaign.join(
                  new SeatRequest(who, "phone", new byte[0], 0, List.of(Pointer.root())), this));
      settle();
    }

    CompletableFuture<Receipt> hop() {
      byte[] nothing = "{}".getBytes(StandardCharsets.UTF_8);
      return seat.submit(new Action("phone", ++n, "hops.hop", nothing));
    }

    Receipt hops() {
      return await(hop());
    }

    Node view() {
      return NodeView.of(view);
    }

    @Override
    public void welcome(Welcome welcome) {
      welcomes++;
      view = JsonReader.read(welcome.state(), JsonReader.Limits.DOCUMENT, 0);
    }

    @Override
    public void frame(Frame frame) {
      ViewChange change = frame.change();
      if (change != null) {
        Object patch = JsonReader.read(change.json(), JsonReader.Limits.DOCUMENT, 0);
        view =
            change.isMerge()
                ? MergePatch.apply(view, patch, 0)
                : JsonPatch.parse(patch).apply(view, 0);
      }
    }

    @Override
    public void closed(String code, String message) {
      closed.add(code);
    }
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

  private String refused(GameSystem next) {
    CompletionException e =
        assertThrows(CompletionException.class, () -> await(engine.replace(next, "2.0.0", false)));
    settle();
    return ((TablekeepException) e.getCause()).code();
  }

  @Test
  void playGoesOnByTheNewRulesForWhoSitsAtTheTable() {
    Campaign night = table("night");
    Guest ada = new Guest(night, "ada");
    assertEquals("ok", ada.hops().code());
    SystemChange change = await(engine.replace(new Hops(10, system -> {}), "2.0.0", false));
    assertEquals(1, change.campaigns());
    assertEquals("ok", ada.hops().code());
    assertEquals(11, count(night));
    assertEquals(1, ada.welcomes);
    assertEquals(List.of(), ada.closed);
  }

  @Test
  void everyoneSeesByTheNewRulesWithoutComingBack() {
    Campaign night = table("night");
    Guest ada = new Guest(night, "ada");
    Guest gm = new Guest(night, "gm");
    ada.hops();
    assertFalse(ada.view().at("hops").exists());
    await(
        engine.replace(
            new Hops(2, system -> system.visible("hops/count", Audience.everyone())), "2", false));
    settle();
    assertEquals(1, ada.view().at("hops", "count").asInt());
    ada.hops();
    settle();
    assertEquals(3, ada.view().at("hops", "count").asInt());
    assertEquals(3, gm.view().at("hops", "count").asInt());
    await(engine.replace(new Hops(2, system -> {}), "3", false));
    settle();
    assertFalse(ada.view().at("hops", "count").exists(), "hidden again");
    assertEquals(1, ada.welcomes);
    Guest fresh = new Guest(night, "ben");
    assertFalse(fresh.view().at("hops").exists());
  }

  @Test
  void whatIsDeclaredTheSameDisturbsNobody() {
    Campaign night = table("night");
    Guest ada = new Guest(night, "ada");
    double before = meters.get("tablekeep.seats.coalesced").counter().count();
    await(engine.replace(new Hops(2, system -> {}), "2", false));
    settle();
    assertEquals(before, meters.get("tablekeep.seats.coalesced").counter().count());
    assertEquals("ok", ada.hops().code());
  }

  @Test
  void theDataIsBroughtToTheNewVersionOnce() {
    Campaign night = table("night");
    Guest ada = new Guest(night, "ada");
    ada.hops();
    await(engine.replace(migrating(1, Changes.none().set(COUNT, 100)), "2.0.0", false));
    assertEquals(100, count(night));
    assertEquals(1, document(night).at("campaign", "systemVersion").asInt());
    await(engine.replace(migrating(1, Changes.none().set(COUNT, 500)), "2.0.1", false));
    assertEquals(100, count(night));
    ada.hops();
    assertEquals(101, count(night));
  }

  @Test
  void aMigrationThatFailsAnywhereLeavesEverythingAsItWasEverywhere() {
    Campaign night = table("night");
    Campaign day = table("day");
    Guest ada = new Guest(night, "ada");
    Guest ben = new Guest(day, "ben");
    ada.hops();
    ben.hops();
    ben.hops();
    String before = await(night.state()).sha256() + await(day.state()).sha256();
    GameSystem picky =
        new Hops(
            10,
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
    new Guest(night, "ada").hops();
    engine.close();
    engine = start(migrating(5, Changes.none().set(COUNT, 100)));
    Campaign again = await(engine.open("night"));
    assertEquals(100, count(again));
    assertEquals(1, document(again).at("campaign", "systemVersion").asInt());
    Guest ada = new Guest(again, "ada");
    ada.n = 100;
    assertEquals("ok", ada.hops().code());
    assertEquals(105, count(again));
  }

  @Test
  void aCampaignWhoseDataDoesNotFitIsPlayedWithoutTheSystemAndSaysWhy() {
    engine.close();
    engine = start(migrating(1, Changes.none()));
    Campaign night = table("night");
    assertEquals(1, document(night).at("campaign", "systemVersion").asInt(), "new and new");
    String before = await(night.state()).sha256();
    engine.close();
    engine = start(new Hops(1, system -> {}));
    Campaign again = await(engine.open("night"));
    Guest ada = new Guest(again, "ada");
    Receipt receipt = ada.hops();
    assertEquals("plugin-quarantined", receipt.code());
    assertTrue(receipt.message().contains("version"), receipt::message);
    assertEquals("ok", await(ada.seat.act(new ChatSay("Hm."))).code());
    assertEquals(0, count(again));
    assertFalse(before.isEmpty());
    await(engine.replace(migrating(4, Changes.none()), "2", false));
    assertEquals("ok", ada.hops().code(), "the right version brings it back");
    assertEquals(4, count(again));
  }

  @Test
  void whatTheNewRulesWouldHaveDecidedOtherwiseIsTold() {
    Campaign night = table("night");
    Guest ada = new Guest(night, "ada");
    ada.hops();
    ada.hops();
    await(ada.seat.act(new ChatSay("Hop!")));
    CompletionException e =
        assertThrows(
            CompletionException.class,
            () -> await(engine.replace(new Hops(5, system -> {}), "2", true)));
    assertEquals("rules-differ", ((TablekeepException) e.getCause()).code());
    ada.hops();
    assertEquals(3, count(night), "still the old rules");
    SystemChange change = await(engine.replace(new Hops(5, system -> {}), "2", false));
    assertEquals(3, change.differences().size());
    SystemChange.Otherwise first = change.differences().get(0);
    assertEquals("night", first.campaign());
    assertEquals("hops.hop", first.action());
    assertEquals("/hops/count", first.at());
    assertEquals("1 5", first.was() + ' ' + first.now());
    assertEquals(
        List.of(),
        await(engine.replace(new Hops(5, system -> {}), "2", false)).differences().stream()
            .filter(one -> one.now().equals(one.was()))
            .toList());
  }

  @Test
  void aStoreThatDoesNotAnswerKeepsTheOldRules() {
    Campaign night = table("night");
    Guest ada = new Guest(night, "ada");
    store.failNext(FaultyStore.Call.APPEND, Fault.delayed());
    CompletableFuture<Receipt> slow = ada.hop();
    CompletableFuture<SystemChange> change = engine.replace(new Hops(10, system -> {}), "2", false);
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
    Guest ada = new Guest(night, "ada");
    ada.hops();
    store.failNext(FaultyStore.Call.APPEND, Fault.unknownNotStored());
    await(engine.replace(migrating(1, Changes.none().set(COUNT, 100)), "2", false));
    simulation.advance(Duration.ofSeconds(30));
    settle();
    assertEquals(100, count(night));
    assertEquals(1, document(night).at("campaign", "systemVersion").asInt());
    assertEquals("ok", ada.hops().code());
    assertEquals(101, count(night));
  }

  @Test
  void oneReplacementAtATime() {
    table("night");
    CompletableFuture<SystemChange> first = engine.replace(new Hops(2, system -> {}), "2", false);
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
    Guest ada = new Guest(night, "ada");
    await(engine.replace(failing, "2", false));
    Receipt last = ada.hops();
    for (int i = 0; i < 30 && !last.code().equals("plugin-quarantined"); i++) {
      last = ada.hops();
    }
    assertEquals("plugin-quarantined", last.code());
    await(engine.replace(new Hops(1, system -> {}), "3", false));
    assertEquals("ok", ada.hops().code());
    assertFalse(await(engine.pardon("night")));
  }

  @Test
  void nothingIsLostOrDoubledWhileRulesChangeUnderThePlayersHands() {
    Campaign night = table("night");
    List<Guest> guests =
        List.of(new Guest(night, "ada"), new Guest(night, "ben"), new Guest(night, "gm"));
    SplittableRandom chance = new SplittableRandom(5);
    List<CompletableFuture<Receipt>> all = new ArrayList<>();
    for (int round = 0; round < 200; round++) {
      CompletableFuture<SystemChange> change =
          engine.replace(
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
    for (Guest guest : guests) {
      Guest fresh = new Guest(night, guest == guests.get(2) ? "gm" : "ben");
      if (guest == guests.get(1) || guest == guests.get(2)) {
        assertEquals(JsonWriter.text(fresh.view), JsonWriter.text(guest.view));
      }
      assertEquals(1, guest.welcomes);
    }
  }
}
