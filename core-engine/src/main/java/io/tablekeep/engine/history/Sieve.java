package io.tablekeep.engine.history;

import io.tablekeep.engine.LogQuery;
import io.tablekeep.engine.state.JsonArray;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.engine.view.Views;
import io.tablekeep.sdk.state.Pointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds the lines that were asked for. For one question. */
final class Sieve {
  private final LogQuery query;
  private final String text;
  private final Predicate<Views.Change> within;

  /**
   * For a query.
   *
   * @param within whether a change is in its scope
   */
  Sieve(LogQuery query, Predicate<Views.Change> within) {
    this.query = query;
    this.within = within;
    text = query.text().toLowerCase(Locale.ROOT);
  }

  boolean passes(Line line) {
    if (query.from().isPresent() && line.time().isBefore(query.from().get())) {
      return false;
    }
    if (query.until().isPresent() && !line.time().isBefore(query.until().get())) {
      return false;
    }
    if (!query.by().isEmpty() && !query.by().equals(line.by())) {
      return false;
    }
    if (!query.action().isEmpty() && !query.action().equals(line.action())) {
      return false;
    }
    if (!query.said().isEmpty() && said(line, query.said()).isEmpty()) {
      return false;
    }
    Optional<Pointer> path = query.path();
    if (path.isPresent() && line.changes().stream().noneMatch(c -> touches(c, path.get()))) {
      return false;
    }
    if (query.scope().isPresent() && line.changes().stream().noneMatch(within)) {
      return false;
    }
    return text.isEmpty() || line.changes().stream().anyMatch(this::says);
  }

  /** What was said in an entry: new lines of chat or dice. */
  static List<Views.Change> said(Line line, String collection) {
    List<Views.Change> lines = new ArrayList<>();
    for (Views.Change change : line.changes()) {
      if (isOfLines(change)) {
        if (change.at().key(0).equals(collection)
            && change.before() == null
            && change.after() != null) {
          lines.add(change);
        }
      } else if (change.at().equals(Pointer.of(collection))
          && change.before() == null
          && change.after() instanceof JsonObject first) {
        // The first line ever comes with the collection itself.
        first.forEach((key, one) -> lines.add(new Views.Change(change.at().child(key), null, one)));
      }
    }
    return lines;
  }

  private static boolean isOfLines(Views.Change change) {
    Pointer at = change.at();
    return at.size() == 2 && (at.key(0).equals("chat") || at.key(0).equals("dice"));
  }

  private static boolean touches(Views.Change change, Pointer path) {
    if (change.at().startsWith(path)) {
      return true;
    }
    if (!path.startsWith(change.at())) {
      return false;
    }
    // Something larger came, went or was exchanged: was the place in it?
    Pointer rest = Pointer.of(path.keys().subList(change.at().size(), path.size()));
    return holds(change.before(), rest) || holds(change.after(), rest);
  }

  private static boolean holds(@Nullable Object value, Pointer place) {
    return value != null && Trees.get(value, place) != null;
  }

  private boolean says(Views.Change change) {
    if (change.after() == null && isOfLines(change)) {
      return false; // an old line that went for a new one
    }
    return says(change.before()) || says(change.after());
  }

  private boolean says(@Nullable Object value) {
    if (value instanceof String words) {
      return words.toLowerCase(Locale.ROOT).contains(text);
    }
    if (value instanceof JsonObject object) {
      for (JsonObject.Cursor c = object.cursor(); c.next(); ) {
        if (says(c.value())) {
          return true;
        }
      }
    } else if (value instanceof JsonArray array) {
      for (int i = 0; i < array.size(); i++) {
        if (says(array.get(i))) {
          return true;
        }
      }
    }
    return false;
  }
}
