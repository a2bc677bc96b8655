package io.tablekeep.engine.runtime.rules;

import io.tablekeep.engine.runtime.RuleFault;
import io.tablekeep.sdk.error.TablekeepException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes what a rule threw safe to read elsewhere. An exception class of a plugin may override
 * {@code getMessage} and hang, and it keeps the plugin's class loader alive; so it is rendered
 * here, on the rule's own thread and budget.
 */
final class Failures {
  private static final int DEPTH = 8;
  private static final int MESSAGE = 500;
  private static final int FRAMES = 64;

  /** Loaders whose classes are ours or the platform's. */
  private static final List<ClassLoader> HOME =
      Stream.of(Failures.class, TablekeepException.class)
          .map(Class::getClassLoader)
          .flatMap(loader -> Stream.iterate(loader, Objects::nonNull, ClassLoader::getParent))
          .distinct()
          .toList();

  private Failures() {}

  /** The failure itself when no class of a plugin takes part in it, else a copy of its words. */
  static Throwable portable(Throwable thrown) {
    try {
      return isHome(thrown, 0) ? thrown : copy(thrown, 0);
    } catch (Throwable nested) { // the copying ran plugin code, which may throw anything
      return new RuleFault(
          "rule-failed", "The rule failed with " + thrown.getClass().getName() + '.');
    }
  }

  private static boolean isHome(Throwable thrown, int depth) {
    ClassLoader loader = thrown.getClass().getClassLoader();
    if (depth > DEPTH || (loader != null && !HOME.contains(loader))) {
      return false;
    }
    for (Throwable more : thrown.getSuppressed()) {
      if (!isHome(more, depth + 1)) {
        return false;
      }
    }
    Throwable cause = thrown.getCause();
    return cause == null || isHome(cause, depth + 1);
  }

  private static Throwable copy(Throwable thrown, int depth) {
    StackTraceElement[] where = thrown.getStackTrace();
    if (where.length > FRAMES) {
      where = java.util.Arrays.copyOf(where, FRAMES);
    }
    String message = words(thrown.getMessage());
    if (thrown instanceof TablekeepException coded) {
      // Its code and kind are what the sender is to get, whatever the subclass adds.
      TablekeepException plain =
          new TablekeepException(
              coded.kind(), coded.code(), message, coded.field().orElse(null), null);
      plain.setStackTrace(where);
      return plain;
    }
    Throwable cause = thrown.getCause();
    return new RuleFault(
        "rule-failed",
        thrown.getClass().getName() + (message.isEmpty() ? "" : ": " + message),
        where,
        cause == null || depth >= DEPTH ? null : copy(cause, depth + 1));
  }

  private static String words(@Nullable String message) {
    if (message == null) {
      return "";
    }
    return message.length() <= MESSAGE ? message : message.substring(0, MESSAGE) + '…';
  }
}
