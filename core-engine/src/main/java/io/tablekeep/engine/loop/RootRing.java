package io.tablekeep.engine.loop;

import io.tablekeep.engine.SeatOptions;
import io.tablekeep.engine.journal.Journal;
import io.tablekeep.engine.metrics.SeatMetrics;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.engine.state.Values;
import io.tablekeep.sdk.state.Pointer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The newest durable documents of a campaign, for seats that are behind. They share all that did
 * not change, so that one costs about what its change did. Bounded by count and by bytes of
 * changes; the newest always stays. Versions that changed nothing are left out. Loop-confined.
 */
final class RootRing {
  private final int most;
  private final long mostBytes;
  private final SeatMetrics metrics;
  private final ArrayDeque<Kept> kept = new ArrayDeque<>();
  private Kept newest;
  private long bytes;

  /**
   * A document as it was.
   *
   * @param version its version
   * @param chain checksum of the journal up to there
   * @param root the document
   * @param weight about how many bytes its change has
   */
  record Kept(long version, int chain, JsonObject root, long weight) {}

  RootRing(SeatOptions options, SeatMetrics metrics, long version, int chain, JsonObject root) {
    most = Math.max(1, options.ringVersions());
    mostBytes = options.ringBytes();
    this.metrics = metrics;
    newest = new Kept(version, chain, root, 0);
    kept.add(newest);
    metrics.ringVersions.incrementAndGet();
  }

  /** One that begins with what a journal holds. */
  static RootRing of(CampaignHome home, Journal journal) {
    return new RootRing(
        home.seatOptions(),
        home.seatMetrics(),
        journal.version(),
        journal.chain(),
        journal.recovered().root());
  }

  Kept newest() {
    return newest;
  }

  void add(long version, int chain, JsonObject root, long weight) {
    newest = new Kept(version, chain, root, weight);
    kept.add(newest);
    bytes += weight;
    metrics.ringVersions.incrementAndGet();
    metrics.ringBytes.addAndGet(weight);
    while (kept.size() > most || (bytes > mostBytes && kept.size() > 1)) {
      drop();
    }
  }

  /** Keeps the newest document alone, in another form. */
  void exchange(JsonObject equal) {
    clear();
    newest = new Kept(newest.version, newest.chain, equal, 0);
    kept.add(newest);
    metrics.ringVersions.incrementAndGet();
  }

  void clear() {
    while (!kept.isEmpty()) {
      drop();
    }
  }

  private void drop() {
    Kept oldest = kept.remove();
    bytes -= oldest.weight;
    metrics.ringVersions.decrementAndGet();
    metrics.ringBytes.addAndGet(-oldest.weight);
  }

  /** The document of exactly this version, null when it is not here. */
  @Nullable Kept at(long version) {
    if (newest.version == version) {
      return newest;
    }
    for (Kept each : kept) {
      if (each.version == version) {
        return each;
      }
    }
    return null;
  }

  /** The document as it was at a version; null when that is older than what is kept. */
  @Nullable Kept floor(long version) {
    Kept best = null;
    for (Kept each : kept) {
      if (each.version > version) {
        break;
      }
      best = each;
    }
    return best;
  }

  /** The version that changed a place of a document last; 0 when that is not among those kept. */
  long lastChange(Pointer at, JsonObject head) {
    long last = 0;
    Kept before = null;
    for (Kept each : kept) {
      if (before != null && !same(before.root, each.root, at)) {
        last = each.version;
      }
      before = each;
    }
    return before != null && same(before.root, head, at) ? last : 0;
  }

  private static boolean same(JsonObject one, JsonObject other, Pointer at) {
    return Values.same(Trees.get(one, at), Trees.get(other, at));
  }

  /** A version and all above it; empty when it is not here. */
  List<Kept> since(long version) {
    List<Kept> some = new ArrayList<>();
    for (Kept each : kept) {
      if (each.version == version || !some.isEmpty()) {
        some.add(each);
      }
    }
    return some;
  }
}
