package io.tablekeep.plugin.sqlite;

import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.store.Page;
import io.tablekeep.sdk.store.Refusal;
import io.tablekeep.sdk.store.StoreException;
import io.tablekeep.sdk.store.StoredEntry;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A page of entries while it is read: watches its limits, and that no entry is missing. */
final class EntryPage {
  private final DocumentId id;
  private final int maxEntries;
  private final long maxBytes;
  private final List<StoredEntry> entries = new ArrayList<>();
  private long last;
  private long bytes;
  private boolean more;

  EntryPage(DocumentId id, long after, int maxEntries, long maxBytes) {
    this.id = id;
    this.last = after;
    this.maxEntries = maxEntries;
    this.maxBytes = maxBytes;
  }

  long last() {
    return last;
  }

  /** How many rows to ask for: one more than fit, to know whether there are more. */
  long room() {
    return maxEntries - entries.size() + 1L;
  }

  boolean isFull() {
    return more;
  }

  /** Takes rows of position, body and, from the index, the position that the entry itself says. */
  void take(PreparedStatement query, boolean indexed) throws SQLException {
    try (ResultSet row = query.executeQuery()) {
      while (!more && row.next()) {
        byte[] body = row.getBytes(2);
        long position = row.getLong(1);
        if (position != last + 1 || body == null || (indexed && row.getLong(3) != position)) {
          throw new StoreException(
              Refusal.DAMAGED, id + " entry " + (last + 1) + " is missing or damaged.");
        }
        bytes += body.length;
        more = entries.size() == maxEntries || (bytes > maxBytes && !entries.isEmpty());
        if (!more) {
          entries.add(new StoredEntry(position, body));
          last = position;
        }
      }
    }
  }

  Page<StoredEntry> done() {
    return new Page<>(entries, more);
  }
}
