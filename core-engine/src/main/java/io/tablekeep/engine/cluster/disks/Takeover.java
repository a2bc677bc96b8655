package io.tablekeep.engine.cluster.disks;

import io.tablekeep.engine.cluster.Members;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.store.Epoch;
import io.tablekeep.sdk.store.Page;
import io.tablekeep.sdk.store.Refusal;
import io.tablekeep.sdk.store.StoreException;
import io.tablekeep.sdk.store.StoredEntry;
import io.tablekeep.sdk.store.StoredSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/**
 * Brings the disk of this node up to a document that it has just claimed: what is certain is copied
 * from the disks of others, the rest is in the backup.
 */
final class Takeover {
  private final Disk disk;
  private final Voices voices;
  private final Members members;
  private final int nodes;

  Takeover(Disk disk, Voices voices, Members members, int nodes) {
    this.disk = disk;
    this.voices = voices;
    this.members = members;
    this.nodes = nodes;
  }

  /** A disk that is ready: its own epoch, and where its entries end. */
  record Taken(Epoch local, long born, long last) {}

  private record Held(String node, Standing standing) {}

  /** What the disks said that were asked so far. */
  private record Asked(int answered, List<Held> held) {
    Asked and(String node, Optional<Standing> answer) {
      List<Held> all = new ArrayList<>(held);
      answer.ifPresent(each -> all.add(new Held(node, each)));
      return new Asked(answered + 1, all);
    }
  }

  /** What this disk and those of all who answer have of a document. */
  private CompletionStage<List<Held>> ask(DocumentId id) {
    CompletionStage<Asked> all = CompletableFuture.completedFuture(new Asked(0, List.of()));
    for (String node : members.live()) {
      CompletionStage<UnaryOperator<Asked>> answer =
          Disk.stage(
                  () -> node.equals(members.self()) ? disk.standing(id) : voices.standing(node, id))
              .handle(
                  (found, failure) -> asked -> failure == null ? asked.and(node, found) : asked);
      all = all.thenCombine(answer, (asked, next) -> next.apply(asked));
    }
    return all.thenApply(
        asked -> {
          if (nodes - asked.answered() > 1) {
            throw away(id);
          }
          return asked.held();
        });
  }

  private static StoreException away(DocumentId id) {
    return new StoreException(
        Refusal.READ_ONLY,
        "The newest entries of " + id + " may be on the disk of a node that is not here.");
  }

  /** The newest of all disks; for a document of which nothing is in the backup. */
  CompletionStage<Step> newest(DocumentId id) {
    return ask(id)
        .thenApply(
            held -> {
              long epoch = 0;
              Standing best = null;
              for (Held each : held) {
                epoch = Math.max(epoch, each.standing().mark().epoch());
                if (best == null || each.standing().beats(best)) {
                  best = each.standing();
                }
              }
              if (best == null) {
                return Step.offer(0, 0, false, 0);
              }
              if (!best.isWhole() || epoch > best.mark().epoch()) {
                throw away(id);
              }
              return Step.offer(epoch, best.mark().born(), best.exists(), best.last());
            });
  }

  /** The newest that is told of a document, wherever it is. */
  CompletionStage<Optional<Standing>> seek(DocumentId id) {
    return ask(id)
        .thenApply(
            held ->
                held.stream()
                    .map(Held::standing)
                    .reduce((one, two) -> two.beats(one) ? two : one)
                    .filter(Standing::isWhole));
  }

  /** Makes the disk of this node the one that has all of the document. */
  CompletionStage<Taken> take(DocumentId id, Tail tail) {
    return disk.standing(id).thenCompose(found -> take(id, tail, found));
  }

