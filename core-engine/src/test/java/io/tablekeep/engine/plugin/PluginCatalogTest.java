package io.tablekeep.engine.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tablekeep.sdk.conflict.ConflictResolver;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.game.GameSystem;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginCatalogTest {
  private static final String ID =
      "public String toString() { return getClass().getSimpleName(); }";

  @TempDir Path folder;

  @Test
  void aPluginIsLoadedWithWhatItsFileSays() throws Exception {
    Path file = TestJar.system("wave", ID).write(folder.resolve("wave.jar"));
    try (PluginCatalog catalog = open(folder)) {
      LoadedPlugin plugin = only(catalog);
      assertEquals("wave", plugin.id());
      assertEquals("1.0.0", plugin.version());
      assertEquals(file, plugin.file());
      assertEquals(LoadedPlugin.State.STARTED, plugin.state());
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      assertEquals(HexFormat.of().formatHex(hash), plugin.sha256());
      assertEquals("Wave", catalog.extensions(GameSystem.class).get(0).toString());
      assertEquals(List.of(), catalog.refusals());
    }
  }

  @Test
  void aPluginThatOnlySettlesConflictsIsTaken() throws Exception {
    TestJar.plugin("judge").source("p.Judge", resolver("\"counter\"")).write(jar("judge"));
    TestJar.plugin("mute").source("p.Judge", resolver("")).write(jar("mute"));
    TestJar.plugin("loud").source("p.Judge", resolver("\"ALL\"")).write(jar("loud"));
    try (PluginCatalog catalog = open(folder)) {
      ConflictResolver resolver = catalog.extensions(ConflictResolver.class).get(0);
      assertEquals(Set.of("counter"), resolver.kinds());
      assertEquals(1, catalog.extensions(ConflictResolver.class).size());
      assertEquals(
          List.of(
              "p.Judge names 'ALL', which is no kind of conflict.",
              "p.Judge names 0 kinds of conflict, not 1 to 100."),
          catalog.refusals().stream().map(PluginRefusal::message).sorted().toList());
    }
  }

  private Path jar(String id) {
    return folder.resolve(id + ".jar");
  }

  private static String resolver(String kinds) {
    return """
        package p;
        import io.tablekeep.sdk.conflict.*;
        import java.util.Set;
        import org.pf4j.Extension;
        @Extension public class Judge implements ConflictResolver {
          public Set<String> kinds() { return Set.of(KINDS); }
          public Resolution resolve(Conflict met) { return Resolution.abstain("No."); }
        }
        """
        .replace("KINDS", kinds);
  }

  @Test
  void aLaterFolderTakesThePlaceOfAnEarlierOne() throws Exception {
    Path bundled = folder.resolve("bundled");
    Path own = folder.resolve("own");
    TestJar.system("wave", ID).write(bundled.resolve("wave.jar"));
    TestJar.system("leap", ID).write(bundled.resolve("leap.jar"));
    TestJar.system("wave", "public String toString() { return \"mine\"; }")
        .manifest("Plugin-Version", "0.1.0")
        .write(own.resolve("mine.jar"));
    try (PluginCatalog catalog = open(bundled, own)) {
      assertEquals(List.of("Leap", "mine"), systems(catalog));
      LoadedPlugin shadowed = byState(catalog, LoadedPlugin.State.SHADOWED);
      assertEquals(bundled.resolve("wave.jar"), shadowed.file());
    }
  }

  @Test
  void aPluginSeesTheSdkAndTheJdkButNothingElseOfTheProgram() throws Exception {
    TestJar.system(
            "nosy",
            """
            public String toString() {
              StringBuilder seen = new StringBuilder();
              for (String name : new String[] {
                  "io.tablekeep.engine.plugin.PluginCatalog", "io.vertx.core.Vertx",
                  "io.micrometer.core.instrument.Meter", "org.objectweb.asm.ClassReader",
                  "io.tablekeep.sdk.game.GameSystem", "com.fasterxml.jackson.databind.JsonNode",
                  "org.slf4j.Logger", "org.pf4j.Plugin", "org.jspecify.annotations.NullMarked",
                  "java.sql.Connection", "javax.sql.DataSource"}) {
                try {
                  Class.forName(name);
                  seen.append(name.substring(name.lastIndexOf('.') + 1)).append(' ');
                } catch (ClassNotFoundException e) {
                  seen.append("- ");
                }
              }
              return seen.toString().trim();
            }
            """)
        .write(folder.resolve("nosy.jar"));
    try (PluginCatalog catalog = open(folder)) {
      assertEquals(
          "- - - - GameSystem JsonNode Logger Plugin NullMarked Connection DataSource",
          systems(catalog).get(0));
    }
  }

  @Test
  void pluginsWithClassesOfTheSameNameAreApart() throws Exception {
    for (String id : List.of("one", "two")) {
      TestJar.plugin(id)
          .source(
              "p.Same",
              TestJar.systemClass("Same", "public String toString() { return id(); }")
                  .replace("\"same\"", "\"" + id + "\""))
          .write(folder.resolve(id + ".jar"));
    }
    try (PluginCatalog catalog = open(folder)) {
      List<GameSystem> both = catalog.extensions(GameSystem.class);
      assertEquals(List.of("one", "two"), systems(catalog));
      assertNotSame(both.get(0).getClass(), both.get(1).getClass());
    }
  }

  @Test
  void aPluginReadsItsOwnResourcesAndNotThoseOfTheProgram() throws Exception {
    TestJar.system(
            "reader",
            """
            public String toString() {
              try (var in = getClass().getResourceAsStream("/words.txt")) {
                return new String(in.readAllBytes())
                    + " " + getClass().getResource("/words.txt").getProtocol()
                    + " " + getClass().getResource("/io/tablekeep/engine/plugin/PluginCatalog.class");
              } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            }
            """)
        .entry("words.txt", "hello")
        .write(folder.resolve("reader.jar"));
    try (PluginCatalog catalog = open(folder)) {
      assertEquals(List.of("hello jar null"), systems(catalog));
    }
  }

  @Test
  void aZipBringsItsLibraries() throws Exception {
    Path unpacked = folder.resolve("unpacked");
    Path plugins = folder.resolve("plugins");
    Map<String, byte[]> library =
        TestJar.compile(
            Map.of(
                "lib.Words",
                "package lib; public class Words { public static String say() { return \"lib\"; } }"),
            List.of());
    Path classes = folder.resolve("classes");
    Files.createDirectories(classes.resolve("lib"));
    Files.write(classes.resolve("lib/Words.class"), library.get("lib/Words.class"));
    TestJar jar = new TestJar().noManifest();
    library.forEach(jar::entry);
    TestJar.plugin("zipped")
        .against(classes)
        .source(
            "p.Zipped",
            TestJar.systemClass("Zipped", "public String toString() { return lib.Words.say(); }"))
        .writeZip(plugins.resolve("zipped.zip"), Map.of("words.jar", jar.bytes("")));
    PluginOptions options = PluginOptions.builder().folder(plugins).unpackTo(unpacked).build();
    for (int i = 0; i < 2; i++) {
      try (PluginCatalog catalog = PluginCatalog.open(options)) {
        assertEquals(List.of(), catalog.refusals());
        assertEquals(List.of("lib"), systems(catalog));
        assertTrue(Files.isDirectory(unpacked.resolve(only(catalog).sha256())));
      }
    }
    try (Stream<Path> folders = Files.list(unpacked)) {
      assertEquals(1, folders.filter(Files::isDirectory).count(), "unpacked once, kept");
    }
  }

  @Test
  void copiesOfOldPluginsAreForgottenAfterAWhile() throws Exception {
    Path copies = Files.createDirectories(folder.resolve("copies"));
    for (int i = 0; i < 250; i++) {
      Files.writeString(copies.resolve("old-" + i + ".jar"), "");
    }
    TestJar.system("wave", ID).write(folder.resolve("plugins/wave.jar"));
    PluginOptions options =
        PluginOptions.builder().folder(folder.resolve("plugins")).unpackTo(copies).build();
    try (PluginCatalog catalog = PluginCatalog.open(options);
        Stream<Path> left = Files.list(copies)) {
      assertEquals(200, left.count());
      assertEquals(List.of("Wave"), systems(catalog));
    }
  }

  @Test
  void aPluginUsesTheClassesOfOneItDependsOn() throws Exception {
    Map<String, byte[]> base =
        TestJar.compile(
            Map.of(
                "base.Base",
                "package base; public class Base { public static int two() { return 2; } }"),
            List.of());
    Path classes = Files.createDirectories(folder.resolve("classes"));
    Files.createDirectories(classes.resolve("base"));
    Files.write(classes.resolve("base/Base.class"), base.get("base/Base.class"));
    Path plugins = folder.resolve("plugins");
    TestJar lender = TestJar.system("zlender", ID);
    lender.entry("base/Base.class", base.get("base/Base.class"));
    lender.manifest("Plugin-Version", "1.2.0").write(plugins.resolve("zlender.jar"));
    TestJar.plugin("borrower")
        .manifest("Plugin-Dependencies", "zlender@>=1.0.0, absent?@1.0.0")
        .against(classes)
        .source(
            "p.Borrower",
            TestJar.systemClass(
                "Borrower", "public String toString() { return \"\" + base.Base.two(); }"))
        .write(plugins.resolve("borrower.jar"));
    try (PluginCatalog catalog = open(plugins)) {
      assertEquals(List.of(), catalog.refusals());
      assertEquals(List.of("Zlender", "2"), systems(catalog));
    }
  }

  @Test
  void aSnapshotOfTheProgramCountsAsItsRelease() throws Exception {
    TestJar.system("wave", ID)
        .manifest("Plugin-Requires", ">=1.2.0 & <2.0.0")
        .write(folder.resolve("wave.jar"));
    PluginOptions options =
        PluginOptions.builder().folder(folder).systemVersion("1.2.0-SNAPSHOT").build();
    try (PluginCatalog catalog = PluginCatalog.open(options)) {
      assertEquals(List.of(), catalog.refusals());
    }
  }

  @Test
  void otherFilesAndFoldersAreLeftAlone() throws Exception {
    Files.writeString(folder.resolve("README.txt"), "not a plugin");
    Files.writeString(folder.resolve(".hidden.jar"), "not a plugin");
    Files.createDirectories(folder.resolve("folder.jar"));
    try (PluginCatalog catalog = open(folder)) {
      assertEquals(List.of(), catalog.plugins());
    }
  }

  @Test
  void aFolderThatIsNotThereIsAnError() {
    TablekeepException e =
        assertThrows(TablekeepException.class, () -> open(folder.resolve("nowhere")));
    assertEquals("plugin-folder", e.code());
  }

  @Test
  void theStatesAreMetered() throws Exception {
    TestJar.system("wave", ID).write(folder.resolve("wave.jar"));
    Files.writeString(folder.resolve("broken.jar"), "no zip");
    try (PluginCatalog catalog = open(folder)) {
      SimpleMeterRegistry registry = new SimpleMeterRegistry();
      catalog.bindTo(registry);
      assertEquals(1, registry.get("tablekeep.plugins").tag("state", "started").gauge().value());
      assertEquals(1, registry.get("tablekeep.plugins").tag("state", "refused").gauge().value());
      assertEquals(0, registry.get("tablekeep.plugins").tag("state", "shadowed").gauge().value());
    }
  }

  @Test
  void aClosedCatalogStopsItsPluginsAndLetsGoOfTheirClasses() throws Exception {
    TestJar.system("wave", ID)
        .manifest("Plugin-Class", "p.Life")
        .source(
            "p.Life",
            """
            package p;
            public class Life extends org.pf4j.Plugin {
              @Override public void stop() { System.setProperty("tablekeep.test.stopped", "yes"); }
            }
            """)
        .write(folder.resolve("wave.jar"));
    TestJar.system("broken", ID + " { if (true) throw new IllegalStateException(\"no\"); }")
        .write(folder.resolve("broken.jar"));
    System.clearProperty("tablekeep.test.stopped");
    PluginCatalog catalog = open(folder);
    assertEquals(1, catalog.refusals().size());
    WeakReference<ClassLoader> loader = loaderOf(catalog);
    catalog.close();
    assertEquals("yes", System.clearProperty("tablekeep.test.stopped"));
    assertEquals(List.of(), catalog.extensions(GameSystem.class));
    Collected.check(loader);
    Path jar = folder.resolve("wave.jar");
    Files.delete(jar);
    assertFalse(isOpen(jar), "the file is still open");
  }

  /** In a method of its own, so that no local variable holds the loader. */
  private static WeakReference<ClassLoader> loaderOf(PluginCatalog catalog) {
    return new WeakReference<>(
        catalog.extensions(GameSystem.class).get(0).getClass().getClassLoader());
  }

  private static boolean isOpen(Path file) throws IOException {
    Path descriptors = Path.of("/proc/self/fd");
    if (!Files.isDirectory(descriptors)) {
      return false;
    }
    try (Stream<Path> open = Files.list(descriptors)) {
      return open.anyMatch(fd -> pointsTo(fd, file));
    }
  }

  private static boolean pointsTo(Path fd, Path file) {
    try {
      return Files.readSymbolicLink(fd).toString().startsWith(file.toString());
    } catch (IOException e) {
      return false;
    }
  }

  private static PluginCatalog open(Path... folders) {
    PluginOptions.Builder options = PluginOptions.builder();
    for (Path path : folders) {
      options.folder(path);
    }
    return PluginCatalog.open(options.build());
  }

  private static List<String> systems(PluginCatalog catalog) {
    return catalog.extensions(GameSystem.class).stream().map(Object::toString).toList();
  }

  private static LoadedPlugin only(PluginCatalog catalog) {
    assertEquals(1, catalog.plugins().size(), () -> catalog.plugins().toString());
    return catalog.plugins().get(0);
  }

  private static LoadedPlugin byState(PluginCatalog catalog, LoadedPlugin.State state) {
    return catalog.plugins().stream().filter(p -> p.state() == state).findFirst().orElseThrow();
  }
}
