package io.tablekeep.testkit;

import io.tablekeep.engine.asset.FileAssetStore;
import io.tablekeep.engine.plugin.PluginCatalog;
import io.tablekeep.engine.plugin.PluginOptions;
import io.tablekeep.engine.plugin.PluginRunner;
import io.tablekeep.engine.transfer.FileSource;
import io.tablekeep.engine.transfer.Imports;
import io.tablekeep.engine.transfer.PreparedImport;
import io.tablekeep.sdk.asset.AssetLimits;
import io.tablekeep.sdk.game.GameSystem;
import io.tablekeep.sdk.transfer.ImportLimits;
import io.tablekeep.sdk.transfer.Importer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The jar of a plugin as it was built, loaded by class loaders of its own as a server loads it: for
 * a test that runs after packaging. It tells of a manifest, an index or a file that is missing in
 * the jar, of which tests on the classes see nothing. Not thread-safe.
 */
public final class BuiltPlugin implements AutoCloseable {
  private final PluginCatalog catalog;
  private final Path folder;

  private BuiltPlugin(PluginCatalog catalog, Path folder) {
    this.catalog = catalog;
    this.folder = folder;
  }

  /**
   * Loads the jar that lies in {@code target}.
   *
   * @param artifact its name before the version
   * @param folder an empty one, for the plugin and what it imports
   * @return the plugin, loaded
   * @throws AssertionError when no such jar was built, or it is refused
   */
  public static BuiltPlugin load(String artifact, Path folder) {
    try {
      Path plugins = Files.createDirectories(folder.resolve("plugins"));
      Files.copy(jar(artifact), plugins.resolve(artifact + ".jar"));
      PluginCatalog catalog = PluginCatalog.open(PluginOptions.builder().folder(plugins).build());
      if (!catalog.refusals().isEmpty() || catalog.plugins().size() != 1) {
        catalog.close();
        throw new AssertionError(artifact + " is not taken: " + catalog.refusals());
      }
      return new BuiltPlugin(catalog, folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Where the jar lies.
   *
   * @param artifact its name before the version
   * @return the file, with or without a version in its name
   * @throws AssertionError when none was built
   */
  public static Path jar(String artifact) {
    Pattern name = Pattern.compile(Pattern.quote(artifact) + "(-[0-9.]+(-SNAPSHOT)?)?\\.jar");
    try (Stream<Path> built = Files.list(Path.of("target"))) {
      return built
          .filter(file -> name.matcher(file.getFileName().toString()).matches())
          .findFirst()
          .orElseThrow(() -> new AssertionError("target has no jar of " + artifact));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The name under which it is known.
   *
   * @return {@code Plugin-Id} of its manifest
   */
  public String id() {
    return catalog.plugins().get(0).id();
  }

  /**
   * The game it brings.
   *
   * @return its first system, for {@link TestTable#playing}
   */
  public GameSystem system() {
    return one(GameSystem.class);
  }

  /**
   * An action of the plugin's own class, which is another than the test's of the same name.
   *
   * @param type the test's record
   * @param values its components, of types that the SDK or Java has
   * @return a record of the plugin
   * @throws LinkageError when the jar has no such record
   */
  public Record action(Class<? extends Record> type, Object... values) {
    try {
      Class<?> own = system().getClass().getClassLoader().loadClass(type.getName());
      if (own == type) {
        throw new AssertionError(type.getName() + " is not of the jar");
      }
      Class<?>[] components =
          Stream.of(own.getRecordComponents())
              .map(RecordComponent::getType)
              .toArray(Class<?>[]::new);
      return (Record) own.getConstructor(components).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(type.getName() + " of the jar cannot be made", e);
    }
  }

  /**
   * Reads a file with its importer.
   *
   * @param file of a name that the importer takes
   * @return what would be imported; the caller closes it
   * @throws IOException when the file cannot be read
   */
  public PreparedImport read(Path file) throws IOException {
    Imports imports =
        new Imports(
            List.of(one(Importer.class)),
            FileAssetStore.open(folder.resolve("assets"), 1 << 20),
            ImportLimits.defaults(),
            AssetLimits.defaults(),
            () -> "m1",
            PluginRunner.DIRECT);
    return imports.read(FileSource.of(file));
  }

  private <T> T one(Class<T> kind) {
    return catalog.extensions(kind).stream()
        .findFirst()
        .orElseThrow(() -> new AssertionError(id() + " brings no " + kind.getSimpleName()));
  }

  @Override
  public void close() {
    catalog.close();
  }
}
