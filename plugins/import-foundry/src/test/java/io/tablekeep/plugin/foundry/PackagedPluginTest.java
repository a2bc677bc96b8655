package io.tablekeep.plugin.foundry;

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
  void theJarIsAPluginThatReadsAHero() throws Exception {
    Path file = Files.writeString(folder.resolve("hero.JSONL"), Samples.HERO);
    try (BuiltPlugin plugin = BuiltPlugin.load("import-foundry", folder);
        PreparedImport prepared = plugin.read(file)) {
      assertEquals("import-foundry", plugin.id());
      assertEquals(1, prepared.changes().list().size());
      assertEquals(0, prepared.assets().size());
    }
  }
}
