package io.tablekeep.engine.cluster.disks;

import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.store.DocumentInfo;
import io.tablekeep.sdk.store.Epoch;
import java.util.Optional;

/** What one disk has of one document: its mark, the oldest and the newest entry. */
record Standing(DocumentId id, Mark mark, long first, long last) {

  static Standing of(DocumentInfo info) {
    return new Standing(info.id(), Mark.of(info.owner()), info.first(), info.last());
  }

  /** Whether it may be the newest there is. */
  boolean isWhole() {
    return mark.kind() != Mark.Kind.PART;
  }

  boolean exists() {
    return mark.kind() == Mark.Kind.OPEN || mark.kind() == Mark.Kind.COPY;
  }

  boolean beats(Standing other) {
    if (isWhole() != other.isWhole()) {
      return isWhole();
    }
    return mark.epoch() != other.mark.epoch()
        ? mark.epoch() > other.mark.epoch()
        : last > other.last;
  }

  /** As a document of the store that all nodes are together. */
  Optional<DocumentInfo> info() {
    return exists()
        ? Optional.of(
            new DocumentInfo(id, new Epoch(Math.max(1, mark.epoch())), mark.owner(), first, last))
        : Optional.empty();
  }
}
