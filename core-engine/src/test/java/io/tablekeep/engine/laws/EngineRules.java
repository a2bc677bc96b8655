package io.tablekeep.engine.laws;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import io.vertx.core.Vertx;

/** The arrows of the engine, and law 9: chance, time and threads come from one room. */
final class EngineRules {
  private static final String ENGINE = "io.tablekeep.engine..";
  private static final String RUNTIME = "io.tablekeep.engine.runtime..";
  private static final String CLUSTER = "io.tablekeep.engine.cluster..";

  private EngineRules() {}

  static final ArchRule ARROWS =
      classes()
          .that()
          .resideInAPackage(ENGINE)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              ENGINE,
              "io.tablekeep.sdk..",
              "java.io..",
              "java.lang..",
              "java.math..",
              "java.net..",
              "java.nio..",
              "java.security..",
              "java.text..",
              "java.time..",
              "java.util..",
              "javax.crypto..",
              "com.fasterxml.jackson..",
              "com.github.benmanes.caffeine..",
              "com.google.errorprone.annotations..",
              "com.hazelcast..",
              "io.micrometer.core..",
              "io.netty..",
              "io.vertx.core..",
              "io.vertx.spi.cluster.hazelcast..",
              "net.jpountz..",
              "org.jspecify.annotations..",
              "org.objectweb.asm..",
              "org.pf4j..",
              "org.slf4j..");

  /**
   * Vert.x is one implementation of the runtime; the face may name the {@code Vertx} it is given.
   */
  static final ArchRule VERTX_STAYS_IN_THE_RUNTIME =
      noClasses()
          .that()
          .resideInAPackage(ENGINE)
          .and()
          .resideOutsideOfPackages(RUNTIME, CLUSTER, "io.tablekeep.engine")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.vertx..", "io.netty..")
          .allowEmptyShould(true);

  static final ArchRule THE_FACE_NAMES_VERTX_ONLY =
      noClasses()
          .that()
          .resideInAPackage("io.tablekeep.engine")
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.vertx..")
                  .or(resideInAPackage("io.netty.."))
                  .and(not(type(Vertx.class))));

  static final ArchRule ONE_ROOM_HAS_TIME_THREADS_AND_CHANCE =
      classes()
          .that()
          .resideInAPackage(ENGINE)
          .and()
          .resideOutsideOfPackage(RUNTIME)
          .should(new Deterministic())
          .allowEmptyShould(true);

  static final ArchRule NO_PRINTING =
      noClasses()
          .that()
          .resideInAPackage(ENGINE)
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err");
}
