package io.tablekeep.plugin.fate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tablekeep.plugin.fate.scene.Scenes;
import io.tablekeep.testkit.BuiltPlugin;
import io.tablekeep.testkit.TestTable;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar as it is built, loaded as a server loads it. */
class PackagedFateTest {
  @TempDir Path folder;

  @Test
  void theJarIsAPluginThatPlays() {
    try (BuiltPlugin fate = BuiltPlugin.load("fate", folder);
        TestTable table = TestTable.playing(fate.system())) {
      table.when("gm", fate.action(Scenes.Put.class, "Rain", false, 1, 0, false)).applied();
      assertEquals(1, table.seat("ben").view().at("fate", "aspects").size());
    }
  }
}
