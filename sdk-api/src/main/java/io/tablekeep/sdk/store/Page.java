package io.tablekeep.sdk.store;

import java.util.List;

/**
 * A piece of a longer sequence, in order.
 *
 * @param <T> what it holds
 * @param items the piece; copied, unmodifiable
 * @param more whether something followed the last item when this was read
 */
public record Page<T>(List<T> items, boolean more) {
  /**
   * Copies the list.
   *
   * @param items as in the record
   * @param more as in the record
   */
  public Page {
    items = List.copyOf(items);
  }
}
