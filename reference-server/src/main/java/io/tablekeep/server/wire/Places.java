package io.tablekeep.server.wire;

import io.tablekeep.sdk.state.Pointer;
import java.util.HashMap;
import java.util.Map;
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

  private final Map<Pointer, Integer> numbers = new HashMap<>();
  private final @Nullable Pointer[] places = new Pointer[MOST];
  private int next;
  private long position = -1;

  /** The number of a place, or -1 when it is told now, with the next number for later. */
  int number(Pointer place) {
    Integer known = numbers.get(place);
    if (known != null) {
      return known;
    }
    Pointer gone = places[next];
    if (gone != null) {
      numbers.remove(gone);
    }
    places[next] = place;
    numbers.put(place, next);
    next = (next + 1) % MOST;
    return -1;
  }

  /** The position of the last message that told one; -1 before. */
  long position() {
    return position;
  }

  void position(long told) {
    position = told;
  }
}
