package io.tablekeep.engine.journal.recovery;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tablekeep.contracts.fixture.CampaignFixture;
import io.tablekeep.engine.journal.JournalBench;
import io.tablekeep.engine.journal.entry.Effects;
import io.tablekeep.engine.journal.entry.Entry;
import io.tablekeep.engine.journal.entry.EntryDecoder;
import io.tablekeep.engine.journal.entry.EntryEncoder;
import io.tablekeep.engine.journal.ledger.Ledger;
import io.tablekeep.engine.journal.ledger.LedgerLimits;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.JsonReader;
import io.tablekeep.sdk.store.StoredEntry;
import io.tablekeep.sdk.store.StoredSnapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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

/** A campaign with a journal behind its snapshot. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 2)
public class RecoveryBench {
  @Param({"50000", "4650000"})
  int bytes;

  private Mark start;
  private StoredSnapshot snapshot;
  private final List<StoredEntry> tail = new ArrayList<>();

  @Setup
  public void setUp() throws IOException {
    byte[] json = new JsonMapper().writeValueAsBytes(CampaignFixture.campaign(1, bytes, 6));
    JsonObject root = JsonReader.readObject(json, JsonReader.Limits.DOCUMENT, 1);
    start =
        new Mark(
            1, EntryDecoder.seed(JournalBench.DOCUMENT), json.length, JournalBench.START, root);
    snapshot = SnapshotCodec.encode(JournalBench.DOCUMENT, start, List.of()).snapshot();
    EntryEncoder encoder = new EntryEncoder();
    int chain = start.chain();
    for (long version = 2; version <= 10_001; version++) {
      Entry entry =
          JournalBench.move(version, "t" + version % 20, version % 100 / 4.0, version % 70);
      Effects.apply(root, entry.effects(), version);
      tail.add(new StoredEntry(version, encoder.encode(entry, chain)));
      chain = encoder.chain();
    }
  }

  @Benchmark
  public Object snapshotMade() {
    return SnapshotCodec.encode(JournalBench.DOCUMENT, start, List.of());
  }

  @Benchmark
  public Object snapshotRead() {
    return SnapshotCodec.decode(JournalBench.DOCUMENT, snapshot);
  }

  /** Snapshot and 10,000 entries, all that recovery does but reading the store. */
  @Benchmark
  public Object broughtBack() {
    SnapshotCodec.Decoded decoded = SnapshotCodec.decode(JournalBench.DOCUMENT, snapshot);
    Replay replay =
        new Replay(JournalBench.DOCUMENT, decoded.mark(), new Ledger(LedgerLimits.DEFAULT), 1);
    tail.forEach(replay::apply);
    return replay.mark();
  }
}
