package io.tablekeep.engine.secrecy;

import io.tablekeep.contracts.store.InMemoryStore;
import io.tablekeep.engine.Action;
import io.tablekeep.engine.Campaign;
import io.tablekeep.engine.Engine;
import io.tablekeep.engine.EngineOptions;
import io.tablekeep.engine.Limits;
import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.Seat;
import io.tablekeep.engine.SeatListener;
import io.tablekeep.engine.SeatRequest;
import io.tablekeep.engine.runtime.sim.SimulatedRuntime;
import io.tablekeep.engine.runtime.sim.Simulation;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.bind.Bare;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Pointer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One of the two worlds: an engine, a campaign, everyone at the table, and the observer's ears. */
final class Table implements AutoCloseable {
  static final List<String> PEOPLE = List.of("gm", "cog", "ada", "ben", "cleo", "sam");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration TICK = Duration.ofMillis(60);

  /** Answers about the past are held back for a while. */
  private static final Duration SLOT = Duration.ofMillis(640);

  private final Step.In world;
  private final String observer;
  private final Simulation simulation;
  private final SteppedRuntime runtime;
  private final Engine engine;
  private Campaign campaign;
  private final Leak leak;
  private final Map<String, Seat> seats = new HashMap<>();
  private final Map<String, Ear> ears = new HashMap<>();
  private final List<String> told = new ArrayList<>();
  private final Hindsight past = new Hindsight();
  private @Nullable Seat tablet;
  private @Nullable Ear tabletEar;
  private final Set<Pointer> open = new LinkedHashSet<>();
  private JsonObject root;
  private boolean changed;

  Table(Step.In world, JsonObject document, String observer, long seed, Leak leak) {
    this.world = world;
    this.observer = observer;
    this.leak = leak;
    SimulatedRuntime inner = SimulatedRuntime.ofSeed(world == Step.In.A ? seed : ~seed);
    simulation = inner.simulation();
    runtime = new SteppedRuntime(inner, seed);
    Limits usual = Limits.defaults();
    Limits limits =
        new Limits(
            usual.payloadBytes(),
            usual.entryBytes(),
            usual.documentBytes(),
            usual.seatQueue(),
            usual.campaignQueue(),
            usual.seats(),
            1_000_000,
            1_000_000,
            1_000_000,
            usual.ruleBudget(),
            usual.faultsToQuarantine(),
            usual.signalTick());
    engine =
        Engine.start(
            EngineOptions.on(new InMemoryStore())
                .withRuntime(runtime)
                .withSystems(List.of(new Riddles()))
                .withLimits(limits));
    byte[] json = document.toString().getBytes(StandardCharsets.UTF_8);
    campaign = simulation.await(engine.create("night", json));
    root = look();
    leak.open(this);
    PEOPLE.forEach(this::sit);
    sitWithTablet(SeatRequest.first(observer, "tablet"));
    settle();
  }

  Engine engine() {
    return engine;
  }

  Campaign campaign() {
    return campaign;
  }

  JsonObject root() {
    return root;
  }

  /** Whether the document is another after the last step. */
  boolean isChanged() {
    return changed;
  }

  String observer() {
    return observer;
  }

  private JsonObject look() {
    return Bare.root(simulation.await(campaign.look()));
  }

  private void settle() {
    simulation.runUntilIdle();
  }

  private void sit(String who) {
    Ear ear = who.equals(observer) ? new Ear("desk", told) : Ear.deaf();
    SeatListener listener = who.equals(observer) ? leak.around(this, ear) : ear;
    ears.put(who, ear);
    hear(
        campaign.join(SeatRequest.whole(who), listener),
        (seat, failure) -> {
          if (seat != null) {
            seats.put(who, seat);
          } else if (who.equals(observer)) {
            told.add("desk: no seat, " + said(failure));
          }
        });
  }

  private void sitWithTablet(SeatRequest request) {
    Ear ear = new Ear("tablet", told);
    tabletEar = ear;
    tablet = null;
    hear(
        campaign.join(request, leak.around(this, ear)),
        (seat, failure) -> {
          if (seat != null) {
            tablet = seat;
          } else {
            told.add("tablet: no seat, " + said(failure));
          }
        });
  }

  /** Hears of the end of a stage. */
  private static <T> void hear(
      CompletionStage<T> stage, BiConsumer<? super @Nullable T, ? super @Nullable Throwable> then) {
    stage.whenComplete(then);
  }

