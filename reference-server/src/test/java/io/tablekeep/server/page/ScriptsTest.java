package io.tablekeep.server.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.server.testing.RunningServer;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Has Node.js run what lies in src/test/js. */
@Tag("browser")
class ScriptsTest {
  private static final int OLDEST_NODE = 18;

  @Test
  void whatIsWrittenInJavaScriptPassesItsTests() throws Exception {
    if (!Boolean.getBoolean("tablekeep.browser")) {
      say("left out: the tests of the page; mvn -Pbrowser -Dquick verify runs them");
      return;
    }
    int version = node();
    if (version < OLDEST_NODE) {
      say("left out: the tests of the page, as there is no Node.js of 18 or newer here");
      return;
    }
    List<String> command = new ArrayList<>(List.of("node", "--test", "--test-reporter=spec"));
    command.addAll(scripts(Path.of("src/test/js")));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("TABLEKEEP_COMMAND", RunningServer.JSON.writeValueAsString(server()));
    builder.environment().put("TABLEKEEP_AXE", axe().toAbsolutePath().toString());
    Process tests = builder.start();
    try (BufferedReader said = tests.inputReader(StandardCharsets.UTF_8)) {
      // Not inherited: the standard output of a fork is how it speaks to Maven.
      said.lines().forEach(ScriptsTest::say);
      assertTrue(tests.waitFor(1, TimeUnit.MINUTES), "they do not come to an end");
      assertEquals(0, tests.exitValue(), "some failed, see above");
    } finally {
      tests.destroyForcibly();
    }
  }

  private static List<String> scripts(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      List<String> scripts =
          all.map(Path::toString).filter(name -> name.endsWith(".test.mjs")).sorted().toList();
      assertTrue(scripts.size() > 1, "there are no tests in " + folder.toAbsolutePath());
      return scripts;
    }
  }

  /** What looks a page through for what keeps people out, unpacked from its WebJar. */
  private static Path axe() throws IOException {
    URL jar = ScriptsTest.class.getResource("/META-INF/resources/webjars/axe-core/");
    assertTrue(jar != null, "the WebJar of axe is not on the class path");
    URI found = URI.create(jar.toString());
    try (FileSystem inside = FileSystems.newFileSystem(found, Map.of());
        Stream<Path> all = Files.walk(inside.getPath("/META-INF/resources/webjars/axe-core"))) {
      Path script =
          all.filter(file -> file.getFileName().toString().equals("axe.min.js"))
              .findFirst()
              .orElseThrow();
      Path out = Path.of("target/axe.min.js");
      return Files.copy(script, out, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** The version of Node.js, 0 where there is none. */
  private static int node() throws InterruptedException {
    try {
      Process asked = new ProcessBuilder("node", "--version").start();
      String version =
          new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      asked.waitFor();
      return Integer.parseInt(version.substring(1, version.indexOf('.')));
    } catch (IOException missing) {
      return 0;
    }
  }

  /** How the server is started as a process: from the classes of this build. */
  private static List<String> server() {
    List<String> classes =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !entry.isEmpty() && !entry.contains("test-classes"))
            .map(entry -> Path.of(entry).toAbsolutePath().toString())
            .toList();
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-cp",
        String.join(File.pathSeparator, classes),
        "io.tablekeep.server.Main");
  }

  private static void say(String what) {
    System.out.println(what);
  }
}
