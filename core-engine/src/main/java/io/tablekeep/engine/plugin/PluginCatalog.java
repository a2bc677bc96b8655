package io.tablekeep.engine.plugin;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The plugins of a few folders: those in use, and those that are not, with the reason. Safe for use
 * by several threads. A plugin in use can be replaced by what its file has become.
 */
public final class PluginCatalog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PluginCatalog.class);

  private final PluginOptions options;
  private final Staging staging;
  private final Map<String, EnginePluginManager> managers = new ConcurrentHashMap<>();
  private final List<WeakReference<ClassLoader>> retired = new CopyOnWriteArrayList<>();
  private volatile List<LoadedPlugin> plugins = List.of();

  private PluginCatalog(PluginOptions options) {
    this.options = options;
    this.staging = new Staging(options.unpackTo());
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
    PluginCatalog catalog = new PluginCatalog(options);
    try {
      EnginePluginManager manager = catalog.manager();
      catalog.plugins = new CatalogBuilder(options, manager, catalog.staging, List.of()).build();
      catalog.manages(manager, catalog.plugins);
      catalog.staging.tidy();
      return catalog;
    } catch (IOException e) {
      LOG.warn("old copies of plugins could not be removed", e);
      return catalog;
    } catch (Throwable e) {
      catalog.close();
      throw e;
    }
  }

  private EnginePluginManager manager() {
    return new EnginePluginManager(
        options.systemVersion(),
        id -> {
          EnginePluginManager other = managers.get(id);
          return other == null ? null : other.getPluginClassLoader(id);
        });
  }

  private void manages(EnginePluginManager manager, List<LoadedPlugin> of) {
    for (LoadedPlugin plugin : of) {
      if (plugin.state() == LoadedPlugin.State.STARTED) {
        managers.put(plugin.id(), manager);
      }
    }
  }

  /**
   * Loads a plugin anew from its folder, beside the one in use, with those that use its classes.
   * Blocks; runs code of the plugins. What is in use stays so until the replacement is accepted.
   *
   * @param id a plugin in use
   * @return the replacement, to be accepted or given up
   * @throws TablekeepException kind {@code USER}: {@code no-such-plugin} when it is not in use,
   *     {@code plugin-gone} when its file is not there any more; kind {@code PLUGIN}: why the new
   *     one is refused, with the codes of {@link PluginRefusal}
   */
  public synchronized Replacement replace(String id) {
    List<LoadedPlugin> old = group(id);
    List<LoadedPlugin> staying = new ArrayList<>(plugins);
    staying.removeIf(plugin -> plugin.state() != LoadedPlugin.State.STARTED);
    staying.removeAll(old);
    EnginePluginManager manager = manager();
    try {
      Set<String> ids = old.stream().map(LoadedPlugin::id).collect(Collectors.toSet());
      Set<Path> files = old.stream().map(LoadedPlugin::file).collect(Collectors.toSet());
      List<LoadedPlugin> fresh =
          new CatalogBuilder(options, manager, staging, staying).build(ids, files);
      for (LoadedPlugin plugin : fresh) {
        if (plugin.refusal().isPresent()) {
          PluginRefusal why = plugin.refusal().get();
          throw new TablekeepException(ErrorKind.PLUGIN, why.code(), why.message());
        }
        ids.remove(plugin.id());
      }
      if (!ids.isEmpty()) {
        throw new TablekeepException(
            ErrorKind.USER, "plugin-gone", "No file of the plugin folders is the plugin " + ids);
      }
      return new Replacement(this, manager, old, fresh);
    } catch (PluginRefused e) {
      unload(manager, ids(manager));
      throw new TablekeepException(
          ErrorKind.PLUGIN, "plugin-definition", String.valueOf(e.getMessage()), null, e);
    } catch (RuntimeException e) {
      unload(manager, ids(manager));
      throw e;
    }
  }

  /** A plugin in use and those that use its classes, in order of loading. */
  private List<LoadedPlugin> group(String id) {
    Set<String> ids = new HashSet<>(Set.of(id));
    List<LoadedPlugin> group = new ArrayList<>();
    for (LoadedPlugin plugin : plugins) {
      boolean in = ids.contains(plugin.id()) || !Collections.disjoint(ids, plugin.needs());
      if (in && plugin.state() == LoadedPlugin.State.STARTED) {
        ids.add(plugin.id());
        group.add(plugin);
      }
    }
    if (group.isEmpty()) {
      throw new TablekeepException(
          ErrorKind.USER, "no-such-plugin", "No plugin '" + id + "' is in use here.");
    }
    return group;
  }

  synchronized void accept(
      EnginePluginManager manager, List<LoadedPlugin> old, List<LoadedPlugin> fresh) {
    List<LoadedPlugin> now = new ArrayList<>(plugins);
    now.removeAll(old);
    now.addAll(fresh);
    plugins = List.copyOf(now);
    for (int i = old.size() - 1; i >= 0; i--) {
      String id = old.get(i).id();
      EnginePluginManager before = managers.get(id);
      if (before != null) {
        retired.add(new WeakReference<>(before.getPluginClassLoader(id)));
        unload(before, List.of(id));
      }
    }
    manages(manager, fresh);
  }

  void giveUp(EnginePluginManager manager) {
    unload(manager, ids(manager));
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
    Gauge.builder("tablekeep.plugins.retired", this, PluginCatalog::inMemory)
        .description("Class loaders of replaced plugins that are still in memory")
        .register(registry);
  }

  private long inMemory() {
    retired.removeIf(loader -> loader.get() == null);
    return retired.size();
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
    Set<EnginePluginManager> all = Collections.newSetFromMap(new IdentityHashMap<>());
    all.addAll(managers.values());
    managers.clear();
    all.forEach(manager -> unload(manager, ids(manager)));
    try {
      staging.close();
    } catch (IOException e) {
      LOG.warn("copies of plugins could not be removed", e);
    }
  }

  private static List<String> ids(EnginePluginManager manager) {
    List<String> ids = new ArrayList<>();
    manager.getResolvedPlugins().forEach(wrapper -> ids.add(wrapper.getPluginId()));
    Collections.reverse(ids);
    return ids;
  }

  private void unload(EnginePluginManager manager, List<String> ids) {
    ids.forEach(id -> manager.unload(id, options.runner()));
  }
}
