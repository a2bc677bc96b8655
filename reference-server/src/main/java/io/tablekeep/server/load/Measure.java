package io.tablekeep.server.load;

import java.util.Arrays;

/**
 * Collects what arrives. A move is known by its number, which is written into its coordinates. Used
 * on the generator's event loop only.
 */
final class Measure {
  /** Numbers in use at a time; many more than can be on their way. */
  static final int NUMBERS = 19_000;

  private final long[] due = new long[NUMBERS];
  private final long[] sent = new long[NUMBERS];
  private final long[] counts = new long[NUMBERS];
  private final Samples shown = new Samples();
  private final Samples acked = new Samples();
  private long bytes;
  private long accepted;
  private long deliveries;
  private long refused;
  private final Timeline timeline = new Timeline();
  private boolean measuring;
  private long first;
  private long last;

  /** From the move of this count on, everything is counted. */
  void begin(long count) {
    measuring = true;
    first = count;
    last = Long.MAX_VALUE;
  }

  /** Up to the move of this count; what belongs to earlier ones still counts. */
  void end(long count) {
    last = count;
  }

  void sent(long count, long dueNanos) {
    int number = (int) (count % NUMBERS);
    due[number] = dueNanos;
    sent[number] = System.nanoTime();
    counts[number] = count;
  }

  void delivered(int number, int size, long now) {
    if (!counts(number)) {
      return;
    }
    shown.add(now - due[number]);
    timeline.add(due[number], now - due[number]);
    bytes += size + (size < 126 ? 2 : 4);
    deliveries++;
  }

  void accepted(int number, long now) {
    if (counts(number)) {
      accepted++;
      acked.add(now - sent[number]);
    }
  }

  void refused() {
    refused++;
  }

  long refusals() {
    return refused;
  }

  private boolean counts(int number) {
    return measuring && number >= 0 && counts[number] >= first && counts[number] < last;
  }

  LoadResult result(int others, double cpuMicros, double rssMb) {
    return new LoadResult(
        accepted,
        cpuMicros,
        shown.percentile(0.50),
        shown.percentile(0.99),
        shown.percentile(0.999),
        acked.percentile(0.50),
        acked.percentile(0.99),
        deliveries == 0 ? 0 : (double) bytes / deliveries,
        accepted == 0 ? 0 : (double) deliveries / (accepted * others),
        rssMb,
        timeline.slowest());
  }

  /** Times in milliseconds. */
  private static final class Samples {
    private float[] millis = new float[1 << 16];
    private int count;

    void add(long nanos) {
      if (count == millis.length) {
        millis = Arrays.copyOf(millis, count * 2);
      }
      millis[count++] = nanos / 1e6f;
    }

    double percentile(double share) {
      if (count == 0) {
        return 0;
      }
      float[] sorted = Arrays.copyOf(millis, count);
      Arrays.sort(sorted);
      return sorted[(int) Math.min(count - 1L, (long) (count * share))];
    }
  }
}
