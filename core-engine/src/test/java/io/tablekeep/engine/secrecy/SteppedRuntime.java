package io.tablekeep.engine.secrecy;

import io.tablekeep.engine.runtime.Chance;
import io.tablekeep.engine.runtime.EngineRuntime;
import io.tablekeep.engine.runtime.Loop;
import io.tablekeep.engine.runtime.RulesExecutor;
import io.tablekeep.engine.runtime.sim.SimulatedRuntime;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;

/**
 * A simulated process whose clock and dice depend on the number of the step alone. In the real
 * world both are independent of what others do in secret, so two worlds may be given the same.
 */
final class SteppedRuntime implements EngineRuntime {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final SimulatedRuntime inner;
  private final long seed;
  private Instant now = START;
  private Duration passed = Duration.ZERO;
  private SplittableRandom random;

  SteppedRuntime(SimulatedRuntime inner, long seed) {
    this.inner = inner;
    this.seed = seed;
    this.random = new SplittableRandom(seed);
  }

  /** Lets the clock run on. */
  void pass(Duration time) {
    passed = passed.plus(time);
    now = now.plus(time);
  }

  /** Begins a step. */
  void begin(int step) {
    now = START.plus(passed).plusMillis(1_000L + step * 50L);
    random = new SplittableRandom(seed ^ (step * 0x9e3779b97f4a7c15L));
  }

  @Override
  public Loop loop(String name) {
    return inner.loop(name);
  }

  @Override
  public <T> CompletionStage<T> offload(Callable<T> work) {
    return inner.offload(work);
  }

  @Override
  public RulesExecutor rules() {
    return inner.rules();
  }

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public long nanos() {
    return inner.nanos();
  }

  @Override
  public Chance chance() {
    return new Chance() {
      @Override
      public int below(int bound) {
        return random.nextInt(bound);
      }

      @Override
      public long bits() {
        return random.nextLong();
      }
    };
  }

  @Override
  public boolean await(CompletionStage<?> stage, Duration atMost) {
    return inner.await(stage, atMost);
  }

  @Override
  public void close() {
    inner.close();
  }
}
