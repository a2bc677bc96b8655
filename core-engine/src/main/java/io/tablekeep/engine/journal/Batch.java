package io.tablekeep.engine.journal;

import io.tablekeep.engine.journal.entry.Entry;
import io.tablekeep.engine.journal.recovery.Mark;
import io.tablekeep.sdk.store.Appended;
import io.tablekeep.sdk.store.StoreLimits;
import io.tablekeep.sdk.store.StoredEntry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Entries that go to the store in one call, and what it said. */
final class Batch {
  private final List<Entry> entries = new ArrayList<>(4);
  private final List<StoredEntry> stored = new ArrayList<>(4);
  private long bytes;
  private long sentNanos;
  private @Nullable Mark end;
  private @Nullable Appended answer;

  /** Adds an entry; {@code end} is the document after it. */
  void add(Entry entry, StoredEntry text, Mark end) {
    entries.add(entry);
    stored.add(text);
    bytes += text.bytes().length;
    this.end = end;
  }

  /** Whether an entry of so many bytes is too much for one call. */
  boolean wouldOverflow(int more, StoreLimits limits) {
    return stored.size() >= limits.appendEntries() || bytes + more > limits.appendBytes();
  }

  List<Entry> entries() {
    return entries;
  }

  List<StoredEntry> stored() {
    return stored;
  }

  long bytes() {
    return bytes;
  }

  /** The document after the last entry. */
  Mark end() {
    if (end == null) {
      throw new IllegalStateException("an empty batch");
    }
    return end;
  }

  void sent(long nanos) {
    sentNanos = nanos;
  }

  long sentNanos() {
    return sentNanos;
  }

  void answered(Appended answer) {
    this.answer = answer;
  }

  /** Null while the store has not answered. */
  @Nullable Appended answer() {
    return answer;
  }
}
