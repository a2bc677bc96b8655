package io.tablekeep.engine.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.game.GameSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every way a plugin can be wrong: refused with its cause, while a good one beside it loads. */
class PluginRefusalTest {
  private static final String ID =
      "public String toString() { return getClass().getSimpleName(); }";

  @TempDir Path folder;

  private PluginOptions.Builder options = PluginOptions.builder();

  @BeforeEach
  void aGoodPluginStandsBeside() throws IOException {
    TestJar.system("good", ID).write(folder.resolve("good.jar"));
    options = PluginOptions.builder().folder(folder);
  }

  @Test
  void aFileThatIsNoZip() throws IOException {
    Files.writeString(bad(), "this is no zip");
    refused("plugin-unreadable", "bad.jar", "damaged", "java.util.zip.ZipException");
  }

  @Test
  void anEmptyFile() throws IOException {
    Files.createFile(bad());
    refused(
        "plugin-unreadable", "bad.jar", "damaged", "java.util.zip.ZipException: zip file is empty");
  }

  @Test
  void aJarCutShort() throws IOException {
    byte[] whole = TestJar.system("bad", ID).bytes("");
    for (int length : new int[] {1, 100, whole.length / 2, whole.length - 10}) {
      Files.write(bad(), Arrays.copyOf(whole, length));
      refused("plugin-unreadable", "bad.jar", "damaged", "java.util.zip.ZipException");
    }
  }

  @Test
  void aJarWithAnyByteFlippedIsLoadedWholeOrRefusedAndNeverTakesTheOthersAlong()
      throws IOException {
    byte[] whole = TestJar.system("bad", ID).bytes("");
    SplittableRandom random = new SplittableRandom(7);
    int refused = 0;
    for (int i = 0; i < 60; i++) {
      byte[] flipped = whole.clone();
      flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(bad(), flipped);
      try (PluginCatalog catalog = PluginCatalog.open(options.build())) {
        List<String> ids =
            catalog.extensions(GameSystem.class).stream().map(Object::toString).toList();
        refused += catalog.refusals().size();
        assertTrue(ids.contains("Good"), () -> "seed 7: " + ids);
        assertEquals(2, catalog.plugins().size());
      }
    }
    assertTrue(refused > 20, "only " + refused + " of 60 noticed");
  }

  @Test
  void aJarWithoutManifest() throws IOException {
    TestJar.system("bad", ID).noManifest().write(bad());
    refused("plugin-manifest", "bad.jar", "The jar has no META-INF/MANIFEST.MF.", "");
  }

  @Test
  void aManifestWithoutId() throws IOException {
    new TestJar().manifest("Plugin-Version", "1.0.0").write(bad());
    refused("plugin-manifest", "bad.jar", "The manifest has no Plugin-Id.", "");
  }

  @Test
  void aManifestWithAnIdThatIsAPath() throws IOException {
    TestJar.plugin("../etc").write(bad());
    refused("plugin-manifest", "bad.jar", "'../etc' is not of lower-case letters", "");
  }

  @Test
  void aManifestWithoutVersion() throws IOException {
    new TestJar().manifest("Plugin-Id", "bad").write(bad());
    refused("plugin-manifest", "bad", "The manifest has no Plugin-Version.", "");
  }

  @Test
  void aVersionThatIsNone() throws IOException {
    TestJar.system("bad", ID).manifest("Plugin-Version", "newest").write(bad());
    refused(
        "plugin-manifest",
        "bad",
        "'newest' is no semantic version",
        "com.github.zafarkhaja.semver");
  }

  @Test
  void twoFilesOfOnePluginInOneFolder() throws IOException {
    TestJar.system("bad", ID).write(bad());
    TestJar.system("bad", ID)
        .manifest("Plugin-Version", "2.0.0")
        .write(folder.resolve("bad-2.jar"));
    try (PluginCatalog catalog = PluginCatalog.open(options.build())) {
      assertEquals(2, catalog.refusals().size());
      for (PluginRefusal refusal : catalog.refusals()) {
        assertEquals("plugin-duplicate", refusal.code());
        assertTrue(refusal.message().contains("bad-2.jar, bad.jar"), refusal.message());
      }
      assertEquals(1, catalog.extensions(GameSystem.class).size());
    }
  }

