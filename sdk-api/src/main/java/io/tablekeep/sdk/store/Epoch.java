package io.tablekeep.sdk.store;

/**
 * The right to write to one document, given by {@link CampaignStore#acquire}. The highest epoch of
 * a document is the only one that may write; all lower ones are fenced for ever.
 *
 * @param value 1 or more; grows with every acquire of that document, also across deletion
 */
public record Epoch(long value) implements Comparable<Epoch> {
  /**
   * Checks the value.
   *
   * @param value as in the record
   * @throws IllegalArgumentException when the value is below 1
   */
  public Epoch {
    if (value < 1) {
      throw new IllegalArgumentException("An epoch is 1 or more: " + value);
    }
  }

  @Override
  public int compareTo(Epoch other) {
    return Long.compare(value, other.value);
  }
}
