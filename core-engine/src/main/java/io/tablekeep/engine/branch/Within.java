package io.tablekeep.engine.branch;

import io.tablekeep.engine.LogQuery;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.view.Viewer;
import io.tablekeep.engine.view.Views;
import io.tablekeep.sdk.state.Pointer;
import io.tablekeep.sdk.state.Scope;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Whether a change that somebody saw lies in the scope they ask for: whether a return of that scope
 * would touch it. Whose things are whose they see now, and in the change itself.
 */
public final class Within implements Predicate<Views.Change> {
  private static final List<String> HOMES = List.of("actors", "notes");

  private final Extent extent;
  private final String whose;

  private Within(Extent extent, String whose) {
    this.extent = extent;
    this.whose = whose;
  }

  /**
   * For a question. Takes as long as it takes to cut a view, so it is not for a loop.
   *
   * @param query the question; without a scope all changes are meant
   * @param views what is shown
   * @param viewer who asks
   * @param shown the document now
   * @return the test
   */
  public static Predicate<Views.Change> of(
      LogQuery query, Views views, Viewer viewer, JsonObject shown) {
    if (query.scope().isEmpty()) {
      return change -> true;
    }
    Scope scope = query.scope().get();
    String whose = query.of().isEmpty() ? viewer.participant() : query.of();
    JsonObject seen = JsonObject.empty(0);
    if (scope == Scope.USER) {
      for (String home : HOMES) {
        Object all = views.seen(shown, viewer, Pointer.of(home));
        seen = all == null ? seen : seen.with(home, all, 0);
      }
    }
    return new Within(Extent.of(scope, Optional.of(whose), seen), whose);
  }

  @Override
  public boolean test(Views.Change change) {
    Pointer at = change.at();
    if (extent.covers(at)) {
      return true;
    }
    if (extent.scope() == Scope.USER
        && (isTheirs(at, change.before()) || isTheirs(at, change.after()))) {
      return true; // it is gone by now, or was somebody else's
    }
    // Something larger came, went or was exchanged: was anything in it?
    return !extent.part(alone(at, change.before())).equals(extent.part(alone(at, change.after())));
  }

  private boolean isTheirs(Pointer at, @Nullable Object value) {
    return at.size() == 2
        && HOMES.contains(at.key(0))
        && value instanceof JsonObject one
        && (whose.equals(one.get("owner")) || whose.equals(one.get("author")));
  }

  /** A document in which nothing else is. */
  private static JsonObject alone(Pointer at, @Nullable Object value) {
    if (value == null) {
      return JsonObject.empty(0);
    }
    Object held = value;
    for (int i = at.size() - 1; i >= 0; i--) {
      held = JsonObject.empty(0).with(at.key(i), held, 0);
    }
    return held instanceof JsonObject document ? document : JsonObject.empty(0);
  }
}
