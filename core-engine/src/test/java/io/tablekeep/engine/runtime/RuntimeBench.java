package io.tablekeep.engine.runtime;

import io.tablekeep.engine.runtime.vertx.VertxLoop;
import io.tablekeep.engine.runtime.vertx.VertxRuntime;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs to change threads. The CPU of the whole process is printed beside JMH's times:
 * hand-offs mostly wait, and CPU is what a busy server runs out of.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(1)
public class RuntimeBench {
  private static final int TOGETHER = 50;

  private final Semaphore back = new Semaphore(0);
  private Vertx vertx;
  private VertxRuntime runtime;
  private VertxLoop loop;
  private int left;
  private long cpu;
  private long done;

  /** Starts one event loop. */
  @Setup
  public void start() {
    vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    runtime = VertxRuntime.builder().vertx(vertx).build();
    loop = runtime.loop("bench");
  }

  /** Begins to count the CPU. */
  @Setup(Level.Iteration)
  public void count() {
    cpu = cpu();
    done = 0;
  }

  /** Prints the CPU of the process for each operation. */
  @TearDown(Level.Iteration)
  public void print() {
    System.out.printf("(CPU %.2f us/op) ", (cpu() - cpu) / 1000.0 / done);
  }

  /** Stops the event loop. */
  @TearDown
  public void stop() {
    runtime.close();
    vertx.close().await();
  }

  private static long cpu() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private void arrived() {
    if (--left == 0) {
      back.release();
    }
  }

  /** From a thread to an idle loop and back: two threads are woken. */
  @Benchmark
  public void toTheLoopAndBack() throws InterruptedException {
    loop.execute(back::release);
    back.acquire();
    done++;
  }

  /** Completions that arrive together, as after a group commit; the cost of one. */
  @Benchmark
  @OperationsPerInvocation(TOGETHER)
  public void manyCompletionsTogether() throws InterruptedException {
    left = TOGETHER;
    CompletableFuture<Integer>[] stages = stages();
    for (CompletableFuture<Integer> stage : stages) {
      loop.resume(stage, (value, failure) -> arrived());
    }
    for (CompletableFuture<Integer> stage : stages) {
      stage.complete(1);
    }
    back.acquire();
    done += TOGETHER;
  }

  /** The same with what Vert.x offers itself, for comparison. */
  @Benchmark
  @OperationsPerInvocation(TOGETHER)
  @SuppressWarnings("FutureReturnValueIgnored") // its failure is the failure of the stage
  public void manyCompletionsTogetherOnVertxAlone() throws InterruptedException {
    left = TOGETHER;
    CompletableFuture<Integer>[] stages = stages();
    for (CompletableFuture<Integer> stage : stages) {
      stage.whenComplete((value, failure) -> loop.context().runOnContext(nothing -> arrived()));
    }
    for (CompletableFuture<Integer> stage : stages) {
      stage.complete(1);
    }
    back.acquire();
    done += TOGETHER;
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static CompletableFuture<Integer>[] stages() {
    CompletableFuture[] stages = new CompletableFuture[TOGETHER];
    for (int i = 0; i < TOGETHER; i++) {
      stages[i] = new CompletableFuture<Integer>();
    }
    return stages;
  }

  /** From the loop to an idle rules thread and back to the loop, a hundred times in a row. */
  @Benchmark
  @OperationsPerInvocation(100)
  public void toTheRulesAndBack() throws InterruptedException {
    left = 100;
    loop.execute(this::nextRule);
    back.acquire();
    done += 100;
  }

  private void nextRule() {
    loop.resume(
        runtime.rules().run("bench", Duration.ofMillis(250), () -> 1),
        (value, failure) -> {
          arrived();
          if (left > 0) {
            nextRule();
          }
        });
  }

  /** From the loop to an idle worker and back, for comparison. */
  @Benchmark
  @OperationsPerInvocation(100)
  public void toAWorkerAndBack() throws InterruptedException {
    left = 100;
    loop.execute(this::nextWork);
    back.acquire();
    done += 100;
  }

  private void nextWork() {
    loop.resume(
        runtime.offload(() -> 1),
        (value, failure) -> {
          arrived();
          if (left > 0) {
            nextWork();
          }
        });
  }

  /** A die. */
  @Benchmark
  public int aDie() {
    done++;
    return runtime.chance().below(20);
  }
}
