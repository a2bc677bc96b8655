package io.tablekeep.engine.loop;

import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.ViewChange;
import io.tablekeep.engine.journal.entry.Outcome;
import io.tablekeep.engine.journal.entry.Settled;
import io.tablekeep.engine.metrics.TableMetrics;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.view.Viewer;
import io.tablekeep.engine.view.Views;
import io.tablekeep.sdk.game.Participant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

  /** Lets those go who were removed, or who see something else in their new role. */
  void revise(JsonObject root) {
    for (TableSeat seat : all()) {
      Optional<Participant> now = CampaignLoop.participant(root, seat.participant().id());
      if (now.isEmpty()) {
        if (remove(seat)) {
          seat.close("seat-revoked", "Your place at this table was taken away.");
        }
      } else if (!seat.viewer().equals(Viewer.of(now.get()))) {
        if (remove(seat)) {
          seat.close("role-changed", "Your role at this table has changed.");
        }
      } else {
        seat.is(now.get());
      }
    }
  }

  /** Shows a durable entry: to each seat the difference of its own view, and its receipts. */
  @SuppressWarnings("ReferenceEquality") // a root is the same only if nothing has changed
  void publish(JsonObject before, InFlight entry) {
    Map<Viewer, ViewChange> changes =
        before == entry.root ? Map.of() : views.changes(before, entry.root, byViewer.keySet());
    for (TableSeat seat : all()) {
      List<Receipt> receipts = List.of();
      for (Reply reply : entry.replies) {
        if (reply.seat() == seat) {
          receipts = added(receipts, reply.receipt(entry.outcome));
        }
      }
      for (Settled one : entry.settled) {
        if (one.by().equals(seat.participant().id())) {
          receipts = added(receipts, Reply.receipt(one.device(), one.n(), one.outcome()));
        }
      }
      if (seat.tell(changes.get(seat.viewer()), receipts)) {
        metrics.frames.increment();
      }
    }
  }

  /** Shows what was found in the store after a loss: no receipts, senders ask again. */
  void catchUp(JsonObject before, JsonObject after) {
    publish(before, new InFlight(0, after, List.of(), Outcome.OK, List.of(), List.of()));
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
