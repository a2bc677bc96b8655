package io.tablekeep.engine.loop;

import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.Problem;
import io.tablekeep.sdk.error.TablekeepException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A time in which nothing is decided, and who waits for it to begin. Loop-confined. */
final class Lull {
  private final List<CompletableFuture<Void>> waiting = new ArrayList<>(0);
  private boolean on;

  boolean isOn() {
    return on;
  }

  /** Begins as soon as everything decided is durable. */
  void begin(CompletableFuture<Void> then) {
    on = true;
    waiting.add(then);
  }

  void end() {
    on = false;
  }

  /**
   * Looks whether it has begun.
   *
   * @param quiet whether everything decided is durable
   * @param closed why no action is taken any more, null while they are
   */
  void look(boolean quiet, @Nullable Problem closed) {
    if (waiting.isEmpty() || (!quiet && closed == null)) {
      return;
    }
    List<CompletableFuture<Void>> told = List.copyOf(waiting);
    waiting.clear();
    for (CompletableFuture<Void> each : told) {
      if (closed == null) {
        each.complete(null);
      } else {
        each.completeExceptionally(
            new TablekeepException(ErrorKind.RESOURCE, closed.code(), closed.message()));
      }
    }
  }
}
