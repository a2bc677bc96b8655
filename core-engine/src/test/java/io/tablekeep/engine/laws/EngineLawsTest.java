package io.tablekeep.engine.laws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.tablekeep.engine.runtime.EngineRuntime;
import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("gate")
class EngineLawsTest {
  private static final JavaClasses ENGINE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.tablekeep.engine");

  @Test
  void theEngineKnowsNeitherVertxWebNorAStoreNorAGameSystem() {
    EngineRules.ARROWS.check(ENGINE);
  }

  @Test
  void onlyTheRuntimeTouchesVertx() {
    EngineRules.VERTX_STAYS_IN_THE_RUNTIME.check(ENGINE);
    EngineRules.THE_FACE_NAMES_VERTX_ONLY.check(ENGINE);
  }

  @Test
  void onlyTheRuntimeHasTimeThreadsAndChance() {
    EngineRules.ONE_ROOM_HAS_TIME_THREADS_AND_CHANCE.check(ENGINE);
  }

  @Test
  void theEnginePrintsNothing() {
    EngineRules.NO_PRINTING.check(ENGINE);
  }

  @Test
  void theRulesLookAtTheEngineAndNotAtTests() {
    assertTrue(ENGINE.contain(EngineRuntime.class));
    assertFalse(ENGINE.contain(Lawbreaker.class));
  }

  @Test
  void everyWayAroundTheRuntimeIsFound() {
    List<String> found = broken(Lawbreaker.class);
    for (Method method : Lawbreaker.class.getDeclaredMethods()) {
      if (!method.isSynthetic()) {
        String name = "Lawbreaker." + method.getName() + "(";
        assertTrue(found.stream().anyMatch(line -> line.contains(name)), name + " is not found");
      }
    }
    assertEquals(2, broken(Lawbreaker.CacheUser.class).size());
    assertFalse(broken(Lawbreaker.Worker.class).isEmpty());
  }

  @Test
  void whatIsHandedInMayBeUsed() {
    assertEquals(List.of(), broken(Lawbreaker.Lawful.class));
  }

  @Test
  void vertxInAnotherRoomIsFound() {
    ArchRule rule = EngineRules.VERTX_STAYS_IN_THE_RUNTIME;
    assertFalse(details(rule, Lawbreaker.VertxUser.class).isEmpty());
    assertTrue(details(rule, Lawbreaker.Lawful.class).isEmpty());
  }

  @Test
  void aLibraryThatIsNotTheEnginesIsFound() {
    assertFalse(details(EngineRules.ARROWS, EngineLawsTest.class).isEmpty());
  }

  private static List<String> broken(Class<?> type) {
    return details(EngineRules.ONE_ROOM_HAS_TIME_THREADS_AND_CHANCE, type);
  }

  private static List<String> details(ArchRule rule, Class<?> type) {
    return rule.evaluate(new ClassFileImporter().importClasses(type))
        .getFailureReport()
        .getDetails();
  }
}
