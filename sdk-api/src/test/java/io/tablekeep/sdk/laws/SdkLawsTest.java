package io.tablekeep.sdk.laws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("gate")
class SdkLawsTest {
  private static final JavaClasses SDK =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.tablekeep.sdk");

  @Test
  void theSdkKnowsOnlyJacksonPf4jAndJspecify() {
    SdkRules.ARROWS.check(SDK);
  }

  @Test
  void noJacksonTypeIsInAPublicSignature() {
    SdkRules.NO_JACKSON_IN_SIGHT.check(SDK);
  }

  @Test
  void theSdkPrintsNothing() {
    SdkRules.NO_PRINTING.check(SDK);
  }

  @Test
  void theRulesLookAtTheSdkAndNotAtTests() {
    assertTrue(SDK.size() > 50, "only " + SDK.size() + " classes");
    assertFalse(SDK.contain(Lawbreaker.class));
  }

  @Test
  void aBrokenLawIsFound() {
    assertTrue(broken(SdkRules.ARROWS).stream().anyMatch(line -> line.contains("org.slf4j")));
    assertEquals(1, broken(SdkRules.NO_PRINTING).size());
    List<String> seen = broken(SdkRules.NO_JACKSON_IN_SIGHT);
    assertEquals(2, seen.size(), seen::toString);
  }

  private static List<String> broken(ArchRule rule) {
    JavaClasses lawbreaker = new ClassFileImporter().importClasses(Lawbreaker.class);
    return rule.evaluate(lawbreaker).getFailureReport().getDetails();
  }
}
