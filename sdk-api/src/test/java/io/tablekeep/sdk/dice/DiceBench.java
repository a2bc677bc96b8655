package io.tablekeep.sdk.dice;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a roll costs. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 8, time = 1)
@Fork(2)
public class DiceBench {
  private final SplittableRandom random = new SplittableRandom(7);
  private final DieSource source = DieSource.of(random::nextLong);
  private String text = "4d6kh3+2";
  private Notation parsed = Notation.parse(text);

  /** A notation is read. */
  @Benchmark
  public Notation parse() {
    return Notation.parse(text);
  }

  /** A notation that was read is rolled. */
  @Benchmark
  public Roll roll() {
    return parsed.roll(source);
  }

  /** A notation is read and rolled: the bar is 2,000 ns. */
  @Benchmark
  public Roll parseAndRoll() {
    return Notation.parse(text).roll(source);
  }

  /** Its odds are reckoned. */
  @Benchmark
  public Object odds() {
    return parsed.odds();
  }
}
