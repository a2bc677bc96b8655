package io.tablekeep.sdk.store;

/**
 * A document's whole state after one entry, opaque to the store. The array is neither copied nor
 * ever modified, as with {@link StoredEntry}; equality is identity.
 *
 * @param position the entry after which this was the state; 0 is before the first entry
 * @param bytes the state
 * @param meta a small text about it (format, hash), at most {@link StoreLimits#snapshotMeta()}
 *     characters
 */
@SuppressWarnings("ArrayRecordComponent") // shared on purpose, as in StoredEntry
public record StoredSnapshot(long position, byte[] bytes, String meta) {
  /**
   * Checks the position.
   *
   * @param position as in the record
   * @param bytes as in the record
   * @param meta as in the record
   * @throws IllegalArgumentException when the position is negative
   */
  public StoredSnapshot {
    if (position < 0) {
      throw new IllegalArgumentException("A snapshot's position is 0 or more: " + position);
    }
  }

  /**
   * What {@link CampaignStore#snapshots} tells without reading the state itself.
   *
   * @param position the entry after which it was taken
   * @param size bytes of the state
   * @param meta the text put with it
   */
  public record Info(long position, long size, String meta) {}

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  @Override
  public String toString() {
    return "StoredSnapshot[" + position + ", " + bytes.length + " bytes, " + meta + "]";
  }
}
