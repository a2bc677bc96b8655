package io.tablekeep.engine.journal.recovery;

import io.tablekeep.engine.journal.entry.Damage;
import io.tablekeep.engine.journal.entry.JournalException;
import io.tablekeep.engine.journal.ledger.Image;
import io.tablekeep.engine.journal.ledger.Ledger;
import io.tablekeep.engine.state.JsonWriter;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.store.DocumentInfo;
import io.tablekeep.sdk.store.StoredEntry;
import io.tablekeep.sdk.store.StoredSnapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Replays a journal from its beginning, stops at every snapshot to compare, and in the end compares
 * with what recovery gives. After a damaged entry it goes on at the next sound snapshot, so that
 * one run names all that is wrong.
 */
public final class Verifier {
  private final Shelf home;
  private final DocumentId document;
  private final List<Damage> damages = new ArrayList<>();
  private List<StoredSnapshot.Info> snapshots = List.of();
  private Replay replay;
  private long last;
  private long entries;
  private long bytes;
  private int compared;

  /**
   * A verification.
   *
   * @param home what it stands on
   * @param document which document
   */
  public Verifier(Shelf home, DocumentId document) {
    this.home = home;
    this.document = document;
    replay = Replay.fromStart(document, home.ledger());
  }

  /**
   * Reads and compares. To be called once.
   *
   * @return what was found; fails only when the store does not answer
   */
  public CompletionStage<Verification> run() {
    return Calls.stage(() -> home.store().describe(document))
        .thenCompose(
            info -> {
              last = info.map(DocumentInfo::last).orElse(0L);
              long first = info.map(DocumentInfo::first).orElse(0L);
              return Calls.stage(() -> home.store().snapshots(document))
                  .thenCompose(
                      infos -> {
                        snapshots = infos;
                        return first > 1 ? jump(0) : step();
                      });
            })
        .thenCompose(done -> compareWithRecovery())
        .thenCompose(done -> home.runtime().offload(this::result));
  }

  /** Replays up to the next snapshot or the end. */
  private CompletionStage<Void> step() {
    long from = replay.mark().version();
    Optional<StoredSnapshot.Info> next = next(from);
    long until = Math.min(last, next.map(StoredSnapshot.Info::position).orElse(last));
    return Pages.read(home.store(), home.runtime(), document, from, until, this::replayAll)
        .handle((done, failure) -> failure == null ? reached(until) : stopped(failure))
        .thenCompose(stage -> stage);
  }

  private void replayAll(List<StoredEntry> page) {
    for (StoredEntry entry : page) {
      replay.apply(entry);
      entries++;
      bytes += entry.bytes().length;
    }
  }

  private CompletionStage<Void> reached(long until) {
    long version = replay.mark().version();
    if (version < until) {
      add(
          new Damage(
              "journal-gap",
              document,
              version + 1,
              "entries " + (version + 1) + " to " + until + " are missing"));
      return jump(version);
    }
    boolean here = snapshots.stream().anyMatch(info -> info.position() == version);
    CompletionStage<Void> done = here ? compare(version) : CompletableFuture.completedFuture(null);
    return done.thenCompose(
        ok -> {
          if (version < last) {
            return step();
          }
          next(version).ifPresent(info -> add(ahead(info.position())));
          return CompletableFuture.completedFuture(null);
        });
  }

  private Damage ahead(long position) {
    return new Damage(
        "journal-gap",
        document,
        last + 1,
        "the journal ends at entry " + last + ", but there is a snapshot of " + position);
  }

  private CompletionStage<Void> stopped(Throwable failure) {
    Throwable cause = Calls.unwrapped(failure);
    if (!(cause instanceof JournalException damaged)) {
      return CompletableFuture.failedFuture(cause);
    }
    add(damaged.damage());
    return jump(replay.mark().version());
  }

