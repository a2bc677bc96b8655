package io.tablekeep.engine.plugin;

import java.util.concurrent.Callable;

/**
 * Runs the code of a plugin while it is loaded and let go: constructors, start, checks, stop. A
 * host with a rules executor runs it there, so that a plugin that loops for ever is refused instead
 * of waited for.
 */
@FunctionalInterface
public interface PluginRunner {
  /** Runs the code where it is called. */
  PluginRunner DIRECT =
      new PluginRunner() {
        @Override
        public <T> T run(String pluginId, Callable<T> code) throws Exception {
          return code.call();
        }
      };

  /**
   * Runs code to its end.
   *
   * @param pluginId whose code it is
   * @param code the code
   * @param <T> its result
   * @return its result
   * @throws Exception what the code threw, or that it took too long
   */
  <T> T run(String pluginId, Callable<T> code) throws Exception;
}
