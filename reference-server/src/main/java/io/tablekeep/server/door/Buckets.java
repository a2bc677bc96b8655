package io.tablekeep.server.door;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A bucket of tries for each name, filled again with time. Names that are forgotten have full
 * buckets; so many are kept that forgetting on purpose takes more tries than it gives. Thread-safe.
 */
public final class Buckets {
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
  public Buckets(int burst, Duration again, LongSupplier nanos) {
    this.burst = burst;
    this.perNano = 1.0 / again.toNanos();
    this.nanos = nanos;
  }

  /**
   * Buckets that are filled at a rate.
   *
   * @param perSecond tries that are allowed each second
   * @param burst tries at once
   * @return full buckets
   */
  public static Buckets perSecond(int perSecond, int burst) {
    return new Buckets(burst, Duration.ofNanos(1_000_000_000L / perSecond), System::nanoTime);
  }

  /**
   * Takes a try.
   *
   * @param name who tries, or what is guessed at
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
              double left = bucket == null ? burst : left(bucket, now);
              taken[0] = left >= 1;
              return new Bucket(taken[0] ? left - 1 : left, now);
            });
    return taken[0];
  }

  private double left(Bucket bucket, long now) {
    return Math.min(burst, bucket.left() + (now - bucket.at()) * perNano);
  }

  /**
   * When to try again.
   *
   * @param name who tries
   * @return whole seconds until a try is there, at least 1
   */
  public int retryAfter(String name) {
    Bucket bucket = buckets.getIfPresent(name);
    double lacks = bucket == null ? 0 : 1 - left(bucket, nanos.getAsLong());
    return (int) Math.max(1, Math.ceil(lacks / perNano * 1e-9));
  }
}
