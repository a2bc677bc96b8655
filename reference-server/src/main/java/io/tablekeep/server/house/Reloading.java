package io.tablekeep.server.house;

import io.tablekeep.engine.Engine;
import io.tablekeep.engine.SystemChange;
import io.tablekeep.engine.plugin.LoadedPlugin;
import io.tablekeep.engine.plugin.PluginCatalog;
import io.tablekeep.engine.plugin.Replacement;
import io.tablekeep.sdk.conflict.ConflictResolver;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.game.GameSystem;
import io.tablekeep.sdk.store.StoreProvider;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what a plugin's file has become into play while the server runs: loaded beside the one in
 * use, tried by the engine, and only then in its place. Blocks; not on an event loop.
 */
public final class Reloading {
  private static final Logger LOG = LoggerFactory.getLogger(Reloading.class);

  private final PluginCatalog plugins;
  private final PluginTime time;
  private final Engine engine;
  private final Runnable done;

  Reloading(PluginCatalog plugins, PluginTime time, Engine engine, Runnable done) {
    this.plugins = plugins;
    this.time = time;
    this.engine = engine;
    this.done = done;
  }

  /**
   * What came of it.
   *
   * @param plugin the plugin's id
   * @param from the version that was in use
   * @param to the version that is in use now
   * @param change what came of its game systems
   */
  public record Reloaded(String plugin, String from, String to, SystemChange change) {}

  /**
   * Reloads a plugin, and with it those that use its classes.
   *
   * @param id the plugin's id
   * @param onlyIfSame whether to stay with the old one when the new one would have decided anything
   *     otherwise lately
   * @return what came of it
   * @throws TablekeepException as {@link PluginCatalog#replace} and {@link Engine#replace}; or code
   *     {@code plugin-store} for a store, {@code plugin-system-gone} when the new one lacks a game
   *     system of the old one. Everything is as it was then
   */
  public synchronized Reloaded reload(String id, boolean onlyIfSame) {
    Replacement next;
    try {
      next = plugins.replace(id);
    } catch (TablekeepException e) {
      throw told(e);
    }
    SystemChange change;
    try {
      check(next);
      List<GameSystem> systems = new ArrayList<>();
      for (LoadedPlugin plugin : next.fresh()) {
        for (GameSystem system : plugin.extensions(GameSystem.class)) {
          systems.add(new TimedSystem(plugin.id(), system, time));
        }
      }
      change = engine.replace(systems, of(id, next.fresh()).version(), onlyIfSame).join();
    } catch (RuntimeException e) {
      next.giveUp();
      Throwable cause = e instanceof CompletionException ? e.getCause() : e;
      throw cause instanceof TablekeepException known ? told(known) : e;
    }
    // Nobody may be in the code of the old ones when they go.
    engine.resolvers(
        plugins.plugins().stream()
            .filter(plugin -> !next.old().contains(plugin))
            .flatMap(plugin -> plugin.extensions(ConflictResolver.class).stream())
            .toList());
    next.accept();
    engine.resolvers(plugins.extensions(ConflictResolver.class));
    done.run();
    LoadedPlugin old = of(id, next.old());
    LoadedPlugin fresh = of(id, next.fresh());
    LOG.info("plugin {} {} takes the place of {}: {}", id, fresh.version(), old.version(), change);
    return new Reloaded(id, old.version(), fresh.version(), change);
  }

  /** What is wrong with a new file is the matter of whoever put it there. */
  private static TablekeepException told(TablekeepException e) {
    return e.kind() == ErrorKind.PLUGIN
        ? new TablekeepException(ErrorKind.USER, e.code(), e.message(), null, e)
        : e;
  }

  private static LoadedPlugin of(String id, List<LoadedPlugin> among) {
    return among.stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
  }

  private static void check(Replacement next) {
    Set<String> systems = new HashSet<>();
    for (LoadedPlugin plugin : next.fresh()) {
      plugin.extensions(GameSystem.class).forEach(system -> systems.add(system.id()));
    }
    for (LoadedPlugin plugin : next.old()) {
      if (!plugin.extensions(StoreProvider.class).isEmpty()) {
        throw new TablekeepException(
            ErrorKind.USER,
            "plugin-store",
            "%s offers a store, which cannot be replaced while journals are in it; start anew."
                .formatted(plugin.id()));
      }
      for (GameSystem system : plugin.extensions(GameSystem.class)) {
        if (!systems.contains(system.id())) {
          throw new TablekeepException(
              ErrorKind.USER,
              "plugin-system-gone",
              "The new file has no game system '%s' any more, which campaigns may be playing."
                  .formatted(system.id()));
        }
      }
    }
  }
}
