package io.tablekeep.engine.plugin;

import io.tablekeep.sdk.plugin.BudgetThread;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Gives code one second (or less) on a budget thread, and ten more to notice that it is over. */
final class OneSecond implements PluginRunner {
  private final long millis;

  OneSecond() {
    this(1000);
  }

  OneSecond(long millis) {
    this.millis = millis;
  }

  @Override
  public <T> T run(String pluginId, Callable<T> code) throws Exception {
    CompletableFuture<T> result = new CompletableFuture<>();
    CompletableFuture<Long> run = new CompletableFuture<>();
    BudgetThread thread =
        new BudgetThread(
            () -> {
              BudgetThread self = (BudgetThread) Thread.currentThread();
              run.complete(self.begin());
              try {
                result.complete(code.call());
              } catch (Throwable e) {
                result.completeExceptionally(e);
              } finally {
                self.finish();
              }
            },
            "one-second");
    thread.setDaemon(true);
    thread.start();
    try {
      return get(result, millis);
    } catch (TimeoutException e) {
      thread.end(run.get());
      return get(result, 10_000);
    }
  }

  private static <T> T get(CompletableFuture<T> result, long millis) throws Exception {
    try {
      return result.get(millis, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw (Exception) e.getCause();
    }
  }
}