  static String said(@Nullable Throwable failure) {
    Throwable cause = failure;
    while (cause != null && !(cause instanceof TablekeepException) && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause instanceof TablekeepException coded
        ? coded.code() + ' ' + coded.message() + ' ' + coded.field()
        : String.valueOf(cause);
  }

  /** What the observer was told since the last call. */
  List<String> drain() {
    List<String> since = new ArrayList<>(told);
    told.clear();
    // Each seat has an order; which of two is told first is left to chance.
    since.sort(Comparator.comparing(line -> line.substring(0, line.indexOf(':'))));
    return since;
  }

  /** Whether the observer has no place at the table any more. */
  boolean isOver() {
    Ear ear = ears.get(observer);
    return ear == null || ear.isClosed();
  }

  /**
   * Does a step, if it happens in this world, and lets everything come to rest.
   *
   * @return the receipt of an action
   */
  @SuppressWarnings("ReferenceEquality") // one instance has not changed
  @Nullable Receipt play(Step step) {
    runtime.begin(step.n());
    for (String who : PEOPLE) {
      Ear ear = ears.get(who);
      if (ear != null && ear.isClosed() && !who.equals(observer)) {
        sit(who);
        settle();
      }
    }
    JsonObject before = root;
    Receipt receipt = null;
    if (step.isIn(world)) {
      CompletableFuture<Receipt> sent = start(step);
      settle();
      pass(step);
      if (sent != null && sent.isDone() && !sent.isCompletedExceptionally()) {
        receipt = sent.join();
      }
      if (sent != null && step.by().equals(observer)) {
        told.add("answer: " + (receipt == null ? "none" : leak.receipt(this, step, receipt)));
      }
    } else {
      pass(step);
    }
    root = look();
    changed = root != before;
    leak.after(this, before, root);
    return receipt;
  }

  /** Signals come with a tick, deadlines with time, answers about the past in slots. */
  private void pass(Step step) {
    if (step.kind() == Step.Kind.WAIT) {
      runtime.pass(HOUR);
      simulation.advance(HOUR);
      settle();
    } else if (step.kind() == Step.Kind.PAST) {
      simulation.advance(SLOT);
      settle();
    } else if (step.kind() == Step.Kind.SIGNAL) {
      simulation.advance(TICK);
      settle();
    }
  }

  /** The observer's ear at their desk. */
  SeatListener desk() {
    return Objects.requireNonNull(ears.get(observer));
  }

  private @Nullable CompletableFuture<Receipt> start(Step step) {
    switch (step.kind()) {
      case ACT -> {
        Seat seat = seats.get(step.by());
        if (seat != null) {
          byte[] payload = step.what().getBytes(StandardCharsets.UTF_8);
          return seat.submit(new Action("desk", step.n(), step.type(), payload));
        }
      }
      case SIGNAL -> {
        Seat seat = seats.get(step.by());
        if (seat != null) {
          seat.signal(step.type(), step.what().getBytes(StandardCharsets.UTF_8));
        }
      }
      case LOOK ->
          hear(
              campaign.look(observer, Pointer.parse(step.what())),
              (seen, failure) ->
                  told.add(
                      "look: "
                          + (seen == null
                              ? leak.refusal(this, step, said(failure))
                              : Ear.text(seen.json()))));
      case PAST ->
          hear(
              past.ask(campaign.past(), observer, step),
              (seen, failure) ->
                  told.add("past: " + (seen == null ? said(failure) : past.named(seen))));
      case PICTURE ->
          hear(
              engine.pictures("night", observer),
              (seen, failure) ->
                  told.add(
                      "picture: "
                          + (seen == null
                              ? said(failure)
                              : Gallery.answer(leak.pictures(this, seen), step))));
      case SEND -> {
        Changes changes = Gallery.changes(root, step, runtime.now().toString());
        Map<String, Object> about = Map.of("asset", step.what(), "by", step.by());
        CompletableFuture<Receipt> done = campaign.amend(step.type(), about, changes);
        return done;
      }
      case OPEN -> {
        Pointer at = Pointer.parse(step.what());
        onTablet(t -> t.open(at), "open", () -> open.add(at));
      }
      case SHUT -> {
        Pointer at = Pointer.parse(step.what());
        onTablet(t -> t.shut(at), "shut", () -> open.remove(at));
      }
      case JOIN -> {
        open.clear();
        sitWithTablet(SeatRequest.first(observer, "tablet"));
      }
      case DROP -> {
        if (tablet != null) {
          tablet.leave();
        }
      }
      case RESUME -> {
        Ear ear = tabletEar;
        SeatRequest request = SeatRequest.first(observer, "tablet").opening(List.copyOf(open));
        sitWithTablet(
            ear == null || ear.token().length == 0
                ? request
                : request.resuming(shown(ear.token(), step), ear.position()));
      }
      case PAUSE -> {
        if (tablet != null) {
          tablet.pause();
        }
      }
      case READY -> {
        if (tablet != null) {
          tablet.ready();
        }
      }
      case REOPEN -> {
        simulation.await(campaign.close());
        settle();
        campaign = simulation.await(engine.open("night"));
        leak.open(this);
        PEOPLE.forEach(this::sit);
      }
      case WAIT -> {}
    }
    return null;
  }

  /** The token, or one that nobody has given out. */
  private static byte[] shown(byte[] token, Step step) {
    byte[] shown = token.clone();
    if (step.what().equals("forged")) {
      shown[step.n() % shown.length] ^= 1;
    }
    return shown;
  }

  private void onTablet(Function<Seat, CompletableFuture<Void>> what, String name, Runnable then) {
    Seat seat = tablet;
    if (seat != null) {
      hear(
          what.apply(seat),
          (done, failure) -> {
            if (failure == null) {
              then.run();
            }
            told.add(name + ": " + (failure == null ? "done" : said(failure)));
          });
    }
  }

  @Override
  public void close() {
    engine.close();
  }
}
