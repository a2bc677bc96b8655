package io.tablekeep.engine.sim;

import io.tablekeep.engine.cluster.SharedMap;
import io.tablekeep.engine.runtime.sim.Simulation;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** A map that nodes share, of which each side has its own copy while they are apart. */
final class SimulatedMap {
  private final Simulation simulation;
  private final Map<Integer, Map<String, String>> sides = new HashMap<>();

  SimulatedMap(Simulation simulation) {
    this.simulation = simulation;
    sides.put(0, new HashMap<>());
  }

  /** A side of its own from now on, with what everybody knows. */
  void split(int side) {
    sides.put(side, new HashMap<>(side(0)));
  }

  /** One map again: of two values that which was written more often stays. */
  void merge(int side) {
    Map<String, String> other = sides.remove(side);
    if (other != null) {
      other.forEach(
          (key, value) ->
              side(0).merge(key, value, (here, there) -> turn(there) > turn(here) ? there : here));
    }
  }

  private static long turn(String value) {
    return Long.parseLong(value.substring(value.indexOf(' ') + 1));
  }

  private Map<String, String> side(int which) {
    return sides.getOrDefault(which, sides.get(0));
  }

  /** The map as a node sees it that is now on one side and now on another. */
  SharedMap seenFrom(Supplier<Integer> side) {
    return new SharedMap() {
      @Override
      public CompletionStage<Optional<String>> get(String key) {
        return later(() -> Optional.ofNullable(side(side.get()).get(key)));
      }

      @Override
      public CompletionStage<Optional<String>> swap(
          String key, Optional<String> expected, Optional<String> next) {
        return later(
            () -> {
              Map<String, String> map = side(side.get());
              Optional<String> now = Optional.ofNullable(map.get(key));
              if (!now.equals(expected)) {
                return now;
              }
              next.ifPresentOrElse(value -> map.put(key, value), () -> map.remove(key));
              return next;
            });
      }

      @Override
      public CompletionStage<Map<String, String>> all(Predicate<String> which) {
        return later(
            () -> {
              Map<String, String> found = new HashMap<>(side(side.get()));
              found.values().removeIf(which.negate());
              return found;
            });
      }
    };
  }

  private <T> CompletionStage<T> later(Supplier<T> work) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    simulation.after(
        Duration.ofNanos(50_000 + simulation.chance().below(400_000)),
        () -> answer.complete(work.get()));
    return answer;
  }
}
