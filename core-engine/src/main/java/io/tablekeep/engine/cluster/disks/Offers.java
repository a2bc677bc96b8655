package io.tablekeep.engine.cluster.disks;

import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.store.CampaignStore;
import io.tablekeep.sdk.store.DocumentInfo;
import io.tablekeep.sdk.store.Page;
import io.tablekeep.sdk.store.StoredSnapshot;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this disk may be the only one to have, after a start: it is told to all, and when the
 * cluster is whole it is brought to other disks. Thread-safe.
 */
final class Offers {
  private static final Logger LOG = LoggerFactory.getLogger(Offers.class);
  private static final int PAGE = 200;

  private final CampaignStore store;
  private final Backup backup;
  private final Pusher pusher;
  private final ArrayDeque<Standing> open = new ArrayDeque<>();
  private boolean settling;

  Offers(CampaignStore store, Backup backup, Pusher pusher) {
    this.store = store;
    this.backup = backup;
    this.pusher = pusher;
  }

  /** Says that nobody waits for a stage; its failures are seen to by whoever made it. */
  static void done(CompletionStage<?> stage) {
    CompletableFuture<?> unused =
        stage
            .handle(
                (ok, failure) -> {
                  if (failure != null) {
                    LOG.debug("it is tried again", failure);
                  }
                  return Boolean.TRUE;
                })
            .toCompletableFuture();
  }

  CompletionStage<Void> publish() {
    synchronized (this) {
      open.clear();
    }
    CompletionStage<Void> all = CompletableFuture.completedFuture(null);
    for (DocumentId.Kind kind : DocumentId.Kind.values()) {
      all = all.thenCompose(done -> page(kind, ""));
    }
    return all;
  }

  private CompletionStage<Void> page(DocumentId.Kind kind, String after) {
    return store.list(kind, after, PAGE).thenCompose(page -> offer(kind, page));
  }

  private CompletionStage<Void> offer(DocumentId.Kind kind, Page<DocumentInfo> page) {
    CompletableFuture<?>[] offered =
        page.items().stream()
            .map(Standing::of)
            .filter(each -> each.mark().kind() == Mark.Kind.OPEN)
            .map(this::offer)
            .toArray(CompletableFuture[]::new);
    CompletionStage<Void> told = CompletableFuture.allOf(offered);
    return page.more()
        ? told.thenCompose(done -> page(kind, page.items().get(page.items().size() - 1).id().id()))
        : told;
  }

  private CompletableFuture<?> offer(Standing here) {
    Step step = Step.offer(here.mark().epoch(), here.mark().born(), here.exists(), here.last());
    return backup
        .step(here.id(), step)
        .thenAccept(
            reply -> {
              Tail stands = reply.tail();
              if (stands != null
                  && stands.claimant.isEmpty()
                  && stands.epoch == here.mark().epoch()
                  && stands.last == here.last()) {
                synchronized (this) {
                  open.add(here);
                }
              }
            })
        .toCompletableFuture();
  }

  /** Brings the next one to other disks. */
  void settle() {
    Standing next;
    synchronized (this) {
      if (settling || open.isEmpty()) {
        return;
      }
      settling = true;
      next = open.remove();
    }
    CompletableFuture<?> unused =
        Disk.stage(() -> settle(next))
            .whenComplete(
                (settled, failure) -> {
                  synchronized (this) {
                    settling = false;
                    if (failure != null || !settled) {
                      open.add(next);
                      return;
                    }
                  }
                  settle();
                })
            .toCompletableFuture();
  }

  private CompletionStage<Boolean> settle(Standing here) {
    return backup
        .step(here.id(), Step.look())
        .thenCompose(
            reply -> {
              Tail stands = reply.tail();
              if (stands == null
                  || !stands.claimant.isEmpty()
                  || stands.epoch != here.mark().epoch()
                  || stands.last != here.last()) {
                return CompletableFuture.completedFuture(true);
              }
              return store
                  .snapshot(here.id(), Long.MAX_VALUE)
                  .thenCompose(
                      found -> push(here, found.map(StoredSnapshot::position).orElse(-1L)));
            });
  }

  private CompletionStage<Boolean> push(Standing here, long snapshot) {
    Mark mark = here.mark();
    Pusher.Source source =
        new Pusher.Source(
            here.id(),
            mark.epoch(),
            mark.owner(),
            mark.born(),
            true,
            here.last(),
            here.last(),
            0,
            snapshot);
    List<String> keepers = pusher.keepers(here.id());
    return pusher
        .push(source, keepers, Map.of())
        .thenCompose(
            kept -> {
              boolean all =
                  kept.values().stream().filter(each -> Pusher.isDone(source, each)).count()
                      >= keepers.size();
              if (!all) {
                return CompletableFuture.completedFuture(false);
              }
              Step drop = new Step(Step.Kind.DROP, mark.epoch(), "", "", 0, false, 0, List.of());
              return backup.step(here.id(), drop).thenApply(done -> true);
            });
  }
}
