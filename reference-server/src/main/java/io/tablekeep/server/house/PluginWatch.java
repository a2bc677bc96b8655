package io.tablekeep.server.house;

import io.tablekeep.engine.plugin.LoadedPlugin;
import io.tablekeep.sdk.error.TablekeepException;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reloads a plugin as soon as its file has changed, for those who are writing one. A file that is
 * still being written is waited for: it has to rest for a moment. New plugins wait for the next
 * start. A thread of its own.
 */
public final class PluginWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PluginWatch.class);
  private static final long REST_MILLIS = 300;

  private final House house;
  private final Path folder;
  private final WatchService changes;
  private final Thread thread;

  private PluginWatch(House house, Path folder) throws IOException {
    this.house = house;
    this.folder = folder;
    this.changes = folder.getFileSystem().newWatchService();
    folder.register(
        changes, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
    this.thread = new Thread(this::watch, "plugin watch");
    thread.setDaemon(true);
  }

  /**
   * Begins to watch.
   *
   * @param house a started house
   * @param folder the host's plugin folder
   * @return to be closed
   * @throws IOException when the folder cannot be watched
   */
  public static PluginWatch begin(House house, Path folder) throws IOException {
    PluginWatch watch = new PluginWatch(house, folder);
    watch.thread.start();
    return watch;
  }

  private void watch() {
    Set<Path> changed = new LinkedHashSet<>();
    try {
      while (true) {
        WatchKey key =
            changed.isEmpty() ? changes.take() : changes.poll(REST_MILLIS, TimeUnit.MILLISECONDS);
        if (key == null) {
          changed.forEach(this::reload);
          changed.clear();
          continue;
        }
        for (WatchEvent<?> event : key.pollEvents()) {
          if (event.context() instanceof Path name) {
            changed.add(folder.resolve(name));
          }
        }
        if (!key.reset()) {
          LOG.warn("the plugin folder {} is gone and is watched no more", folder);
          return;
        }
      }
    } catch (ClosedWatchServiceException e) {
      LOG.debug("plugins are watched no more");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void reload(Path file) {
    for (LoadedPlugin plugin : house.plugins().plugins()) {
      if (plugin.state() == LoadedPlugin.State.STARTED && plugin.file().equals(file)) {
        try {
          house.reloading().reload(plugin.id(), false);
        } catch (TablekeepException e) {
          LOG.error("{} stays as it was ({}): {}", plugin.id(), e.code(), e.message());
        } catch (RuntimeException e) {
          LOG.error("{} stays as it was", plugin.id(), e);
        }
        return;
      }
    }
  }

  @Override
  public void close() throws IOException {
    changes.close();
  }
}
