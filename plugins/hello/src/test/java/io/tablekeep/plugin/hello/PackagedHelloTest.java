package io.tablekeep.plugin.hello;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.engine.plugin.PluginCatalog;
import io.tablekeep.engine.plugin.PluginOptions;
import io.tablekeep.sdk.game.GameSystem;
import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.testkit.TestTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar as it is built, loaded as a server loads it. */
class PackagedHelloTest {
  @TempDir Path folder;

  @Test
  void theJarIsAPluginThatPlays() throws Exception {
    Files.copy(jar(), folder.resolve("hello.jar"));
    try (PluginCatalog catalog =
        PluginCatalog.open(PluginOptions.builder().folder(folder).build())) {
      assertEquals(List.of(), catalog.refusals());
      GameSystem hello = catalog.extensions(GameSystem.class).get(0);
      assertNotSame(Hello.class, hello.getClass());
      Class<?> wave = hello.getClass().getClassLoader().loadClass(Hello.Wave.class.getName());
      Record payload = (Record) wave.getConstructor(ActorRef.class).newInstance(TestTable.BRAM);
      try (TestTable table = TestTable.playing(hello)) {
        assertEquals("ok", table.seat("ada").act(payload).code());
        assertEquals(List.of("Bram waves."), table.seat("ben").chat());
      }
    }
  }

  @Test
  void threeLinesOfManifestAndFortyOfCodeAreAPlugin() throws Exception {
    try (JarFile jar = new JarFile(jar().toFile())) {
      Attributes lines = jar.getManifest().getMainAttributes();
      assertEquals("hello", lines.getValue("Plugin-Id"));
      assertEquals("Tablekeep", lines.getValue("Plugin-Provider"));
      assertEquals(
          3, lines.keySet().stream().filter(k -> k.toString().startsWith("Plugin-")).count());
    }
    Path source = Path.of("src/main/java/io/tablekeep/plugin/hello/Hello.java");
    assertTrue(Files.readAllLines(source).size() <= 40);
  }

  private static Path jar() throws Exception {
    try (Stream<Path> built = Files.list(Path.of("target"))) {
      return built
          .filter(file -> file.getFileName().toString().matches("hello-[0-9.]+(-SNAPSHOT)?\\.jar"))
          .findFirst()
          .orElseThrow();
    }
  }
}
