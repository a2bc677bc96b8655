package io.tablekeep.engine.loop;

import io.tablekeep.engine.Campaign.Watcher;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.bind.NodeView;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Those who are told each state of a document, whole. Loop-confined. */
final class Watchers {
  private final Set<Watcher> all = new LinkedHashSet<>();
  private boolean over;

  boolean isEmpty() {
    return all.isEmpty();
  }

  /** Tells what is now, and what comes. What it gives is run on the loop, to tell no more. */
  void add(Watcher watcher, RootRing.Kept now, CompletableFuture<Runnable> added) {
    if (over) {
      added.completeExceptionally(Seats.gone());
      return;
    }
    all.add(watcher);
    watcher.shown(now.version(), NodeView.of(now.root()));
    added.complete(() -> all.remove(watcher));
  }

  void shown(long version, JsonObject root) {
    if (!all.isEmpty()) {
      NodeView view = NodeView.of(root);
      List.copyOf(all).forEach(watcher -> watcher.shown(version, view));
    }
  }

  void end() {
    over = true;
    List.copyOf(all).forEach(Watcher::ended);
    all.clear();
  }
}
