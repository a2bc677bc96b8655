package io.tablekeep.engine.cluster.disks;

import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.store.Refusal;
import io.tablekeep.sdk.store.StoreException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Takes documents over: a new epoch in the backup, then the disk of this node. */
final class Claims {
  private static final int TRIES = 3;

  private final Disk disk;
  private final Backup backup;
  private final Takeover takeover;
  private final String self;
  private final Function<Claimed, Session> sessions;

  /** What was taken. */
  record Claimed(DocumentId id, Tail tail, Takeover.Taken taken) {}

  Claims(
      Disk disk,
      Backup backup,
      Takeover takeover,
      String self,
      Function<Claimed, Session> sessions) {
    this.disk = disk;
    this.backup = backup;
    this.takeover = takeover;
    this.self = self;
    this.sessions = sessions;
  }

  /** In the turn of the document. */
  CompletionStage<Session> take(DocumentId id, String owner) {
    return claim(id, owner, false, TRIES)
        .thenCompose(tail -> takeover.take(id, tail).thenCompose(taken -> adopt(id, tail, taken)))
        .handle(Claims::coded);
  }

  private static <T> CompletionStage<T> fails(Refusal reason, String message) {
    return CompletableFuture.failedFuture(new StoreException(reason, message));
  }

  private static <T> T coded(@Nullable T result, @Nullable Throwable failure) {
    if (failure == null && result != null) {
      return result;
    }
    Throwable cause = failure == null ? new NullPointerException("no answer") : failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    throw cause instanceof StoreException known
        ? known
        : new StoreException(
            Refusal.UNAVAILABLE, "The nodes of this cluster do not answer each other.", cause);
  }

  private CompletionStage<Tail> claim(DocumentId id, String owner, boolean sure, int tries) {
    return backup
        .step(id, Step.claim(self, owner, sure))
        .thenCompose(
            reply -> {
              if (reply.tail() != null) {
                return CompletableFuture.completedFuture(reply.tail());
              }
              if (tries == 0) {
                return fails(Refusal.UNAVAILABLE, "The backup forgets " + id + " again and again.");
              }
              return takeover
                  .newest(id)
                  .thenCompose(offer -> backup.step(id, offer))
                  .thenCompose(stands -> claim(id, owner, true, tries - 1));
            });
  }

  /** Entries on this disk that were not in the backup belong to the document now. */
  private CompletionStage<Session> adopt(DocumentId id, Tail tail, Takeover.Taken taken) {
    return copy(id, tail, taken, tail.last)
        .thenApply(done -> sessions.apply(new Claimed(id, tail, taken)));
  }

  private CompletionStage<Void> copy(DocumentId id, Tail tail, Takeover.Taken taken, long after) {
    return disk.read(id, after, taken.last())
        .thenCompose(
            page -> {
              Step put =
                  new Step(
                      Step.Kind.PUT,
                      tail.epoch,
                      tail.claimant,
                      tail.owner,
                      taken.born(),
                      tail.exists,
                      after,
                      page.items());
              return backup
                  .step(id, put)
                  .thenCompose(
                      reply -> {
                        if (reply.kind() != Reply.Kind.DONE) {
                          return fails(Refusal.FENCED, "Somebody else has just taken " + id + ".");
                        }
                        long now = after + page.items().size();
                        return now < taken.last()
                            ? copy(id, tail, taken, now)
                            : CompletableFuture.completedFuture(null);
                      });
            });
  }
}
