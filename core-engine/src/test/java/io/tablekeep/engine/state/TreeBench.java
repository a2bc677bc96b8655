package io.tablekeep.engine.state;

import io.tablekeep.engine.state.patch.Diff;
import io.tablekeep.engine.state.patch.JsonPatch;
import io.tablekeep.engine.state.patch.MergePatch;
import io.tablekeep.sdk.state.Pointer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a token move costs in the tree: a path copy of each coordinate, and the difference. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class TreeBench {
  @Param({"50000", "4650000"})
  int bytes;

  private JsonObject before;
  private JsonObject after;
  private Pointer token;
  private Pointer x;
  private final JsonWriter writer = new JsonWriter();
  private long next;

  @Setup
  public void setUp() {
    before = SampleCampaign.ofAbout(bytes, 1);
    token = SampleCampaign.someToken(before);
    x = token.child("x");
    after = Trees.set(Trees.set(before, x, 7001L, 2), token.child("y"), 7002L, 2);
  }

  @Benchmark
  public Object get() {
    return Trees.get(before, x);
  }

  @Benchmark
  public JsonObject pathCopy() {
    return Trees.set(before, x, 100_000L + (next++ & 1023), 2);
  }

  @Benchmark
  public JsonPatch patchOfAMove() {
    return Diff.patch(before, after);
  }

  @Benchmark
  public int mergePatchOfAMove() {
    MergePatch.write(before, after, writer.reset());
    return writer.length();
  }
}
