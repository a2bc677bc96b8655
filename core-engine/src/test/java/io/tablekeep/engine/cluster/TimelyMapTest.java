package io.tablekeep.engine.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tablekeep.engine.runtime.sim.Simulation;
import io.tablekeep.sdk.error.TablekeepException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Questions to a shared map that go astray. */
class TimelyMapTest {
  private final Simulation simulation = new Simulation(7);
  private final List<CompletableFuture<Optional<String>>> asked = new ArrayList<>();
  private final SharedMap astray =
      new SharedMap() {
        private CompletionStage<Optional<String>> ask() {
          CompletableFuture<Optional<String>> answer = new CompletableFuture<>();
          asked.add(answer);
          return answer;
        }

        @Override
        public CompletionStage<Optional<String>> get(String key) {
          return ask();
        }

        @Override
        public CompletionStage<Optional<String>> swap(
            String key, Optional<String> expected, Optional<String> next) {
          return ask();
        }

        @Override
        public CompletionStage<Map<String, String>> all(Predicate<String> which) {
          return CompletableFuture.completedFuture(Map.of());
        }
      };
  private final SharedMap map =
      new TimelyMap(astray, Duration.ofSeconds(6), simulation.runtime("one"));

  @Test
  void whatGoesAstrayIsAFailureInTime() {
    List<CompletableFuture<Optional<String>>> told =
        List.of(
            map.get("a").toCompletableFuture(),
            map.swap("a", Optional.empty(), Optional.of("b")).toCompletableFuture());
    simulation.advance(Duration.ofMillis(5_900));
    told.forEach(each -> assertFalse(each.isDone()));
    simulation.advance(Duration.ofMillis(200));
    for (CompletableFuture<Optional<String>> each : told) {
      CompletionException late = assertThrows(CompletionException.class, each::join);
      assertEquals("cluster-unavailable", ((TablekeepException) late.getCause()).code());
    }
    asked.forEach(each -> each.complete(Optional.of("too late")));
    told.forEach(each -> assertThrows(CompletionException.class, each::join));
  }

  @Test
  void whatIsAnsweredIsPassedOn() {
    CompletableFuture<Optional<String>> told = map.get("a").toCompletableFuture();
    CompletableFuture<Optional<String>> failed = map.get("a").toCompletableFuture();
    simulation.advance(Duration.ofSeconds(5));
    asked.get(0).complete(Optional.of("b"));
    asked.get(1).completeExceptionally(new IllegalStateException("gone"));
    assertEquals(Optional.of("b"), told.join());
    assertThrows(CompletionException.class, failed::join);
    simulation.advance(Duration.ofSeconds(5));
    assertEquals(Optional.of("b"), told.join());
  }
}
