package io.tablekeep.sdk.laws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs in the first module, over the sources of all of them, so that a build fails early. */
@Tag("gate")
class SourceLawsTest {
  private final SourceLaws laws = new SourceLaws(SourceLaws.projectRoot());

  @Test
  void noMainFileIsOverFourHundredLines() throws IOException {
    assertEquals(List.of(), laws.tooLong());
  }

  @Test
  void everyPackageSaysWhatLivesThereAndIsNullMarked() throws IOException {
    assertEquals(List.of(), laws.unexplainedPackages());
  }

  @Test
  void theSourcesOfEveryModuleAreRead() throws IOException {
    List<Path> sources = laws.mainSources();
    for (String module : List.of("sdk-api", "core-engine", "plugins/hello", "reference-server")) {
      Path folder = SourceLaws.projectRoot().resolve(module);
      assertTrue(sources.stream().anyMatch(file -> file.startsWith(folder)), module);
    }
  }

  @Test
  void aBrokenLawIsFound(@TempDir Path root) throws IOException {
    Path folder = Files.createDirectories(root.resolve("module/src/main/java/room"));
    Files.writeString(folder.resolve("Longest.java"), "//\n".repeat(400));
    Files.writeString(folder.resolve("TooLong.java"), "//\n".repeat(401));
    SourceLaws broken = new SourceLaws(root);
    assertEquals(List.of("module/src/main/java/room/TooLong.java: 401"), broken.tooLong());
    String info = "module/src/main/java/room/package-info.java";
    assertEquals(List.of(info), broken.unexplainedPackages());
    Files.writeString(root.resolve(info), "/** A room. */\npackage room;\n");
    assertEquals(List.of(info), broken.unexplainedPackages());
  }
}
