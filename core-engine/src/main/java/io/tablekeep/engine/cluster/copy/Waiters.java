package io.tablekeep.engine.cluster.copy;

import io.tablekeep.engine.runtime.Loop;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;

/** Those who wait for a version of a copy. On its loop. */
final class Waiters {
  private static final int MOST = 10_000;

  private final Loop loop;
  private final Deque<Waiter> all = new ArrayDeque<>();

  private record Waiter(long version, CompletableFuture<Copy.State> told) {}

  Waiters(Loop loop) {
    this.loop = loop;
  }

  void add(long version, Duration within, CompletableFuture<Copy.State> told) {
    if (all.size() >= MOST) {
      told.completeExceptionally(Faults.resource("overloaded", "Too many wait for that."));
      return;
    }
    Waiter waiter = new Waiter(version, told);
    all.add(waiter);
    Loop.Timer patience =
        loop.after(
            within,
            () -> {
              if (all.remove(waiter)) {
                told.completeExceptionally(
                    Faults.resource("copy-behind", "That is not to be read here yet."));
              }
            });
    CompletableFuture<Copy.State> unused = told.whenComplete((state, gone) -> patience.cancel());
  }

  void settle(Copy.State now) {
    all.removeIf(
        each -> {
          boolean here = each.version() <= now.version();
          return here && (each.told().complete(now) || here);
        });
  }

  void end() {
    for (Waiter each : all) {
      each.told().completeExceptionally(Faults.resource("copy-stale", "This was closed."));
    }
    all.clear();
  }
}
