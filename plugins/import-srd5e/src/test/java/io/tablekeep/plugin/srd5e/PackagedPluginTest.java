package io.tablekeep.plugin.srd5e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tablekeep.engine.transfer.PreparedImport;
import io.tablekeep.sdk.transfer.ImportReport;
import io.tablekeep.testkit.BuiltPlugin;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar as it is built, loaded as a server loads it. */
class PackagedPluginTest {
  @TempDir Path folder;

  @Test
  void theJarIsAPluginThatReadsMonsters() throws Exception {
    Path file = Files.writeString(folder.resolve("wyrms.srd5e"), Samples.MONSTERS);
    try (BuiltPlugin plugin = BuiltPlugin.load("import-srd5e", folder);
        PreparedImport prepared = plugin.read(file)) {
      assertEquals("import-srd5e", plugin.id());
      assertEquals(1, prepared.changes().list().size());
      assertEquals(1, prepared.report().count(ImportReport.Fate.CHANGED));
    }
  }
}
