package io.tablekeep.server.house;

import io.tablekeep.engine.plugin.PluginCatalog;
import io.tablekeep.engine.plugin.PluginOptions;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Loads the bundled plugins and those of the host. */
public final class PluginFolders {
  private PluginFolders() {}

  /**
   * Loads everything. Needs no lock: unpacking is the same for whoever does it.
   *
   * @param data the data folder
   * @param own the host's folder, whose plugins win
   * @param time runs their code until the catalog is closed
   * @return the catalog, to be closed
   * @throws TablekeepException code {@code plugin-folder} or {@code data-folder}
   */
  public static PluginCatalog open(Path data, Optional<Path> own, PluginTime time) {
    Path cache = data.resolve("plugin-cache");
    PluginOptions.Builder options =
        PluginOptions.builder()
            .systemVersion(version())
            .unpackTo(cache.resolve("zips"))
            .runner(time);
    try {
      Files.createDirectories(cache);
      options.folder(BundledPlugins.unpack(cache));
    } catch (IOException e) {
      throw new TablekeepException(
          ErrorKind.USER,
          "data-folder",
          "The data folder " + data + " cannot be used: " + FolderLock.say(e));
    }
    own.ifPresent(
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
