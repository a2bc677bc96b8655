package io.tablekeep.engine.sim;

import io.tablekeep.contracts.store.SimulatedDisk;
import io.tablekeep.contracts.store.SimulatedStore;
import io.tablekeep.engine.Campaign;
import io.tablekeep.engine.Engine;
import io.tablekeep.engine.EngineOptions;
import io.tablekeep.engine.Limits;
import io.tablekeep.engine.LogQuery;
import io.tablekeep.engine.Moment;
import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.Seat;
import io.tablekeep.engine.SeatOptions;
import io.tablekeep.engine.SeatRequest;
import io.tablekeep.engine.residency.ResidencyPolicy;
import io.tablekeep.engine.runtime.sim.SimulatedRuntime;
import io.tablekeep.engine.runtime.sim.Simulation;
import io.tablekeep.engine.state.JsonArray;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.JsonReader;
import io.tablekeep.engine.table.ActionGenerator;
import io.tablekeep.engine.table.RichTable;
import io.tablekeep.engine.table.TableSystem;
import io.tablekeep.engine.view.Views;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.game.Participant;
import io.tablekeep.sdk.state.Pointer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** An evening of any actions at the rich table, of which everything that was seen is remembered. */
final class PastEvening {
  private static final byte[] KEY =
      "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8);

  private static final List<Participant> ACTING =
      List.of(RichTable.GM, RichTable.CO, RichTable.ADA, RichTable.BEN);

  final Simulation simulation;
  final SplittableRandom random;
  final Map<String, Seat> seats = new LinkedHashMap<>();
  final Map<String, Mirror> mirrors = new LinkedHashMap<>();

  /** What each seat showed, by position; of this life of the engine. */
  final Map<String, TreeMap<Long, String>> shown = new LinkedHashMap<>();

  /** How often each seat's view changed since the evening began. */
  final Map<String, Integer> changed = new LinkedHashMap<>();

  int applied;

  private final SimulatedStore store;
  final ActionGenerator generator;
  private SimulatedRuntime runtime;
  Engine engine;
  Campaign campaign;

  PastEvening(long seed) {
    this(seed, RichTable.json());
  }

  PastEvening(long seed, byte[] document) {
    simulation = new Simulation(seed).maxSteps(100_000_000);
    random = new SplittableRandom(seed);
    store = SimulatedStore.open(new SimulatedDisk(seed), simulation::after, seed);
    generator =
        new ActionGenerator(
            TableSystem.rules().actions().stream()
                .filter(rule -> !rule.name().startsWith("participant."))
                .filter(rule -> !rule.name().startsWith("ask."))
                .toList(),
            new Views(Optional.empty()));
    runtime = simulation.runtime("first");
    engine = start();
    campaign = get(engine.create("night", document));
  }

  /** An evening at which everybody sits and a few do anything. */
  static PastEvening played(long seed, int actions) {
    PastEvening evening = new PastEvening(seed);
    evening.sitDown(RichTable.ALL.toArray(new Participant[0]));
    for (int i = 0; i < actions; i++) {
      evening.actAny();
    }
    if (evening.applied <= actions / 2) {
      throw new AssertionError("too little happened: " + evening.applied);
    }
    return evening;
  }

  /** Somebody does anything. */
  void actAny() {
    act(ACTING.get(random.nextInt(ACTING.size())));
  }

  private Engine start() {
    return Engine.start(
        EngineOptions.on(store)
            .withRuntime(runtime)
            .withLimits(Limits.defaults().withActionRate(1_000_000, 1_000_000))
            .withResidency(ResidencyPolicy.defaults())
            .withSeats(SeatOptions.defaults().withSeal(KEY)));
  }

  <T> T get(CompletableFuture<T> future) {
    return simulation.await(future);
  }

  void sitDown(Participant... people) {
    for (Participant one : people) {
      Mirror mirror = new Mirror();
      SeatRequest request = SeatRequest.first(one.id(), "desk").opening(List.of(Pointer.root()));
      seats.put(one.id(), get(campaign.join(request, mirror.connection(Integer.MAX_VALUE))));
      mirrors.put(one.id(), mirror);
      shown.put(one.id(), new TreeMap<>());
    }
    simulation.runUntilIdle();
    remember();
  }

  /** The engine ends in good order, another begins on the same disk. */
  void restart() {
    get(campaign.close());
    runtime = simulation.runtime("next");
    engine = start();
    campaign = get(engine.open("night"));
    seats.clear();
    mirrors.clear();
    shown.clear();
  }

  void act(Participant by) {
    JsonObject root = root();
    generator.next(root, by, random).ifPresent(made -> act(by, made.payload()));
  }

  Receipt act(Participant by, Record payload) {
    Map<String, Long> before = new LinkedHashMap<>();
    mirrors.forEach((who, mirror) -> before.put(who, mirror.position()));
    Receipt receipt = get(seats.get(by.id()).act(payload));
    applied += receipt.outcome() == Receipt.Outcome.APPLIED ? 1 : 0;
    simulation.runUntilIdle();
    mirrors.forEach(
        (who, mirror) ->
            changed.merge(who, (int) (mirror.position() - before.get(who)), Integer::sum));
    remember();
    return receipt;
  }

  private void remember() {
    mirrors.forEach(
        (who, mirror) -> shown.get(who).put(mirror.position(), mirror.view().toString()));
  }

  JsonObject root() {
    return read(get(campaign.state()).canonical());
  }

  JsonObject state(String who, Moment moment, String at) {
    return read(get(campaign.past().state(who, moment, Pointer.parse(at))));
  }

  JsonObject page(String who, Map<String, String> words) {
    return read(get(campaign.past().log(who, LogQuery.of(words))));
  }

  /** The whole log, oldest line first, read in pages of random length. */
  List<JsonObject> log(String who, boolean forth) {
    List<JsonObject> lines = new ArrayList<>();
    Map<String, String> words = new LinkedHashMap<>();
    if (forth) {
      List<JsonObject> back = log(who, false);
      lines.add(back.get(0));
      words.put("after", (String) back.get(0).get("id"));
    }
    while (true) {
      words.put("limit", Integer.toString(random.nextInt(1, 60)));
      JsonObject page = page(who, words);
      JsonArray some = (JsonArray) page.get("lines");
      for (int i = 0; i < some.size(); i++) {
        JsonObject line = (JsonObject) some.get(forth ? some.size() - 1 - i : i);
        lines.add(forth ? lines.size() : 0, line);
      }
      Object next = page.get(forth ? "newer" : "older");
      if (next == null || (forth && some.size() == 0)) {
        return lines;
      }
      words.put(forth ? "after" : "before", (String) next);
    }
  }

  /** With what code the state of a moment is refused; "none" when it is told. */
  String codeOf(String who, Moment moment) {
    String code = fault(campaign.past().state(who, moment, Pointer.root()));
    return code.equals("null") ? "none" : code;
  }

  /** The code of what goes wrong; "null" when nothing does. */
  String fault(CompletableFuture<?> future) {
    simulation.advance(Duration.ofSeconds(1));
    if (!future.isDone()) {
      throw new AssertionError("no answer came");
    }
    Throwable why = future.handle((made, failure) -> failure).getNow(null);
    Throwable cause =
        why instanceof CompletionException && why.getCause() != null ? why.getCause() : why;
    return cause instanceof TablekeepException coded ? coded.code() : String.valueOf(cause);
  }

  static JsonObject read(byte[] json) {
    return JsonReader.readObject(json, JsonReader.Limits.DOCUMENT, 0);
  }
}
