package io.tablekeep.server.laws;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.tablekeep.server.Main;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("gate")
class ServerLawsTest {
  private static final JavaClasses SERVER =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.tablekeep.server");

  private static final ArchRule ARROWS =
      noClasses()
          .that()
          .resideInAPackage("io.tablekeep.server..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.tablekeep.plugin..", "org.sqlite..", "org.postgresql..", "java.sql..");

  @Test
  void theServerKnowsNoPlugin() {
    ARROWS.check(SERVER);
    assertFalse(SERVER.contain(ServerLawsTest.class));
  }

  @Test
  void aPluginThatTheServerKnowsIsFound() {
    JavaClasses lawbreaker = new ClassFileImporter().importClasses(Lawbreaker.class);
    assertEquals(1, ARROWS.evaluate(lawbreaker).getFailureReport().getDetails().size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "io.tablekeep.plugin.hello.Hello",
        "io.tablekeep.plugin.postgres.PostgresStore",
        "io.tablekeep.plugin.sqlite.SqliteStore",
        "org.sqlite.JDBC"
      })
  void bundledPluginsAreNotOnTheClassPath(String name) {
    assertThrows(ClassNotFoundException.class, () -> Class.forName(name));
  }

  /** SDK, Jackson and PF4J come from the program; a plugin that brings its own offers nothing. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "d20",
        "duel",
        "fate",
        "hello",
        "import-foundry",
        "import-srd5e",
        "import-uvtt",
        "resolver-table",
        "store-postgres",
        "store-sqlite"
      })
  void aBundledPluginIsAResourceWithAManifestAndWithoutTheSdk(String plugin) throws IOException {
    Set<String> folders = new HashSet<>();
    try (InputStream in = Main.class.getResourceAsStream("/bundled-plugins/" + plugin + ".jar")) {
      assertNotNull(in, plugin);
      JarInputStream jar = new JarInputStream(in);
      assertEquals(plugin, jar.getManifest().getMainAttributes().getValue("Plugin-Id"));
      for (JarEntry entry = jar.getNextJarEntry(); entry != null; entry = jar.getNextJarEntry()) {
        folders.add(entry.getName().replaceFirst("[^/]*$", ""));
      }
    }
    for (String foreign :
        Set.of("io/tablekeep/sdk/", "io/tablekeep/engine/", "org/pf4j/", "com/fasterxml/")) {
      assertFalse(folders.contains(foreign), foreign);
    }
    assertEquals(plugin.equals("store-sqlite"), folders.contains("org/sqlite/"));
    assertEquals(plugin.equals("store-postgres"), folders.contains("org/postgresql/"));
  }

  private static final class Lawbreaker {
    @SuppressWarnings("unused")
    Class<?> store() {
      return java.sql.Connection.class;
    }
  }
}
