package io.tablekeep.engine.state;

import java.util.ArrayDeque;

/**
 * Holds on to the last opened forms of packed objects, up to a number of bytes of text for the
 * process, so that reading the same cold thing twice does not open it twice. The oldest goes first.
 */
final class Opened {
  private static final ArrayDeque<Held> held = new ArrayDeque<>();
  private static long limit = 16L << 20;
  private static long bytes;
  private static long times;

  private Opened() {}

  private record Held(JsonObject opened, int bytes) {}

  static synchronized void keep(JsonObject opened, int length) {
    times++;
    if (length > limit) {
      return;
    }
    held.addLast(new Held(opened, length));
    bytes += length;
    trim();
  }

  private static void trim() {
    while (bytes > limit) {
      bytes -= held.removeFirst().bytes();
    }
  }

  static synchronized void limit(long newLimit) {
    limit = newLimit;
    trim();
  }

  static synchronized Packing.Stats stats() {
    return new Packing.Stats(times, held.size(), bytes, limit);
  }
}
