package io.tablekeep.engine.view;

import io.tablekeep.engine.state.JsonArray;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** At most 64 viewers who do not run the game, each with a bit. Immutable. */
final class Crowd {
  /** How many fit. */
  static final int MOST = 64;

  private final Viewer[] viewers;

  Crowd(List<Viewer> viewers) {
    this.viewers = viewers.toArray(new Viewer[0]);
  }

  int size() {
    return viewers.length;
  }

  Viewer viewer(int index) {
    return viewers[index];
  }

  long all() {
    return viewers.length == 0 ? 0 : -1L >>> (MOST - viewers.length);
  }

  Viewer of(long bit) {
    return viewers[Long.numberOfTrailingZeros(bit)];
  }

  /** The bits of a participant. */
  long bit(@Nullable Object participant) {
    long bits = 0;
    if (participant instanceof String key) {
      for (int i = 0; i < viewers.length; i++) {
        if (viewers[i].participant().equals(key)) {
          bits |= 1L << i;
        }
      }
    }
    return bits;
  }

  /** The bit of one of them. */
  long bit(Viewer viewer) {
    for (int i = 0; i < viewers.length; i++) {
      if (viewers[i].equals(viewer)) {
        return 1L << i;
      }
    }
    return 0;
  }

  /** The bits of those whom a list names. */
  long named(@Nullable Object list) {
    long bits = 0;
    if (list instanceof JsonArray array) {
      for (int i = 0; i < array.size(); i++) {
        bits |= bit(array.get(i));
      }
    }
    return bits;
  }

  long watchers() {
    long bits = 0;
    for (int i = 0; i < viewers.length; i++) {
      bits |= viewers[i].watches() ? 1L << i : 0;
    }
    return bits;
  }
}
