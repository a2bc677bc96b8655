package io.tablekeep.engine.loop;

import io.tablekeep.engine.Signal;
import io.tablekeep.engine.metrics.TableMetrics;
import io.tablekeep.engine.runtime.Loop;
import io.tablekeep.engine.state.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is here. A seat says so itself, {@code {"state":"here"}} or {@code "away"}, and is told of
 * the others at once; from then on it hears of changes only. A participant is as present as the
 * most present of their seats, and {@code "gone"} when all of them have been gone for a while, so
 * that a line that drops and comes back is no news. Who is behind hears the last word of each when
 * they come into step. Nothing of it is journaled. One state a seat; loop-confined.
 */
final class Presence {
  static final String KIND = "presence";

  private static final String HERE = "here";
  private static final String AWAY = "away";
  private static final String GONE = "gone";

  /** Seats that are gone are looked for so often. */
  private static final Duration LOOK = Duration.ofSeconds(5);

  private final Seats seats;
  private final Loop loop;
  private final TableMetrics metrics;
  private final Map<TableSeat, String> states = new LinkedHashMap<>();
  private final Map<String, String> told = new LinkedHashMap<>();
  private Loop.@Nullable Timer timer;

  Presence(Seats seats, Loop loop, TableMetrics metrics) {
    this.seats = seats;
    this.loop = loop;
    this.metrics = metrics;
  }

  /** False for what is no state of presence. */
  boolean said(TableSeat seat, Object payload) {
    if (!(payload instanceof JsonObject object)
        || !(object.get("state") instanceof String state)
        || !(state.equals(HERE) || state.equals(AWAY))) {
      return false;
    }
    boolean isNew = states.put(seat, state) == null;
    announce(seat.participant().id());
    if (isNew) {
      told.forEach(
          (who, how) -> {
            if (!who.equals(seat.participant().id())) {
              tell(seat, who, how);
            }
          });
    }
    if (timer == null) {
      timer = loop.after(LOOK, this::look);
    }
    return true;
  }

  private void look() {
    timer = null;
    Set<String> left = new LinkedHashSet<>();
    for (TableSeat seat : Set.copyOf(states.keySet())) {
      if (seat.isGone()) {
        states.remove(seat);
        left.add(seat.participant().id());
      }
    }
    left.forEach(this::announce);
    if (!states.isEmpty()) {
      timer = loop.after(LOOK, this::look);
    }
  }

  /** Tells the others how present someone is, if that is news. */
  private void announce(String who) {
    String now = GONE;
    for (Map.Entry<TableSeat, String> one : states.entrySet()) {
      if (one.getKey().participant().id().equals(who) && !now.equals(HERE)) {
        now = one.getValue();
      }
    }
    String before = now.equals(GONE) ? told.remove(who) : told.put(who, now);
    if (now.equals(before)) {
      return;
    }
    for (TableSeat seat : seats.all()) {
      if (!seat.participant().id().equals(who)) {
        tell(seat, who, now);
      }
    }
  }

  private void tell(TableSeat seat, String who, String how) {
    byte[] payload = ("{\"state\":\"" + how + "\"}").getBytes(StandardCharsets.UTF_8);
    seat.say(who, to -> to.signal(new Signal(who, KIND, payload)));
    metrics.signals.increment();
  }

  void stop() {
    if (timer != null) {
      timer.cancel();
    }
    states.clear();
    told.clear();
  }
}