  @Test
  void aLaterFolderWithTwoFilesOfAPluginDoesNotLetTheEarlierOneThrough() throws IOException {
    Path later = folder.resolve("later");
    TestJar.system("good", ID).write(later.resolve("a.jar"));
    TestJar.system("good", ID).write(later.resolve("b.jar"));
    try (PluginCatalog catalog = PluginCatalog.open(options.folder(later).build())) {
      assertEquals(List.of(), catalog.extensions(GameSystem.class));
      assertEquals(3, catalog.plugins().size());
    }
  }

  @Test
  void aJarThatBringsTheSdk() throws IOException {
    TestJar.system("bad", ID).entry("io/tablekeep/sdk/game/GameSystem.class", "copy").write(bad());
    refused("plugin-bundles-sdk", "bad", "its own copy of the Tablekeep SDK", "");
  }

  @Test
  void aZipWhoseLibrariesBringTheSdk() throws IOException {
    byte[] sdk = new TestJar().entry("io/tablekeep/sdk/game/Role.class", "copy").bytes("");
    TestJar.system("bad", ID).writeZip(folder.resolve("bad.zip"), Map.of("sdk-api.jar", sdk));
    refused("plugin-bundles-sdk", "bad", "sdk-api.jar brings its own copy", "");
  }

  @Test
  void aZipThatPointsOutOfItself() throws IOException {
    TestJar.system("bad", ID)
        .entry("../../../evil.txt", "evil")
        .writeZip(folder.resolve("bad.zip"), Map.of());
    refused("plugin-unreadable", "bad.zip", "damaged", "points out of the zip");
  }

  @Test
  void aZipOfNothing() throws IOException {
    Files.write(
        folder.resolve("bad.zip"), new TestJar().noManifest().entry("a.txt", "a").bytes(""));
    refused("plugin-manifest", "bad.zip", "neither classes/META-INF/MANIFEST.MF", "");
  }

  @Test
  void aPluginForALaterTablekeep() throws IOException {
    TestJar.system("bad", ID).manifest("Plugin-Requires", "2.0.0").write(bad());
    options.systemVersion("1.9.0");
    refused("plugin-requires", "bad", "It needs Tablekeep 2.0.0, and this is 1.9.0.", "");
  }

  @Test
  void aPluginForVersionsNobodyUnderstands() throws IOException {
    TestJar.system("bad", ID).manifest("Plugin-Requires", "the newest").write(bad());
    refused(
        "plugin-requires",
        "bad",
        "'the newest' is no range of versions",
        "com.github.zafarkhaja.semver");
  }

  @Test
  void aPluginThatNeedsOneThatIsNotThere() throws IOException {
    TestJar.system("bad", ID).manifest("Plugin-Dependencies", "absent").write(bad());
    refused("plugin-dependency", "bad", "It needs the plugin 'absent', which is not there.", "");
  }

  @Test
  void aPluginThatNeedsAnotherVersion() throws IOException {
    TestJar.system("bad", ID).manifest("Plugin-Dependencies", "good@>=2.0.0").write(bad());
    refused("plugin-dependency", "bad", "'good' in version >=2.0.0, and 1.0.0 is there", "");
  }

  @Test
  void pluginsThatNeedEachOther() throws IOException {
    TestJar.system("bad", ID).manifest("Plugin-Dependencies", "worse").write(bad());
    TestJar.system("worse", ID)
        .manifest("Plugin-Dependencies", "bad")
        .write(folder.resolve("worse.jar"));
    try (PluginCatalog catalog = PluginCatalog.open(options.build())) {
      assertEquals(
          List.of("plugin-dependency", "plugin-dependency"),
          catalog.refusals().stream().map(PluginRefusal::code).toList());
      assertTrue(catalog.refusals().get(0).message().contains("depends on itself"));
      assertEquals(1, catalog.extensions(GameSystem.class).size());
    }
  }

  @Test
  void aJarWithoutExtensionIndex() throws IOException {
    TestJar.system("bad", ID).without(PluginFile.INDEX).write(bad());
    refused("plugin-no-index", "bad", "annotation processor did not run", "");
  }

