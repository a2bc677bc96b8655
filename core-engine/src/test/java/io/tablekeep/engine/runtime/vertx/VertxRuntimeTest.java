package io.tablekeep.engine.runtime.vertx;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tablekeep.engine.runtime.Loop;
import io.tablekeep.sdk.error.TablekeepException;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class VertxRuntimeTest {
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(3));
  private final VertxRuntime runtime =
      VertxRuntime.builder().vertx(vertx).meters(meters).workers(2, 3).build();

  @AfterEach
  void close() {
    runtime.close();
    vertx.close().await();
  }

  private static <T> T get(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(20, SECONDS);
  }

  private static void passThrough(Executor loop) throws Exception {
    get(CompletableFuture.runAsync(() -> {}, loop));
  }

  @Test
  void tasksOfManyThreadsRunOneAtATimeAndEachThreadsInItsOrder() throws Exception {
    int threads = 4;
    int each = 20_000;
    Loop loop = runtime.loop("a");
    Map<Integer, Integer> last = new HashMap<>(); // unguarded on purpose: one loop, one thread
    AtomicInteger inside = new AtomicInteger();
    List<String> wrong = new ArrayList<>();
    CountDownLatch done = new CountDownLatch(threads * each);
    List<Thread> pushers = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      int pusher = t;
      Thread thread =
          new Thread(
              () -> {
                for (int i = 0; i < each; i++) {
                  int n = i;
                  loop.execute(
                      () -> {
                        if (inside.incrementAndGet() != 1 || !loop.inLoop()) {
                          wrong.add("two at once");
                        }
                        if (last.getOrDefault(pusher, -1) != n - 1) {
                          wrong.add(pusher + " out of order at " + n);
                        }
                        last.put(pusher, n);
                        inside.decrementAndGet();
                        done.countDown();
                      });
                }
              });
      pushers.add(thread);
      thread.start();
    }
    for (Thread pusher : pushers) {
      pusher.join();
    }
    assertTrue(done.await(20, SECONDS));
    assertEquals(List.of(), wrong);
  }

  @Test
  void completionsRunInTheOrderInWhichTheyArrived() throws Exception {
    Loop loop = runtime.loop("a");
    List<CompletableFuture<Integer>> stages = new ArrayList<>();
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      CompletableFuture<Integer> stage = new CompletableFuture<>();
      stages.add(stage);
      loop.resume(stage, (value, failure) -> order.add(value));
    }
    for (int i = 499; i >= 0; i--) {
      stages.get(i).complete(i);
    }
    passThrough(loop);
    assertEquals(IntStream.range(0, 500).map(i -> 499 - i).boxed().toList(), order);
  }

  @Test
  void aFloodedLoopLetsTheOthersOfItsEventLoopHaveTheirTurn() throws Exception {
    VertxLoop loop = runtime.loop("a");
    VertxLoop neighbour = runtime.loopOf("b", loop.context());
    AtomicBoolean flooding = new AtomicBoolean(true);
    Runnable[] flood = new Runnable[1];
    flood[0] =
        () -> {
          if (flooding.get()) {
            loop.execute(flood[0]);
          }
        };
    for (int i = 0; i < 100; i++) {
      loop.execute(flood[0]);
    }
    try {
      CountDownLatch done = new CountDownLatch(2);
      neighbour.execute(done::countDown);
      neighbour.after(Duration.ofMillis(5), done::countDown);
      assertTrue(done.await(20, SECONDS));
    } finally {
      flooding.set(false);
    }
  }

  @Test
  void loopsAreSpreadEvenlyAndShareThreads() throws Exception {
    Map<Thread, Integer> loops = new HashMap<>();
    for (int i = 0; i < 30; i++) {
      loops.merge(
          get(CompletableFuture.supplyAsync(Thread::currentThread, runtime.loop("d" + i))),
          1,
          Integer::sum);
    }
    assertEquals(List.of(10, 10, 10), List.copyOf(loops.values()));
  }

  @Test
  void aTaskRunsOnTheContextOfItsLoop() throws Exception {
    VertxLoop loop = runtime.loop("a");
    Context current = get(CompletableFuture.supplyAsync(Vertx::currentContext, loop));
    assertSame(loop.context(), current);
    VertxLoop same = runtime.loopOf("b", loop.context());
    assertTrue(get(CompletableFuture.supplyAsync(same::inLoop, loop)));
    assertFalse(same.inLoop());
    Vertx stranger = Vertx.vertx();
    try {
      assertThrows(
          IllegalArgumentException.class, () -> runtime.loopOf("c", stranger.getOrCreateContext()));
    } finally {
      stranger.close().await();
    }
  }

  @Test
  void aTaskHandedInOnTheLoopRunsLater() throws Exception {
    Loop loop = runtime.loop("a");
    List<String> log = new ArrayList<>();
    loop.execute(
        () -> {
          loop.execute(() -> log.add("inner"));
          loop.resume(CompletableFuture.completedFuture(1), (value, failure) -> log.add("resumed"));
          log.add("outer");
        });
    passThrough(loop);
    passThrough(loop);
    assertEquals(List.of("outer", "inner", "resumed"), log);
  }

  @Test
  void aFailureIsBroughtBackUnwrapped() throws Exception {
    Loop loop = runtime.loop("a");
    IllegalStateException cause = new IllegalStateException("why");
    CompletableFuture<Throwable> seen = new CompletableFuture<>();
    loop.resume(
        CompletableFuture.<String>failedFuture(
                new CompletionException(new ExecutionException(cause)))
            .thenApply(String::length),
        (value, failure) -> seen.complete(failure));
    assertSame(cause, get(seen));
  }

  @Test
  void aTaskThatThrowsDoesNotEndTheTasksAfterItAndIsCounted() throws Exception {
    Loop loop = runtime.loop("a");
    loop.execute(
        () -> {
          throw new StackOverflowError("of a test");
        });
    loop.execute(
        () -> {
          throw new IllegalStateException("of a test");
        });
    passThrough(loop);
    assertEquals(2, meters.get("tablekeep.loop.failures").counter().count());
  }

  @Test
  void timersRunInOrderOnTheLoopAndNeverEarly() throws Exception {
    Loop loop = runtime.loop("a");
    List<Integer> log = new ArrayList<>();
    CountDownLatch done = new CountDownLatch(3);
    long start = System.nanoTime();
    // So far apart that a busy machine cannot make one wait until another was asked for.
    for (int millis : new int[] {600, 200, 400}) {
      loop.after(
          Duration.ofMillis(millis),
          () -> {
            long waited = System.nanoTime() - start;
            log.add(loop.inLoop() && waited >= Duration.ofMillis(millis).toNanos() ? millis : -1);
            done.countDown();
          });
    }
    assertTrue(done.await(20, SECONDS));
    assertEquals(List.of(200, 400, 600), log);
  }

  @Test
  void aTimerThatIsCancelledOnItsLoopDoesNotRunEvenWhenItIsDue() throws Exception {
    Loop loop = runtime.loop("a");
    List<String> log = new ArrayList<>();
    CountDownLatch done = new CountDownLatch(1);
    loop.execute(
        () -> {
          Loop.Timer timer = loop.after(Duration.ofMillis(1), () -> log.add("timer"));
          sleep(20); // long past its time
          loop.execute(timer::cancel);
          loop.after(Duration.ofMillis(30), done::countDown);
        });
    assertTrue(done.await(20, SECONDS));
    assertEquals(List.of(), log);
  }

  @Test
  void workRunsOnThreadsOfItsOwnAndBeyondTheLimitIsOverloaded() throws Exception {
    CountDownLatch hold = new CountDownLatch(1);
    List<CompletionStage<String>> accepted = new ArrayList<>();
    for (int i = 0; i < 5; i++) { // two at work, three waiting
      accepted.add(
          runtime.offload(
              () -> {
                hold.await();
                return Thread.currentThread().getName();
              }));
    }
    ExecutionException refused =
        assertThrows(ExecutionException.class, () -> get(runtime.offload(() -> "no")));
    assertEquals(
        "overloaded", assertInstanceOf(TablekeepException.class, refused.getCause()).code());
    assertEquals(1, meters.get("tablekeep.workers.rejected").counter().count());
    assertEquals(3, meters.get("tablekeep.workers.waiting").gauge().value());
    hold.countDown();
    Set<String> names = new HashSet<>();
    for (CompletionStage<String> stage : accepted) {
      names.add(get(stage));
    }
    assertEquals(Set.of("tablekeep-worker-1", "tablekeep-worker-2"), names);
    assertEquals("again", get(runtime.offload(() -> "again")));
  }

  @Test
  void workThatThrowsFailsItsStage() {
    IllegalStateException cause = new IllegalStateException("disk");
    ExecutionException failure =
        assertThrows(
            ExecutionException.class,
            () ->
                get(
                    runtime.offload(
                        () -> {
                          throw cause;
                        })));
    assertSame(cause, failure.getCause());
  }

  @Test
  void aClosedRuntimeEndsItsWorkRefusesMoreAndLeavesTheGivenVertxOpen() throws Exception {
    Loop loop = runtime.loop("a");
    AtomicBoolean closed = new AtomicBoolean();
    AtomicReference<String> late = new AtomicReference<>("");
    // A machine that is held up may come to it before the end, which is its right.
    loop.after(Duration.ofMillis(50), () -> late.set(closed.get() ? "ran" : ""));
    CountDownLatch begun = new CountDownLatch(1);
    CompletionStage<String> running =
        runtime.offload(
            () -> {
              begun.countDown();
              Thread.sleep(30);
              return "done";
            });
    begun.await();
    runtime.close();
    closed.set(true);
    assertEquals("done", get(running));
    ExecutionException refused =
        assertThrows(ExecutionException.class, () -> get(runtime.offload(() -> "no")));
    assertEquals("closed", assertInstanceOf(TablekeepException.class, refused.getCause()).code());
    assertThrows(
        ExecutionException.class,
        () -> get(runtime.rules().run("hello", Duration.ofSeconds(1), () -> 1)));
    sleep(100);
    assertEquals("", late.get());
    passThrough(loop);
    assertEquals(1, vertx.executeBlocking(() -> 1).await());
  }

  @Test
  void aRuntimeOfItsOwnVertxClosesIt() throws Exception {
    VertxRuntime alone = VertxRuntime.builder().build();
    Loop loop = alone.loop("a");
    passThrough(loop);
    assertEquals("works", get(alone.offload(() -> "works")));
    alone.close();
    assertThrows(RuntimeException.class, () -> alone.vertx().createHttpServer().listen(0).await());
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
