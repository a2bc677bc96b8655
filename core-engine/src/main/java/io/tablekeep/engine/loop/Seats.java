package io.tablekeep.engine.loop;

import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.ViewChange;
import io.tablekeep.engine.journal.entry.Effect;
import io.tablekeep.engine.journal.entry.Outcome;
import io.tablekeep.engine.metrics.TableMetrics;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.view.Viewer;
import io.tablekeep.engine.view.Views;
import io.tablekeep.sdk.state.Pointer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The seats of one campaign, and what they are told. Loop-confined. */
final class Seats {
  private final Views views;
  private final TableMetrics metrics;
  private final Map<Viewer, List<TableSeat>> byViewer = new LinkedHashMap<>();
  private int size;

  Seats(Views views, TableMetrics metrics) {
    this.views = views;
    this.metrics = metrics;
  }

  int size() {
    return size;
  }

  void add(TableSeat seat) {
    byViewer.computeIfAbsent(seat.viewer(), v -> new ArrayList<>(2)).add(seat);
    size++;
    metrics.seats.incrementAndGet();
  }

  boolean remove(TableSeat seat) {
    List<TableSeat> same = byViewer.get(seat.viewer());
    if (same == null || !same.remove(seat)) {
      return false;
    }
    if (same.isEmpty()) {
      byViewer.remove(seat.viewer());
    }
    size--;
    metrics.seats.decrementAndGet();
    return true;
  }

  /** A copy, so that seats may leave while it is walked. */
  List<TableSeat> all() {
    List<TableSeat> all = new ArrayList<>(size);
    byViewer.values().forEach(all::addAll);
    return all;
  }

  /** Shows a durable entry: to each seat the difference of its own view, and its receipts. */
  @SuppressWarnings("ReferenceEquality") // a root is the same only if nothing has changed
  void publish(JsonObject before, InFlight entry) {
    List<ViewChange> made = new ArrayList<>(2);
    List<TableSeat> told = all();
    Viewer last = null;
    ViewChange change = null;
    for (TableSeat seat : told) {
      if (!seat.viewer().equals(last)) {
        last = seat.viewer();
        change = before == entry.root ? null : shared(change(before, entry, last), made);
      }
      List<Receipt> receipts = List.of();
      for (Reply reply : entry.replies) {
        if (reply.seat() == seat) {
          receipts = added(receipts, reply.receipt(entry.outcome));
        }
      }
      if (seat.tell(change, receipts)) {
        metrics.frames.increment();
      }
    }
  }

  /** Shows what was found in the store after a loss: no receipts, senders ask again. */
  void catchUp(JsonObject before, JsonObject after) {
    List<Effect> everything = List.of(new Effect.Put(Pointer.root(), after));
    publish(before, new InFlight(0, after, everything, Outcome.OK, List.of()));
  }

  private @Nullable ViewChange change(JsonObject before, InFlight entry, Viewer viewer) {
    return views.change(before, entry.root, entry.effects, viewer);
  }

  /** Viewers who see the same share one encoding. */
  private static @Nullable ViewChange shared(@Nullable ViewChange change, List<ViewChange> made) {
    if (change == null) {
      return null;
    }
    int at = made.indexOf(change);
    if (at >= 0) {
      return made.get(at);
    }
    made.add(change);
    return change;
  }

  private static List<Receipt> added(List<Receipt> receipts, Receipt one) {
    if (receipts.isEmpty()) {
      return List.of(one);
    }
    List<Receipt> more = new ArrayList<>(receipts);
    more.add(one);
    return more;
  }
}
