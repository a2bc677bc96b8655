package io.tablekeep.engine.cluster;

import io.tablekeep.engine.runtime.EngineRuntime;
import io.tablekeep.engine.runtime.Loop;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/**
 * A shared map that answers in time: while a cluster falls apart and comes together, questions may
 * go astray for minutes, and whoever waits for a document would wait with them. Asked anew, they
 * find their way. Thread-safe.
 */
public final class TimelyMap implements SharedMap {
  private final SharedMap map;
  private final Duration patience;
  private final Loop loop;

  /**
   * Over a map that may take its time.
   *
   * @param map answers, or not
   * @param patience for one question
   * @param runtime time and a loop
   */
  public TimelyMap(SharedMap map, Duration patience, EngineRuntime runtime) {
    this.map = map;
    this.patience = patience;
    loop = runtime.loop("shared-map");
  }

  @Override
  public CompletionStage<Optional<String>> get(String key) {
    return inTime(map.get(key));
  }

  @Override
  public CompletionStage<Optional<String>> swap(
      String key, Optional<String> expected, Optional<String> next) {
    return inTime(map.swap(key, expected, next));
  }

  /** Takes as long as it takes: nobody's document waits for it. */
  @Override
  public CompletionStage<Map<String, String>> all(Predicate<String> which) {
    return map.all(which);
  }

  private <T> CompletionStage<T> inTime(CompletionStage<T> stage) {
    CompletableFuture<T> asked = stage.toCompletableFuture();
    if (asked.isDone()) {
      return asked;
    }
    CompletableFuture<T> told = new CompletableFuture<>();
    Loop.Timer timer =
        loop.after(
            patience,
            () ->
                told.completeExceptionally(
                    new TablekeepException(
                        ErrorKind.RESOURCE,
                        "cluster-unavailable",
                        "The servers of this cluster do not answer each other in time.")));
    CompletableFuture<T> unused =
        asked.whenComplete(
            (value, failure) -> {
              timer.cancel();
              if (failure == null) {
                told.complete(value);
              } else {
                told.completeExceptionally(failure);
              }
            });
    return told;
  }
}