  private CompletionStage<Taken> take(DocumentId id, Tail tail, Optional<Standing> found) {
    if (!tail.exists) {
      Mark mark = new Mark(Mark.Kind.OPEN, tail.epoch, tail.epoch, 0, tail.owner);
      CompletionStage<Void> clear =
          found.isEmpty()
              ? CompletableFuture.completedFuture(null)
              : disk.wipe(found.get(), "it was deleted");
      return clear
          .thenCompose(done -> disk.mark(id, mark))
          .thenApply(local -> new Taken(local, tail.epoch, 0));
    }
    if (found.isEmpty()) {
      return fill(id, tail, new Mark(Mark.Kind.PART, tail.epoch, tail.born, 0, tail.owner), 0);
    }
    Standing here = found.get();
    Mark mark = here.mark();
    boolean same = mark.kind() != Mark.Kind.DELETED && mark.born() == tail.born;
    if (same && mark.kind() == Mark.Kind.OPEN && mark.epoch() == tail.written) {
      // This disk is where it was written; entries above those in the backup were not answered.
      return here.last() >= tail.last
          ? open(id, tail, here.last())
          : fill(id, tail, certain(mark), here.last());
    }
    if (same && mark.kind() != Mark.Kind.OPEN && here.last() > tail.last) {
      throw new StoreException(
          Refusal.DAMAGED, "This disk has a newer " + id + " than all others know: " + here);
    }
    if (same
        && (mark.kind() != Mark.Kind.OPEN || here.last() <= mark.since())
        && here.last() <= tail.last) {
      return fill(id, tail, certain(mark), here.last());
    }
    return disk.wipe(here, "another owner has gone on without its last entries")
        .thenCompose(gone -> take(id, tail, Optional.empty()));
  }

  private static Mark certain(Mark mark) {
    return mark.kind() == Mark.Kind.OPEN
        ? new Mark(Mark.Kind.COPY, mark.epoch(), mark.born(), mark.since(), mark.owner())
        : mark;
  }

  /** Adds what the disk lacks, from the disks of others and from the backup. */
  private CompletionStage<Taken> fill(DocumentId id, Tail tail, Mark mark, long have) {
    if (have >= tail.last) {
      return open(id, tail, have);
    }
    return disk.mark(id, mark)
        .thenCompose(
            local ->
                (have >= tail.base
                        ? CompletableFuture.<Void>completedFuture(null)
                        : fetch(id, tail, local, have))
                    .thenCompose(
                        done ->
                            disk.append(
                                id,
                                local,
                                tail.list().stream()
                                    .filter(each -> each.position() > have)
                                    .toList())))
        .thenCompose(done -> open(id, tail, tail.last));
  }

  private CompletionStage<Taken> open(DocumentId id, Tail tail, long last) {
    Mark mark = new Mark(Mark.Kind.OPEN, tail.epoch, tail.born, tail.last, tail.owner);
    return disk.mark(id, mark).thenApply(local -> new Taken(local, tail.born, last));
  }

  private CompletionStage<Void> fetch(DocumentId id, Tail tail, Epoch local, long have) {
    return ask(id)
        .thenCompose(
            held -> {
              for (Held each : held) {
                if (!each.node().equals(members.self())
                    && each.standing().mark().born() == tail.born
                    && trusted(each.standing(), tail.written) >= tail.base) {
                  return pages(each.node(), id, tail.base, local, have)
                      .thenCompose(done -> voices.snapshot(each.node(), id))
                      .thenCompose(snapshot -> place(id, local, snapshot, tail.base));
                }
              }
              throw away(id);
            });
  }

  private CompletionStage<Void> place(
      DocumentId id, Epoch local, Optional<StoredSnapshot> snapshot, long last) {
    return disk.snapshot(id)
        .thenCompose(
            mine ->
                mine.map(StoredSnapshot::position).orElse(-1L)
                        < snapshot.map(StoredSnapshot::position).orElse(-1L)
                    ? disk.put(id, local, snapshot, last)
                    : CompletableFuture.completedFuture(null));
  }

  /** Up to where the entries of a disk are those that all have. */
  private static long trusted(Standing standing, long written) {
    Mark mark = standing.mark();
    return switch (mark.kind()) {
      case DELETED -> -1;
      case COPY, PART -> standing.last();
      case OPEN ->
          mark.epoch() == written ? standing.last() : Math.min(mark.since(), standing.last());
    };
  }

  private CompletionStage<Void> pages(
      String node, DocumentId id, long until, Epoch local, long have) {
    if (have >= until) {
      return CompletableFuture.completedFuture(null);
    }
    CompletionStage<Page<StoredEntry>> asked = voices.read(node, id, have, until);
    return asked.thenCompose(
        page -> {
          if (page.items().isEmpty()) {
            throw away(id);
          }
          return disk.append(id, local, page.items())
              .thenCompose(done -> pages(node, id, until, local, have + page.items().size()));
        });
  }
}
