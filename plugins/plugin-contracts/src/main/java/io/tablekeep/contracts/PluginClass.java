package io.tablekeep.contracts;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import org.pf4j.Extension;

/** What the loader and the engine ask of the class of an extension, whatever it extends. */
public final class PluginClass {
  private PluginClass() {}

  /**
   * Checks that the loader can make it, and that it keeps nothing from call to call.
   *
   * @param type the class of an extension
   * @throws AssertionError saying what is missing
   */
  public static void check(Class<?> type) {
    String name = type.getName();
    assertTrue(type.isAnnotationPresent(Extension.class), name + " has no @Extension");
    boolean reachable = true;
    for (Class<?> at = type; at != null; at = at.getEnclosingClass()) {
      reachable &= Modifier.isPublic(at.getModifiers());
    }
    assertTrue(reachable, name + " is not public");
    assertFalse(
        type.isMemberClass() && !Modifier.isStatic(type.getModifiers()), name + " is not static");
    assertTrue(
        Arrays.stream(type.getConstructors()).anyMatch(made -> made.getParameterCount() == 0),
        name + " has no public constructor without parameters");
    for (Class<?> at = type; at != null && at != Object.class; at = at.getSuperclass()) {
      for (Field field : at.getDeclaredFields()) {
        assertTrue(
            Modifier.isFinal(field.getModifiers()) || field.isSynthetic(),
            name + " keeps something in " + field.getName() + ", and is called from many threads");
      }
    }
  }
}
