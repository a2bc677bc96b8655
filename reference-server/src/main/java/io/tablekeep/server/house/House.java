package io.tablekeep.server.house;

import io.micrometer.core.instrument.MeterRegistry;
import io.tablekeep.engine.Engine;
import io.tablekeep.engine.EngineOptions;
import io.tablekeep.engine.SeatOptions;
import io.tablekeep.engine.asset.FileAssetStore;
import io.tablekeep.engine.plugin.PluginCatalog;
import io.tablekeep.engine.plugin.PluginRunner;
import io.tablekeep.engine.residency.ResidencyPolicy;
import io.tablekeep.sdk.asset.AssetStore;
import io.tablekeep.sdk.conflict.ConflictResolver;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.game.GameSystem;
import io.tablekeep.sdk.store.CampaignStore;
import io.tablekeep.server.ServerConfig;
import io.tablekeep.server.accounts.Accounts;
import io.tablekeep.server.auth.Keys;
import io.tablekeep.server.auth.SecretFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An open data folder: lock, plugins and store, and the engine on them and the folder's keys once
 * it is started.
 */
public final class House implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(House.class);
  private static final long ASSET_BYTES = 20L << 30;
  private static final Duration IMPORTING = Duration.ofMinutes(5);

  private final Path data;
  private final FolderLock lock;
  private final PluginTime loading;
  private final PluginCatalog plugins;
  private volatile List<TimedSystem> systems;
  private CampaignStore store;
  private final FileAssetStore assets;
  private volatile AssetStore pictures;
  private final PluginTime importing = new PluginTime(IMPORTING);
  private @Nullable Keys keys;
  private @Nullable Engine engine;
  private @Nullable Reloading reloading;
  private @Nullable PluginWatch watch;
  private volatile Runnable reloaded = () -> {};

  /** The plugin folder whose changes are taken up at once. */
  private final Optional<Path> watched;

  private House(
      Path data,
      Optional<Path> watched,
      FolderLock lock,
      PluginTime loading,
      PluginCatalog plugins,
      FileAssetStore assets,
      CampaignStore store) {
    this.data = data;
    this.watched = watched;
    this.lock = lock;
    this.loading = loading;
    this.plugins = plugins;
    this.systems = TimedSystem.all(plugins, loading);
    this.assets = assets;
    pictures = assets;
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
    return open(config, FolderLock.take(config.data()));
  }

  /**
   * Opens a data folder that is taken already.
   *
   * @param config where it is, and which plugins and store it has
   * @param lock of the folder; closed with the house, and when it cannot be opened
   * @return as above
   */
  public static House open(ServerConfig config, FolderLock lock) {
    Path data = config.data();
    PluginTime loading = PluginTime.loading();
    PluginCatalog plugins = null;
    try {
      plugins = PluginFolders.open(config, loading);
      FileAssetStore assets = FileAssetStore.open(data.resolve("assets"), ASSET_BYTES);
      Optional<Path> watched = config.watch() ? config.plugins() : Optional.empty();
      CampaignStore store = Stores.open(config, plugins);
      return new House(data, watched, lock, loading, plugins, assets, store);
    } catch (IOException e) {
      close(plugins, loading, lock);
      throw unusable(data, e);
    } catch (Throwable e) {
      close(plugins, loading, lock);
      throw e;
    }
  }

  private static TablekeepException unusable(Path data, IOException e) {
    return new TablekeepException(
        ErrorKind.USER,
        "data-folder",
        "The data folder " + data + " cannot be used: " + FolderLock.say(e));
  }

  private static void close(@Nullable PluginCatalog plugins, PluginTime loading, FolderLock lock) {
    if (plugins != null) {
      plugins.close();
    }
    loading.close();
    lock.close();
  }

  /**
   * Puts something over the store, before the engine is started.
   *
   * @param over what the engine writes to from now on, which closes what was there
   */
  public void store(UnaryOperator<CampaignStore> over) {
    store = over.apply(store);
  }

  /**
   * Reads the keys of the folder, which are made when they are missing, and starts the engine;
   * once.
   *
   * @param ground adds what it runs on; stays the caller's to close
   * @param meters where metrics go
   * @param residency how many documents stay in memory
   * @return the engine
   * @throws TablekeepException code {@code data-folder} when the keys cannot be read
   */
  public Engine start(
      UnaryOperator<EngineOptions> ground, MeterRegistry meters, ResidencyPolicy residency) {
    plugins.bindTo(meters);
    assets.bindTo(meters);
    byte[] seal;
    byte[] dice;
    try {
      keys = Keys.in(data);
      seal = SecretFile.bytes(data.resolve(Keys.RESUME));
      dice = SecretFile.bytes(data.resolve(Keys.DICE));
    } catch (IOException e) {
      throw unusable(data, e);
    }
    Engine started =
        Engine.start(
            ground.apply(
                EngineOptions.on(store)
                    .withOwner(owner())
                    .withSystems(systems)
                    .withResolvers(plugins.extensions(ConflictResolver.class))
                    .withDocuments(Accounts.documents())
                    .withSeats(SeatOptions.defaults().withSeal(seal))
                    .withDiceKey(dice)
                    .withMeters(meters)
                    .withResidency(residency)));
    engine = started;
    reloading = new Reloading(plugins, loading, started, this::reloaded);
    watched.ifPresent(this::watch);
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
   * @return host key and seat tokens, of a started house
   */
  public Keys keys() {
    Keys ready = keys;
    if (ready == null) {
      throw new IllegalStateException("the engine is not started");
    }
    return ready;
  }

  /**
   * The plugins.
   *
   * @return those in use, and those refused
   */
  public PluginCatalog plugins() {
    return plugins;
  }

  private void reloaded() {
    systems = TimedSystem.all(plugins, loading);
    reloaded.run();
  }

  private void watch(Path folder) {
    try {
      watch = PluginWatch.begin(this, folder);
    } catch (IOException e) {
      throw new TablekeepException(
          ErrorKind.RESOURCE,
          "plugin-folder",
          "The plugin folder " + folder + " cannot be watched: " + FolderLock.say(e));
    }
  }

  /**
   * Says whom to tell when a plugin was reloaded; one at a time.
   *
   * @param then called on the thread that reloads
   */
  public void onReload(Runnable then) {
    reloaded = then;
  }

  /**
   * Reloads plugins while the server runs.
   *
   * @return for a started house
   */
  public Reloading reloading() {
    Reloading ready = reloading;
    if (ready == null) {
      throw new IllegalStateException("the engine is not started");
    }
    return ready;
  }

  /**
   * The store.
   *
   * @return open until this is closed
   */
  public CampaignStore store() {
    return store;
  }

  /**
   * The pictures.
   *
   * @return the store of pictures
   */
  public FileAssetStore assets() {
    return assets;
  }

  /**
   * The pictures that are to be had: those of {@link #assets}, or of all nodes of a cluster.
   *
   * @return a store that may take a while
   */
  public AssetStore pictures() {
    return pictures;
  }

  /**
   * Has pictures come from elsewhere, too. To be called before anybody asks for them.
   *
   * @param all brings those that {@link #assets} lacks
   */
  public void share(AssetStore all) {
    pictures = all;
  }

  /** Runs importers, for five minutes each at most. */
  PluginRunner importing() {
    return importing;
  }

  /**
   * Writes archives of this house's campaigns.
   *
   * @return the writer
   */
  public ArchiveWriter archives() {
    return new ArchiveWriter(store, pictures);
  }

  /**
   * The ids of the game systems campaigns may name.
   *
   * @return sorted, {@code table} not among them
   */
  public List<String> systems() {
    return systems.stream().map(GameSystem::id).sorted().toList();
  }

  /**
   * What the plugins of game systems bring for the page. Reads their files; not on an event loop.
   *
   * @return files by the id of the system, of those that bring any
   */
  public Map<String, PageFiles> pages() {
    Map<String, PageFiles> pages = new TreeMap<>();
    for (TimedSystem system : systems) {
      PageFiles files = system.page();
      if (!files.files().isEmpty()) {
        pages.put(system.id(), files);
      }
    }
    return pages;
  }

  private void stopWatching() {
    PluginWatch watching = watch;
    if (watching != null) {
      try {
        watching.close();
      } catch (IOException e) {
        LOG.warn("the plugin folder is still watched", e);
      }
    }
  }

  /** Closes engine, store and plugins, and lets go of the folder. Not on an event loop. */
  @Override
  public void close() {
    stopWatching();
    try {
      Engine started = engine;
      if (started != null) {
        started.close();
      }
    } finally {
      try {
        store.close();
      } finally {
        importing.close();
        close(plugins, loading, lock);
      }
    }
  }
}
