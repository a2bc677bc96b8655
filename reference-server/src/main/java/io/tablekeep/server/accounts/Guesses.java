package io.tablekeep.server.accounts;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Bounds guesses: a bucket of tries for each name, filled again with time. Names that are forgotten
 * have full buckets; so many are kept that forgetting on purpose takes more tries than it gives.
 * Thread-safe.
 */
public final class Guesses {
  private final int burst;
  private final double perNano;
  private final LongSupplier nanos;
  private final Cache<String, Bucket> buckets =
      Caffeine.newBuilder().maximumSize(50_000).expireAfterAccess(Duration.ofHours(1)).build();

  private record Bucket(double left, long at) {}

  /**
   * Buckets.
   *
   * @param burst tries at once
   * @param again time after which one more is allowed
   * @param nanos a clock
   */
  public Guesses(int burst, Duration again, LongSupplier nanos) {
    this.burst = burst;
    this.perNano = 1.0 / again.toNanos();
    this.nanos = nanos;
  }

  /**
   * Takes a try.
   *
   * @param name who guesses, or what is guessed at
   * @return false when there are none left
   */
  public boolean take(String name) {
    long now = nanos.getAsLong();
    boolean[] taken = new boolean[1];
    buckets
        .asMap()
        .compute(
            name,
            (key, bucket) -> {
              double left =
                  bucket == null
                      ? burst
                      : Math.min(burst, bucket.left() + (now - bucket.at()) * perNano);
              taken[0] = left >= 1;
              return new Bucket(taken[0] ? left - 1 : left, now);
            });
    return taken[0];
  }

  /**
   * Whether a try is left, without taking it.
   *
   * @param name who guesses
   * @return false when there are none left
   */
  public boolean any(String name) {
    Bucket bucket = buckets.getIfPresent(name);
    return bucket == null || bucket.left() + (nanos.getAsLong() - bucket.at()) * perNano >= 1;
  }
}
