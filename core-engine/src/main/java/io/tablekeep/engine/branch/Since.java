package io.tablekeep.engine.branch;

import io.tablekeep.engine.journal.entry.Effect;
import io.tablekeep.engine.journal.entry.Entry;
import io.tablekeep.engine.journal.recovery.Mark;
import io.tablekeep.engine.journal.recovery.Retrace;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.engine.state.Values;
import io.tablekeep.sdk.model.ParticipantRef;
import io.tablekeep.sdk.model.time.HistoryReturn;
import io.tablekeep.sdk.state.Pointer;
import io.tablekeep.sdk.state.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Goes through what happened since a moment, for who wants to return there: keeps the document of
 * that moment, and what changed both what returns and something that stays. Off the loop.
 */
final class Since implements Retrace.Visitor {
  /** Changes that are named at most; there may be more. */
  static final int MOST = 200;

  private static final int MOST_PLACES = 10;
  private static final Extent ALL = Extent.of(Scope.CAMPAIGN, Optional.empty());

  private final HistoryReturn wish;
  private final JsonObject head;
  private final List<Dependent> dependents = new ArrayList<>();
  private final TreeMap<String, Long> deeds = new TreeMap<>();
  private @Nullable Mark then;
  private @Nullable Extent extent;
  private long entries;
  private int more;

  Since(HistoryReturn wish, JsonObject head) {
    this.wish = wish;
    this.head = head;
  }

  /**
   * What was found.
   *
   * @param then the document to return to
   * @param entries how many entries came after it
   * @param deeds by participant, how many of these were theirs
   * @param dependents what depends on something outside
   * @param more how many of these are not named
   */
  record Found(
      Mark then, long entries, TreeMap<String, Long> deeds, List<Dependent> dependents, int more) {}

  @Override
  public boolean begin(Mark mark) {
    reach(mark);
    return true;
  }

  private void reach(Mark mark) {
    if (mark.version() == wish.to()) {
      then = mark;
      extent = Extent.of(wish.scope(), wish.of().map(ParticipantRef::id), mark.root(), head);
    }
  }

  @Override
  public boolean see(Entry entry, Mark before, Mark after) {
    Extent scope = extent;
    if (scope == null) {
      reach(after);
      return true;
    }
    entries++;
    deeds.merge(entry.cause().by(), 1L, Long::sum);
    if (scope.scope() != Scope.CAMPAIGN) {
      depend(entry, scope, before.root(), after.root());
    }
    return true;
  }

  private void depend(Entry entry, Extent scope, JsonObject before, JsonObject after) {
    List<Pointer> inside = new ArrayList<>();
    List<Pointer> outside = new ArrayList<>();
    for (Effect effect : entry.effects()) {
      Pointer at = effect.at();
      if (scope.covers(at)) {
        inside.add(at);
      } else if (ALL.covers(at) && !Values.same(Trees.get(before, at), Trees.get(after, at))) {
        outside.add(at);
      }
    }
    if (inside.isEmpty() || outside.isEmpty()) {
      return;
    }
    if (dependents.size() >= MOST) {
      more++;
      return;
    }
    dependents.add(
        new Dependent(
            entry.version(),
            entry.time(),
            entry.cause().by(),
            entry.cause().type(),
            few(inside),
            few(outside)));
  }

  private static List<Pointer> few(List<Pointer> places) {
    return List.copyOf(places.subList(0, Math.min(MOST_PLACES, places.size())));
  }

  /** What was found; empty when the moment was not reached. */
  Optional<Found> found() {
    Mark mark = then;
    return mark == null
        ? Optional.empty()
        : Optional.of(new Found(mark, entries, deeds, List.copyOf(dependents), more));
  }
}
