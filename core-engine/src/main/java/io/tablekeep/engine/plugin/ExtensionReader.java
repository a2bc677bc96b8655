package io.tablekeep.engine.plugin;

import io.tablekeep.sdk.error.TablekeepException;
import java.io.IOException;
import java.io.StringReader;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.pf4j.processor.ExtensionStorage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the extensions a plugin's index names: all of them, or the plugin is refused. */
final class ExtensionReader {
  private static final Logger LOG = LoggerFactory.getLogger(ExtensionReader.class);
  private static final int MAX_EXTENSIONS = 100;

  private final PluginOptions options;

  ExtensionReader(PluginOptions options) {
    this.options = options;
  }

  List<Object> read(PluginFile file, PluginCode code) throws PluginRefused {
    List<Object> found = new ArrayList<>();
    for (String name : index(code)) {
      Class<?> type = load(name, code);
      if (options.points().stream().anyMatch(point -> point.isAssignableFrom(type))) {
        found.add(construct(file.id(), type));
      } else {
        LOG.warn("plugin {}: {} extends nothing known here and is left out", file.id(), name);
      }
    }
    if (found.isEmpty()) {
      List<String> known = options.points().stream().map(Class::getSimpleName).sorted().toList();
      throw new PluginRefused(
          "plugin-no-extension",
          "The plugin offers nothing: none of its extensions is one of " + known + ".");
    }
    for (Object extension : found) {
      check(file.id(), extension);
    }
    return found;
  }

  private static Set<String> index(PluginCode code) throws PluginRefused {
    Set<String> names = new LinkedHashSet<>();
    try {
      byte[] index =
          code.index()
              .orElseThrow(
                  () ->
                      new PluginRefused(
                          "plugin-no-index",
                          "The file has no "
                              + PluginFile.INDEX
                              + ": PF4J's annotation processor did not run when it was compiled."));
      ExtensionStorage.read(new StringReader(new String(index, StandardCharsets.UTF_8)), names);
    } catch (IOException e) {
      throw new PluginRefused("plugin-unreadable", PluginFile.INDEX + " cannot be read.", e);
    }
    if (names.size() > MAX_EXTENSIONS) {
      throw new PluginRefused(
          "plugin-class", "It names more than " + MAX_EXTENSIONS + " extensions.");
    }
    return names;
  }

  private static Class<?> load(String name, PluginCode code) throws PluginRefused {
    try {
      Class<?> type = Class.forName(name, false, code);
      resolveSignatures(type);
      return type;
    } catch (ClassNotFoundException | LinkageError e) {
      throw new PluginRefused("plugin-class", "Its class " + name + " cannot be loaded.", e);
    }
  }

  /** Better now than at the table: looking at its methods loads the types they name. */
  private static void resolveSignatures(Class<?> type) {
    int methods = type.getMethods().length;
    LOG.trace("{} has {} methods", type, methods);
  }

  private Object construct(String pluginId, Class<?> type) throws PluginRefused {
    Constructor<?> constructor;
    try {
      constructor = type.getConstructor();
    } catch (NoSuchMethodException | LinkageError e) {
      throw new PluginRefused(
          "plugin-constructor",
          type.getName() + " has no public constructor without parameters.",
          e);
    }
    try {
      return options.runner().run(pluginId, constructor::newInstance);
    } catch (LinkageError e) {
      throw notMade(type, e instanceof ExceptionInInitializerError, e);
    } catch (InvocationTargetException e) {
      Throwable thrown = e.getCause() == null ? e : e.getCause();
      throw notMade(type, !(thrown instanceof NoClassDefFoundError), thrown);
    } catch (Throwable e) {
      throw notMade(type, true, e);
    }
  }

  private static PluginRefused notMade(Class<?> type, boolean its, Throwable cause) {
    return its
        ? new PluginRefused(
            "plugin-constructor", type.getName() + " failed while it was made.", cause)
        : new PluginRefused(
            "plugin-class", "The class " + type.getName() + " cannot be linked.", cause);
  }

  private void check(String pluginId, Object extension) throws PluginRefused {
    for (PluginOptions.Check<?> check : options.checks()) {
      try {
        options
            .runner()
            .run(
                pluginId,
                () -> {
                  check.run(pluginId, extension);
                  return "";
                });
      } catch (TablekeepException e) {
        throw new PluginRefused("plugin-definition", String.valueOf(e.getMessage()), e);
      } catch (Throwable e) {
        throw new PluginRefused(
            "plugin-definition", extension.getClass().getName() + " is not fit for use.", e);
      }
    }
  }
}
