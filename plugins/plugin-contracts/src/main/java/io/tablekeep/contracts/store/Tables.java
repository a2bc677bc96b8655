package io.tablekeep.contracts.store;

import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.store.Appended.Rejected;
import io.tablekeep.sdk.store.DocumentInfo;
import io.tablekeep.sdk.store.Epoch;
import io.tablekeep.sdk.store.Page;
import io.tablekeep.sdk.store.Refusal;
import io.tablekeep.sdk.store.StoredEntry;
import io.tablekeep.sdk.store.StoredSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a store holds, in plain maps, and the rules by which a write is taken or refused. Not
 * thread-safe.
 */
final class Tables {
  private final SortedMap<DocumentId, Doc> documents = new TreeMap<>();

  private static final class Doc {
    long epoch;
    long spent;
    boolean ended = true;
    String owner = "";
    List<StoredEntry> entries = new ArrayList<>();
    TreeMap<Long, StoredSnapshot> snapshots = new TreeMap<>();

    boolean exists() {
      return !entries.isEmpty() || !snapshots.isEmpty();
    }
  }

  /** Why a write is refused as things stand; empty when {@link #apply} may follow. */
  Optional<Rejected> refusal(Write write, boolean fencing) {
    if (write instanceof Write.Acquire acquire) {
      boolean named = !acquire.owner().isEmpty() && acquire.owner().length() <= 200;
      return named
          ? Optional.empty()
          : rejected(Refusal.INVALID, "An owner is named with 1 to 200 characters.");
    }
    Doc doc = documents.get(write.id());
    Optional<Rejected> fenced = fencing ? fenced(write.id(), doc, epoch(write)) : Optional.empty();
    if (fenced.isPresent()) {
      return fenced;
    }
    long last = doc == null ? 0 : doc.entries.size();
    if (write instanceof Write.Append append && append.after() != last) {
      return rejected(
          Refusal.CONFLICT, append.id() + " ends at " + last + ", not at " + append.after() + ".");
    }
    if (write instanceof Write.Put put && put.snapshot().position() > last) {
      return rejected(
          Refusal.CONFLICT,
          put.id() + " ends at " + last + ", before " + put.snapshot().position() + ".");
    }
    return Optional.empty();
  }

  private static Optional<Rejected> fenced(DocumentId id, @Nullable Doc doc, long epoch) {
    if (doc == null || epoch > doc.epoch) {
      return rejected(Refusal.FENCED, id + " was never acquired with epoch " + epoch + ".");
    }
    if (epoch < doc.epoch) {
      return rejected(
          Refusal.FENCED, id + " belongs to " + doc.owner + " since epoch " + doc.epoch + ".");
    }
    if (doc.ended) {
      return rejected(Refusal.FENCED, id + " was deleted with epoch " + epoch + ".");
    }
    if (epoch <= doc.spent) {
      return rejected(
          Refusal.FENCED, id + " has a write of unknown outcome in epoch " + epoch + ": acquire.");
    }
    return Optional.empty();
  }

  /** The epoch a write comes with; 0 for an acquire. */
  static long epoch(Write write) {
    if (write instanceof Write.Acquire) {
      return 0;
    } else if (write instanceof Write.Append append) {
      return append.epoch().value();
    } else if (write instanceof Write.Put put) {
      return put.epoch().value();
    } else if (write instanceof Write.Drop drop) {
      return drop.epoch().value();
    }
    return ((Write.Delete) write).epoch().value();
  }

  /** Takes a write that was not refused; the new epoch of an acquire, else the last position. */
  long apply(Write write) {
    Doc doc = documents.computeIfAbsent(write.id(), id -> new Doc());
    long last = doc.entries.size();
    if (write instanceof Write.Acquire acquire) {
      doc.owner = acquire.owner();
      doc.ended = false;
      return ++doc.epoch;
    } else if (write instanceof Write.Append append) {
      doc.entries.addAll(append.entries());
      return doc.entries.size();
    } else if (write instanceof Write.Put put) {
      doc.snapshots.put(put.snapshot().position(), put.snapshot());
    } else if (write instanceof Write.Drop drop) {
      doc.snapshots.headMap(drop.below()).clear();
    } else {
      doc.entries = new ArrayList<>();
      doc.snapshots = new TreeMap<>();
      doc.ended = true;
    }
    return last;
  }

  /** After an unknown outcome: the epoch may write no more. */
  void spend(DocumentId id, long epoch) {
    documents.computeIfAbsent(id, any -> new Doc()).spent = epoch;
  }

  long last(DocumentId id) {
    Doc doc = documents.get(id);
    return doc == null ? 0 : doc.entries.size();
  }

  Page<StoredEntry> read(DocumentId id, long after, int maxEntries, long maxBytes) {
    Doc doc = documents.get(id);
    List<StoredEntry> all = doc == null ? List.of() : doc.entries;
    List<StoredEntry> found = new ArrayList<>();
    long bytes = 0;
    int next = (int) Math.min(Math.max(after, 0), all.size());
    while (next < all.size() && found.size() < Math.max(1, maxEntries)) {
      bytes += all.get(next).bytes().length;
      if (bytes > maxBytes && !found.isEmpty()) {
        break;
      }
      found.add(all.get(next++));
    }
    return new Page<>(found, next < all.size());
  }

  Optional<StoredSnapshot> snapshot(DocumentId id, long atOrBelow) {
    Doc doc = documents.get(id);
    return doc == null
        ? Optional.empty()
        : Optional.ofNullable(doc.snapshots.floorEntry(atOrBelow)).map(Map.Entry::getValue);
  }

  List<StoredSnapshot.Info> snapshots(DocumentId id) {
    Doc doc = documents.get(id);
    return doc == null
        ? List.of()
        : doc.snapshots.values().stream()
            .map(s -> new StoredSnapshot.Info(s.position(), s.bytes().length, s.meta()))
            .toList();
  }

  Optional<DocumentInfo> describe(DocumentId id) {
    Doc doc = documents.get(id);
    return doc == null || !doc.exists() ? Optional.empty() : Optional.of(info(id, doc));
  }

  private static DocumentInfo info(DocumentId id, Doc doc) {
    return new DocumentInfo(
        id, new Epoch(doc.epoch), doc.owner, doc.entries.isEmpty() ? 0 : 1, doc.entries.size());
  }

  Page<DocumentInfo> list(DocumentId.Kind kind, String after, int max) {
    List<DocumentInfo> found = new ArrayList<>();
    for (Map.Entry<DocumentId, Doc> entry : documents.entrySet()) {
      DocumentId id = entry.getKey();
      if (id.kind() == kind && id.id().compareTo(after) > 0 && entry.getValue().exists()) {
        if (found.size() == Math.max(1, max)) {
          return new Page<>(found, true);
        }
        found.add(info(id, entry.getValue()));
      }
    }
    return new Page<>(found, false);
  }

  /** Documents that exist, entries and snapshots. */
  long[] counts() {
    long[] counts = new long[3];
    for (Doc doc : documents.values()) {
      counts[0] += doc.exists() ? 1 : 0;
      counts[1] += doc.entries.size();
      counts[2] += doc.snapshots.size();
    }
    return counts;
  }

  static Optional<Rejected> rejected(Refusal reason, String message) {
    return Optional.of(new Rejected(reason, message));
  }
}
