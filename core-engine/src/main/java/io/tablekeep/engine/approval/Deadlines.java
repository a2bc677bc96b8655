package io.tablekeep.engine.approval;

import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.Trees;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When what waits has waited long enough. The document holds it all. Pure. */
public final class Deadlines {
  private Deadlines() {}

  /**
   * How many actions wait.
   *
   * @param root the document
   * @return the count
   */
  public static int waiting(JsonObject root) {
    return Trees.get(root, Ask.HOME) instanceof JsonObject asks ? asks.size() : 0;
  }

  /**
   * The next moment at which something is due.
   *
   * @param root the document
   * @return empty when nothing waits for a limited time
   */
  public static Optional<Instant> next(JsonObject root) {
    Instant first = null;
    if (Trees.get(root, Ask.HOME) instanceof JsonObject asks) {
      for (JsonObject.Cursor c = asks.cursor(); c.next(); ) {
        Instant one = of(c.value());
        first = first == null || (one != null && one.isBefore(first)) ? one : first;
      }
    }
    return Optional.ofNullable(first);
  }

  /**
   * The waiting actions of which something is due.
   *
   * @param root the document
   * @param now the time
   * @return their keys
   */
  public static List<String> due(JsonObject root, Instant now) {
    List<String> due = new ArrayList<>();
    if (Trees.get(root, Ask.HOME) instanceof JsonObject asks) {
      for (JsonObject.Cursor c = asks.cursor(); c.next(); ) {
        Instant one = of(c.value());
        if (one != null && !one.isAfter(now)) {
          due.add(c.key());
        }
      }
    }
    return due;
  }

  private static @Nullable Instant of(Object ask) {
    Instant first = until(Trees.get(ask, "proposal"));
    if (Trees.get(ask, "questions") instanceof JsonObject questions) {
      for (JsonObject.Cursor c = questions.cursor(); c.next(); ) {
        Instant one = until(c.value());
        boolean answered = Boolean.TRUE.equals(Trees.get(c.value(), "answered"));
        if (one != null && !answered && (first == null || one.isBefore(first))) {
          first = one;
        }
      }
    }
    return first;
  }

  private static @Nullable Instant until(@Nullable Object what) {
    if (!(what instanceof JsonObject object) || !(object.get("until") instanceof String text)) {
      return null;
    }
    try {
      return Instant.parse(text);
    } catch (DateTimeException wrong) {
      return null; // AskForm says in the log what is wrong with it
    }
  }
}
