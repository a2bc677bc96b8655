package io.tablekeep.server.house;

import io.tablekeep.engine.plugin.PluginCatalog;
import io.tablekeep.engine.plugin.PluginOptions;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.server.ServerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Loads the bundled plugins and those of the host. */
public final class PluginFolders {
  private PluginFolders() {}

  /**
   * Loads everything. Needs no lock: unpacking is the same for whoever does it.
   *
   * @param config the data folder, the host's plugins, which win, and whom the host trusts
   * @param time runs their code until the catalog is closed
   * @return the catalog, to be closed
   * @throws TablekeepException code {@code plugin-folder} or {@code data-folder}
   */
  public static PluginCatalog open(ServerConfig config, PluginTime time) {
    Path data = config.data();
    Path cache = data.resolve("plugin-cache");
    PluginOptions.Builder options =
        PluginOptions.builder()
            .systemVersion(version())
            .unpackTo(cache.resolve("files"))
            .runner(time);
    try {
      Files.createDirectories(cache);
      Path bundled = BundledPlugins.unpack(cache);
      options.folder(bundled).trust(config.trust().exempting(bundled));
    } catch (IOException e) {
      throw new TablekeepException(
          ErrorKind.USER,
          "data-folder",
          "The data folder " + data + " cannot be used: " + FolderLock.say(e));
    }
    config
        .plugins()
        .ifPresent(
            folder -> {
              if (!Files.isDirectory(folder)) {
                throw new TablekeepException(
                    ErrorKind.USER, "plugin-folder", "There is no plugin folder " + folder + ".");
              }
              options.folder(folder);
            });
    return PluginCatalog.open(options.build());
  }

  /**
   * The version of this program.
   *
   * @return as in its manifest, or {@code 0.1.0} when it does not run from its jar
   */
  public static String version() {
    String version = PluginFolders.class.getPackage().getImplementationVersion();
    return version == null ? "0.1.0" : version;
  }
}
