package io.tablekeep.engine.plugin;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pf4j.AbstractPluginManager;
import org.pf4j.DefaultExtensionFactory;
import org.pf4j.DefaultExtensionFinder;
import org.pf4j.DefaultPluginDescriptor;
import org.pf4j.DefaultVersionManager;
import org.pf4j.ExtensionFactory;
import org.pf4j.ExtensionFinder;
import org.pf4j.Plugin;
import org.pf4j.PluginDescriptor;
import org.pf4j.PluginDescriptorFinder;
import org.pf4j.PluginFactory;
import org.pf4j.PluginLoader;
import org.pf4j.PluginRepository;
import org.pf4j.PluginRuntimeException;
import org.pf4j.PluginState;
import org.pf4j.PluginStatusProvider;
import org.pf4j.PluginWrapper;
import org.pf4j.VersionManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PF4J with its doors to the outside closed: it scans no folder, reads no system property or list
 * of disabled plugins, and takes descriptors and files as they were inspected. What a plugin
 * depends on may live in an older manager: a plugin that is replaced gets a manager of its own.
 */
final class EnginePluginManager extends AbstractPluginManager {
  private static final Logger LOG = LoggerFactory.getLogger(EnginePluginManager.class);

  private final Map<Path, PluginFile> files = new HashMap<>();
  private final Function<String, @Nullable ClassLoader> others;

  /**
   * A manager without plugins.
   *
   * @param systemVersion what {@code Plugin-Requires} is held against
   * @param others class loaders of plugins that this one does not manage, by their ids
   */
  EnginePluginManager(String systemVersion, Function<String, @Nullable ClassLoader> others) {
    super(List.of(Path.of("nowhere")));
    this.others = others;
    setSystemVersion(systemVersion);
  }

  @Override
  public @Nullable ClassLoader getPluginClassLoader(String pluginId) {
    ClassLoader own = super.getPluginClassLoader(pluginId);
    return own == null ? others.apply(pluginId) : own;
  }

  /** Loads and starts a plugin whose dependencies are started. */
  PluginCode start(PluginFile file, PluginRunner runner) throws PluginRefused {
    files.put(file.file(), file);
    try {
      loadPlugin(file.file());
      runner.run(file.id(), () -> startPlugin(file.id()));
    } catch (Throwable e) {
      throw new PluginRefused("plugin-start", "The plugin could not be started.", e);
    } finally {
      files.remove(file.file());
    }
    PluginWrapper wrapper = getPlugin(file.id());
    if (wrapper.getPluginState() != PluginState.STARTED) {
      throw new PluginRefused(
          "plugin-start", "The plugin could not be started.", wrapper.getFailedException());
    }
    return (PluginCode) wrapper.getPluginClassLoader();
  }

  /** Stops and forgets a plugin; whatever its own stopping throws, it is forgotten. */
  void unload(String id, PluginRunner runner) {
    try {
      runner.run(id, () -> unloadPlugin(id));
    } catch (Throwable e) {
      LOG.warn("plugin {} did not stop cleanly", id, e);
    }
  }

  private PluginFile inspected(Path path) {
    PluginFile file = files.get(path);
    if (file == null) {
      throw new PluginRuntimeException("only inspected plugins are loaded, not {}", path);
    }
    return file;
  }

  /**
   * Without dependencies: whether they are there was decided, and they may be managed elsewhere.
   */
  private static PluginDescriptor alone(PluginDescriptor all) {
    return new DefaultPluginDescriptor(
        all.getPluginId(),
        all.getPluginDescription(),
        all.getPluginClass(),
        all.getVersion(),
        all.getRequires(),
        all.getProvider(),
        all.getLicense());
  }

  @Override
  protected PluginRepository createPluginRepository() {
    return new PluginRepository() {
      @Override
      public List<Path> getPluginPaths() {
        return List.of();
      }

      @Override
      public boolean deletePluginPath(Path pluginPath) {
        return false;
      }
    };
  }

  @Override
  protected PluginDescriptorFinder createPluginDescriptorFinder() {
    return new PluginDescriptorFinder() {
      @Override
      public boolean isApplicable(Path pluginPath) {
        return true;
      }

      @Override
      public PluginDescriptor find(Path pluginPath) {
        return alone(inspected(pluginPath).descriptor());
      }
    };
  }

  @Override
  protected PluginLoader createPluginLoader() {
    return new PluginLoader() {
      @Override
      public boolean isApplicable(Path pluginPath) {
        return true;
      }

      @Override
      public ClassLoader loadPlugin(Path pluginPath, PluginDescriptor descriptor) {
        try {
          return new PluginCode(
              EnginePluginManager.this,
              inspected(pluginPath).descriptor(),
              inspected(pluginPath).roots());
        } catch (IOException e) {
          throw new PluginRuntimeException(e);
        }
      }
    };
  }

  /** PF4J's own factory logs what goes wrong and returns null, which hides the cause. */
  @Override
  protected PluginFactory createPluginFactory() {
    return wrapper -> {
      String name = wrapper.getDescriptor().getPluginClass();
      try {
        Class<?> type = wrapper.getPluginClassLoader().loadClass(name);
        if (type == Plugin.class) {
          return new Plugin() {};
        }
        return (Plugin) type.getConstructor().newInstance();
      } catch (InvocationTargetException e) {
        throw new PluginRuntimeException(e.getCause());
      } catch (ReflectiveOperationException | ClassCastException e) {
        throw new PluginRuntimeException(e);
      }
    };
  }

  @Override
  protected PluginStatusProvider createPluginStatusProvider() {
    return new PluginStatusProvider() {
      @Override
      public boolean isPluginDisabled(String pluginId) {
        return false;
      }

      @Override
      public void disablePlugin(String pluginId) {}

      @Override
      public void enablePlugin(String pluginId) {}
    };
  }

  @Override
  protected ExtensionFactory createExtensionFactory() {
    return new DefaultExtensionFactory();
  }

  @Override
  protected ExtensionFinder createExtensionFinder() {
    return new DefaultExtensionFinder(this);
  }

  @Override
  protected VersionManager createVersionManager() {
    return new DefaultVersionManager();
  }
}
