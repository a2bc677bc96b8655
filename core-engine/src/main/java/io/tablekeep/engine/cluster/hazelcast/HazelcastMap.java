package io.tablekeep.engine.cluster.hazelcast;

import com.hazelcast.map.IMap;
import io.tablekeep.engine.cluster.SharedMap;
import io.tablekeep.engine.runtime.EngineRuntime;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A shared map of texts in Hazelcast. */
final class HazelcastMap implements SharedMap {
  private final IMap<String, String> map;
  private final EngineRuntime runtime;

  HazelcastMap(IMap<String, String> map, EngineRuntime runtime) {
    this.map = map;
    this.runtime = runtime;
  }

  @Override
  public CompletionStage<Optional<String>> get(String key) {
    return told(() -> map.getAsync(key)).thenApply(Optional::ofNullable);
  }

  @Override
  public CompletionStage<Optional<String>> swap(
      String key, Optional<String> expected, Optional<String> next) {
    Swap swap = new Swap(expected.orElse(null), next.orElse(null));
    return told(() -> map.submitToKey(key, swap)).thenApply(Optional::ofNullable);
  }

  @Override
  public CompletionStage<Map<String, String>> all(Predicate<String> which) {
    return told(
        () ->
            runtime.offload(
                () -> {
                  Map<String, String> found = new HashMap<>();
                  map.forEach(
                      (key, value) -> {
                        if (which.test(value)) {
                          found.put(key, value);
                        }
                      });
                  return found;
                }));
  }

  /** Hazelcast throws at once when it is being shut down, and fails stages otherwise. */
  private static <T extends @Nullable Object> CompletionStage<T> told(
      Supplier<CompletionStage<T>> ask) {
    CompletionStage<T> stage;
    try {
      stage = ask.get();
    } catch (RuntimeException e) {
      stage = CompletableFuture.failedFuture(e);
    }
    return stage.exceptionallyCompose(
        cause ->
            CompletableFuture.failedFuture(
                new TablekeepException(
                    ErrorKind.RESOURCE,
                    "cluster-unavailable",
                    "The servers of this cluster do not reach each other at present.",
                    null,
                    cause)));
  }
}
