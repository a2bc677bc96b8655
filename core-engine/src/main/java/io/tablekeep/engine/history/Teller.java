package io.tablekeep.engine.history;

import io.tablekeep.engine.journal.entry.Cause;
import io.tablekeep.engine.journal.entry.Entry;
import io.tablekeep.engine.journal.recovery.Mark;
import io.tablekeep.engine.rules.ActionRule;
import io.tablekeep.engine.rules.Permission;
import io.tablekeep.engine.rules.References;
import io.tablekeep.engine.rules.RuleBook;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.bind.Records;
import io.tablekeep.engine.view.Viewer;
import io.tablekeep.engine.view.Views;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.state.Pointer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes lines of entries. Pure but for what the views keep; thread-safe. */
final class Teller {
  private final Views views;
  private final RuleBook book;

  Teller(Views views, RuleBook book) {
    this.views = views;
    this.book = book;
  }

  /** The line of an entry, null when the view did not change. */
  @SuppressWarnings("ReferenceEquality") // a root is the same only if nothing has changed
  @Nullable Line line(Onlooker who, Entry entry, Mark before, Mark after) {
    if (before.root() == after.root()) {
      return null;
    }
    Viewer is = who.then(after.root());
    if (is == null) {
      return null;
    }
    Viewer was = entry.version() == 1 ? null : who.then(before.root());
    boolean begins = !is.equals(was);
    List<Views.Change> changes =
        begins ? List.of() : views.difference(before.root(), after.root(), is);
    if (!begins && changes.isEmpty()) {
      return null;
    }
    boolean told = tells(is, entry, before.root(), after.root(), changes);
    Cause cause = entry.cause();
    return new Line(
        entry.version(),
        after.chain(),
        entry.time(),
        told ? cause.by() : "",
        told ? cause.type() : "",
        begins,
        changes);
  }

  /** Whether a viewer is told who did it and what it is called. */
  private boolean tells(
      Viewer viewer, Entry entry, JsonObject before, JsonObject after, List<Views.Change> changes) {
    String me = viewer.participant();
    if (viewer.runsGame() || entry.cause().by().equals(me)) {
      return true;
    }
    ActionRule action = book.action(entry.cause().type());
    if (action == null) {
      return false;
    }
    List<Pointer> about;
    try {
      about =
          References.named(
              Records.read(entry.cause().payload(), action.payload(), Records.UnknownKeys.IGNORED));
    } catch (TablekeepException ofAnotherForm) {
      return false;
    }
    for (Pointer at : about) {
      if (!views.sees(before, viewer, at) || !views.sees(after, viewer, at)) {
        return false;
      }
    }
    return isOwnMaking(action, about, changes);
  }

  private static boolean isOwnMaking(
      ActionRule action, List<Pointer> about, List<Views.Change> changes) {
    Permission row = action.row();
    if (row != null) {
      return changes.stream().anyMatch(change -> row.covers(change.at()));
    }
    return changes.stream()
        .anyMatch(change -> about.stream().anyMatch(at -> change.at().startsWith(at)));
  }
}
