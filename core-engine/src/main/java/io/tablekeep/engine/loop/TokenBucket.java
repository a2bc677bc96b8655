package io.tablekeep.engine.loop;

/** Allows a steady rate with bursts. Loop-confined; time is handed in. */
final class TokenBucket {
  private final double perNano;
  private final double burst;
  private double tokens;
  private long last;

  TokenBucket(int perSecond, int burst, long nanos) {
    this.perNano = perSecond / 1e9;
    this.burst = burst;
    this.tokens = burst;
    this.last = nanos;
  }

  boolean take(long nanos) {
    tokens = Math.min(burst, tokens + (nanos - last) * perNano);
    last = nanos;
    if (tokens < 1) {
      return false;
    }
    tokens--;
    return true;
  }

  /** How long from the last {@link #take} that failed until one succeeds; at least one. */
  long millisToWait() {
    return Math.max(1, (long) Math.ceil((1 - tokens) / perNano / 1e6));
  }
}
