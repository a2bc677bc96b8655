package io.tablekeep.engine.plugin;

/**
 * Looks at an extension before it counts as loaded, for instance by letting a game system define
 * itself.
 *
 * @param <T> the extension point
 */
@FunctionalInterface
public interface ExtensionCheck<T> {
  /**
   * Checks one extension. Whatever it throws refuses the whole plugin, code {@code
   * plugin-definition}; a {@link io.tablekeep.sdk.error.TablekeepException} lends its own sentence.
   *
   * @param pluginId the plugin it comes from
   * @param extension the extension
   * @throws Exception what is wrong with it
   */
  void check(String pluginId, T extension) throws Exception;
}
