package io.tablekeep.engine.journal;

import io.tablekeep.engine.journal.ledger.Image;
import io.tablekeep.engine.journal.recovery.Calls;
import io.tablekeep.engine.journal.recovery.Mark;
import io.tablekeep.engine.journal.recovery.SnapshotCodec;
import io.tablekeep.engine.runtime.Loop;
import io.tablekeep.sdk.store.Appended;
import io.tablekeep.sdk.store.StoredSnapshot;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides when a document's snapshot is due, has it made off the loop, stores it, and lets old ones
 * go. On the loop only. One at a time; a failure costs nothing but a longer way back, and the next
 * try comes as late as the next regular one would.
 */
final class Snapshotter {
  private final Journals home;
  private final Journal journal;
  private final Loop loop;
  private final JournalOptions.Snapshots policy;

  /** Entries and bytes above the newest snapshot. */
  private long entries;

  private long bytes;

  /** Entries and bytes at which the next one is due. */
  private long dueEntries;

  private long dueBytes;

  private boolean busy;
  private boolean stopped;
  private boolean active;
  private Loop.@Nullable Timer idle;
  private @Nullable Runnable closed;

  Snapshotter(Journals home, Journal journal, Loop loop, long entries, long bytes) {
    this.home = home;
    this.journal = journal;
    this.loop = loop;
    this.entries = entries;
    this.bytes = bytes;
    policy = home.options().snapshots();
    dueEntries = policy.entries();
    dueBytes = policy.bytes();
    watch();
  }

  /** More has become durable. */
  void grown(int moreEntries, long moreBytes) {
    entries += moreEntries;
    bytes += moreBytes;
    active = true;
    if (!busy && (entries >= dueEntries || bytes >= dueBytes)) {
      take();
    } else {
      watch();
    }
  }

  private void watch() {
    if (idle == null && !stopped && entries >= policy.idleEntries()) {
      active = false;
      idle = loop.after(policy.idle(), this::rested);
    }
  }

  private void rested() {
    idle = null;
    if (!active && !busy && !stopped && entries >= policy.idleEntries()) {
      take();
    } else {
      watch();
    }
  }

  private void take() {
    busy = true;
    Mark mark = journal.durableMark();
    List<Image> devices = journal.ledger().freeze();
    long takenEntries = entries;
    long takenBytes = bytes;
    long begin = home.runtime().nanos();
    loop.resume(
        Calls.stage(
            () ->
                home.runtime()
                    .offload(() -> SnapshotCodec.encode(journal.document(), mark, devices))),
        (made, failure) -> {
          if (made == null) {
            failed(String.valueOf(failure));
            return;
          }
          home.metrics().snapshot(made, home.runtime().nanos() - begin);
          store(made.snapshot(), takenEntries, takenBytes);
        });
  }

  private void store(StoredSnapshot snapshot, long takenEntries, long takenBytes) {
    if (!journal.isOpen()) {
      failed("the journal was lost meanwhile");
      return;
    }
    if (snapshot.bytes().length > home.storeLimits().snapshotBytes()) {
      failed("its " + snapshot.bytes().length + " bytes are more than the store takes");
      return;
    }
    loop.resume(
        Calls.stage(() -> home.store().putSnapshot(journal.document(), journal.epoch(), snapshot)),
        (answer, failure) -> {
          Appended said = Calls.appended(answer, failure);
          if (!(said instanceof Appended.Durable)) {
            failed(said.toString());
            giveUpIfUnknown(said);
            return;
          }
          entries -= takenEntries;
          bytes -= takenBytes;
          dueEntries = policy.entries();
          dueBytes = policy.bytes();
          dropOld();
        });
  }

  private void dropOld() {
    loop.resume(
        Calls.stage(() -> home.store().snapshots(journal.document())),
        (infos, failure) -> {
          if (infos == null || infos.size() <= policy.keep() || !journal.isOpen()) {
            done();
            return;
          }
          long below = infos.get(infos.size() - policy.keep()).position();
          loop.resume(
              Calls.stage(
                  () -> home.store().dropSnapshots(journal.document(), journal.epoch(), below)),
              (answer, failed) -> {
                giveUpIfUnknown(Calls.appended(answer, failed));
                done();
              });
        });
  }

  private void giveUpIfUnknown(Appended said) {
    if (said instanceof Appended.Unknown) {
      journal.unknown(said);
    }
  }

  private void failed(String why) {
    home.metrics().snapshotFailed(journal.document(), why);
    dueEntries = entries + policy.entries();
    dueBytes = bytes + policy.bytes();
    done();
  }

  private void done() {
    busy = false;
    Runnable waiting = closed;
    if (waiting != null) {
      closed = null;
      waiting.run();
    } else {
      watch();
    }
  }

  /** Takes no more; one that is under way may still be stored. */
  void stop() {
    stopped = true;
    if (idle != null) {
      idle.cancel();
      idle = null;
    }
  }

  /** Takes a last snapshot if there is anything to take, and says when all is done. */
  void close(Runnable then) {
    boolean wanted = !stopped && entries > 0 && journal.isOpen();
    stop();
    if (busy) {
      closed = wanted ? () -> last(then) : then;
    } else if (wanted) {
      last(then);
    } else {
      then.run();
    }
  }

  private void last(Runnable then) {
    if (entries == 0) {
      then.run();
      return;
    }
    closed = then;
    take();
  }
}