  @Test
  void anIndexOfNothing() throws IOException {
    TestJar.system("bad", ID).entry(PluginFile.INDEX, "# nothing\n").write(bad());
    refused("plugin-no-extension", "bad", "The plugin offers nothing", "");
  }

  @Test
  void anExtensionOfSomethingNobodyKnows() throws IOException {
    TestJar.plugin("bad")
        .source(
            "p.Odd",
            "package p; public class Odd { @org.pf4j.Extension public static class E implements Point {}"
                + " public interface Point extends org.pf4j.ExtensionPoint {} }")
        .write(bad());
    refused(
        "plugin-no-extension",
        "bad",
        "one of [ConflictResolver, GameSystem, Importer, StoreProvider]",
        "");
  }

  @Test
  void anIndexThatNamesAClassThatIsNotThere() throws IOException {
    TestJar.system("bad", ID).without("p/Bad.class").write(bad());
    refused(
        "plugin-class",
        "bad",
        "Its class p.Bad cannot be loaded.",
        "ClassNotFoundException: p.Bad");
  }

  @Test
  void aClassThatIsNone() throws IOException {
    TestJar.system("bad", ID).entry("p/Bad.class", "not a class file").write(bad());
    refused("plugin-class", "bad", "Its class p.Bad cannot be loaded.", "");
  }

  @Test
  void aClassOfALaterJava() throws IOException {
    TestJar jar = TestJar.system("bad", ID);
    byte[] later = jar.entry("p/Bad.class").clone();
    later[7] = (byte) 200;
    jar.entry("p/Bad.class", later).write(bad());
    refused("plugin-class", "bad", "Its class p.Bad cannot be loaded.", "");
  }

  @Test
  void aClassWhoseTypesAreMissing() throws IOException {
    TestJar.system("bad", ID + " public Gone gone() { return null; } public static class Gone {}")
        .without("p/Bad$Gone.class")
        .write(bad());
    refused(
        "plugin-class",
        "bad",
        "Its class p.Bad cannot be loaded.",
        "ClassNotFoundException: p.Bad$Gone");
  }

  @Test
  void aConstructorThatMissesAClass() throws IOException {
    TestJar.system("bad", ID + " Object o = new Gone(); static class Gone {}")
        .without("p/Bad$Gone.class")
        .write(bad());
    refused(
        "plugin-class",
        "bad",
        "The class p.Bad cannot be linked.",
        "ClassNotFoundException: p.Bad$Gone");
  }

  @Test
  void aConstructorThatThrows() throws IOException {
    TestJar.system("bad", ID + " { if (true) throw new IllegalStateException(\"no table\"); }")
        .write(bad());
    refused(
        "plugin-constructor",
        "bad",
        "p.Bad failed while it was made",
        "java.lang.IllegalStateException: no table");
  }

  @Test
  void aStaticInitializerThatThrows() throws IOException {
    TestJar.system("bad", ID + " static int half = 1 / Integer.parseInt(\"0\");").write(bad());
    refused(
        "plugin-constructor",
        "bad",
        "p.Bad failed while it was made",
        "java.lang.ArithmeticException: / by zero");
  }

  @Test
  void aConstructorThatWantsSomething() throws IOException {
    TestJar.system("bad", ID + " public Bad(int faces) {}").write(bad());
    refused("plugin-constructor", "bad", "no public constructor without parameters", "");
  }

  @Test
  void aStartThatThrows() throws IOException {
    TestJar.system("bad", ID)
        .manifest("Plugin-Class", "p.Life")
        .source(
            "p.Life",
            "package p; public class Life extends org.pf4j.Plugin {"
                + " public void start() { throw new AssertionError(\"not today\"); } }")
        .write(bad());
    refused("plugin-start", "bad", "could not be started", "java.lang.AssertionError: not today");
  }

  @Test
  void aPluginClassThatIsNotThere() throws IOException {
    TestJar.system("bad", ID).manifest("Plugin-Class", "p.Gone").write(bad());
    refused("plugin-start", "bad", "could not be started", "ClassNotFoundException: p.Gone");
  }

