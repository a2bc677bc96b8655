package io.tablekeep.engine.plugin;

import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.pf4j.PluginDependency;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Goes through the folders once and decides what becomes of their files. */
final class CatalogBuilder {
  private static final Logger LOG = LoggerFactory.getLogger(CatalogBuilder.class);
  private static final int MAX_FILES = 1000;

  private final PluginOptions options;
  private final EnginePluginManager manager;
  private final Staging staging;
  private final ExtensionReader extensions;
  private final List<LoadedPlugin> done = new ArrayList<>();
  private final Map<String, LoadedPlugin> byId = new HashMap<>();
  private final ExtensionNames names;

  /**
   * A builder.
   *
   * @param options which folders, and what is asked of a plugin
   * @param manager who loads
   * @param staging where files are copied
   * @param staying plugins in use that others may depend on, and whose names are taken
   */
  CatalogBuilder(
      PluginOptions options,
      EnginePluginManager manager,
      Staging staging,
      List<LoadedPlugin> staying) {
    this.options = options;
    this.manager = manager;
    this.staging = staging;
    this.extensions = new ExtensionReader(options);
    this.names = new ExtensionNames(options.runner());
    staying.forEach(plugin -> byId.put(plugin.id(), plugin));
  }

  /** Every file of the folders. */
  List<LoadedPlugin> build() {
    Map<String, PluginFile> chosen = choose();
    for (PluginFile file : chosen.values()) {
      decide(file, chosen, new LinkedHashSet<>());
    }
    return List.copyOf(done);
  }

  /**
   * These plugins alone, as the folders have them now; whatever else is there is left alone.
   *
   * @param ids the plugins
   * @param files where they were; what is refused there is theirs, whatever it says of itself
   */
  List<LoadedPlugin> build(Set<String> ids, Set<Path> files) throws PluginRefused {
    for (LoadedPlugin plugin : byId.values()) {
      names.take(plugin.id(), plugin.extensions());
    }
    Map<String, PluginFile> chosen = choose();
    done.removeIf(
        plugin ->
            plugin.refusal().isEmpty()
                || !(ids.contains(plugin.id()) || files.contains(plugin.file())));
    chosen.keySet().retainAll(ids);
    for (PluginFile file : chosen.values()) {
      decide(file, chosen, new LinkedHashSet<>());
    }
    return List.copyOf(done);
  }

  /** The file of each id, of the last folder that has one. */
  private Map<String, PluginFile> choose() {
    Map<String, PluginFile> chosen = new LinkedHashMap<>();
    for (Path folder : options.folders()) {
      inspect(folder)
          .forEach(
              (id, files) -> {
                PluginFile shadowed = chosen.remove(id);
                if (shadowed != null) {
                  LOG.warn(
                      "plugin {}: {} takes the place of {}",
                      id,
                      files.get(0).file(),
                      shadowed.file());
                  done.add(LoadedPlugin.shadowed(shadowed));
                }
                if (files.size() == 1) {
                  chosen.put(id, files.get(0));
                } else {
                  files.forEach(file -> refuse(file, duplicate(id, files)));
                }
              });
    }
    return chosen;
  }

  private static PluginRefused duplicate(String id, List<PluginFile> files) {
    List<Path> names = files.stream().map(file -> file.file().getFileName()).toList();
    return new PluginRefused(
        "plugin-duplicate",
        "Several files of one folder are the plugin '" + id + "': " + names + "; leave one.");
  }

  /** The readable plugins of a folder by their ids, in order of their file names. */
  private Map<String, List<PluginFile>> inspect(Path folder) {
    Map<String, List<PluginFile>> found = new LinkedHashMap<>();
    for (Path path : list(folder)) {
      PluginFile file = PluginFile.of(path);
      try {
        file = file.inspect(staging, options.trust());
        found.computeIfAbsent(file.id(), id -> new ArrayList<>()).add(file);
      } catch (PluginRefused e) {
        refuse(file, e);
      }
    }
    return found;
  }

