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
  private float[] latencies = new float[1 << 16];
  private int samples;
  private long bytes;
  private long accepted;
  private long deliveries;
  private long refused;
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

  private final long[] counts = new long[NUMBERS];

  void sent(long count, long dueNanos) {
    int number = (int) (count % NUMBERS);
    due[number] = dueNanos;
    counts[number] = count;
  }

  void delivered(int number, int size, long now) {
    if (!counts(number)) {
      return;
    }
    if (samples == latencies.length) {
      latencies = Arrays.copyOf(latencies, samples * 2);
    }
    latencies[samples++] = (now - due[number]) / 1e6f;
    bytes += size + (size < 126 ? 2 : 4);
    deliveries++;
  }

  void accepted(int number) {
    if (counts(number)) {
      accepted++;
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
    Arrays.sort(latencies, 0, samples);
    return new LoadResult(
        accepted,
        cpuMicros,
        percentile(0.50),
        percentile(0.99),
        deliveries == 0 ? 0 : (double) bytes / deliveries,
        accepted == 0 ? 0 : (double) deliveries / (accepted * others),
        rssMb);
  }

  private double percentile(double share) {
    return samples == 0 ? 0 : latencies[(int) Math.min(samples - 1L, (long) (samples * share))];
  }
}
