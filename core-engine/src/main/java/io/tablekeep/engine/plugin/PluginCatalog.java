package io.tablekeep.engine.plugin;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The plugins of a few folders: those in use, and those that are not, with the reason. Built once;
 * safe for use by several threads afterwards.
 */
public final class PluginCatalog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PluginCatalog.class);

  private final EnginePluginManager manager;
  private final ZipUnpacker unpacker;
  private final PluginRunner runner;
  private volatile List<LoadedPlugin> plugins;

  private PluginCatalog(EnginePluginManager manager, ZipUnpacker unpacker, PluginRunner runner) {
    this.manager = manager;
    this.unpacker = unpacker;
    this.runner = runner;
    this.plugins = List.of();
  }

  /**
   * Loads and starts what the folders hold. Blocks; runs code of the plugins. A plugin that fails
   * does not keep the others from loading.
   *
   * @param options which folders, and what is asked of a plugin
   * @return the catalog, to be closed
   * @throws io.tablekeep.sdk.error.TablekeepException code {@code plugin-folder} when a folder
   *     cannot be read
   */
  public static PluginCatalog open(PluginOptions options) {
    EnginePluginManager manager = new EnginePluginManager(options.systemVersion());
    ZipUnpacker unpacker = new ZipUnpacker(options.unpackTo());
    PluginCatalog catalog = new PluginCatalog(manager, unpacker, options.runner());
    try {
      catalog.plugins = new CatalogBuilder(options, manager, unpacker).build();
      return catalog;
    } catch (Throwable e) {
      catalog.close();
      throw e;
    }
  }

  /**
   * Every file of the folders, in the order in which it was decided on.
   *
   * @return what became of each; empty after {@link #close}
   */
  public List<LoadedPlugin> plugins() {
    return plugins;
  }

  /**
   * The extensions of one kind, of all started plugins. Whoever keeps one keeps the plugin's
   * classes in memory.
   *
   * @param point the extension point
   * @param <T> the extension point
   * @return dependencies first; empty after {@link #close}
   */
  public <T> List<T> extensions(Class<T> point) {
    return plugins.stream().flatMap(plugin -> plugin.extensions(point).stream()).toList();
  }

  /**
   * Why plugins are not loaded.
   *
   * @return one refusal for each refused file
   */
  public List<PluginRefusal> refusals() {
    return plugins.stream().flatMap(plugin -> plugin.refusal().stream()).toList();
  }

  /**
   * Publishes {@code tablekeep.plugins} by state.
   *
   * @param registry where to
   */
  public void bindTo(MeterRegistry registry) {
    for (LoadedPlugin.State state : LoadedPlugin.State.values()) {
      Gauge.builder("tablekeep.plugins", this, catalog -> catalog.count(state))
          .tag("state", state.name().toLowerCase(Locale.ROOT))
          .description("Files in the plugin folders by what became of them")
          .register(registry);
    }
  }

  private long count(LoadedPlugin.State state) {
    return plugins.stream().filter(plugin -> plugin.state() == state).count();
  }

  /**
   * Stops the plugins, last started first, closes their files and forgets their classes. Nobody may
   * be in a call of a plugin then. A plugin that fails to stop is logged and let go of.
   */
  @Override
  public void close() {
    plugins = List.of();
    List<String> ids = new ArrayList<>();
    manager.getResolvedPlugins().forEach(wrapper -> ids.add(wrapper.getPluginId()));
    Collections.reverse(ids);
    for (String id : ids) {
      try {
        runner.run(id, () -> manager.unloadPlugin(id));
      } catch (Throwable e) {
        LOG.warn("plugin {} did not stop cleanly", id, e);
      }
    }
    try {
      unpacker.close();
    } catch (IOException e) {
      LOG.warn("unpacked plugins could not be removed", e);
    }
  }
}
