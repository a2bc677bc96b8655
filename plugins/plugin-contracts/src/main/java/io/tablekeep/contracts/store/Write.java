package io.tablekeep.contracts.store;

import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.store.Epoch;
import io.tablekeep.sdk.store.StoredEntry;
import io.tablekeep.sdk.store.StoredSnapshot;
import java.util.List;

/** A writing call as a value, so that it can wait, be logged and be replayed. */
sealed interface Write {
  DocumentId id();

  record Acquire(DocumentId id, String owner) implements Write {}

  record Append(DocumentId id, Epoch epoch, long after, List<StoredEntry> entries)
      implements Write {}

  record Put(DocumentId id, Epoch epoch, StoredSnapshot snapshot) implements Write {}

  record Drop(DocumentId id, Epoch epoch, long below) implements Write {}

  record Delete(DocumentId id, Epoch epoch) implements Write {}
}
