package io.tablekeep.server.house;

import io.micrometer.core.instrument.MeterRegistry;
import io.tablekeep.engine.Engine;
import io.tablekeep.engine.EngineOptions;
import io.tablekeep.engine.asset.FileAssetStore;
import io.tablekeep.engine.plugin.PluginCatalog;
import io.tablekeep.engine.runtime.EngineRuntime;
import io.tablekeep.sdk.asset.AssetStore;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.game.GameSystem;
import io.tablekeep.sdk.store.CampaignStore;
import io.tablekeep.sdk.store.StoreProvider;
import io.tablekeep.server.ServerConfig;
import io.tablekeep.server.auth.Keys;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An open data folder: lock, keys, plugins and store, and the engine on them once it is started.
 */
public final class House implements AutoCloseable {
  private static final long ASSET_BYTES = 20L << 30;

  private final Path data;
  private final FolderLock lock;
  private final Keys keys;
  private final PluginCatalog plugins;
  private final CampaignStore store;
  private final AssetStore assets;
  private @Nullable Engine engine;
  private @Nullable EngineRuntime runtime;

  private House(
      Path data,
      FolderLock lock,
      Keys keys,
      PluginCatalog plugins,
      AssetStore assets,
      CampaignStore store) {
    this.data = data;
    this.lock = lock;
    this.keys = keys;
    this.plugins = plugins;
    this.assets = assets;
    this.store = store;
  }

  /**
   * Opens a data folder, which is made when it is missing.
   *
   * @param config where it is, and which plugins and store it has
   * @return the open folder, to be closed
   * @throws TablekeepException code {@code data-in-use}, {@code data-folder}, {@code plugin-folder}
   *     or {@code no-such-store}
   * @throws io.tablekeep.sdk.store.StoreException when the store cannot be opened
   */
  public static House open(ServerConfig config) {
    Path data = config.data();
    FolderLock lock = FolderLock.take(data);
    PluginCatalog plugins = null;
    try {
      Keys keys = Keys.in(data);
      plugins = PluginFolders.open(data, config.plugins());
      AssetStore assets = FileAssetStore.open(data.resolve("assets"), ASSET_BYTES);
      return new House(data, lock, keys, plugins, assets, store(config, plugins));
    } catch (IOException e) {
      close(plugins, lock);
      throw new TablekeepException(
          ErrorKind.USER,
          "data-folder",
          "The data folder " + data + " cannot be used: " + FolderLock.say(e));
    } catch (Throwable e) {
      close(plugins, lock);
      throw e;
    }
  }

  private static void close(@Nullable PluginCatalog plugins, FolderLock lock) {
    if (plugins != null) {
      plugins.close();
    }
    lock.close();
  }

  private static CampaignStore store(ServerConfig config, PluginCatalog plugins) {
    int colon = config.store().indexOf(':');
    String scheme = config.store().substring(0, colon);
    String location = config.store().substring(colon + 1);
    for (StoreProvider provider : plugins.extensions(StoreProvider.class)) {
      if (provider.scheme().equals(scheme)) {
        String place =
            scheme.equals("sqlite") ? config.data().resolve(location).toString() : location;
        return provider.open(place, Map.of());
      }
    }
    throw new TablekeepException(
        ErrorKind.USER, "no-such-store", "No plugin offers a store \"" + scheme + ":\".");
  }

  /**
   * Starts the engine, once.
   *
   * @param runtime what it runs on; stays the caller's to close
   * @param meters where metrics go
   * @return the engine
   */
  public Engine start(EngineRuntime runtime, MeterRegistry meters) {
    this.runtime = runtime;
    plugins.bindTo(meters);
    Engine started =
        Engine.start(
            EngineOptions.on(store)
                .withRuntime(runtime)
                .withSystems(plugins.extensions(GameSystem.class))
                .withMeters(meters)
                .withOwner(owner()));
    engine = started;
    return started;
  }

  private static String owner() {
    String host;
    try {
      host = InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      host = "localhost";
    }
    return host + " process " + ProcessHandle.current().pid();
  }

  /**
   * The data folder.
   *
   * @return its path, as configured
   */
  public Path data() {
    return data;
  }

  /**
   * The keys of this server.
   *
   * @return host key and seat tokens
   */
  public Keys keys() {
    return keys;
  }

  /**
   * The plugins.
   *
   * @return those in use, and those refused
   */
  public PluginCatalog plugins() {
    return plugins;
  }

  /**
   * The store.
   *
   * @return open until this is closed
   */
  public CampaignStore store() {
    return store;
  }

  /** What the engine runs on, once it is started. */
  EngineRuntime runtime() {
    EngineRuntime given = runtime;
    if (given == null) {
      throw new IllegalStateException("the engine is not started");
    }
    return given;
  }

  /**
   * The pictures.
   *
   * @return the store of pictures
   */
  public AssetStore assets() {
    return assets;
  }

  /**
   * Writes archives of this house's campaigns.
   *
   * @return the writer
   */
  public ArchiveWriter archives() {
    return new ArchiveWriter(store, assets);
  }

  /**
   * The ids of the game systems campaigns may name.
   *
   * @return sorted, {@code table} not among them
   */
  public List<String> systems() {
    return plugins.extensions(GameSystem.class).stream().map(GameSystem::id).sorted().toList();
  }

  /** Closes engine, store and plugins, and lets go of the folder. Not on an event loop. */
  @Override
  public void close() {
    try {
      Engine started = engine;
      if (started != null) {
        started.close();
      }
    } finally {
      try {
        store.close();
      } finally {
        close(plugins, lock);
      }
    }
  }
}
