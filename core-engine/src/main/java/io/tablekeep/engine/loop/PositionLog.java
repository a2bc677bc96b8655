package io.tablekeep.engine.loop;

/** Which version of the document made each of a seat's last positions. Bounded. Loop-confined. */
final class PositionLog {
  private static final int MOST = 256;

  private final long[] versions = new long[MOST];
  private long first = 1;
  private long last;

  /** Begins at a position, and forgets what was before. */
  void begin(long position, long version) {
    first = position;
    last = position;
    versions[(int) (position % MOST)] = version;
  }

  /** The next position. */
  void add(long version) {
    last++;
    first = Math.max(first, last - MOST + 1);
    versions[(int) (last % MOST)] = version;
  }

  long last() {
    return last;
  }

  /** The version that made a position, -1 when it is not known. */
  long at(long position) {
    return position >= first && position <= last ? versions[(int) (position % MOST)] : -1;
  }
}
