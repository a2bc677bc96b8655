package io.tablekeep.engine.conflict;

import io.tablekeep.engine.journal.entry.Effect;
import io.tablekeep.engine.rules.RuleBook;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.SampleCampaign;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.engine.state.bind.ReadSet;
import io.tablekeep.engine.state.bind.ReadSet.Read;
import io.tablekeep.engine.state.bind.ReadSet.What;
import io.tablekeep.engine.table.TableSystem;
import io.tablekeep.sdk.state.Pointer;
import java.util.List;
import java.util.Optional;
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

/**
 * Whether an edit has met anything, 10,000 versions after its base: of a note's text, as {@code
 * note.edit} reads and writes it, while a token moved all the time.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class MovedBench {
  @Param({"50000", "4650000"})
  int bytes;

  /** Whether another actor changed all the time, too. */
  @Param({"false", "true"})
  boolean near;

  private final RuleBook book = new RuleBook(TableSystem.rules(), Optional.empty());
  private JsonObject head;
  private List<Read> reads;
  private List<Effect> writes;

  @Setup
  public void setUp() {
    head = SampleCampaign.ofAbout(bytes, 1);
    Pointer token = SampleCampaign.someToken(head).child("x");
    String actor = ((JsonObject) Trees.get(head, "actors")).keys().get(0);
    String other = ((JsonObject) Trees.get(head, "actors")).keys().get(1);
    Pointer text = Pointer.of("actors", actor, "notes");
    String somebody = ((JsonObject) Trees.get(head, "participants")).keys().get(0);
    ReadSet seen = new ReadSet(head);
    seen.note(Pointer.of("participants", somebody), What.VALUE);
    seen.note(Pointer.of("actors", actor, "owner"), What.VALUE);
    seen.note(text, What.VALUE);
    reads = seen.reads();
    writes = List.of(new Effect.Put(text, "Another text."));
    for (int version = 2; version <= 10_001; version++) {
      head = Trees.put(head, token, (long) version, version);
      if (near) {
        head = Trees.put(head, Pointer.of("actors", other, "name"), "N" + version, version);
      }
    }
    if (Moved.maybe(head, reads, writes, book, 1)) {
      throw new IllegalStateException("it has moved");
    }
  }

  @Benchmark
  public boolean nothingHasMoved() {
    return Moved.maybe(head, reads, writes, book, 1);
  }
}
