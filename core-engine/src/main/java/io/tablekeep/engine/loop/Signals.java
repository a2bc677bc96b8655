package io.tablekeep.engine.loop;

import io.tablekeep.engine.Signal;
import io.tablekeep.engine.metrics.TableMetrics;
import io.tablekeep.engine.runtime.Loop;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.JsonReader;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.state.Pointer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Passes on what is of the moment: the newest of each seat and kind, once a tick. Who hears of it
 * its payload says: {@code token} those who see the token, {@code map} those who see the map and,
 * with {@code x} and {@code y}, know the place on it, {@code to} those named. Presence is kept by
 * {@link Presence}. Loop-confined.
 */
final class Signals {
  private static final Pattern KIND = Pattern.compile("[a-z][a-z0-9-]{0,31}");
  private static final int MOST_BYTES = 1 << 10;
  private static final int MOST_WAITING = 1_000;
  private static final JsonReader.Limits LIMITS = new JsonReader.Limits(MOST_BYTES, 8, 512, 100);

  private final Seats seats;
  private final HouseRules rules;
  private final Loop loop;
  private final CampaignHome home;
  private final TableMetrics metrics;
  private final Supplier<JsonObject> shown;
  private final Presence presence;
  private final Map<Slot, Held> held = new LinkedHashMap<>();
  private Loop.@Nullable Timer tick;

  private record Slot(TableSeat seat, String kind) {}

  private record Held(Signal signal, About about) {}

  Signals(Seats seats, HouseRules rules, Loop loop, CampaignHome home, Supplier<JsonObject> shown) {
    this.seats = seats;
    this.rules = rules;
    this.loop = loop;
    this.home = home;
    this.metrics = home.metrics();
    this.shown = shown;
    this.presence = new Presence(seats, loop, metrics);
  }

  void arrive(TableSeat seat, Signal signal) {
    if (seat.isGone()
        || !seat.pace().maySignal(home.runtime().nanos())
        || !KIND.matcher(signal.kind()).matches()
        || held.size() >= MOST_WAITING) {
      metrics.signalsDropped.increment();
      return;
    }
    About about;
    try {
      Object payload = JsonReader.read(signal.payload(), 0, signal.payload().length, LIMITS, 0);
      if (signal.kind().equals(Presence.KIND)) {
        if (!presence.said(seat, payload)) {
          metrics.signalsDropped.increment();
        }
        return;
      }
      about = About.of(payload);
    } catch (TablekeepException | IllegalArgumentException e) {
      metrics.signalsDropped.increment();
      return;
    }
    Slot slot = new Slot(seat, signal.kind());
    if (held.put(slot, new Held(signal, about)) != null) {
      metrics.signalsDropped.increment();
    }
    if (tick == null) {
      Duration wait = home.limits().signalTick();
      tick = loop.after(wait, this::flush);
    }
  }

  private void flush() {
    tick = null;
    Map<Slot, Held> now = new LinkedHashMap<>(held);
    held.clear();
    now.forEach(
        (slot, one) -> {
          JsonObject root = shown.get();
          About about = one.about();
          // Whoever left meanwhile may not be anybody here any more.
          if (slot.seat().isGone() || !sees(root, slot.seat(), about)) {
            metrics.signalsDropped.increment();
            return;
          }
          for (TableSeat seat : seats.all()) {
            if (seat != slot.seat() && mayKnow(root, seat, about)) {
              seat.call(to -> to.signal(one.signal()));
              metrics.signals.increment();
            }
          }
        });
  }

  private boolean sees(JsonObject root, TableSeat seat, About about) {
    for (Pointer thing : about.things()) {
      if (!rules.views().sees(root, seat.participant(), thing)) {
        return false;
      }
    }
    return true;
  }

  private boolean mayKnow(JsonObject root, TableSeat seat, About about) {
    return about.isTo(seat.participant())
        && sees(root, seat, about)
        && (about.place().isEmpty()
            || rules
                .views()
                .knows(
                    root,
                    seat.viewer(),
                    about.place().get().map().last(),
                    about.place().get().at().x(),
                    about.place().get().at().y()));
  }

  void stop() {
    if (tick != null) {
      tick.cancel();
    }
    held.clear();
    presence.stop();
  }
}
