package io.tablekeep.server.load;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * The slowest delivery of each stretch of {@value #MILLIS} ms, by when its move was due: a stall of
 * the measured process shows as neighbouring slow stretches. One thread.
 */
public final class Timeline {
  private static final int MILLIS = 100;
  private static final int MOST = 20;

  private final TreeMap<Long, long[]> stretches = new TreeMap<>();

  /** Nothing yet. */
  Timeline() {}

  /**
   * A stretch of time.
   *
   * @param atMs when it began, from the beginning of the measurement
   * @param maxMs its slowest delivery
   * @param deliveries how many there were
   */
  public record Stretch(long atMs, double maxMs, long deliveries) {}

  void add(long dueNanos, long nanos) {
    long[] stretch =
        stretches.computeIfAbsent(dueNanos / (MILLIS * 1_000_000L), begin -> new long[2]);
    stretch[0] = Math.max(stretch[0], nanos);
    stretch[1]++;
  }

  List<Stretch> slowest() {
    List<Stretch> all = new ArrayList<>();
    stretches.forEach(
        (begin, stretch) ->
            all.add(
                new Stretch(
                    (begin - stretches.firstKey()) * MILLIS,
                    Math.round(stretch[0] / 1e4) / 100.0,
                    stretch[1])));
    all.sort(Comparator.comparingDouble(Stretch::maxMs).reversed());
    return List.copyOf(all.subList(0, Math.min(MOST, all.size())));
  }
}
