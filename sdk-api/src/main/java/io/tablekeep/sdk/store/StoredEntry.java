package io.tablekeep.sdk.store;

/**
 * One entry of a document's journal, opaque to the store.
 *
 * <p>The array is neither copied in nor out, for speed: whoever hands one over never writes to it
 * again, whoever receives one never writes to it. Two entries are equal when they are the same
 * object.
 *
 * @param position the document's version after this entry; the first is 1, without gaps
 * @param bytes the payload; stores keep UTF-8 text readable where they can
 */
@SuppressWarnings("ArrayRecordComponent") // shared on purpose, see above
public record StoredEntry(long position, byte[] bytes) {
  /**
   * Checks the position.
   *
   * @param position as in the record
   * @param bytes as in the record
   * @throws IllegalArgumentException when the position is below 1
   */
  public StoredEntry {
    if (position < 1) {
      throw new IllegalArgumentException("The first position is 1: " + position);
    }
  }

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
    return "StoredEntry[" + position + ", " + bytes.length + " bytes]";
  }
}
