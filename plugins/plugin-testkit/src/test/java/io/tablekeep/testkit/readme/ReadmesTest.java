package io.tablekeep.testkit.readme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.contracts.conflict.ConflictResolverContract;
import io.tablekeep.contracts.conflict.SampleConflict;
import io.tablekeep.engine.rules.SystemRules;
import io.tablekeep.sdk.conflict.ConflictResolver;
import io.tablekeep.sdk.game.GameSystem;
import io.tablekeep.testkit.PlayedSystemContract;
import io.tablekeep.testkit.TestTable;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** What the READMEs for plugin authors show compiles, and does what it says. */
class ReadmesTest {
  private static final List<String> READMES =
      List.of("sdk-api", "plugins", "plugins/plugin-testkit", "plugins/duel", "plugins/hello");

  /** Classes stay loaded while tests run. */
  @TempDir(cleanup = CleanupMode.NEVER)
  static Path classes;

  private static List<Snippet> snippets() throws Exception {
    Path root = Path.of("").toAbsolutePath();
    while (!Files.exists(root.resolve("sdk-api/README.md"))) {
      root = root.getParent();
    }
    List<Snippet> all = new ArrayList<>();
    for (String readme : READMES) {
      all.addAll(Snippet.in(root.resolve(readme).resolve("README.md")));
    }
    return all;
  }

  @TestFactory
  Stream<DynamicTest> everySnippetCompilesAndRuns() throws Exception {
    List<Snippet> snippets = snippets();
    assertTrue(snippets.size() > 10, "snippets are found");
    Compiled compiled = Compiled.of(snippets, classes);
    List<DynamicTest> tests = new ArrayList<>();
    for (Snippet snippet : snippets) {
      tests.add(
          DynamicTest.dynamicTest(
              snippet + " " + snippet.kind(), () -> run(snippet, compiled.type(snippet))));
    }
    return tests.stream();
  }

  private static void run(Snippet snippet, Class<?> type) throws Exception {
    if (GameSystem.class.isAssignableFrom(type)) {
      GameSystem system = (GameSystem) made(type);
      if (SystemRules.compile(system).actions().isEmpty()) {
        TestTable.playing(system).everyoneSits().close();
      } else {
        new Played(system).everyDecisionIsAnAnswer();
      }
    } else if (ConflictResolver.class.isAssignableFrom(type)) {
      new Settled((ConflictResolver) made(type)).itKeepsTheContract();
    } else if (snippet.kind() == Snippet.Kind.STATEMENTS) {
      if (snippet.standsAlone()) {
        type.getMethod("run").invoke(null);
      }
    } else {
      int run = tests(type);
      assertTrue(run > 0 || snippet.kind() == Snippet.Kind.FILE, "there is a test in it");
    }
  }

  private static int tests(Class<?> type) throws Exception {
    int count = 0;
    for (Class<?> at = type; at != Object.class; at = at.getSuperclass()) {
      for (Method method : at.getDeclaredMethods()) {
        if (((AnnotatedElement) method).isAnnotationPresent(Test.class)) {
          method.setAccessible(true);
          method.invoke(made(type));
          count++;
        }
      }
    }
    return count;
  }

  private static Object made(Class<?> type) throws ReflectiveOperationException {
    Constructor<?> constructor = type.getDeclaredConstructor();
    constructor.setAccessible(true);
    return constructor.newInstance();
  }

  /** Everyone does by chance whatever the system declares. */
  private static final class Played extends PlayedSystemContract {
    private final GameSystem system;

    Played(GameSystem system) {
      this.system = system;
    }

    @Override
    protected GameSystem system() {
      return system;
    }

    void everyDecisionIsAnAnswer() throws Exception {
      Method test = PlayedSystemContract.class.getDeclaredMethod("everyDecisionIsAnAnswer");
      test.setAccessible(true);
      test.invoke(this);
    }
  }

  /** Settles two counts, and nonsense. */
  private static final class Settled extends ConflictResolverContract {
    private final ConflictResolver resolver;

    Settled(ConflictResolver resolver) {
      this.resolver = resolver;
    }

    @Override
    protected ConflictResolver resolver() {
      return resolver;
    }

    @Override
    protected List<SampleConflict> samples() {
      return List.of(SampleConflict.at("counter", "/arrows").base(20).theirs(18).mine(19));
    }

    @Override
    protected boolean resolvesTwice(SampleConflict sample) {
      return true;
    }

    void itKeepsTheContract() throws Exception {
      for (Method test : ConflictResolverContract.class.getDeclaredMethods()) {
        if (((AnnotatedElement) test).isAnnotationPresent(Test.class)) {
          test.setAccessible(true);
          test.invoke(this);
        }
      }
    }
  }

  @Test
  void aSnippetThatDoesNotCompileIsNamedWithFileAndLine(@TempDir Path folder) throws Exception {
    Path readme =
        Files.writeString(
            folder.resolve("README.md"),
            """
            # Wrong

            ```java
            int one = 1;
            int two = "2";
            ```

            ```java
            system.visible(3);
            ```
            """);
    List<Snippet> snippets = Snippet.in(readme);
    assertEquals(
        List.of(Snippet.Kind.STATEMENTS, Snippet.Kind.DECLARATIONS),
        snippets.stream().map(Snippet::kind).toList());
    AssertionError e =
        assertThrows(AssertionError.class, () -> Compiled.of(snippets, folder).close());
    String told = String.valueOf(e.getMessage());
    assertEquals(2, Arrays.stream(told.split("\n")).filter(l -> l.contains("README.md:")).count());
    assertTrue(told.contains("README.md:5: "), told);
    assertTrue(told.contains("README.md:9: "), told);
  }
}
