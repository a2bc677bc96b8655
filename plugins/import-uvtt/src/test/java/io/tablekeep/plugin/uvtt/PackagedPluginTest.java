package io.tablekeep.plugin.uvtt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tablekeep.engine.transfer.PreparedImport;
import io.tablekeep.testkit.BuiltPlugin;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar as it is built, loaded as a server loads it. */
class PackagedPluginTest {
  @TempDir Path folder;

  @Test
  void theJarIsAPluginThatReadsAMap() throws Exception {
    Path file = folder.resolve("crypt.UVTT");
    Files.writeString(
        file, UvttFixture.map("\"image\": \"" + UvttFixture.PICTURE + "\", \"other\": [1]"));
    try (BuiltPlugin plugin = BuiltPlugin.load("import-uvtt", folder);
        PreparedImport prepared = plugin.read(file)) {
      assertEquals("import-uvtt", plugin.id());
      assertEquals(
          "crypt", UvttFixture.imported(prepared.changes(), prepared.report()).map().name());
      assertEquals(20, prepared.assets().get(0).width());
    }
  }
}
