package io.tablekeep.engine.loop;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tablekeep.contracts.store.FaultyStore;
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
import io.tablekeep.engine.Signal;
import io.tablekeep.engine.Tables;
import io.tablekeep.engine.Welcome;
import io.tablekeep.engine.runtime.sim.SimulatedRuntime;
import io.tablekeep.engine.runtime.sim.Simulation;
import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.GameSystem;
import io.tablekeep.sdk.game.SystemDefinition;
import io.tablekeep.sdk.state.Changes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A whole engine in one thread, with one table, on a store that fails when it is told to. */
final class Hall {
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final Simulation simulation = new Simulation(7);
  final SimulatedRuntime runtime = simulation.runtime("hall");
  final FaultyStore store = new FaultyStore(new InMemoryStore());
  final Engine engine;
  final Campaign campaign;

  /** Rules that everything is asked of, and that let everything be. */
  record Ponder() {}

  private static final class Quiet implements GameSystem {
    @Override
    public String id() {
      return "quiet";
    }

    @Override
    public void define(SystemDefinition system) {
      system.action("ponder", Ponder.class, (table, ponder) -> Decision.apply(Changes.none()));
    }
  }

  Hall() {
    this(Limits.defaults(), SeatOptions.defaults());
  }

  Hall(Limits limits, SeatOptions seats) {
    engine =
        Engine.start(
            EngineOptions.on(store)
                .withRuntime(runtime)
                .withSystems(List.of(new Quiet()))
                .withMeters(meters)
                .withLimits(limits)
                .withSeats(seats));
    campaign = await(engine.create("night", Tables.document("quiet")));
    settle();
  }

  /** Somebody at the table, with everything they are told in order. */
  static final class Guest implements SeatListener {
    final List<String> told = new ArrayList<>();
    final List<Receipt> receipts = new ArrayList<>();
    Duration retryAfter = Duration.ZERO;
    byte[] token = {};
    long position;
    @Nullable Seat seat;

    Seat seat() {
      if (seat == null) {
        throw new AssertionError("not seated yet");
      }
      return seat;
    }

    /** What was told that begins with something. */
    List<String> told(String begin) {
      return told.stream().filter(line -> line.startsWith(begin)).toList();
    }

    @Override
    public void welcome(Welcome welcome) {
      told.add("welcome " + text(welcome.state()));
      position = welcome.position();
      token = welcome.resume();
    }

    @Override
    public void resumed(Resumed resumed) {
      told.add("resumed");
    }

    @Override
    public void frame(Frame frame) {
      var change = frame.change();
      if (change != null) {
        told.add("frame " + text(change.json()));
      }
      position = frame.position();
      byte[] renewed = frame.resume();
      token = renewed == null ? token : renewed;
      receipts.addAll(frame.receipts());
      frame.receipts().forEach(r -> told.add("receipt " + r.n() + ' ' + r.code()));
    }

    @Override
    public void signal(Signal signal) {
      told.add("signal " + signal.from() + ' ' + signal.kind() + ' ' + text(signal.payload()));
    }

    @Override
    public void line(boolean writable, String reason) {
      told.add("line " + writable);
    }

    @Override
    public void closed(String code, String message) {
      told.add("closed " + code);
    }

    @Override
    public void closed(String code, String message, Duration wait) {
      told.add("closed " + code);
      retryAfter = wait;
    }

    private static String text(byte[] utf8) {
      return new String(utf8, StandardCharsets.UTF_8);
    }
  }

  /** Somebody who has sat down and sees the table. */
  Guest guest(String who, String device) {
    Guest guest = new Guest();
    enter(guest, SeatRequest.first(who, device));
    settle();
    return guest;
  }

  /** Somebody who sits down, and whose view is still to be made. */
  void enter(Guest guest, SeatRequest request) {
    guest.seat = await(campaign.join(request, guest));
  }

  static Action say(long n, String text) {
    byte[] payload = ("{\"text\":\"" + text + "\"}").getBytes(StandardCharsets.UTF_8);
    return new Action("phone", n, "chat.say", payload);
  }

  static void signal(Guest from, String kind, String payload) {
    from.seat().signal(kind, payload.getBytes(StandardCharsets.UTF_8));
  }

  double meter(String name) {
    return meters.get(name).gauge().value();
  }

  <T> T await(CompletionStage<T> stage) {
    return simulation.await(stage);
  }

  /** What has come of something by now. */
  static <T> T done(CompletableFuture<T> future) {
    if (!future.isDone()) {
      throw new AssertionError("not done");
    }
    return future.join();
  }

  void settle() {
    simulation.runUntilIdle();
  }

  void pass(Duration time) {
    simulation.advance(time);
    settle();
  }
}
