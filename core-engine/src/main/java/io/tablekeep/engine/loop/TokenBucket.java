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
}