  @Test
  void aDefinitionThatThrows() throws IOException {
    TestJar.system("bad", ID).write(bad());
    options.check(
        GameSystem.class,
        (plugin, system) -> {
          if (system.id().equals("bad")) {
            throw new IllegalArgumentException(plugin + " declares 'leap' twice");
          }
        });
    refused(
        "plugin-definition",
        "bad",
        "p.Bad is not fit for use",
        "IllegalArgumentException: bad declares 'leap' twice");
  }

  @Test
  void aDefinitionThatIsRefusedInWords() throws IOException {
    TestJar.system("bad", ID).write(bad());
    options.check(
        GameSystem.class,
        (plugin, system) -> {
          if (plugin.equals("bad")) {
            throw new TablekeepException(
                ErrorKind.PLUGIN, "action-twice", "Two actions are named leap.");
          }
        });
    refused("plugin-definition", "bad", "Two actions are named leap.", "TablekeepException");
  }

  @Test
  void aSystemThatCannotBeDefined() throws IOException {
    TestJar.plugin("bad")
        .source(
            "p.Twice",
            """
            package p;
            import io.tablekeep.sdk.game.*;
            @org.pf4j.Extension public class Twice implements GameSystem {
              public record Leap() {}
              public String id() { return "twice"; }
              public void define(SystemDefinition system) {
                system.action("leap", Leap.class, (t, p) -> Decision.reject("no", "No."));
                system.action("leap", Leap.class, (t, p) -> Decision.reject("no", "No."));
              }
            }
            """)
        .write(bad());
    refused("plugin-definition", "bad", "leap", "");
  }

  @Test
  void anExtensionThatDoesNotSayItsName() throws IOException {
    TestJar.plugin("bad")
        .source(
            "p.Shy",
            """
            package p;
            import io.tablekeep.sdk.transfer.*;
            @org.pf4j.Extension public class Shy implements Importer {
              public String id() { throw new IllegalStateException("shy"); }
              public java.util.Set<String> endings() { return java.util.Set.of("shy"); }
              public ImportResult read(ImportSource source, ImportContext context) {
                return new ImportResult.Refused("shy", "Shy.", "");
              }
            }
            """)
        .write(bad());
    refused(
        "plugin-definition", "bad", "p.Shy does not say its name", "IllegalStateException: shy");
  }

  @Test
  void aNameThatIsTaken() throws IOException {
    TestJar.plugin("bad")
        .source(
            "p.Good", TestJar.systemClass("Good", "public String toString() { return \"other\"; }"))
        .write(folder.resolve("later.jar"));
    try (PluginCatalog catalog = PluginCatalog.open(options.build())) {
      PluginRefusal refusal = catalog.refusals().get(0);
      assertEquals("plugin-name-taken", refusal.code());
      assertEquals("The game system 'good' is there already, from 'good'.", refusal.message());
    }
  }

  @Test
  void aConstructorThatNeverEndsIsForTheRunner() throws IOException {
    TestJar.system("bad", ID + " { while (getClass() != null) {} }").write(bad());
    options.runner(new OneSecond());
    refused(
        "plugin-constructor",
        "bad",
        "p.Bad failed while it was made",
        "io.tablekeep.sdk.plugin.BudgetExceeded");
  }

  private Path bad() {
    return folder.resolve("bad.jar");
  }

  private void refused(String code, String id, String message, String cause) {
    try (PluginCatalog catalog = PluginCatalog.open(options.build())) {
      assertEquals(1, catalog.refusals().size(), () -> catalog.plugins().toString());
      PluginRefusal refusal = catalog.refusals().get(0);
      assertEquals(code, refusal.code(), refusal::toString);
      assertEquals(id, refusal.pluginId());
      assertTrue(refusal.file().getFileName().toString().startsWith("bad"), refusal::toString);
      assertTrue(refusal.message().contains(message), refusal::toString);
      assertTrue(refusal.cause().contains(cause), refusal::toString);
      List<String> ids =
          catalog.extensions(GameSystem.class).stream().map(Object::toString).toList();
      assertEquals(List.of("Good"), ids);
    }
  }
}
