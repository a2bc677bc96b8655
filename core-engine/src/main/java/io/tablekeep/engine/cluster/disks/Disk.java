package io.tablekeep.engine.cluster.disks;

import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.store.Appended;
import io.tablekeep.sdk.store.CampaignStore;
import io.tablekeep.sdk.store.Epoch;
import io.tablekeep.sdk.store.Page;
import io.tablekeep.sdk.store.Refusal;
import io.tablekeep.sdk.store.StoreException;
import io.tablekeep.sdk.store.StoredEntry;
import io.tablekeep.sdk.store.StoredSnapshot;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The store of this node and its marks. What changes a mark goes one after the other, document by
 * document. Thread-safe.
 */
final class Disk {
  private static final Logger LOG = LoggerFactory.getLogger(Disk.class);

  /** Entries of one message, and bytes, unless one entry alone has more. */
  static final int ENTRIES = 1_000;

  static final long BYTES = 2 << 20;

  /** Under which a deleted document stays known: a snapshot before the first entry. */
  private static final String TOMBSTONE = "tablekeep-deleted";

  private final CampaignStore store;

  /** The end of the line for each document that somebody works on. */
  private final Map<DocumentId, CompletableFuture<?>> lines = new HashMap<>();

  Disk(CampaignStore store) {
    this.store = store;
  }

  /** Does something with a document when all before is done. */
  <T> CompletionStage<T> inTurn(DocumentId id, Supplier<CompletionStage<T>> work) {
    CompletableFuture<T> done = new CompletableFuture<>();
    CompletableFuture<?> before;
    synchronized (lines) {
      before = lines.put(id, done);
    }
    CompletableFuture<?> ready = before == null ? CompletableFuture.completedFuture(null) : before;
    CompletableFuture<?> unused =
        ready.handle(
            (ok, failed) ->
                stage(work)
                    .whenComplete(
                        (result, failure) -> {
                          synchronized (lines) {
                            lines.remove(id, done);
                          }
                          if (failure != null) {
                            done.completeExceptionally(failure);
                          } else {
                            done.complete(result);
                          }
                        }));
    return done;
  }

