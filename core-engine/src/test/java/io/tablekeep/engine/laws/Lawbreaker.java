package io.tablekeep.engine.laws;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Future;
import io.vertx.core.eventbus.EventBus;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Breaks law 9 once in each method, to show that the rule sees it. Nothing here ever runs. */
@SuppressWarnings({"unused", "all"})
final class Lawbreaker {
  private final Object lock = new Object();

  Object wallClock() {
    return System.currentTimeMillis();
  }

  LongSupplier clockByReference() {
    return System::nanoTime;
  }

  Instant instant() {
    return Instant.now();
  }

  LocalDate dateOfAZone() {
    return LocalDate.now(ZoneOffset.UTC);
  }

  Clock systemClock() {
    return Clock.systemUTC();
  }

  Date date() {
    return new Date();
  }

  Supplier<Random> randomByReference() {
    return Random::new;
  }

  SplittableRandom split() {
    return new SplittableRandom();
  }

  int threadLocalRandom() {
    return ThreadLocalRandom.current().nextInt();
  }

  Random secure() {
    return new SecureRandom();
  }

  double math() {
    return Math.random();
  }

  UUID uuid() {
    return UUID.randomUUID();
  }

  void shuffle(List<String> cards) {
    Collections.shuffle(cards);
  }

  Thread thread() {
    return new Thread(() -> {});
  }

  void sleep() throws InterruptedException {
    Thread.sleep(1);
  }

  void sleepByUnit() throws InterruptedException {
    TimeUnit.SECONDS.sleep(1);
  }

  Object executor() {
    return Executors.newCachedThreadPool();
  }

  Object commonPool() {
    return CompletableFuture.supplyAsync(() -> 1);
  }

  Object asyncStage(CompletableFuture<String> stage) {
    return stage.thenApplyAsync(String::trim);
  }

  Object timeout(CompletableFuture<String> stage) {
    return stage.orTimeout(1, TimeUnit.SECONDS);
  }

  String join(CompletableFuture<String> stage) {
    return stage.join();
  }

  long parallel(List<String> values) {
    return values.parallelStream().count();
  }

  void latch(CountDownLatch latch) throws InterruptedException {
    latch.await();
  }

  void monitor() throws InterruptedException {
    synchronized (lock) {
      lock.wait();
    }
  }

  /** Uses Vert.x where only its stages may be spoken of. */
  static final class VertxUser {
    Future<String> future(EventBus bus) {
      return Future.succeededFuture(bus.toString());
    }
  }

  /** A cache with the machine's clock and pool. */
  static final class CacheUser {
    Object cache() {
      return Caffeine.newBuilder().expireAfterWrite(Duration.ofSeconds(1)).build();
    }
  }

  /** A thread by another name. */
  static final class Worker extends Thread {}

  /** What is handed in may be used. */
  static final class Lawful {
    Object everythingHandedIn(Clock clock, java.util.concurrent.Executor executor, long seed) {
      return Caffeine.newBuilder()
              .executor(executor)
              .ticker(clock::millis)
              .expireAfterWrite(Duration.ofSeconds(1))
              .build()
          + new SplittableRandom(seed).toString()
          + Instant.now(clock)
          + CompletableFuture.supplyAsync(() -> 1, executor)
          + Thread.currentThread().getContextClassLoader();
    }
  }
}
