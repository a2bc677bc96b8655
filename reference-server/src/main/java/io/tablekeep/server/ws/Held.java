package io.tablekeep.server.ws;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.function.Predicate;

/** Messages that came before they could be dealt with, a few at most. On one loop. */
final class Held {
  private static final int MOST = 32;

  private final Deque<byte[]> messages = new ArrayDeque<>(0);

  /** Keeps a message; false when there are too many. */
  boolean add(byte[] bytes, int from, int to) {
    if (messages.size() >= MOST) {
      return false;
    }
    messages.add(Arrays.copyOfRange(bytes, from, to));
    return true;
  }

  /** Gives them on, oldest first, until one is not taken any more; that one is lost. */
  void drain(Predicate<byte[]> to) {
    byte[] message = messages.poll();
    while (message != null && to.test(message)) {
      message = messages.poll();
    }
  }

  void clear() {
    messages.clear();
  }
}
