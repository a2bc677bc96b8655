package io.tablekeep.engine.plugin;

import io.tablekeep.sdk.game.GameSystem;
import io.tablekeep.sdk.store.StoreProvider;
import io.tablekeep.sdk.transfer.Importer;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/** The names extensions go by: campaigns name a system, locations a store; no two may share one. */
final class ExtensionNames {
  private final Map<String, String> owners = new HashMap<>();
  private final PluginRunner runner;

  ExtensionNames(PluginRunner runner) {
    this.runner = runner;
  }

  /** Takes the names of a plugin's extensions: all or, when one is taken, none. */
  void take(String pluginId, Iterable<Object> extensions) throws PluginRefused {
    TreeSet<String> wanted = new TreeSet<>();
    for (Object extension : extensions) {
      String name = ask(pluginId, extension);
      String owner = owners.getOrDefault(name, wanted.contains(name) ? pluginId : "");
      if (!owner.isEmpty()) {
        throw new PluginRefused(
            "plugin-name-taken", "The " + name + " is there already, from '" + owner + "'.");
      }
      if (!name.isEmpty()) {
        wanted.add(name);
      }
    }
    wanted.forEach(name -> owners.put(name, pluginId));
  }

  private String ask(String pluginId, Object extension) throws PluginRefused {
    try {
      return runner.run(pluginId, () -> nameOf(extension));
    } catch (Throwable e) {
      throw new PluginRefused(
          "plugin-definition", extension.getClass().getName() + " does not say its name.", e);
    }
  }

  private static String nameOf(Object extension) {
    if (extension instanceof GameSystem system) {
      return "game system '" + system.id() + "'";
    }
    if (extension instanceof StoreProvider store) {
      return "store '" + store.scheme() + "'";
    }
    return extension instanceof Importer importer ? "importer '" + importer.id() + "'" : "";
  }
}