  static <T> CompletionStage<T> stage(Supplier<CompletionStage<T>> work) {
    try {
      return work.get();
    } catch (RuntimeException | LinkageError e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  CompletionStage<Optional<Standing>> standing(DocumentId id) {
    return store.describe(id).thenApply(info -> info.map(Standing::of));
  }

  /** Puts a mark; nothing that was sent before it with an older local epoch comes after it. */
  CompletionStage<Epoch> mark(DocumentId id, Mark mark) {
    return store.acquire(id, mark.text());
  }

  /** Adds entries, in as many calls as the store's limits ask for. */
  CompletionStage<Void> append(DocumentId id, Epoch local, List<StoredEntry> entries) {
    if (entries.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    int count = 1;
    long bytes = entries.get(0).bytes().length;
    while (count < entries.size()
        && count < store.limits().appendEntries()
        && bytes + entries.get(count).bytes().length <= store.limits().appendBytes()) {
      bytes += entries.get(count++).bytes().length;
    }
    List<StoredEntry> rest = entries.subList(count, entries.size());
    return store
        .append(id, local, entries.get(0).position() - 1, entries.subList(0, count))
        .thenAccept(Disk::durable)
        .thenCompose(done -> append(id, local, rest));
  }

  static void durable(Appended answer) {
    if (answer instanceof Appended.Rejected rejected) {
      throw new StoreException(rejected.reason(), rejected.message());
    }
    if (answer instanceof Appended.Unknown unknown) {
      throw new StoreException(
          Refusal.UNAVAILABLE, "The disk of this node did not answer.", unknown.cause());
    }
  }

  /** Takes everything of a document away, to copy it anew. */
  CompletionStage<Void> wipe(Standing standing, String why) {
    DocumentId id = standing.id();
    LOG.warn("{} on this disk, {}, is replaced by the newer one: {}", id, standing, why);
    return mark(id, new Mark(Mark.Kind.PART, 0, 0, 0, "replaced"))
        .thenCompose(epoch -> store.delete(id, epoch))
        .thenAccept(Disk::durable);
  }

  /** Leaves only the knowledge that there was such a document. */
  CompletionStage<Void> bury(DocumentId id, long epoch, String owner) {
    Mark mark = new Mark(Mark.Kind.DELETED, epoch, 0, 0, owner);
    byte[] text = "This document was deleted.".getBytes(StandardCharsets.UTF_8);
    return mark(id, mark)
        .thenCompose(
            local ->
                store
                    .delete(id, local)
                    .thenAccept(Disk::durable)
                    .thenCompose(gone -> mark(id, mark))
                    .thenCompose(
                        next -> store.putSnapshot(id, next, new StoredSnapshot(0, text, TOMBSTONE)))
                    .thenAccept(Disk::durable));
  }

  static boolean isTombstone(String meta) {
    return meta.equals(TOMBSTONE);
  }

  CompletionStage<Page<StoredEntry>> read(DocumentId id, long after, long upTo) {
    if (after >= upTo) {
      return CompletableFuture.completedFuture(new Page<>(List.of(), false));
    }
    return store.read(id, after, (int) Math.min(ENTRIES, upTo - after), BYTES);
  }

  CompletionStage<Optional<StoredSnapshot>> snapshot(DocumentId id) {
    return store
        .snapshot(id, Long.MAX_VALUE)
        .thenApply(found -> found.filter(each -> !isTombstone(each.meta())));
  }

  /** Puts a snapshot that is newer than those here. */
  CompletionStage<Void> put(
      DocumentId id, Epoch local, Optional<StoredSnapshot> snapshot, long last) {
    if (snapshot.isEmpty() || snapshot.get().position() > last) {
      return CompletableFuture.completedFuture(null);
    }
    return store.putSnapshot(id, local, snapshot.get()).thenAccept(Disk::durable);
  }

  /** Keeps what the owner of a document says, as far as it follows on what is here. */
  CompletionStage<Keep.Kept> keep(Keep keep) {
    return standing(keep.id())
        .thenCompose(
            found -> {
              if (found.isPresent() && found.get().mark().epoch() > keep.epoch()) {
                return answer(found.get(), true);
              }
              // Whatever this node still sends as an owner comes before this, or never.
              return found.isEmpty()
                  ? keep(keep, found)
                  : mark(keep.id(), found.get().mark())
                      .thenCompose(local -> standing(keep.id()))
                      .thenCompose(now -> keep(keep, now));
            });
  }

  private CompletionStage<Keep.Kept> keep(Keep keep, Optional<Standing> found) {
    if (!keep.exists()) {
      return bury(keep.id(), keep.epoch(), keep.owner())
          .thenApply(gone -> new Keep.Kept(false, true, 0, 0));
    }
    if (found.isEmpty()) {
      return take(keep, new Standing(keep.id(), keep.mark(Mark.Kind.PART), 0, 0));
    }
    Standing here = found.get();
    boolean same = here.exists() || here.mark().kind() == Mark.Kind.PART;
    if (!same || here.mark().born() != keep.born()) {
      return anew(keep, here, "it is another document by now");
    }
    if (here.mark().kind() != Mark.Kind.OPEN || here.last() <= here.mark().since()) {
      return take(keep, here);
    }
    return compare(keep, here);
  }

  private CompletionStage<Keep.Kept> anew(Keep keep, Standing here, String why) {
    return wipe(here, why).thenCompose(gone -> keep(keep, Optional.empty()));
  }

  /** This node was the owner; what it wrote last may never have been answered. */
  private CompletionStage<Keep.Kept> compare(Keep keep, Standing here) {
    long since = here.mark().since();
    if (here.last() > keep.upTo()) {
      return anew(keep, here, "it ends with entries that were never answered");
    }
    if (keep.after() > since) {
      return CompletableFuture.completedFuture(new Keep.Kept(false, false, since, -1));
    }
    long told = keep.after() + keep.entries().size();
    long until = Math.min(told, here.last());
    return read(here.id(), since, until)
        .thenCompose(
            page -> {
              long seen = since;
              for (StoredEntry entry : page.items()) {
                StoredEntry other = keep.entries().get((int) (seen++ - keep.after()));
                if (!Arrays.equals(entry.bytes(), other.bytes())) {
                  return anew(keep, here, "entry " + seen + " was written by another owner");
                }
              }
              if (seen == since) {
                return CompletableFuture.completedFuture(new Keep.Kept(false, false, since, -1));
              }
              Mark certain =
                  new Mark(
                      Mark.Kind.OPEN,
                      here.mark().epoch(),
                      here.mark().born(),
                      seen,
                      here.mark().owner());
              Standing next = new Standing(here.id(), certain, here.first(), here.last());
              return mark(here.id(), certain)
                  .thenCompose(local -> seenAll(next) ? take(keep, next) : compare(keep, next));
            });
  }

  private static boolean seenAll(Standing standing) {
    return standing.last() <= standing.mark().since();
  }

  /** Adds what follows on what is here, all of which is certain. */
  private CompletionStage<Keep.Kept> take(Keep keep, Standing here) {
    long have = here.last();
    long end = keep.after() + keep.entries().size();
    List<StoredEntry> news =
        keep.after() > have || end <= have
            ? List.of()
            : keep.entries().subList((int) (have - keep.after()), keep.entries().size());
    long last = have + news.size();
    boolean whole = last >= keep.since();
    boolean known = here.mark().epoch() == keep.epoch() && here.mark().kind() == Mark.Kind.COPY;
    Mark first =
        whole && have >= keep.since() ? keep.mark(Mark.Kind.COPY) : held(keep, here.mark());
    return mark(keep.id(), first)
        .thenCompose(
            local ->
                append(keep.id(), local, news)
                    .thenCompose(done -> put(keep.id(), local, keep.snapshot(), last))
                    .thenCompose(
                        done ->
                            keep.oldest() > 0
                                ? store.dropSnapshots(keep.id(), local, keep.oldest())
                                : CompletableFuture.completedFuture(new Appended.Durable(last)))
                    .thenAccept(Disk::durable))
        .thenCompose(
            done ->
                whole && !known && first.kind() != Mark.Kind.COPY
                    ? mark(keep.id(), keep.mark(Mark.Kind.COPY)).thenAccept(local -> {})
                    : CompletableFuture.completedFuture(null))
        .thenCompose(done -> standing(keep.id()))
        .thenCompose(
            now ->
                answer(
                    now.orElse(new Standing(keep.id(), keep.mark(Mark.Kind.PART), 0, 0)), false));
  }

  /** An old copy stays what it is while certain entries are added to it. */
  private static Mark held(Keep keep, Mark here) {
    return here.kind() == Mark.Kind.OPEN
        ? new Mark(Mark.Kind.COPY, here.epoch(), here.born(), here.since(), here.owner())
        : here.kind() == Mark.Kind.COPY ? here : keep.mark(Mark.Kind.PART);
  }

  private CompletionStage<Keep.Kept> answer(Standing now, boolean fenced) {
    return snapshot(now.id())
        .thenApply(
            newest ->
                new Keep.Kept(
                    fenced,
                    now.mark().kind() == Mark.Kind.COPY,
                    now.last(),
                    newest.map(StoredSnapshot::position).orElse(-1L)));
  }
}
