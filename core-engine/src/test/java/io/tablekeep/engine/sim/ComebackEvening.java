package io.tablekeep.engine.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tablekeep.contracts.store.SimulatedDisk;
import io.tablekeep.contracts.store.SimulatedStore;
import io.tablekeep.engine.Action;
import io.tablekeep.engine.Campaign;
import io.tablekeep.engine.Engine;
import io.tablekeep.engine.EngineOptions;
import io.tablekeep.engine.Limits;
import io.tablekeep.engine.Listening;
import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.Seat;
import io.tablekeep.engine.SeatOptions;
import io.tablekeep.engine.SeatRequest;
import io.tablekeep.engine.Tables;
import io.tablekeep.engine.runtime.sim.SimulatedRuntime;
import io.tablekeep.engine.runtime.sim.Simulation;
import io.tablekeep.engine.view.Edits;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Pointer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/** A table in a simulation, with somebody who never drops. */
final class ComebackEvening {
  /** Where what the seat had is to be found. */
  enum Way {
    RING,
    JOURNAL,
    SNAPSHOT,
    RESTART,
    KILL
  }

  private static final byte[] KEY =
      "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8);

  final Simulation simulation;
  final SimulatedStore store;
  final SeatOptions options;
  final Limits limits;
  final Edits edits;
  final List<Pointer> open;
  final String who;
  SimulatedRuntime runtime;
  Engine engine;
  Campaign campaign;
  Seat gm;
  Mirror steady = new Mirror();
  long n;
  int applied;

  ComebackEvening(long seed, Way way, String who, List<Pointer> open) {
    this(seed, way, who, open, options -> options);
  }

  ComebackEvening(
      long seed, Way way, String who, List<Pointer> open, UnaryOperator<SeatOptions> bounds) {
    this(
        seed,
        way,
        who,
        open,
        bounds,
        Limits.defaults()
            .withActionRate(1_000_000, 1_000_000)
            .withRules(Duration.ofSeconds(1), 1_000_000));
  }

  ComebackEvening(
      long seed,
      Way way,
      String who,
      List<Pointer> open,
      UnaryOperator<SeatOptions> bounds,
      Limits limits) {
    this.limits = limits;
    simulation = new Simulation(seed).maxSteps(10_000_000);
    store = SimulatedStore.open(new SimulatedDisk(seed), simulation::after, seed);
    options = bounds.apply(options(way));
    edits = new Edits(seed);
    this.open = open;
    this.who = who;
    runtime = simulation.runtime("first");
    engine = start();
    campaign = get(engine.create("night", Tables.document("scribe")));
    sitDown();
  }

  private Engine start() {
    return Engine.start(
        EngineOptions.on(store)
            .withRuntime(runtime)
            .withSystems(List.of(new Scribe()))
            .withLimits(limits)
            .withSeats(options));
  }

  private void sitDown() {
    gm = get(campaign.join("gm", new Listening()));
    steady = new Mirror();
    get(
        campaign.join(
            SeatRequest.first(who, "steady").opening(open), steady.connection(Integer.MAX_VALUE)));
    simulation.runUntilIdle();
  }

  void restart(boolean kill) {
    if (kill) {
      runtime.kill();
    } else {
      CompletableFuture<Void> closed = campaign.close();
      get(closed);
    }
    runtime = simulation.runtime("next");
    engine = start();
    campaign = get(engine.open("night"));
    sitDown();
  }

  <T> T get(CompletableFuture<T> future) {
    return simulation.await(future);
  }

  CompletableFuture<Receipt> edit() {
    Edits.Edit edit = edits.next();
    while (edit.at().key(0).equals("participants")) {
      edit = edits.next(); // no rule of a game may change who sits here
    }
    String value = edit.json() == null ? "{}" : "{\"v\":" + edit.json() + "}";
    String payload = "{\"at\":\"" + edit.at() + "\",\"value\":" + value + "}";
    byte[] utf8 = payload.getBytes(StandardCharsets.UTF_8);
    return gm.submit(new Action("desk", ++n, "scribe.write", utf8));
  }

  /** What everybody sees of an actor becomes another, or goes. */
  void write(String value) {
    String payload = "{\"at\":\"/actors/bram/extra\",\"value\":" + value + "}";
    byte[] utf8 = payload.getBytes(StandardCharsets.UTF_8);
    Receipt done = get(gm.submit(new Action("desk", ++n, "scribe.write", utf8)));
    assertEquals(Receipt.Outcome.APPLIED, done.outcome(), done.toString());
    simulation.runUntilIdle();
  }

  void role(String participant, String role) {
    Changes changes = Changes.none().set(Pointer.of("participants", participant, "role"), role);
    Receipt done = get(campaign.amend("test.role", Map.of(), changes));
    assertEquals(Receipt.Outcome.APPLIED, done.outcome(), done.toString());
    simulation.runUntilIdle();
  }

  Seat join(Mirror mirror, int mayHear) {
    SeatRequest request = SeatRequest.first(who, "flaky").opening(open);
    if (mirror.token().length > 0) {
      request = request.resuming(mirror.token(), mirror.position());
    }
    return get(campaign.join(request, mirror.connection(mayHear)));
  }

  private static SeatOptions options(Way way) {
    SeatOptions options = SeatOptions.defaults().withSeal(KEY);
    return switch (way) {
      case RING, RESTART, KILL -> options;
      case JOURNAL -> options.withMemory(1, 20_000);
      case SNAPSHOT -> options.withMemory(1, 0);
    };
  }

  /** Says something at the table, as an action of the device that comes and goes. */
  static Action say(long n, String text) {
    return new Action(
        "flaky", n, "chat.say", ("{\"text\":\"" + text + "\"}").getBytes(StandardCharsets.UTF_8));
  }
}
