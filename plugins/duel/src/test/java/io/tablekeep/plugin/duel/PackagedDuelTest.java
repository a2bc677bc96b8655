package io.tablekeep.plugin.duel;

import io.tablekeep.testkit.BuiltPlugin;
import io.tablekeep.testkit.TestTable;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar as it is built, loaded as a server loads it. */
class PackagedDuelTest {
  @TempDir Path folder;

  @Test
  void theJarIsAPluginThatPlays() {
    try (BuiltPlugin duel = BuiltPlugin.load("duel", folder);
        TestTable table = TestTable.playing(duel.system())) {
      table
          .when("ada", duel.action(Duel.Arm.class, TestTable.BRAM, 2))
          .applied()
          .then("/actors/bram/duel/hp", 6)
          .seenBy("ben", "/actors/bram/duel/look", "fresh");
    }
  }
}
