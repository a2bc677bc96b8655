package io.tablekeep.engine.conflict;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tablekeep.contracts.store.InMemoryStore;
import io.tablekeep.engine.Action;
import io.tablekeep.engine.Campaign;
import io.tablekeep.engine.Engine;
import io.tablekeep.engine.EngineOptions;
import io.tablekeep.engine.Frame;
import io.tablekeep.engine.Limits;
import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.Resumed;
import io.tablekeep.engine.Seat;
import io.tablekeep.engine.SeatListener;
import io.tablekeep.engine.SeatOptions;
import io.tablekeep.engine.SeatRequest;
import io.tablekeep.engine.Shown;
import io.tablekeep.engine.ViewChange;
import io.tablekeep.engine.Welcome;
import io.tablekeep.engine.runtime.sim.SimulatedRuntime;
import io.tablekeep.engine.runtime.sim.Simulation;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.JsonReader;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.sdk.conflict.ConflictResolver;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A whole engine in one thread, with a table at which {@link Sheets} is played. */
final class SheetTable implements AutoCloseable {
  private static final String DOCUMENT =
      """
      {"id":"x","schema":1,
       "campaign":{"name":"Sheets","system":"sheets","createdAt":"2026-01-01T00:00:00Z","settings":{}},
       "participants":{"gm":{"name":"Gina","role":"gm"},"ada":{"name":"Ada","role":"player"},
         "ben":{"name":"Ben","role":"player"},"cid":{"name":"Cid","role":"player"},
         "sam":{"name":"Sam","role":"spectator"}},
       "actors":{"bram":{"name":"Bram","type":"character","owner":"ada","description":"A man.",
                   "gmNotes":"a secret","sheets":{"str":10,"dex":10,"hp":10},
                   "sheets-bag":["rope"],"sheets-coins":10,"sheets-wounds":0,"sheets-own":1},
                 "wolf":{"name":"Wolf","type":"monster","sheets":{"str":5,"dex":5,"hp":5}}},
       "notes":{"n":{"title":"Note","text":"one\\ntwo\\nthree\\n","author":"ada","everyone":true}},
       "dice":{"00000000001":{"by":"ada","notation":"1d20","total":3,"faces":[3],
         "at":"2026-01-01T00:00:00Z"}},
       "encounters":{"e":{"name":"Fight","status":"active","round":1,"turn":"a",
         "order":{"a":{"actor":"bram","initiative":10},"b":{"actor":"wolf","initiative":5}}}},
       "maps":{"inn":{"name":"Inn","grid":{"wide":20,"high":20},
         "tokens":{"t1":{"actor":"bram","x":1,"y":1}}}}}
      """;

  final Simulation simulation;
  final InMemoryStore store = new InMemoryStore();
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final Map<String, Device> devices = new TreeMap<>();
  private final List<? extends ConflictResolver> resolvers;
  SimulatedRuntime runtime;
  Engine engine;
  Campaign campaign;
  private int processes;

  SheetTable(ConflictResolver... resolvers) {
    this(1, List.of(resolvers));
  }

  SheetTable(long seed, List<? extends ConflictResolver> resolvers) {
    this.resolvers = resolvers;
    simulation = new Simulation(seed);
    runtime = simulation.runtime("p0");
    engine = engine();
    campaign = await(engine.create("night", DOCUMENT.getBytes(StandardCharsets.UTF_8)));
  }

  private Engine engine() {
    return Engine.start(
        EngineOptions.on(store)
            .withRuntime(runtime)
            .withMeters(meters)
            .withSeats(SeatOptions.defaults().withSeal(new byte[32]))
            .withSystems(List.of(new Sheets()))
            .withResolvers(resolvers)
            .withLimits(
                Limits.defaults()
                    .withActionRate(1_000_000, 1_000_000)
                    .withRules(Duration.ofMillis(250), 3)));
  }

  /** One device of somebody, with what it shows and what it was told. */
  final class Device implements SeatListener {
    final String who;
    final String name;
    final Map<Long, Receipt> receipts = new TreeMap<>();
    final List<Receipt> all = new ArrayList<>();
    JsonObject view = JsonObject.empty(0);
    long position;
    long n;
    long welcomes;
    byte[] resume = new byte[0];
    @Nullable Seat seat;

    Device(String who, String name) {
      this.who = who;
      this.name = name;
    }

