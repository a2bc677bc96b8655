package io.tablekeep.server.torture;

/**
 * How late this machine lets a sleeper wake, which it does to everyone: a limit on another process
 * is widened by it, so that a busy machine fails no test.
 */
final class Noise implements AutoCloseable {
  /** Longer than anybody waits for a message, so that waiting may have run out in all processes. */
  private static final long STANDSTILL_MICROS = 5_000_000;

  private final Thread thread = new Thread(this::measure, "noise");
  private volatile long worstMicros;
  private volatile boolean done;

  static Noise measuring() {
    Noise noise = new Noise();
    noise.thread.setDaemon(true);
    noise.thread.start();
    return noise;
  }

  private void measure() {
    while (!done) {
      long before = System.nanoTime();
      try {
        Thread.sleep(5);
      } catch (InterruptedException e) {
        return;
      }
      long late = (System.nanoTime() - before) / 1_000 - 5_000;
      worstMicros = Math.max(worstMicros, late);
    }
  }

  /** Milliseconds something may take that takes so many on an idle machine. */
  long allow(long millis) {
    return millis + 8 * worstMicros / 1_000;
  }

  long worstMillis() {
    return worstMicros / 1_000;
  }

  /** Whether this machine, or all of this test's processes, stood still for a while. */
  boolean isStandstill() {
    return worstMicros >= STANDSTILL_MICROS;
  }

  /** Forgets what it measured. */
  void clear() {
    worstMicros = 0;
  }

  @Override
  public void close() {
    done = true;
    thread.interrupt();
  }
}
