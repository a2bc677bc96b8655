package io.tablekeep.plugin.uvtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;

import io.tablekeep.engine.asset.FileAssetStore;
import io.tablekeep.engine.plugin.PluginCatalog;
import io.tablekeep.engine.plugin.PluginOptions;
import io.tablekeep.engine.plugin.PluginRunner;
import io.tablekeep.engine.transfer.FileSource;
import io.tablekeep.engine.transfer.Imports;
import io.tablekeep.engine.transfer.PreparedImport;
import io.tablekeep.sdk.asset.AssetLimits;
import io.tablekeep.sdk.transfer.ImportLimits;
import io.tablekeep.sdk.transfer.Importer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar as it is built, loaded as a server loads it. */
class PackagedPluginTest {
  @TempDir Path folder;

  @Test
  void theJarIsAPluginThatReadsAMap() throws Exception {
    Path plugins = Files.createDirectories(folder.resolve("plugins"));
    try (Stream<Path> built = Files.list(Path.of("target"))) {
      Path jar =
          built
              .filter(
                  file ->
                      file.getFileName()
                          .toString()
                          .matches("import-uvtt-[0-9.]+(-SNAPSHOT)?\\.jar"))
              .findFirst()
              .orElseThrow();
      Files.copy(jar, plugins.resolve("import-uvtt.jar"));
    }
    PluginOptions options = PluginOptions.builder().folder(plugins).build();
    try (PluginCatalog catalog = PluginCatalog.open(options)) {
      assertEquals(List.of(), catalog.refusals());
      assertEquals("import-uvtt", catalog.plugins().get(0).id());
      List<Importer> importers = catalog.extensions(Importer.class);
      assertNotSame(UvttImporter.class, importers.get(0).getClass());
      Imports imports =
          new Imports(
              importers,
              FileAssetStore.open(folder.resolve("assets"), 1 << 20),
              ImportLimits.defaults(),
              AssetLimits.defaults(),
              () -> "m1",
              PluginRunner.DIRECT);
      Path file = folder.resolve("crypt.UVTT");
      Files.writeString(
          file, UvttFixture.map("\"image\": \"" + UvttFixture.PICTURE + "\", \"other\": [1]"));
      try (PreparedImport prepared = imports.read(FileSource.of(file))) {
        assertEquals(
            "crypt", UvttFixture.imported(prepared.changes(), prepared.report()).map().name());
        assertEquals(20, prepared.assets().get(0).width());
      }
    }
  }
}