  /** Goes on at the next sound snapshot above a version, if there is one. */
  private CompletionStage<Void> jump(long version) {
    Optional<StoredSnapshot.Info> next = next(version);
    if (next.isEmpty() || next.get().position() > last) {
      return CompletableFuture.completedFuture(null);
    }
    long position = next.get().position();
    return read(position)
        .thenCompose(
            decoded -> {
              if (decoded.isEmpty()) {
                return jump(position);
              }
              Ledger ledger = new Ledger(home.ledger());
              ledger.restore(decoded.get().devices());
              damages.addAll(replay.damages());
              replay = new Replay(document, decoded.get().mark(), ledger, position);
              return step();
            });
  }

  private Optional<StoredSnapshot.Info> next(long version) {
    return snapshots.stream()
        .filter(info -> info.position() > version)
        .min(Comparator.comparing(StoredSnapshot.Info::position));
  }

  private CompletionStage<Optional<SnapshotCodec.Decoded>> read(long position) {
    return Calls.stage(() -> home.store().snapshot(document, position))
        .thenCompose(
            found -> {
              if (found.isEmpty() || found.get().position() != position) {
                return CompletableFuture.completedFuture(Optional.empty());
              }
              return home.runtime().offload(() -> decode(found.get()));
            });
  }

  private Optional<SnapshotCodec.Decoded> decode(StoredSnapshot stored) {
    try {
      return Optional.of(SnapshotCodec.decode(document, stored));
    } catch (JournalException damaged) {
      add(damaged.damage());
      return Optional.empty();
    }
  }

  private CompletionStage<Void> compare(long position) {
    return read(position)
        .thenCompose(
            decoded ->
                home.runtime()
                    .offload(
                        () -> {
                          decoded.ifPresent(
                              found -> {
                                compared++;
                                differ(found.mark(), found.devices(), "the snapshot");
                              });
                          return Boolean.TRUE;
                        }))
        .thenApply(done -> null);
  }

  private CompletionStage<Void> compareWithRecovery() {
    if (replay.mark().version() != last || last == 0) {
      return CompletableFuture.completedFuture(null);
    }
    return new Recovery(home, document)
        .load()
        .handle(
            (recovered, failure) -> {
              if (recovered != null) {
                return home.runtime()
                    .offload(
                        () -> {
                          differ(recovered.mark(), recovered.ledger().freeze(), "recovery");
                          return Boolean.TRUE;
                        });
              }
              Throwable cause = Calls.unwrapped(failure);
              if (cause instanceof JournalException damaged) {
                add(damaged.damage());
                return CompletableFuture.completedFuture(Boolean.FALSE);
              }
              return CompletableFuture.<Boolean>failedFuture(cause);
            })
        .thenCompose(stage -> stage)
        .thenApply(done -> null);
  }

  private void differ(Mark other, List<Image> devices, String what) {
    Mark mark = replay.mark();
    String sha256 = sha256(mark);
    if (!sha256.equals(sha256(other))) {
      add(differs(what + " holds another document than the replay"));
    }
    List<Image> own = replay.ledger().freeze();
    if (!same(
        SnapshotCodec.header(document, mark, own), SnapshotCodec.header(document, mark, devices))) {
      add(differs(what + " holds other receipts than the replay"));
    }
    if (other.chain() != mark.chain()
        || other.bytes() != mark.bytes()
        || !other.time().equals(mark.time())) {
      add(differs(what + " has another checksum, length or time than the replay"));
    }
  }

  private Damage differs(String message) {
    return new Damage("snapshot-differs", document, replay.mark().version(), message);
  }

  private static boolean same(JsonWriter a, JsonWriter b) {
    return Arrays.equals(a.buffer(), 0, a.length(), b.buffer(), 0, b.length());
  }

  private static String sha256(Mark mark) {
    JsonWriter text = new JsonWriter(64 << 10).value(mark.root());
    return SnapshotCodec.sha256(text.buffer(), 0, text.length());
  }

  private void add(Damage damage) {
    if (damages.size() < Verification.MAX_DAMAGES && !damages.contains(damage)) {
      damages.add(damage);
    }
  }

  private Verification result() {
    replay.damages().forEach(this::add);
    damages.sort(Comparator.comparingLong(Damage::position));
    return new Verification(
        document,
        entries,
        bytes,
        replay.mark().version(),
        compared,
        sha256(replay.mark()),
        damages);
  }
}
