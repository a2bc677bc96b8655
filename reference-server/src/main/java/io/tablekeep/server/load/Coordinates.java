package io.tablekeep.server.load;

import io.vertx.core.buffer.Buffer;

/** Writes a move's number into the coordinates it moves to, and reads it back from a frame. */
final class Coordinates {
  private static final double FROM = 20;
  private static final byte[] X = {'"', 'x', '"', ':'};

  private Coordinates() {}

  /** Inside the hall of the fixture, in cells with three decimals, never whole. */
  static double x(long count) {
    return FROM + 0.5 + (count % Measure.NUMBERS + 1) / 1000.0;
  }

  static double y(long count) {
    return FROM + 0.5 + ((count * 7 + count / Measure.NUMBERS) % Measure.NUMBERS + 1) / 1000.0;
  }

  /** The number of the move that a frame shows, or -1. */
  static int number(Buffer frame) {
    int at = find(frame, X, 0);
    if (at < 0) {
      return -1;
    }
    int value = 0;
    int decimals = -1;
    for (int i = at + X.length; i < frame.length() && decimals < 3; i++) {
      byte b = frame.getByte(i);
      if (b == '.') {
        decimals = 0;
      } else if (b >= '0' && b <= '9') {
        value = value * 10 + (b - '0');
        decimals += decimals >= 0 ? 1 : 0;
      } else {
        break;
      }
    }
    for (decimals = Math.max(0, decimals); decimals < 3; decimals++) {
      value *= 10;
    }
    int number = value - (int) (FROM * 1000) - 501;
    return number >= 0 && number < Measure.NUMBERS ? number : -1;
  }

  /** Where some bytes stand in a frame, or -1. */
  static int find(Buffer frame, byte[] what, int from) {
    int end = frame.length() - what.length;
    for (int i = from; i <= end; i++) {
      int j = 0;
      while (j < what.length && frame.getByte(i + j) == what[j]) {
        j++;
      }
      if (j == what.length) {
        return i;
      }
    }
    return -1;
  }
}
