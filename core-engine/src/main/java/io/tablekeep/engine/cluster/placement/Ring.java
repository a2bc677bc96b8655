package io.tablekeep.engine.cluster.placement;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Points of nodes on a circle; a place on it belongs to the next point. Changes are gathered and
 * merged in when the ring is next asked: one pass over all points, 64 for each node of weight 1. An
 * index by the upper bits makes a look-up try about one point for any number of nodes.
 *
 * <p>A point is 48 bits of a hash with the number of its node below, in one long: signed order is
 * the order of the circle.
 */
final class Ring {
  /** Most nodes. */
  static final int MOST = 1 << 16;

  /** Points of a node of weight 1. */
  private static final int POINTS = 64;

  private static final long OWNER = MOST - 1;

  private long[] points = new long[0];
  private int[] starts = new int[2];
  private int shift = 63;

  private long[] added = new long[64];
  private int adding;
  private final BitSet dropped = new BitSet();

  /** Adds the points of a node that has none. */
  void add(int owner, long hash, double weight) {
    int count = (int) Math.max(4, Math.round(weight * POINTS));
    if (adding + count > added.length) {
      added = Arrays.copyOf(added, Math.max(adding + count, 2 * added.length));
    }
    for (int i = 0; i < count; i++) {
      added[adding++] = (Mix.of(hash, i) & ~OWNER) | owner;
    }
  }

  /** Takes away the points of a node. */
  void remove(int owner) {
    int kept = 0;
    for (int i = 0; i < adding; i++) {
      if ((added[i] & OWNER) != owner) {
        added[kept++] = added[i];
      }
    }
    adding = kept;
    dropped.set(owner);
  }

  /** The node whose point is at a place or next after it; -1 when there is none. */
  int ownerOf(long place) {
    settle();
    if (points.length == 0) {
      return -1;
    }
    int i = starts[bucket(place)];
    while (i < points.length && points[i] < place) {
      i++;
    }
    return (int) (points[i == points.length ? 0 : i] & OWNER);
  }

  private int bucket(long place) {
    return (int) ((place ^ Long.MIN_VALUE) >>> shift);
  }

  private void settle() {
    if (adding == 0 && dropped.isEmpty()) {
      return;
    }
    Arrays.sort(added, 0, adding);
    long[] merged = new long[points.length + adding];
    int to = 0;
    int next = 0;
    for (long point : points) {
      if (!dropped.get((int) (point & OWNER))) {
        while (next < adding && added[next] < point) {
          merged[to++] = added[next++];
        }
        merged[to++] = point;
      }
    }
    System.arraycopy(added, next, merged, to, adding - next);
    to += adding - next;
    points = to == merged.length ? merged : Arrays.copyOf(merged, to);
    adding = 0;
    dropped.clear();
    index();
  }

  /** About one point a bucket; each starts where its first point is, or the next after it. */
  private void index() {
    int bits = Math.max(1, 32 - Integer.numberOfLeadingZeros(points.length));
    shift = 64 - bits;
    starts = new int[1 << bits];
    int i = 0;
    for (int bucket = 0; bucket < starts.length; bucket++) {
      while (i < points.length && bucket(points[i]) < bucket) {
        i++;
      }
      starts[bucket] = i;
    }
  }
}
