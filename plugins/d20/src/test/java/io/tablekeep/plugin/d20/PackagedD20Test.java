package io.tablekeep.plugin.d20;

import io.tablekeep.plugin.d20.call.SheetActions.Become;
import io.tablekeep.testkit.BuiltPlugin;
import io.tablekeep.testkit.TestTable;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar as it is built, loaded as a server loads it. */
class PackagedD20Test {
  @TempDir Path folder;

  @Test
  void theJarIsAPluginThatPlays() {
    try (BuiltPlugin d20 = BuiltPlugin.load("d20", folder);
        TestTable table = TestTable.playing(d20.system())) {
      table
          .when("gm", d20.action(Become.class, TestTable.BRAM, "goblin"))
          .applied()
          .then("/actors/bram/d20/now/hp", 7)
          .seenBy("ben", "/actors/bram/d20/now/health", "unhurt");
    }
  }
}
