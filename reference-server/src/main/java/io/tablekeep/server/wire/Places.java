package io.tablekeep.server.wire;

import io.tablekeep.sdk.state.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * What a connection in the compact form remembers: its last position, and the places it was told,
 * by number. The first place told has number 0; after {@value #MOST} the numbers begin again at 0,
 * each taking the place of the one before. So numbers follow from what was told on this connection
 * alone, and tell nothing of what is hidden. One thread at a time.
 */
final class Places {
  /** Numbers in use. */
  static final int MOST = 256;

  private static final int LEAST = 32;

  private final @Nullable Pointer[] places = new Pointer[MOST];

  /**
   * Places with their numbers beside them, by hash, at most half full: a frame looks into few lines
   * of memory of many connections, which is most of what it costs to write one.
   */
  private @Nullable Object[] slots = new Object[LEAST];

  private int size;
  private int next;
  private long position = -1;

  /** The number of a place, or -1 when it is told now, with the next number for later. */
  int number(Pointer place) {
    int slot = slot(place);
    if (slots[slot + 1] instanceof Integer known) {
      return known;
    }
    Pointer gone = places[next];
    places[next] = place;
    if (gone == null && ++size * 4 <= slots.length) {
      put(slot, place, next);
    } else {
      rebuild();
    }
    next = (next + 1) % MOST;
    return -1;
  }

  /** Where a place is, or would be. */
  private int slot(Pointer place) {
    int mask = slots.length - 2;
    int hash = place.hashCode();
    int slot = (hash ^ (hash >>> 15)) * 2 & mask;
    while (slots[slot] != null && !place.equals(slots[slot])) {
      slot = (slot + 2) & mask;
    }
    return slot;
  }

  private void put(int slot, Pointer place, int number) {
    slots[slot] = place;
    slots[slot + 1] = number;
  }

  /** Makes room, or lets the place go whose number was taken. */
  private void rebuild() {
    slots = new Object[size * 4 > slots.length ? slots.length * 2 : slots.length];
    for (int number = 0; number < size; number++) {
      Pointer place = places[number];
      if (place != null) {
        put(slot(place), place, number);
      }
    }
  }

  /** The position of the last message that told one; -1 before. */
  long position() {
    return position;
  }

  void position(long told) {
    position = told;
  }
}
