package io.tablekeep.engine.runtime.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.engine.runtime.Loop;
import io.tablekeep.engine.runtime.RuleFault;
import io.tablekeep.sdk.error.TablekeepException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SimulationTest {
  /** A busy run: three loops that pass work to each other, to workers, to rules and to timers. */
  private static List<String> busyRun(Simulation simulation) {
    SimulatedRuntime runtime = simulation.runtime("engine");
    List<String> log = new ArrayList<>();
    List<Loop> loops = List.of(runtime.loop("a"), runtime.loop("b"), runtime.loop("c"));
    for (int i = 0; i < 60; i++) {
      int n = i;
      Loop loop = loops.get(n % 3);
      loop.execute(
          () -> {
            log.add(loop + " " + n);
            Loop other = loops.get(runtime.chance().below(3));
            other.execute(() -> log.add(other + " after " + n));
            loop.resume(runtime.offload(() -> n), (value, failure) -> log.add("worked " + value));
            loop.resume(
                runtime.rules().run("hello", Duration.ofMillis(5), () -> -n),
                (value, failure) -> log.add("ruled " + value));
            loop.after(Duration.ofMillis(1 + n % 7), () -> log.add(loop + " timer " + n));
          });
    }
    simulation.advance(Duration.ofSeconds(1));
    assertEquals(300, log.size());
    return log;
  }

  @Test
  void theSameSeedIsTheSameRun() {
    for (long seed = 0; seed < 50; seed++) {
      Simulation first = new Simulation(seed);
      Simulation second = new Simulation(seed);
      assertEquals(busyRun(first), busyRun(second), "seed " + seed);
      assertEquals(first.trace(), second.trace(), "seed " + seed);
      assertEquals(first.nanos(), second.nanos(), "seed " + seed);
    }
  }

  @Test
  void otherSeedsAreOtherInterleavings() {
    Set<List<String>> runs = new HashSet<>();
    Set<Long> traces = new HashSet<>();
    for (long seed = 0; seed < 50; seed++) {
      Simulation simulation = new Simulation(seed);
      runs.add(busyRun(simulation));
      traces.add(simulation.trace());
    }
    assertEquals(50, runs.size());
    assertEquals(50, traces.size());
  }

  @Test
  void aNoteChangesTheTrace() {
    Simulation plain = new Simulation(1);
    Simulation noted = new Simulation(1);
    noted.note("seen");
    assertNotEquals(plain.trace(), noted.trace());
  }

  @Test
  void aLoopKeepsTheOrderOfItsTasksWhileLoopsOvertakeEachOther() {
    boolean overtaken = false;
    for (long seed = 0; seed < 100; seed++) {
      Simulation simulation = new Simulation(seed);
      SimulatedRuntime runtime = simulation.runtime("engine");
      List<Integer> first = new ArrayList<>();
      List<Integer> second = new ArrayList<>();
      Loop a = runtime.loop("a");
      Loop b = runtime.loop("b");
      boolean[] overtook = {false};
      for (int i = 0; i < 20; i++) {
        int n = i;
        a.execute(() -> first.add(n));
        b.execute(
            () -> {
              second.add(n);
              overtook[0] |= second.size() > first.size();
            });
      }
      simulation.runUntilIdle();
      List<Integer> order = java.util.stream.IntStream.range(0, 20).boxed().toList();
      assertEquals(order, first, "seed " + seed);
      assertEquals(order, second, "seed " + seed);
      overtaken |= overtook[0];
    }
    assertTrue(overtaken);
  }

  @Test
  void aTaskHandedInOnTheLoopRunsLater() {
    Simulation simulation = new Simulation(3);
    Loop loop = simulation.runtime("engine").loop("a");
    List<String> log = new ArrayList<>();
    loop.execute(
        () -> {
          loop.execute(() -> log.add("inner"));
          loop.resume(CompletableFuture.completedFuture(1), (value, failure) -> log.add("resumed"));
          log.add("outer");
          assertTrue(loop.inLoop());
        });
    assertFalse(loop.inLoop());
    simulation.runUntilIdle();
    assertEquals(List.of("outer", "inner", "resumed"), log);
  }

  @Test
  void onlyTheLoopWhoseTaskRunsIsIn() {
    Simulation simulation = new Simulation(3);
    SimulatedRuntime runtime = simulation.runtime("engine");
    Loop a = runtime.loop("a");
    Loop b = runtime.loop("b");
    List<Boolean> seen = new ArrayList<>();
    a.execute(() -> seen.addAll(List.of(a.inLoop(), b.inLoop())));
    runtime.offload(() -> seen.addAll(List.of(a.inLoop(), b.inLoop())));
    simulation.runUntilIdle();
    assertEquals(1, seen.stream().filter(in -> in).count());
    assertEquals(4, seen.size());
  }

  @Test
  void timersRunInTheOrderOfTheirTimesAndNeverEarly() {
    Simulation simulation = new Simulation(4);
    SimulatedRuntime runtime = simulation.runtime("engine");
    Loop loop = runtime.loop("a");
    Instant start = runtime.now();
    List<Integer> log = new ArrayList<>();
    for (int millis : new int[] {300, 100, 200, 0}) {
      loop.after(
          Duration.ofMillis(millis),
          () -> {
            log.add(millis);
            assertFalse(runtime.now().isBefore(start.plusMillis(Math.max(1, millis))));
          });
    }
    simulation.advance(Duration.ofMillis(150));
    assertEquals(List.of(0, 100), log);
    simulation.advance(Duration.ofMillis(150));
    assertEquals(List.of(0, 100, 200, 300), log);
  }

  @Test
  void aCancelledTimerDoesNotRunEvenWhenItIsDueAlready() {
    for (long seed = 0; seed < 50; seed++) {
      Simulation simulation = new Simulation(seed);
      Loop loop = simulation.runtime("engine").loop("a");
      List<String> log = new ArrayList<>();
      Loop.Timer timer = loop.after(Duration.ofMillis(1), () -> log.add("timer"));
      loop.after(Duration.ofMillis(1), timer::cancel);
      loop.after(Duration.ofMillis(1), () -> log.add("end"));
      simulation.shiftClock(Duration.ofHours(-1));
      AtomicReference<Loop.Timer> late = new AtomicReference<>();
      loop.execute(
          () -> {
            late.set(loop.after(Duration.ofMillis(2), () -> log.add("late")));
            loop.after(Duration.ofMillis(1), () -> late.get().cancel());
          });
      simulation.advance(Duration.ofSeconds(1));
      assertTrue(log.equals(List.of("timer", "end")) || log.equals(List.of("end")), "" + log);
    }
  }

  @Test
  void idleMeansNoTaskAndNoWorkWhileTimersMayWait() {
    Simulation simulation = new Simulation(5);
    SimulatedRuntime runtime = simulation.runtime("engine");
    Loop loop = runtime.loop("a");
    List<String> log = new ArrayList<>();
    loop.after(Duration.ofHours(1), () -> log.add("timer"));
    loop.resume(runtime.offload(() -> "work"), (value, failure) -> log.add(value));
    simulation.after(Duration.ofMillis(200), () -> log.add("outside"));
    simulation.runUntilIdle();
    assertEquals(List.of("work", "outside"), log);
    assertTrue(simulation.nanos() < Duration.ofMinutes(1).toNanos());
    simulation.advance(Duration.ofHours(1));
    assertEquals("timer", log.get(2));
  }

  @Test
  void aStageIsAwaitedThroughTimers() {
    Simulation simulation = new Simulation(6);
    Loop loop = simulation.runtime("engine").loop("a");
    CompletableFuture<String> stage = new CompletableFuture<>();
    loop.after(Duration.ofDays(1), () -> stage.complete("done"));
    assertEquals("done", simulation.await(stage));
    IllegalStateException stuck =
        assertThrows(
            IllegalStateException.class, () -> simulation.await(new CompletableFuture<>()));
    assertTrue(stuck.getMessage().contains("seed 6"), stuck.getMessage());
  }

  @Test
  void rulesMeetTheFateTheyAreGiven() {
    Simulation simulation = new Simulation(7);
    SimulatedRuntime runtime = simulation.runtime("engine");
    for (RuleFate fate : RuleFate.values()) {
      runtime.ruleFates(owner -> fate);
      long before = simulation.nanos();
      var result = runtime.rules().run("hello", Duration.ofSeconds(3), () -> "ran");
      if (fate == RuleFate.RUN) {
        assertEquals("ran", simulation.await(result));
        continue;
      }
      Throwable thrown =
          assertThrows(CompletionException.class, () -> simulation.await(result)).getCause();
      String code = assertInstanceOf(RuleFault.class, thrown).code();
      switch (fate) {
        case TIMEOUT -> {
          assertEquals("rule-timeout", code);
          assertTrue(simulation.nanos() - before >= Duration.ofSeconds(3).toNanos());
        }
        case THROW -> assertEquals("rule-failed", code);
        case OVERLOADED -> assertEquals("rules-overloaded", code);
        default -> assertEquals("rules-exhausted", code);
      }
    }
  }

  @Test
  void aRuleThatThrowsFailsItsStageOnly() {
    Simulation simulation = new Simulation(8);
    SimulatedRuntime runtime = simulation.runtime("engine");
    var result =
        runtime
            .rules()
            .run(
                "hello",
                Duration.ofSeconds(1),
                () -> {
                  throw new StackOverflowError();
                });
    CompletionException failure =
        assertThrows(CompletionException.class, () -> simulation.await(result));
    assertInstanceOf(StackOverflowError.class, failure.getCause());
  }

  @Test
  void aKilledProcessDoesNothingMoreAndHearsNothing() {
    for (long seed = 0; seed < 100; seed++) {
      Simulation simulation = new Simulation(seed);
      SimulatedRuntime victim = simulation.runtime("victim");
      SimulatedRuntime other = simulation.runtime("other");
      List<String> log = new ArrayList<>();
      for (SimulatedRuntime runtime : List.of(victim, other)) {
        Loop loop = runtime.loop("a");
        CompletableFuture<String> foreign = new CompletableFuture<>();
        simulation.after(Duration.ofMillis(5), () -> foreign.complete("answer"));
        loop.resume(foreign, (value, failure) -> log.add(loop + " heard"));
        loop.resume(runtime.offload(() -> 1), (value, failure) -> log.add(loop + " worked"));
        loop.after(Duration.ofMillis(3), () -> log.add(loop + " timer"));
        loop.execute(() -> log.add(loop + " task"));
      }
      victim.kill();
      victim.loop("b").execute(() -> log.add("victim born again"));
      simulation.advance(Duration.ofSeconds(1));
      assertEquals(4, log.size(), () -> "" + log);
      assertTrue(log.stream().allMatch(line -> line.startsWith("other/a")), () -> "" + log);
    }
  }

  @Test
  void aClosedRuntimeRefusesWorkAndForgetsTimers() {
    Simulation simulation = new Simulation(9);
    SimulatedRuntime runtime = simulation.runtime("engine");
    Loop loop = runtime.loop("a");
    List<String> log = new ArrayList<>();
    loop.after(Duration.ofMillis(3), () -> log.add("timer"));
    runtime.close();
    loop.execute(() -> log.add("task"));
    CompletionException refused =
        assertThrows(
            CompletionException.class, () -> simulation.await(runtime.offload(() -> "work")));
    assertEquals("closed", assertInstanceOf(TablekeepException.class, refused.getCause()).code());
    simulation.advance(Duration.ofSeconds(1));
    assertEquals(List.of("task"), log);
  }

  @Test
  void refusedWorkIsOverloaded() {
    Simulation simulation = new Simulation(10);
    SimulatedRuntime runtime = simulation.runtime("engine");
    runtime.refuseWork(() -> true);
    CompletionException refused =
        assertThrows(
            CompletionException.class, () -> simulation.await(runtime.offload(() -> "work")));
    assertEquals(
        "overloaded", assertInstanceOf(TablekeepException.class, refused.getCause()).code());
  }

  @Test
  void aRunThatDoesNotEndIsGivenUpAndNamesItsSeed() {
    Simulation simulation = new Simulation(11).maxSteps(1000);
    Loop loop = simulation.runtime("engine").loop("restless");
    Runnable[] again = new Runnable[1];
    again[0] = () -> loop.execute(again[0]);
    loop.execute(again[0]);
    IllegalStateException given =
        assertThrows(IllegalStateException.class, simulation::runUntilIdle);
    assertTrue(given.getMessage().contains("seed 11"), given.getMessage());
    assertTrue(given.getMessage().contains("restless"), given.getMessage());
  }

  @Test
  void aTaskThatThrowsFailsTheRunAndNamesItsSeed() {
    Simulation simulation = new Simulation(12);
    simulation
        .runtime("engine")
        .loop("a")
        .execute(
            () -> {
              throw new IllegalArgumentException("broken");
            });
    IllegalStateException failure =
        assertThrows(IllegalStateException.class, simulation::runUntilIdle);
    assertTrue(failure.getMessage().contains("seed 12"), failure.getMessage());
    assertInstanceOf(IllegalArgumentException.class, failure.getCause());
  }

  @Test
  void anotherThreadIsRefused() throws Exception {
    Simulation simulation = new Simulation(13);
    Loop loop = simulation.runtime("engine").loop("a");
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread stranger =
        new Thread(
            () -> {
              try {
                loop.execute(() -> {});
              } catch (Throwable failure) {
                thrown.set(failure);
              }
            });
    stranger.start();
    stranger.join();
    assertInstanceOf(IllegalStateException.class, thrown.get());
  }

  @Test
  void theWallClockCanBeWrongWhileDurationsAreNot() {
    Simulation simulation = new Simulation(14);
    SimulatedRuntime runtime = simulation.runtime("engine");
    Instant before = runtime.now();
    long nanos = runtime.nanos();
    simulation.shiftClock(Duration.ofMinutes(-5));
    assertEquals(before.minus(Duration.ofMinutes(5)), runtime.now());
    assertEquals(nanos, runtime.nanos());
  }
}
