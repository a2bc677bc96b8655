package io.tablekeep.plugin.duel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;

import io.tablekeep.engine.plugin.PluginCatalog;
import io.tablekeep.engine.plugin.PluginOptions;
import io.tablekeep.sdk.game.GameSystem;
import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.testkit.TestTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar as it is built, loaded as a server loads it. */
class PackagedDuelTest {
  @TempDir Path folder;

  @Test
  void theJarIsAPluginThatPlays() throws Exception {
    Files.copy(jar(), folder.resolve("duel.jar"));
    try (PluginCatalog catalog =
        PluginCatalog.open(PluginOptions.builder().folder(folder).build())) {
      assertEquals(List.of(), catalog.refusals());
      GameSystem duel = catalog.extensions(GameSystem.class).get(0);
      assertNotSame(Duel.class, duel.getClass());
      Class<?> arm = duel.getClass().getClassLoader().loadClass(Duel.Arm.class.getName());
      Record payload =
          (Record) arm.getConstructor(ActorRef.class, int.class).newInstance(TestTable.BRAM, 2);
      try (TestTable table = TestTable.playing(duel)) {
        table
            .when("ada", payload)
            .applied()
            .then("/actors/bram/duel/hp", 6)
            .seenBy("ben", "/actors/bram/duel/look", "fresh");
      }
    }
  }

  private static Path jar() throws Exception {
    try (Stream<Path> built = Files.list(Path.of("target"))) {
      return built
          .filter(file -> file.getFileName().toString().matches("duel-[0-9.]+(-SNAPSHOT)?\\.jar"))
          .findFirst()
          .orElseThrow();
    }
  }
}
