package io.tablekeep.engine.cluster.disks;

import io.tablekeep.sdk.store.Appended;
import io.tablekeep.sdk.store.Refusal;
import io.tablekeep.sdk.store.StoreException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Deletes a document, and leaves word of it on the disks that keep it. */
final class Ending {
  private final Disk disk;
  private final Backup backup;
  private final Pusher pusher;

  Ending(Disk disk, Backup backup, Pusher pusher) {
    this.disk = disk;
    this.backup = backup;
    this.pusher = pusher;
  }

  CompletionStage<Appended> end(Session session) {
    Step step =
        new Step(
            Step.Kind.DELETE,
            session.epoch.value(),
            session.claimant,
            session.owner,
            0,
            false,
            0,
            List.of());
    return backup
        .step(session.id, step)
        .thenCompose(
            reply ->
                reply.kind() == Reply.Kind.DONE
                    ? bury(session)
                    : CompletableFuture.completedFuture(
                        (Appended)
                            new Appended.Rejected(
                                Refusal.FENCED,
                                "The document was taken by " + reply.owner() + ".")))
        .exceptionally(Appended.Unknown::new);
  }

  private CompletionStage<Appended> bury(Session session) {
    Pusher.Source ended =
        new Pusher.Source(session.id, session.epoch.value(), session.owner, 0, false, 0, 0, 0, -1);
    List<String> keepers = pusher.keepers(session.id);
    return disk.bury(session.id, session.epoch.value(), session.owner)
        .thenCompose(done -> pusher.push(ended, keepers, Map.of()))
        .thenApply(
            kept ->
                keepers.isEmpty() || !kept.isEmpty()
                    ? new Appended.Durable(session.acked())
                    : new Appended.Unknown(
                        new StoreException(
                            Refusal.UNAVAILABLE, "No other disk knows that it is deleted.")));
  }
}
