package io.tablekeep.server.house;

import io.tablekeep.engine.plugin.LoadedPlugin;
import io.tablekeep.engine.plugin.PluginCatalog;
import io.tablekeep.engine.plugin.PluginRunner;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.game.GameSystem;
import io.tablekeep.sdk.game.SystemDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * A game system that defines itself within bounds. It was seen to do so when its plugin was loaded,
 * but the engine asks once more, and it need not be as quick again.
 */
final class TimedSystem implements GameSystem {
  private final String plugin;
  private final GameSystem system;
  private final PluginRunner time;
  private final String id;

  TimedSystem(String plugin, GameSystem system, PluginRunner time) {
    this.plugin = plugin;
    this.system = system;
    this.time = time;
    this.id = run(system::id);
  }

  /** The systems of all plugins in use. */
  static List<TimedSystem> all(PluginCatalog plugins, PluginRunner time) {
    List<TimedSystem> all = new ArrayList<>();
    for (LoadedPlugin plugin : plugins.plugins()) {
      for (GameSystem system : plugin.extensions(GameSystem.class)) {
        all.add(new TimedSystem(plugin.id(), system, time));
      }
    }
    return all;
  }

  /** What its plugin brings for the page. */
  PageFiles page() {
    return PageFiles.of(plugin, system.getClass().getClassLoader());
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public void define(SystemDefinition definition) {
    run(
        () -> {
          system.define(definition);
          return id;
        });
  }

  private String run(Callable<String> code) {
    try {
      return time.run(plugin, code);
    } catch (Exception | LinkageError | StackOverflowError e) {
      throw new TablekeepException(
          ErrorKind.PLUGIN,
          "plugin-definition",
          "The plugin "
              + plugin
              + " did not define its game system: "
              + e.getMessage()
              + " Remove it to start without it.",
          null,
          e);
    }
  }
}
