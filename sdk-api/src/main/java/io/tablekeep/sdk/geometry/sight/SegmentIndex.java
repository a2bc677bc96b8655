package io.tablekeep.sdk.geometry.sight;

import io.tablekeep.sdk.geometry.Bounds;
import io.tablekeep.sdk.geometry.Point;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Segments in a uniform grid of buckets, about two for each segment. A bucket holds what comes
 * within {@link #MARGIN} of it, so that rounding along a way through buckets loses nothing. What a
 * segment stops is not kept here: walls that change only in that share one index.
 */
final class SegmentIndex {
  private static final double MARGIN = 2 * Walls.TOUCH;
  private static final double MOST_BUCKETS = 512;
  private static final double LEAST_SIDE = 0.25;

  /** Numbers a segment has: two of each end, and its length times the tolerance. */
  private static final int STRIDE = 5;

  final int size;

  /** All numbers of a segment side by side: a look touches few segments of a large map. */
  private final double[] segments;

  private final Bounds bounds;
  private final double side;
  private final int wide;
  private final int high;

  /** Bucket b holds {@code ids[starts[b]]} up to {@code ids[starts[b + 1] - 1]}. */
  private final int[] starts;

  private final int[] ids;

  SegmentIndex(List<List<Point>> lines) {
    size = lines.stream().mapToInt(line -> line.size() - 1).sum();
    segments = new double[STRIDE * size];
    int next = 0;
    for (List<Point> line : lines) {
      for (int i = 1; i < line.size(); i++) {
        segments[next] = line.get(i - 1).x();
        segments[next + 1] = line.get(i - 1).y();
        segments[next + 2] = line.get(i).x();
        segments[next + 3] = line.get(i).y();
        segments[next + 4] = Walls.TOUCH * line.get(i - 1).to(line.get(i));
        next += STRIDE;
      }
    }
    bounds = bounds(lines);
    double width = bounds.maxX() - bounds.minX();
    double height = bounds.maxY() - bounds.minY();
    side =
        Math.max(
            Math.max(LEAST_SIDE, Math.max(width, height) / MOST_BUCKETS),
            Math.sqrt(width * height / (2.0 * Math.max(1, size))));
    wide = size == 0 ? 0 : (int) (width / side) + 1;
    high = size == 0 ? 0 : (int) (height / side) + 1;
    starts = new int[wide * high + 1];
    for (int i = 0; i < size; i++) {
      eachBucket(i, bucket -> starts[bucket + 1]++);
    }
    Arrays.parallelPrefix(starts, Integer::sum);
    ids = new int[starts[starts.length - 1]];
    int[] at = starts.clone();
    for (int i = 0; i < size; i++) {
      int id = i;
      eachBucket(i, bucket -> ids[at[bucket]++] = id);
    }
  }

  double ax(int id) {
    return segments[STRIDE * id];
  }

  double ay(int id) {
    return segments[STRIDE * id + 1];
  }

  double bx(int id) {
    return segments[STRIDE * id + 2];
  }

  double by(int id) {
    return segments[STRIDE * id + 3];
  }

  private static Bounds bounds(List<List<Point>> lines) {
    double minX = Double.POSITIVE_INFINITY;
    double minY = Double.POSITIVE_INFINITY;
    double maxX = Double.NEGATIVE_INFINITY;
    double maxY = Double.NEGATIVE_INFINITY;
    for (List<Point> line : lines) {
      for (Point point : line) {
        minX = Math.min(minX, point.x());
        minY = Math.min(minY, point.y());
        maxX = Math.max(maxX, point.x());
        maxY = Math.max(maxY, point.y());
      }
    }
    return new Bounds(minX - MARGIN, minY - MARGIN, maxX + MARGIN, maxY + MARGIN);
  }

  private int column(double x) {
    return (int) Math.max(0, Math.min(wide - 1, Math.floor((x - bounds.minX()) / side)));
  }

  private int row(double y) {
    return (int) Math.max(0, Math.min(high - 1, Math.floor((y - bounds.minY()) / side)));
  }

  private void eachBucket(int id, IntConsumer use) {
    double ex = bx(id) - ax(id);
    double ey = by(id) - ay(id);
    double most = (Math.abs(ex) + Math.abs(ey)) * (side / 2 + MARGIN);
    int lastColumn = column(Math.max(ax(id), bx(id)) + MARGIN);
    int lastRow = row(Math.max(ay(id), by(id)) + MARGIN);
    for (int row = row(Math.min(ay(id), by(id)) - MARGIN); row <= lastRow; row++) {
      double y = bounds.minY() + (row + 0.5) * side - ay(id);
      for (int column = column(Math.min(ax(id), bx(id)) - MARGIN); column <= lastColumn; column++) {
        double x = bounds.minX() + (column + 0.5) * side - ax(id);
        if (Math.abs(ex * y - ey * x) <= most) {
          use.accept(row * wide + column);
        }
      }
    }
  }

  /**
   * Whether a segment stops the way; {@code bits} says of each what it stops. One that stopped it
   * on its way to another place is asked first.
   */
  boolean stops(Way way, byte[] bits) {
    if (size == 0) {
      return false;
    }
    if (way.stoppedIn == this && stops(way.stopper, way, bits)) {
      return true;
    }
    // The part of the way inside the index; 0 is its beginning, 1 its end.
    double first = 0;
    double last = 1;
    if (way.dx != 0) {
      double one = (bounds.minX() - way.px) / way.dx;
      double other = (bounds.maxX() - way.px) / way.dx;
      first = Math.max(first, Math.min(one, other));
      last = Math.min(last, Math.max(one, other));
    }
    if (way.dy != 0) {
      double one = (bounds.minY() - way.py) / way.dy;
      double other = (bounds.maxY() - way.py) / way.dy;
      first = Math.max(first, Math.min(one, other));
      last = Math.min(last, Math.max(one, other));
    }
    if (!(first <= last) || !way.meets(bounds)) {
      return false;
    }
    int column = column(way.px + way.dx * first);
    int row = row(way.py + way.dy * first);
    int right = way.dx > 0 ? 1 : -1;
    int down = way.dy > 0 ? 1 : -1;
    double stepX = way.dx == 0 ? Double.POSITIVE_INFINITY : side / Math.abs(way.dx);
    double stepY = way.dy == 0 ? Double.POSITIVE_INFINITY : side / Math.abs(way.dy);
    double nextX = border(bounds.minX() + side * (column + (right > 0 ? 1 : 0)), way.px, way.dx);
    double nextY = border(bounds.minY() + side * (row + (down > 0 ? 1 : 0)), way.py, way.dy);
    while (column >= 0 && column < wide && row >= 0 && row < high) {
      if (stopsIn(row * wide + column, way, bits)) {
        return true;
      }
      if (Math.min(nextX, nextY) > last) {
        return false;
      }
      if (nextX < nextY) {
        column += right;
        nextX += stepX;
      } else {
        row += down;
        nextY += stepY;
      }
    }
    return false;
  }

  private static double border(double border, double from, double by) {
    return by == 0 ? Double.POSITIVE_INFINITY : (border - from) / by;
  }

  private boolean stopsIn(int bucket, Way way, byte[] bits) {
    for (int i = starts[bucket]; i < starts[bucket + 1]; i++) {
      int id = ids[i];
      if (stops(id, way, bits)) {
        way.stoppedIn = this;
        way.stopper = id;
        return true;
      }
    }
    return false;
  }

  private boolean stops(int id, Way way, byte[] bits) {
    if ((bits[id] & way.mask) == 0) {
      return false;
    }
    int at = STRIDE * id;
    double[] of = segments;
    return way.stoppedBy(of[at], of[at + 1], of[at + 2], of[at + 3], of[at + 4], bits[id]);
  }

  /** The segments that may come within a rectangle, each once, in no particular order. */
  void each(Bounds within, IntConsumer use) {
    Bounds common = bounds.and(within);
    if (!common.some()) {
      return;
    }
    long[] met = new long[(size + 63) / 64];
    int lastColumn = column(common.maxX());
    int lastRow = row(common.maxY());
    for (int row = row(common.minY()); row <= lastRow; row++) {
      for (int column = column(common.minX()); column <= lastColumn; column++) {
        int bucket = row * wide + column;
        for (int i = starts[bucket]; i < starts[bucket + 1]; i++) {
          int id = ids[i];
          if ((met[id >> 6] & (1L << id)) == 0) {
            met[id >> 6] |= 1L << id;
            use.accept(id);
          }
        }
      }
    }
  }
}