  private static List<Path> list(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(PluginFile::looksLikePlugin).sorted().limit(MAX_FILES).toList();
    } catch (IOException e) {
      throw new TablekeepException(
          ErrorKind.USER,
          "plugin-folder",
          "The plugin folder " + folder + " cannot be read.",
          null,
          e);
    }
  }

  /** Loads a plugin after those it depends on; {@code above} are those that wait for it. */
  private void decide(PluginFile file, Map<String, PluginFile> chosen, Set<String> above) {
    if (byId.containsKey(file.id())) {
      return;
    }
    above.add(file.id());
    try {
      for (PluginDependency wanted : file.descriptor().getDependencies()) {
        PluginFile other = chosen.get(wanted.getPluginId());
        if (above.contains(wanted.getPluginId())) {
          throw dependency("It depends on itself by way of " + above + ".");
        }
        if (other != null) {
          decide(other, chosen, above);
        }
        checkDependency(wanted);
      }
      load(file);
    } catch (PluginRefused e) {
      if (manager.getPlugin(file.id()) != null) {
        manager.unload(file.id(), options.runner());
      }
      refuse(file, e);
    } finally {
      above.remove(file.id());
    }
  }

  private void checkDependency(PluginDependency wanted) throws PluginRefused {
    LoadedPlugin other = byId.get(wanted.getPluginId());
    if (other == null || other.state() != LoadedPlugin.State.STARTED) {
      if (wanted.isOptional()) {
        return;
      }
      String why = other == null ? "is not there." : "was refused.";
      throw dependency("It needs the plugin '" + wanted.getPluginId() + "', which " + why);
    }
    if (!satisfies(other.version(), wanted.getPluginVersionSupport(), "plugin-dependency")) {
      throw dependency(
          "It needs the plugin '%s' in version %s, and %s is there."
              .formatted(wanted.getPluginId(), wanted.getPluginVersionSupport(), other.version()));
    }
  }

  private static PluginRefused dependency(String message) {
    return new PluginRefused("plugin-dependency", message);
  }

  private void load(PluginFile file) throws PluginRefused {
    try {
      manager.getVersionManager().compareVersions(file.version(), file.version());
    } catch (RuntimeException e) {
      throw new PluginRefused(
          "plugin-manifest",
          file.version().isEmpty()
              ? "The manifest has no Plugin-Version."
              : "The Plugin-Version '" + file.version() + "' is no semantic version like 1.2.3.",
          e);
    }
    file.refuseBundledSdk();
    String requires = file.descriptor().getRequires();
    if (!satisfies(options.systemVersion(), atLeast(requires), "plugin-requires")) {
      throw new PluginRefused(
          "plugin-requires",
          "It needs Tablekeep %s, and this is %s.".formatted(requires, options.systemVersion()));
    }
    PluginCode code = manager.start(file, options.runner());
    List<Object> found = extensions.read(file, code);
    names.take(file.id(), found);
    add(LoadedPlugin.started(file, found));
    LOG.info("plugin {} {} from {}", file.id(), file.version(), file.file());
  }

  /** A bare version means that version or a later one, as in PF4J. */
  private static String atLeast(String requires) {
    return requires.matches("\\d+\\.\\d+\\.\\d+") ? ">=" + requires : requires;
  }

  private boolean satisfies(String version, String wanted, String code) throws PluginRefused {
    try {
      return manager.getVersionManager().checkVersionConstraint(version, wanted);
    } catch (RuntimeException e) {
      throw new PluginRefused(code, "'" + wanted + "' is no range of versions.", e);
    }
  }

  private void refuse(PluginFile file, PluginRefused why) {
    LoadedPlugin refused = LoadedPlugin.refused(file, why);
    LOG.error(
        "plugin {} from {} is refused ({}): {}",
        file.id(),
        file.file(),
        why.refusal(file).code(),
        why.getMessage(),
        why.getCause());
    add(refused);
  }

  private void add(LoadedPlugin plugin) {
    done.add(plugin);
    byId.put(plugin.id(), plugin);
  }
}
