package io.tablekeep.engine.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.game.GameSystem;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plugin whose file was replaced while it runs. */
class ReplacementTest {
  @TempDir Path folder;

  private void write(String id, String version, String says) throws IOException {
    TestJar.system(id, "public String toString() { return \"" + says + "\"; }")
        .manifest("Plugin-Version", version)
        .write(folder.resolve(id + ".jar"));
  }

  private PluginCatalog open() {
    return PluginCatalog.open(PluginOptions.builder().folder(folder).build());
  }

  private static List<String> say(PluginCatalog catalog) {
    return catalog.extensions(GameSystem.class).stream().map(Object::toString).sorted().toList();
  }

  @Test
  void theNewOneStandsBesideTheOldOneUntilItIsAccepted() throws Exception {
    write("wave", "1.0.0", "old");
    write("other", "1.0.0", "other");
    try (PluginCatalog catalog = open()) {
      WeakReference<ClassLoader> loader = loaderOf(catalog, "wave");
      write("wave", "1.1.0", "new");
      assertEquals(List.of("old", "other"), say(catalog), "its file may go while it runs");
      replace(catalog);
      assertEquals(List.of("new", "other"), say(catalog));
      Collected.check(loader);
      SimpleMeterRegistry registry = new SimpleMeterRegistry();
      catalog.bindTo(registry);
      assertEquals(0, registry.get("tablekeep.plugins.retired").gauge().value());
    }
  }

  /** In a method of its own, so that no local variable holds what is old. */
  private static void replace(PluginCatalog catalog) {
    Replacement next = catalog.replace("wave");
    assertEquals(List.of("old", "other"), say(catalog));
    assertEquals("1.0.0", next.old().get(0).version());
    assertEquals("1.1.0", next.fresh().get(0).version());
    assertEquals("new", next.fresh().get(0).extensions().get(0).toString());
    next.accept();
  }

  @Test
  void whatIsGivenUpLeavesEverythingAsItWas() throws Exception {
    write("wave", "1.0.0", "old");
    try (PluginCatalog catalog = open()) {
      write("wave", "1.1.0", "new");
      WeakReference<ClassLoader> given = givenUp(catalog);
      assertEquals(List.of("old"), say(catalog));
      Collected.check(given);
    }
  }

  private static WeakReference<ClassLoader> givenUp(PluginCatalog catalog) {
    Replacement next = catalog.replace("wave");
    ClassLoader loader = next.fresh().get(0).extensions().get(0).getClass().getClassLoader();
    next.giveUp();
    return new WeakReference<>(loader);
  }

  @Test
  void oneThatIsRefusedLeavesEverythingAsItWas() throws Exception {
    write("wave", "1.0.0", "old");
    try (PluginCatalog catalog = open()) {
      TestJar.system("wave", "{ if (true) throw new IllegalStateException(\"no\"); }")
          .write(folder.resolve("wave.jar"));
      assertEquals("plugin-constructor", refused(catalog, "wave"));
      TestJar.system("wave", "")
          .manifest("Plugin-Requires", ">=9.0.0")
          .write(folder.resolve("wave.jar"));
      assertEquals("plugin-requires", refused(catalog, "wave"));
      Files.writeString(folder.resolve("wave.jar"), "half a jar");
      assertEquals("plugin-unreadable", refused(catalog, "wave"));
      Files.delete(folder.resolve("wave.jar"));
      assertEquals("plugin-gone", refused(catalog, "wave"));
      assertEquals("no-such-plugin", refused(catalog, "nobody"));
      assertEquals(List.of("old"), say(catalog));
    }
  }

  private static String refused(PluginCatalog catalog, String id) {
    return assertThrows(TablekeepException.class, () -> catalog.replace(id)).code();
  }

  @Test
  void oneThatIsDamagedDoesNotBringBackTheOneOfAnEarlierFolder() throws Exception {
    Path bundled = Files.createDirectories(folder.resolve("bundled"));
    TestJar.system("wave", "public String toString() { return \"bundled\"; }")
        .write(bundled.resolve("wave.jar"));
    write("wave", "2.0.0", "own");
    PluginOptions options = PluginOptions.builder().folder(bundled).folder(folder).build();
    try (PluginCatalog catalog = PluginCatalog.open(options)) {
      assertEquals(List.of("own"), say(catalog));
      Files.writeString(folder.resolve("wave.jar"), "half a jar");
      assertEquals("plugin-unreadable", refused(catalog, "wave"));
      assertEquals(List.of("own"), say(catalog));
      Files.delete(folder.resolve("wave.jar"));
      catalog.replace("wave").accept();
      assertEquals(List.of("bundled"), say(catalog));
    }
  }

  @Test
  void whoUsesItsClassesIsReplacedWithIt() throws Exception {
    lender(2);
    Path classes = Files.createDirectories(folder.resolve("classes/base"));
    Files.write(classes.resolve("Base.class"), base(2));
    TestJar.plugin("borrower")
        .manifest("Plugin-Dependencies", "lender@>=1.0.0")
        .against(folder.resolve("classes"))
        .source(
            "p.Borrower",
            TestJar.systemClass(
                "Borrower", "public String toString() { return \"\" + base.Base.number(); }"))
        .write(folder.resolve("borrower.jar"));
    try (PluginCatalog catalog = open()) {
      assertEquals(List.of("2", "lender"), say(catalog));
      lender(3);
      Replacement next = catalog.replace("lender");
      assertEquals(
          List.of("lender", "borrower"), next.fresh().stream().map(LoadedPlugin::id).toList());
      next.accept();
      assertEquals(List.of("3", "lender"), say(catalog));
      Replacement alone = catalog.replace("borrower");
      assertEquals(1, alone.fresh().size());
      alone.accept();
      assertEquals(List.of("3", "lender"), say(catalog), "uses the lender that is in use");
    }
  }

  private void lender(int number) throws IOException {
    TestJar.system("lender", "public String toString() { return \"lender\"; }")
        .entry("base/Base.class", base(number))
        .write(folder.resolve("lender.jar"));
  }

  private static byte[] base(int number) throws IOException {
    String code =
        "package base; public class Base { public static int number() { return %d; } }"
            .formatted(number);
    return TestJar.compile(Map.of("base.Base", code), List.of()).get("base/Base.class");
  }

  @Test
  void aHundredTimesOverLeavesNothingBehind() throws Exception {
    write("wave", "1.0.0", "0");
    try (PluginCatalog catalog = open()) {
      SimpleMeterRegistry registry = new SimpleMeterRegistry();
      catalog.bindTo(registry);
      for (int i = 1; i <= 100; i++) {
        write("wave", "1.0." + i, "" + i);
        catalog.replace("wave").accept();
      }
      assertEquals(List.of("100"), say(catalog));
      for (int i = 0; i < 500 && retired(registry) > 0; i++) {
        System.gc();
        Thread.sleep(20);
      }
      assertEquals(0, retired(registry));
    }
  }

  private static double retired(SimpleMeterRegistry registry) {
    return registry.get("tablekeep.plugins.retired").gauge().value();
  }

  private static WeakReference<ClassLoader> loaderOf(PluginCatalog catalog, String id) {
    return new WeakReference<>(
        catalog.extensions(GameSystem.class).stream()
            .filter(system -> system.id().equals(id))
            .findFirst()
            .orElseThrow()
            .getClass()
            .getClassLoader());
  }
}
