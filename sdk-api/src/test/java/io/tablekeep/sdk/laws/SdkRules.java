package io.tablekeep.sdk.laws;

import static com.tngtech.archunit.lang.SimpleConditionEvent.violated;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.members;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import java.util.stream.Stream;

/** The arrows of the SDK. Everything here ends up in every plugin. */
final class SdkRules {
  private SdkRules() {}

  static final ArchRule ARROWS =
      classes()
          .that()
          .resideInAPackage("io.tablekeep.sdk..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.tablekeep.sdk..",
              "java..",
              "com.fasterxml.jackson..",
              "org.jspecify.annotations..",
              "org.pf4j..");

  /**
   * A library in a signature is a promise that every plugin would have to be compiled again for.
   */
  static final ArchRule NO_JACKSON_IN_SIGHT =
      members()
          .that()
          .areDeclaredInClassesThat()
          .resideInAPackage("io.tablekeep.sdk..")
          .and()
          .arePublic()
          .or()
          .areProtected()
          .should(nameNoTypeOf("com.fasterxml"));

  static final ArchRule NO_PRINTING =
      noClasses()
          .that()
          .resideInAPackage("io.tablekeep.sdk..")
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err");

  private static ArchCondition<JavaMember> nameNoTypeOf(String library) {
    return new ArchCondition<>("name no type of " + library) {
      @Override
      public void check(JavaMember member, ConditionEvents events) {
        if (member.getOwner().getModifiers().stream().noneMatch(m -> m.name().equals("PUBLIC"))) {
          return;
        }
        types(member)
            .flatMap(type -> type.getAllInvolvedRawTypes().stream())
            .map(JavaClass::getName)
            .filter(name -> name.startsWith(library))
            .forEach(name -> events.add(violated(member, member.getFullName() + " names " + name)));
      }
    };
  }

  private static Stream<JavaType> types(JavaMember member) {
    if (member instanceof JavaCodeUnit unit) {
      return Stream.concat(Stream.of(unit.getReturnType()), unit.getParameterTypes().stream());
    }
    return Stream.of(((JavaField) member).getType());
  }
}