    void come() {
      SeatRequest request = SeatRequest.first(who, name);
      if (resume.length > 0) {
        request = request.resuming(resume, position);
      }
      seat = await(campaign.join(request, this));
      settle();
    }

    void go() {
      Seat now = seat;
      if (now != null) {
        now.leave();
        seat = null;
        settle();
      }
    }

    @Override
    public void welcome(Welcome welcome) {
      view = (JsonObject) JsonReader.read(welcome.state(), JsonReader.Limits.DOCUMENT, 0);
      welcomes++;
      position = welcome.position();
      resume = welcome.resume();
    }

    @Override
    public void resumed(Resumed resumed) {
      position = resumed.position();
      resume = resumed.resume();
    }

    @Override
    public void frame(Frame frame) {
      ViewChange change = frame.change();
      if (change != null) {
        view = Shown.after(view, change);
      }
      position = frame.position();
      byte[] token = frame.resume();
      if (token != null && token.length > 0) {
        resume = token;
      }
      for (Receipt receipt : frame.receipts()) {
        receipts.put(receipt.n(), receipt);
        all.add(receipt);
      }
    }

    @Override
    public void closed(String code, String message) {}

    /** Sends an edit based on a position, and gives its receipt when the table is quiet. */
    Receipt edit(long basedOn, String type, String payload) {
      CompletableFuture<Receipt> receipt = send(++n, basedOn, type, payload);
      settle();
      return receipt.join();
    }

    /** The same after another welcome: the base is what a token of then tells. */
    Receipt editSince(byte[] since, String type, String payload) {
      byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
      Seat now = seat;
      if (now == null) {
        throw new AssertionError(who + " is not here");
      }
      CompletableFuture<Receipt> receipt =
          now.submit(new Action(name, ++n, type, bytes, OptionalLong.empty(), since))
              .toCompletableFuture();
      settle();
      return receipt.join();
    }

    CompletableFuture<Receipt> send(long number, long basedOn, String type, String payload) {
      Seat now = seat;
      if (now == null) {
        throw new AssertionError(who + " is not here");
      }
      byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
      OptionalLong base = basedOn == NONE ? OptionalLong.empty() : OptionalLong.of(basedOn);
      return now.submit(new Action(name, number, type, bytes, base)).toCompletableFuture();
    }

    Receipt act(String type, String payload) {
      return edit(NONE, type, payload);
    }

    /** What it was told of its last action, by now. */
    Receipt told() {
      return all.stream()
          .filter(one -> one.n() == n && one.device().equals(name))
          .reduce((first, second) -> second)
          .orElseThrow();
    }

    @Nullable Object at(String... keys) {
      return Trees.get(view, keys);
    }
  }

  /** Names no base. */
  static final long NONE = Long.MIN_VALUE;

  Device device(String who) {
    return device(who, who + "-phone");
  }

  Device device(String who, String name) {
    Device device = devices.get(name);
    if (device == null) {
      device = new Device(who, name);
      devices.put(name, device);
      device.come();
    }
    return device;
  }

  JsonObject document() {
    return (JsonObject)
        JsonReader.read(await(campaign.state()).canonical(), JsonReader.Limits.DOCUMENT, 0);
  }

  @Nullable Object at(String... keys) {
    return Trees.get(document(), keys);
  }

  List<String> waiting() {
    return at("asks") instanceof JsonObject asks ? List.copyOf(asks.keys()) : List.of();
  }

  /** Answers the first question of the one edit that waits. */
  Receipt choose(String who, String choice) {
    return answer(who, "{\"choice\":\"" + choice + "\"}");
  }

  Receipt answer(String who, String answer) {
    return device(who)
        .act(
            "ask.answer",
            "{\"ask\":\"" + waiting().get(0) + "\",\"question\":\"0\",\"answer\":" + answer + "}");
  }

  double count(String outcome) {
    return meters.get("tablekeep.conflicts").tag("outcome", outcome).counter().count();
  }

  /** Closes the engine and starts another. */
  void restart() {
    await(campaign.close());
    devices.values().forEach(device -> device.seat = null);
    runtime = simulation.runtime("p" + ++processes);
    engine = engine();
    campaign = await(engine.open("night"));
  }

  void pass(Duration time) {
    simulation.advance(time);
    settle();
  }

  <T> T await(CompletionStage<T> stage) {
    return simulation.await(stage);
  }

  void settle() {
    simulation.runUntilIdle();
  }

  @Override
  public void close() {
    await(campaign.close());
  }
}
