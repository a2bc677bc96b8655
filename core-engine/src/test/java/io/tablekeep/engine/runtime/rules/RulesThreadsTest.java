package io.tablekeep.engine.runtime.rules;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tablekeep.engine.runtime.RuleFault;
import io.tablekeep.sdk.plugin.Budget;
import io.tablekeep.sdk.plugin.BudgetThread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class RulesThreadsTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(40);

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final AtomicBoolean release = new AtomicBoolean();
  private RulesThreads rules = new RulesThreads(options(), meters);

  /** Four threads, two for any one owner, and two given-up ones. */
  private static RulesOptions options() {
    return RulesOptions.defaults()
        .withThreads(4)
        .withAbandoned(8, 2)
        .withGrace(Duration.ofMillis(30));
  }

  private void restart(RulesOptions options) {
    rules.close();
    rules = new RulesThreads(options, meters);
  }

  @AfterEach
  void close() {
    release.set(true);
    rules.close();
  }

  private static <T> T get(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(30, SECONDS);
  }

  private static Throwable failure(CompletionStage<?> stage) {
    return assertThrows(ExecutionException.class, () -> get(stage)).getCause();
  }

  private static String code(CompletionStage<?> stage) {
    return assertInstanceOf(RuleFault.class, failure(stage)).code();
  }

  private double gauge(String name) {
    return meters.get("tablekeep.rules." + name).gauge().value();
  }

  private void await(String what, Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + SECONDS.toNanos(60);
    while (!condition.call()) {
      assertTrue(System.nanoTime() < end, what);
      Thread.sleep(2);
    }
  }

  /** Goes on until released, whatever is done to its thread. */
  private String stubborn() {
    while (!release.get()) {
      Thread.interrupted();
    }
    return "late";
  }

  private CompletionStage<String> run(String owner, Callable<String> rule) {
    return rules.run(owner, SHORT, rule);
  }

  @Test
  void aResultComesFromABudgetThreadAndIsTimed() throws Exception {
    assertTrue(get(rules.run("hello", LONG, () -> Thread.currentThread() instanceof BudgetThread)));
    await(
        "the rule is timed",
        () -> meters.get("tablekeep.rules.run").tag("owner", "hello").timer().count() == 1);
  }

  @Test
  void aRuleThatWaitsIsInterruptedAndItsThreadServesOn() throws Exception {
    restart(options().withThreads(1).withGrace(LONG));
    CountDownLatch ended = new CountDownLatch(1);
    CompletionStage<String> result =
        rules.run(
            "hello",
            Duration.ofSeconds(1),
            () -> {
              try {
                Thread.sleep(60_000);
              } finally {
                ended.countDown();
              }
              return "woke";
            });
    RuleFault fault = assertInstanceOf(RuleFault.class, failure(result));
    assertEquals("rule-timeout", fault.code());
    assertTrue(fault.getMessage().contains("hello"), fault.getMessage());
    assertTrue(fault.getMessage().contains("1000 ms"), fault.getMessage());
    assertTrue(
        List.of(fault.getStackTrace()).stream().anyMatch(at -> at.getMethodName().equals("sleep")),
        "it says where the rule was");
    assertTrue(ended.await(20, SECONDS));
    assertFalse(get(rules.run("hello", LONG, () -> Thread.currentThread().isInterrupted())));
    assertEquals(0, gauge("abandoned"));
    assertEquals(1, meters.get("tablekeep.rules.timeouts").tag("owner", "hello").counter().count());
  }

  @Test
  void anEndlessLoopOfInstrumentedCodeEndsAndItsThreadServesOn() throws Exception {
    restart(options().withThreads(1).withGrace(LONG));
    CompletionStage<String> result =
        run(
            "hello",
            () -> {
              while (true) {
                Budget.check();
                Thread.interrupted();
              }
            });
    assertEquals("rule-timeout", code(result));
    assertEquals("next", get(rules.run("hello", LONG, () -> "next")));
    assertEquals(0, gauge("abandoned"));
  }

  @Test
  void aRuleThatDoesNotStopIsGivenUpReplacedAndItsLateResultDropped() throws Exception {
    restart(options().withThreads(1));
    CompletionStage<String> result = run("stubborn", this::stubborn);
    assertEquals("rule-timeout", code(result));
    assertEquals("next", get(rules.run("hello", LONG, () -> "next")));
    assertEquals(1, gauge("abandoned"));
    release.set(true);
    await("the given-up thread ends", () -> gauge("abandoned") == 0);
    assertEquals("rule-timeout", code(result));
  }

  @Test
  void anOwnerWhoseThreadsHangIsExhaustedUntilTheyEndWhileOthersGoOn() throws Exception {
    assertEquals("rule-timeout", code(run("stubborn", this::stubborn)));
    assertEquals("rule-timeout", code(run("stubborn", this::stubborn)));
    await("both are given up", () -> gauge("abandoned") == 2);
    assertEquals("rules-exhausted", code(run("stubborn", () -> "no")));
    assertEquals("yes", get(rules.run("hello", LONG, () -> "yes")));
    assertTrue(
        meters.get("tablekeep.rules.rejected").tag("owner", "stubborn").counter().count() >= 1);
    release.set(true);
    await("they end", () -> gauge("abandoned") == 0);
    assertEquals("again", get(rules.run("stubborn", LONG, () -> "again")));
  }

  @Test
  void whatWaitsBehindHangingRulesIsToldSo() {
    List<CompletionStage<String>> all = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      all.add(run("stubborn", this::stubborn));
    }
    List<String> codes = all.stream().map(RulesThreadsTest::code).toList();
    assertEquals(2, codes.stream().filter("rule-timeout"::equals).count(), codes::toString);
    assertEquals(18, codes.stream().filter("rules-exhausted"::equals).count(), codes::toString);
    assertEquals(2, gauge("abandoned"));
  }

  @Test
  void threadsAreBoundedWhoeverHangs() throws Exception {
    restart(options().withThreads(2).withAbandoned(3, 1));
    List<String> codes = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      codes.add(code(run("stubborn-" + i, this::stubborn)));
      await("at most five threads", () -> gauge("abandoned") + gauge("threads") <= 5);
    }
    assertEquals(5, codes.stream().filter("rule-timeout"::equals).count(), codes::toString);
    assertEquals(7, codes.stream().filter("rules-exhausted"::equals).count(), codes::toString);
    release.set(true);
    await("they end", () -> gauge("abandoned") == 0);
    assertEquals("again", get(rules.run("hello", LONG, () -> "again")));
    assertTrue(gauge("threads") <= 2);
  }

  @Test
  void aFloodIsRefusedAndOthersAreServedInBetween() throws Exception {
    restart(options().withQueued(1000, 300));
    CountDownLatch others = new CountDownLatch(1);
    List<CompletionStage<String>> flood = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      flood.add(
          rules.run(
              "flood",
              Duration.ofMinutes(2),
              () -> {
                others.await();
                return "done";
              }));
    }
    // None of the flood comes to its end before they have been served.
    for (int i = 0; i < 50; i++) {
      assertEquals("served", get(rules.run("hello", LONG, () -> "served")));
    }
    others.countDown();
    int refused = 0;
    for (CompletionStage<String> stage : flood) {
      stage.toCompletableFuture().handle((value, thrown) -> "").get(60, SECONDS);
      refused += stage.toCompletableFuture().isCompletedExceptionally() ? 1 : 0;
    }
    assertTrue(refused >= 198 && refused <= 200, "refused: " + refused);
  }

  @Test
  void anOwnerRunsNoMoreAtOnceThanItsShare() throws Exception {
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch two = new CountDownLatch(2);
    List<CompletionStage<Integer>> all = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      all.add(
          rules.run(
              "hello",
              LONG,
              () -> {
                most.accumulateAndGet(now.incrementAndGet(), Math::max);
                two.countDown();
                assertTrue(two.await(15, SECONDS), "it never has two threads");
                Thread.sleep(3);
                return now.decrementAndGet();
              }));
    }
    for (CompletionStage<Integer> stage : all) {
      get(stage);
    }
    assertEquals(2, most.get());
  }

  @Test
  void theBudgetCountsFromTheStartOfTheRule() throws Exception {
    restart(options().withThreads(1));
    CompletionStage<String> first =
        rules.run(
            "a",
            LONG,
            () -> {
              Thread.sleep(1_500);
              return "first";
            });
    CompletionStage<String> second = rules.run("b", Duration.ofSeconds(1), () -> "second");
    assertEquals("first", get(first));
    assertEquals("second", get(second));
  }

  @Test
  void whateverIsThrownFailsItsStageOnly() throws Exception {
    List<Callable<String>> bad =
        List.of(
            () -> {
              throw new IllegalStateException("no");
            },
            () -> "" + deep(0),
            () -> "" + new long[Integer.MAX_VALUE].length,
            () -> {
              throw new ExceptionInInitializerError("no");
            },
            () -> {
              throw new Unheard();
            });
    List<Class<?>> expected =
        List.of(
            IllegalStateException.class,
            StackOverflowError.class,
            OutOfMemoryError.class,
            ExceptionInInitializerError.class,
            Unheard.class);
    for (int i = 0; i < bad.size(); i++) {
      assertInstanceOf(expected.get(i), failure(rules.run("bad", LONG, bad.get(i))));
      assertEquals("ok", get(rules.run("bad", LONG, () -> "ok")));
    }
    assertTrue(gauge("threads") <= 2);
  }

  private static final class Unheard extends Exception {
    private static final long serialVersionUID = 1L;
  }

  @SuppressWarnings("InfiniteRecursion")
  private static int deep(int n) {
    return deep(n + 1) + 1;
  }

  @Test
  void aRuleThatEndsInTheLastMomentNeverTakesTheNextOneWithIt() throws Exception {
    restart(options().withThreads(1).withAbandoned(64, 64).withGrace(Duration.ofSeconds(5)));
    int late = 0;
    int rounds = 300;
    for (int i = 0; i < rounds; i++) {
      Duration budget = Duration.ofMillis(1);
      long time = budget.toNanos() + i % 30 * 10_000L;
      if (i >= 300) { // a busy machine ends all of them, or none: to both sides of the edge
        time = i % 2 * 20L * budget.toNanos();
      }
      long spins = time;
      CompletionStage<String> edge =
          rules.run(
              "hello",
              budget,
              () -> {
                long end = System.nanoTime() + spins;
                while (System.nanoTime() < end) {
                  Thread.onSpinWait();
                }
                return "";
              });
      CompletionStage<Boolean> next =
          rules.run(
              "hello",
              LONG,
              () -> {
                Budget.check();
                Thread.sleep(0, 1);
                return Thread.currentThread().isInterrupted();
              });
      assertFalse(get(next));
      late += edge.toCompletableFuture().isCompletedExceptionally() ? 1 : 0;
      if (i + 1 == rounds && (late == 0 || late == rounds) && rounds < 3_000) {
        rounds += 10;
      }
    }
    assertTrue(late > 0 && late < rounds, "late: " + late);
  }

  @Test
  void aRuleThatHoldsTheMonitorOfItsThreadIsTimedAsWell() throws Exception {
    CompletionStage<String> result =
        run(
            "hello",
            () -> {
              synchronized (Thread.currentThread()) {
                return stubborn();
              }
            });
    assertEquals("rule-timeout", code(result));
    assertEquals("rule-timeout", code(run("other", this::stubborn)));
  }

  @Test
  @SuppressWarnings("ThreadPriorityCheck")
  void nothingThatARuleSetsOnItsThreadIsLeftForTheNext() throws Exception {
    restart(options().withThreads(1));
    record Seen(String name, int priority, ClassLoader loader, boolean interrupted) {}
    Callable<Seen> look =
        () -> {
          Thread me = Thread.currentThread();
          return new Seen(
              me.getName(), me.getPriority(), me.getContextClassLoader(), me.isInterrupted());
        };
    Seen before = get(rules.run("a", LONG, look));
    assertEquals(Thread.MIN_PRIORITY, before.priority());
    get(
        rules.run(
            "a",
            LONG,
            () -> {
              Thread me = Thread.currentThread();
              me.setName("mine");
              me.setPriority(Thread.MAX_PRIORITY);
              me.setContextClassLoader(null);
              me.interrupt();
              return "";
            }));
    assertEquals(before, get(rules.run("b", LONG, look)));
  }

  private static final ThreadLocal<String> LEFT = new ThreadLocal<>();

  @Test
  void aThreadLocalIsGoneForTheNextRuleOrWithItsThreadWhenThePluginIs() throws Exception {
    restart(options().withThreads(1));
    Callable<Thread> leave =
        () -> {
          LEFT.set("left");
          return Thread.currentThread();
        };
    Thread first = get(rules.run("a", LONG, leave));
    if (LeftBehind.clearsThreadLocals()) {
      assertEquals("none", get(rules.run("a", LONG, () -> LEFT.get() == null ? "none" : "left")));
    } else {
      System.out.println("thread locals are not cleared here: java.lang is not open");
    }
    rules.forget("a");
    Thread second = get(rules.run("a", LONG, Thread::currentThread));
    assertNotSame(first, second);
    first.join(20_000);
    assertFalse(first.isAlive());
  }

  @Test
  void aForgottenOwnerLeavesNoMetricsBehindOnceItsRulesHaveEnded() throws Exception {
    CompletionStage<String> running = rules.run("gone", LONG, this::stubborn);
    rules.forget("gone");
    assertEquals(1, meters.find("tablekeep.rules.run").tag("owner", "gone").timers().size());
    release.set(true);
    get(running);
    await(
        "its metrics go",
        () -> meters.find("tablekeep.rules.run").tag("owner", "gone").timers().isEmpty());
    assertEquals("back", get(rules.run("gone", LONG, () -> "back")));
    assertEquals(1, meters.find("tablekeep.rules.run").tag("owner", "gone").timers().size());
  }

  @Test
  void timeInWhichTheMachineStoodStillIsGivenBackOnce() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CompletionStage<String> result =
        rules.run(
            "hello",
            Duration.ofMillis(1_500),
            () -> {
              begun.countDown();
              Thread.sleep(2_000);
              return "in time";
            });
    begun.await();
    rules.extend(SECONDS.toNanos(10));
    assertEquals("in time", get(result));
    CompletionStage<String> endless = rules.run("hello", SHORT, this::stubborn);
    for (int i = 0; i < 5_000 && !endless.toCompletableFuture().isDone(); i++) {
      rules.extend(MILLISECONDS.toNanos(50));
      Thread.sleep(5);
    }
    assertTrue(endless.toCompletableFuture().isDone(), "a storm of stalls does not keep it alive");
  }

  @Test
  void whatWaitsWhenTheExecutorIsClosedIsRefusedAndWhatRunsIsStillWatched() throws Exception {
    restart(options().withThreads(1));
    CountDownLatch begun = new CountDownLatch(1);
    CompletionStage<String> running =
        rules.run(
            "hello",
            Duration.ofSeconds(2),
            () -> {
              begun.countDown();
              return stubborn();
            });
    CompletionStage<String> waiting = run("hello", () -> "no");
    begun.await();
    rules.close();
    assertEquals("rules-closed", code(waiting));
    assertEquals("rules-closed", code(run("hello", () -> "no")));
    assertEquals("rule-timeout", code(running));
    await("the watchdog ends", () -> !rules.watchdog().isAlive());
  }

  @Test
  void aThreadThatIsStoppedFromOutsideIsReplaced() throws Exception {
    if (Runtime.version().feature() >= 20) {
      System.out.println("this Java cannot stop threads: nothing to test");
      return;
    }
    restart(options().withThreads(1));
    Thread idle = get(rules.run("hello", LONG, Thread::currentThread));
    await("it waits", () -> idle.getState() == Thread.State.WAITING);
    Thread.class.getMethod("stop").invoke(idle);
    idle.join(20_000);
    Thread second = get(rules.run("hello", LONG, Thread::currentThread));
    assertNotSame(idle, second);
    CountDownLatch begun = new CountDownLatch(1);
    CompletionStage<String> stopped =
        rules.run(
            "hello",
            LONG,
            () -> {
              begun.countDown();
              return stubborn();
            });
    begun.await();
    Thread.class.getMethod("stop").invoke(second);
    assertSame(ThreadDeath.class, failure(stopped).getClass());
    assertEquals("next", get(rules.run("hello", LONG, () -> "next")));
    assertEquals(1, gauge("threads"));
  }

  @Test
  void manyRulesOfManyOwnersAllEndAndNothingIsLeftOver() throws Exception {
    AtomicInteger ran = new AtomicInteger();
    List<Thread> callers = new ArrayList<>();
    List<CompletionStage<Integer>> all = java.util.Collections.synchronizedList(new ArrayList<>());
    for (int c = 0; c < 4; c++) {
      Thread caller =
          new Thread(
              () -> {
                for (int i = 0; i < 800; i++) {
                  all.add(rules.run("owner-" + i % 7, LONG, ran::incrementAndGet));
                }
              });
      callers.add(caller);
      caller.start();
    }
    for (Thread caller : callers) {
      caller.join();
    }
    for (CompletionStage<Integer> stage : all) {
      get(stage);
    }
    assertEquals(3200, ran.get());
    assertEquals(0, gauge("waiting"));
    await("threads are idle", () -> gauge("threads") <= 4);
  }
}
