package io.tablekeep.server.house;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tablekeep.engine.plugin.PluginRunner;
import io.tablekeep.engine.runtime.rules.RulesOptions;
import io.tablekeep.engine.runtime.rules.RulesThreads;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;

/**
 * Bounds the time of plugin code that runs away from any table: while plugins are loaded and let
 * go, and in importers. What loops for ever is ended, what blocks is left behind. Thread-safe.
 */
public final class PluginTime implements PluginRunner, AutoCloseable {
  /** What each step of loading a plugin may take. */
  private static final Duration LOADING = Duration.ofSeconds(10);

  private final RulesThreads threads =
      new RulesThreads(RulesOptions.defaults(), new SimpleMeterRegistry());
  private final Duration budget;

  PluginTime(Duration budget) {
    this.budget = budget;
  }

  /**
   * For loading plugins.
   *
   * @return ten seconds for each step; to be closed after what was loaded
   */
  public static PluginTime loading() {
    return new PluginTime(LOADING);
  }

  @Override
  public <T> T run(String pluginId, Callable<T> code) throws Exception {
    try {
      return threads.run(pluginId, budget, code).toCompletableFuture().get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception thrown) {
        throw thrown;
      }
      if (e.getCause() instanceof Error thrown) {
        throw thrown;
      }
      throw e;
    }
  }

  @Override
  public void close() {
    threads.close();
  }
}
