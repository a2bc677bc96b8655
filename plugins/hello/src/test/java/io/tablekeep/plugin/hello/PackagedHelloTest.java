package io.tablekeep.plugin.hello;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.testkit.BuiltPlugin;
import io.tablekeep.testkit.TestTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar as it is built, loaded as a server loads it. */
class PackagedHelloTest {
  @TempDir Path folder;

  @Test
  void theJarIsAPluginThatPlays() {
    try (BuiltPlugin hello = BuiltPlugin.load("hello", folder);
        TestTable table = TestTable.playing(hello.system())) {
      Record wave = hello.action(Hello.Wave.class, TestTable.BRAM);
      assertEquals("ok", table.seat("ada").act(wave).code());
      assertEquals(List.of("Bram waves."), table.seat("ben").chat());
    }
  }

  @Test
  void threeLinesOfManifestAndFortyOfCodeAreAPlugin() throws Exception {
    try (JarFile jar = new JarFile(BuiltPlugin.jar("hello").toFile())) {
      Attributes lines = jar.getManifest().getMainAttributes();
      assertEquals("hello", lines.getValue("Plugin-Id"));
      assertEquals("Tablekeep", lines.getValue("Plugin-Provider"));
      assertEquals(
          3, lines.keySet().stream().filter(k -> k.toString().startsWith("Plugin-")).count());
    }
    Path source = Path.of("src/main/java/io/tablekeep/plugin/hello/Hello.java");
    assertTrue(Files.readAllLines(source).size() <= 40);
  }
}
