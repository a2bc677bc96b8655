package io.tablekeep.sdk.geometry.sight;

import java.util.Arrays;

/**
 * What is nearest to the eye, by {@link Turn}: from {@code turns[i]} to {@code turns[i + 1]} (the
 * last to {@link Turn#FULL}) it is wall {@code nearest[i]}, or nothing at {@link #NONE}.
 *
 * <p>A wall on the line {@code w·p = 1}, seen from the eye at (0, 0), is at the distance {@code |u|
 * / w·u} in the direction {@code u}. So of two walls the one with the greater {@code w·u} is
 * nearer, and within less than half a turn they change places at most once, where {@code u} stands
 * upright on the difference of their {@code w}.
 */
final class Envelope {
  static final int NONE = -1;

  double[] turns;
  int[] nearest;
  int size;

  private Envelope(int room) {
    turns = new double[room];
    nearest = new int[room];
    add(0, NONE);
  }

  /** Nothing all round. */
  static Envelope empty() {
    return new Envelope(1);
  }

  /** One wall from turn to turn; from 3.9 to 0.1 it reaches over the end to the beginning. */
  static Envelope of(int wall, double from, double to) {
    Envelope one = new Envelope(4);
    if (from > to) {
      one.add(0, wall);
      one.add(to, NONE);
      one.add(from, wall);
    } else {
      one.add(from, wall);
      one.add(to, NONE);
    }
    return one;
  }

  private void add(double turn, int wall) {
    if (turn >= Turn.FULL) {
      return;
    }
    if (size > 0 && turns[size - 1] >= turn) {
      size--;
    }
    if (size > 0 && nearest[size - 1] == wall) {
      return;
    }
    if (size == turns.length) {
      turns = Arrays.copyOf(turns, 2 * size);
      nearest = Arrays.copyOf(nearest, 2 * size);
    }
    turns[size] = turn;
    nearest[size] = wall;
    size++;
  }

  /** What is nearest of either; of walls at one place, that of this envelope. */
  Envelope and(Envelope other, double[] wx, double[] wy) {
    Envelope both = new Envelope(size + other.size + 2);
    int i = 0;
    int j = 0;
    double turn = 0;
    while (turn < Turn.FULL) {
      double end = i + 1 < size ? turns[i + 1] : Turn.FULL;
      double otherEnd = j + 1 < other.size ? other.turns[j + 1] : Turn.FULL;
      double next = Math.min(end, otherEnd);
      both.addNearer(turn, next, nearest[i], other.nearest[j], wx, wy);
      i += end <= next ? 1 : 0;
      j += otherEnd <= next ? 1 : 0;
      turn = next;
    }
    return both;
  }

  private void addNearer(double from, double to, int a, int b, double[] wx, double[] wy) {
    if (a < 0 || b < 0) {
      add(from, Math.max(a, b));
      return;
    }
    double x = wx[a] - wx[b];
    double y = wy[a] - wy[b];
    double first = x * Turn.x(from) + y * Turn.y(from);
    double last = x * Turn.x(to) + y * Turn.y(to);
    if (first >= 0 && last >= 0) {
      add(from, a);
    } else if (first <= 0 && last <= 0) {
      add(from, b);
    } else {
      add(from, first > 0 ? a : b);
      add(change(from, to, x, y, Math.abs(first) > Math.abs(last) ? to : from), first > 0 ? b : a);
    }
  }

  /** The turn from..to that stands upright on a difference; rounding may put it just outside. */
  private static double change(double from, double to, double x, double y, double ifOutside) {
    double one = Turn.of(-y, x);
    if (one >= from && one <= to) {
      return one;
    }
    double other = Turn.of(y, -x);
    return other >= from && other <= to ? other : ifOutside;
  }
}
