package io.tablekeep.engine.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tablekeep.sdk.game.GameSystem;
import io.tablekeep.sdk.plugin.BudgetExceeded;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Code that never ends, ended. Each body is a rule of a real plugin, loaded as any other. */
class BudgetWeaverTest {
  private static final PluginRunner SHORT = new OneSecond(50);

  @TempDir Path folder;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          an empty loop                       | while (true) {}
          a loop that works                   | long n = 0; while (n >= 0) { n = (n + 1) % 1000; } return "" + n;
          a do loop                           | int i = 0; do { i ^= 1; } while (i < 5); return "";
          a loop by continue                  | outer: for (;;) { for (int i = 0; i < 9; i++) { if (i == 5) continue outer; } }
          a loop that catches everything      | while (true) { try { work(1); } catch (Throwable t) { } }
          nested loops that catch everything  | while (true) { try { while (true) { try { work(2); } catch (Throwable t) { } } } catch (Throwable t) { } }
          a loop that finally goes on         | while (true) { try { work(3); } finally { continue; } }
          a loop that clears the interrupt    | while (true) { Thread.interrupted(); }
          a loop that sleeps and goes on      | while (true) { try { Thread.sleep(5); } catch (InterruptedException e) { } }
          a loop in a synchronized block      | synchronized (this) { while (true) { work(4); } }
          a switch that jumps back            | int i = 0; while (true) { switch (i) { case 0: i = 1; continue; case 1: i = 0; continue; default: } }
          recursion of many branches          | return "" + fib(90);
          recursion that catches everything   | deep(0); return "";
          an endless stream                   | Stream.generate(() -> 1).forEach(i -> {}); return "";
          an endless stream of own methods    | Stream.iterate(1, P::same).anyMatch(i -> i > 1); return "";
          an iterator without end             | Iterable<Integer> all = () -> Stream.generate(() -> 1).iterator(); for (int i : all) { work(i); } return "";
          a comparator in a long sort         | while (true) { new java.util.ArrayList<>(java.util.List.of(3, 1, 2)).sort((a, b) -> a - b); }
          """)
  void ends(String what, String body) throws Exception {
    TestJar.plugin("p")
        .source(
            "p.P",
            TestJar.systemClass(
                "P",
                """
                public String toString() { BODY }
                static int work(int n) { return n * 31; }
                static int same(int n) { return n; }
                static long fib(int n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }
                static void deep(int n) { try { deep(n + 1); } catch (Throwable t) { deep(n + 1); } }
                """
                    .replace("BODY", body)))
        .write(folder.resolve("p.jar"));
    try (PluginCatalog catalog =
        PluginCatalog.open(PluginOptions.builder().folder(folder).build())) {
      GameSystem system = catalog.extensions(GameSystem.class).get(0);
      assertThrows(BudgetExceeded.class, () -> SHORT.run("p", system::toString), what);
    }
  }

  @Test
  void whatEndsByItselfIsLeftAlone() throws Exception {
    TestJar.system(
            "p",
            """
            public String toString() {
              StringBuilder b = new StringBuilder();
              for (int i = 0; i < 3; i++) {
                switch (i) { case 0 -> b.append("zero "); case 1 -> b.append("one "); default -> b.append("two"); }
              }
              return new P(b.toString()).words();
            }
            final String words;
            public P() { this(Stream.of(1, 2).map(i -> "x" + i).collect(Collectors.joining())); }
            P(String words) { super(); this.words = words.isEmpty() ? "none" : words; }
            String words() { return words; }
            """)
        .write(folder.resolve("p.jar"));
    try (PluginCatalog catalog =
        PluginCatalog.open(PluginOptions.builder().folder(folder).build())) {
      assertEquals("zero one two", catalog.extensions(GameSystem.class).get(0).toString());
    }
  }

  @Test
  void aMethodTooLargeForChecksIsLoadedWithoutThem() throws Exception {
    String loop = "do { n++; } while (n < 5); ";
    TestJar jar =
        TestJar.system(
            "p",
            "public String toString() { int n = 0; " + loop.repeat(6000) + "return \"\" + n; }");
    byte[] original = jar.entry("p/P.class");
    assertSame(original, BudgetWeaver.weave("p.P", original));
    jar.write(folder.resolve("p.jar"));
    try (PluginCatalog catalog =
        PluginCatalog.open(PluginOptions.builder().folder(folder).build())) {
      assertEquals("6004", catalog.extensions(GameSystem.class).get(0).toString());
    }
  }
}
