package io.tablekeep.engine.approval;

import io.tablekeep.contracts.store.FaultyStore;
import io.tablekeep.contracts.store.InMemoryStore;
import io.tablekeep.engine.Action;
import io.tablekeep.engine.Campaign;
import io.tablekeep.engine.Engine;
import io.tablekeep.engine.EngineOptions;
import io.tablekeep.engine.Frame;
import io.tablekeep.engine.Limits;
import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.Seat;
import io.tablekeep.engine.SeatListener;
import io.tablekeep.engine.Shown;
import io.tablekeep.engine.ViewChange;
import io.tablekeep.engine.Welcome;
import io.tablekeep.engine.runtime.sim.SimulatedRuntime;
import io.tablekeep.engine.runtime.sim.Simulation;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.JsonReader;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.store.StoredEntry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/** A whole engine in one thread, with a table at which {@link Duel} is played. */
final class AskTable implements AutoCloseable {
  private static final String DOCUMENT =
      """
      {"id":"x","schema":1,
       "campaign":{"name":"Duel","system":"duel","createdAt":"2026-01-01T00:00:00Z","settings":{}},
       "participants":{"gm":{"name":"Gina","role":"gm"},"ada":{"name":"Ada","role":"player"},
         "ben":{"name":"Ben","role":"player"},"cid":{"name":"Cid","role":"player"},
         "dot":{"name":"Dot","role":"player"},"eve":{"name":"Eve","role":"player"},
         "fay":{"name":"Fay","role":"player"},"sam":{"name":"Sam","role":"spectator"}},
       "actors":{"bram":{"name":"Bram","type":"character","owner":"ada","gmNotes":"a secret",
                   "duel":{"hp":10,"armour":5,"state":"up"}},
                 "wolf":{"name":"Wolf","type":"monster","owner":"ben",
                   "duel":{"hp":12,"armour":5,"state":"up"}},
                 "ghost":{"name":"Ghost","type":"monster","hidden":true,
                   "duel":{"hp":9,"armour":5,"state":"up"}}},
       "maps":{"inn":{"name":"Inn","grid":{"wide":20,"high":20},
         "tokens":{"t1":{"actor":"bram","x":1,"y":1}}}}}
      """;

  final Simulation simulation;
  final InMemoryStore store = new InMemoryStore();
  final FaultyStore entrance = new FaultyStore(store);
  final Duel duel = new Duel();
  final Map<String, Seated> seats = new TreeMap<>();
  SimulatedRuntime runtime;
  private Engine engine;
  Campaign campaign;
  private int processes;

  AskTable() {
    this(1);
  }

  AskTable(long seed) {
    this(seed, "");
  }

  /** With more members in the document, such as {@code "asks":{},}. */
  AskTable(long seed, String more) {
    simulation = new Simulation(seed);
    runtime = simulation.runtime("p0");
    engine = engine();
    String document = DOCUMENT.replaceFirst("\\{", "{" + Matcher.quoteReplacement(more));
    campaign = await(engine.create("night", document.getBytes(StandardCharsets.UTF_8)));
  }

  Engine running() {
    return engine;
  }

  private Engine engine() {
    return Engine.start(
        EngineOptions.on(entrance)
            .withRuntime(runtime)
            .withSystems(List.of(duel))
            .withLimits(
                Limits.defaults()
                    .withActionRate(1_000_000, 1_000_000)
                    .withRules(Duration.ofMillis(250), 100)));
  }

  /** What one person sees and is told. */
  static final class Seated implements SeatListener {
    final List<Receipt> receipts = new ArrayList<>();
    JsonObject view = JsonObject.empty(0);
    @Nullable Seat seat;

    @Override
    public void welcome(Welcome welcome) {
      view = (JsonObject) JsonReader.read(welcome.state(), JsonReader.Limits.DOCUMENT, 0);
    }

    @Override
    public void frame(Frame frame) {
      ViewChange change = frame.change();
      if (change != null) {
        view = Shown.after(view, change);
      }
      receipts.addAll(frame.receipts());
    }

    @Override
    public void closed(String code, String message) {}

    @Nullable Object at(String... keys) {
      return Trees.get(view, keys);
    }

    /** The last thing that was told of an action. */
    Receipt told(String device, long n) {
      return receipts.stream()
          .filter(r -> r.device().equals(device) && r.n() == n)
          .reduce((a, b) -> b)
          .orElseThrow();
    }
  }

  Seated seat(String who) {
    Seated known = seats.get(who);
    if (known == null) {
      known = new Seated();
      seats.put(who, known);
      known.seat = await(campaign.join(who, known));
      settle();
    }
    return known;
  }

  Receipt act(String who, Record payload) {
    Receipt receipt = await(seatOf(who).act(payload));
    settle();
    return receipt;
  }

  /** An action with an id of its own. */
  Receipt send(String who, long n, String type, String json) {
    byte[] payload = json.getBytes(StandardCharsets.UTF_8);
    Receipt receipt = await(seatOf(who).submit(new Action("phone", n, type, payload)));
    settle();
    return receipt;
  }

  Seat seatOf(String who) {
    Seat seat = seat(who).seat;
    if (seat == null) {
      throw new AssertionError(who + " has no seat");
    }
    return seat;
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

  /** Key of the one action that waits. */
  String ask() {
    List<String> waiting = waiting();
    if (waiting.size() != 1) {
      throw new AssertionError(waiting.size() + " actions wait");
    }
    return waiting.get(0);
  }

  void pass(Duration time) {
    simulation.advance(time);
    settle();
  }

  /** Closes the engine and starts another. */
  void restart() {
    await(campaign.close());
    begin();
  }

  /** Ends the process and starts another. */
  void kill() {
    runtime.kill();
    begin();
  }

  private void begin() {
    seats.clear();
    runtime = simulation.runtime("p" + ++processes);
    engine = engine();
    campaign = await(engine.open("night"));
  }

  /** The journal as text. */
  String journal() {
    StringBuilder text = new StringBuilder();
    for (StoredEntry entry :
        await(store.read(DocumentId.campaign("night"), 0, 10_000, 1 << 26)).items()) {
      text.append(new String(entry.bytes(), StandardCharsets.UTF_8)).append('\n');
    }
    return text.toString();
  }

  long version() {
    return await(campaign.state()).version();
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
