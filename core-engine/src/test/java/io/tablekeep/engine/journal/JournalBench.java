package io.tablekeep.engine.journal;

import io.tablekeep.engine.journal.entry.ActionHash;
import io.tablekeep.engine.journal.entry.Cause;
import io.tablekeep.engine.journal.entry.Effect;
import io.tablekeep.engine.journal.entry.Entry;
import io.tablekeep.engine.journal.entry.EntryDecoder;
import io.tablekeep.engine.journal.entry.EntryEncoder;
import io.tablekeep.engine.journal.entry.Outcome;
import io.tablekeep.engine.journal.ledger.Ledger;
import io.tablekeep.engine.journal.ledger.LedgerLimits;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.Values;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.state.Pointer;
import io.tablekeep.sdk.store.StoredEntry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What an entry costs: written on the loop, read off it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class JournalBench {
  public static final DocumentId DOCUMENT = DocumentId.campaign("bench");
  public static final Instant START = Instant.parse("2026-11-22T01:15:57.123Z");

  private final EntryEncoder encoder = new EntryEncoder();
  private final Ledger ledger = new Ledger(LedgerLimits.DEFAULT);
  private Entry move;
  private StoredEntry stored;
  private int chain;
  private long n;

  @Setup
  public void setUp() {
    move = move(1, "t3", 12.5, 7);
    chain = EntryDecoder.seed(DOCUMENT);
    stored = new StoredEntry(1, encoder.encode(move, chain));
  }

  /** An entry as a token's move makes it. */
  public static Entry move(long version, String token, double across, long down) {
    Object x = Values.number(across);
    Object y = Values.number(down);
    JsonObject to = JsonObject.of(Map.of("x", x, "y", y), version);
    JsonObject ref = JsonObject.of(Map.of("map", "m1", "id", token), version);
    JsonObject payload = JsonObject.of(Map.of("token", ref, "to", to), version);
    long hash = ActionHash.of("token.move", payload);
    Cause cause =
        new Cause("p" + version % 6, "d-7f3a", 1 + version / 6, hash, "token.move", payload, 0);
    return new Entry(
        version,
        3,
        START.plusMillis(version * 20),
        cause,
        List.of(
            new Effect.Put(Pointer.of("maps", "m1", "tokens", token, "x"), x),
            new Effect.Put(Pointer.of("maps", "m1", "tokens", token, "y"), y)),
        List.of(),
        Outcome.OK);
  }

  @Benchmark
  public byte[] encode() {
    return encoder.encode(move, chain);
  }

  @Benchmark
  public Entry decode() {
    EntryDecoder.chain(DOCUMENT, stored, chain);
    return EntryDecoder.decode(DOCUMENT, stored);
  }

  @Benchmark
  public long hash() {
    return ActionHash.of("token.move", move.cause().payload());
  }

  /** Asked, sent, durable: all that the ledger does for one action. */
  @Benchmark
  public Object ledger() {
    n++;
    Cause old = move.cause();
    Cause cause = new Cause(old.by(), old.device(), n, old.hash(), old.type(), old.payload(), 0);
    Object asked = ledger.ask(cause.by(), cause.device(), n, cause.hash(), START);
    ledger.sent(cause, n);
    ledger.record(new Entry(n, 3, START, cause, List.of(), List.of(), Outcome.OK));
    return asked;
  }
}
