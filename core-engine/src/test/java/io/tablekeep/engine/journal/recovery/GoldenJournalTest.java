package io.tablekeep.engine.journal.recovery;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tablekeep.engine.journal.entry.Cause;
import io.tablekeep.engine.journal.entry.Effect;
import io.tablekeep.engine.journal.entry.Entry;
import io.tablekeep.engine.journal.entry.EntryDecoder;
import io.tablekeep.engine.journal.entry.EntryEncoder;
import io.tablekeep.engine.journal.entry.Outcome;
import io.tablekeep.engine.journal.entry.Rolled;
import io.tablekeep.engine.journal.ledger.LedgerLimits;
import io.tablekeep.engine.state.Canonical;
import io.tablekeep.engine.state.JsonArray;
import io.tablekeep.engine.state.JsonNull;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.sdk.dice.Roll;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.state.Pointer;
import io.tablekeep.sdk.store.StoredEntry;
import io.tablekeep.sdk.store.StoredSnapshot;
import io.tablekeep.sdk.view.Audience;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A journal and a snapshot as format 1 wrote them. They are read by every later engine; nobody ever
 * changes these files.
 */
class GoldenJournalTest {
  private static final DocumentId DOCUMENT = DocumentId.campaign("golden");
  private static final String HASH =
      "4e7feab5101a1e9928ea26c9307911940ce32da89583939f1ebdc1c645a807f9";

  @Test
  void aRecordedJournalIsReadAsItWasMeant() throws IOException {
    List<Entry> meant = meant();
    List<StoredEntry> recorded = recorded();
    assertEquals(meant.size(), recorded.size());
    Replay replay = Replay.fromStart(DOCUMENT, LedgerLimits.DEFAULT);
    for (int i = 0; i < meant.size(); i++) {
      replay.apply(recorded.get(i));
      assertEquals(meant.get(i), EntryDecoder.decode(DOCUMENT, recorded.get(i)));
    }
    assertEquals(HASH, Canonical.hash(replay.mark().root()));
    assertEquals(List.of(), replay.damages());
  }

  @Test
  void format1IsWrittenAsItWasRecorded() throws IOException {
    EntryEncoder encoder = new EntryEncoder();
    int chain = EntryDecoder.seed(DOCUMENT);
    List<StoredEntry> recorded = recorded();
    for (Entry entry : meant()) {
      byte[] text = encoder.encode(entry, chain);
      byte[] then = recorded.get((int) entry.version() - 1).bytes();
      assertEquals(
          new String(then, StandardCharsets.UTF_8), new String(text, StandardCharsets.UTF_8));
      chain = encoder.chain();
    }
  }

  @Test
  void aRecordedSnapshotIsReadAsItWasMeant() throws IOException {
    byte[] bytes = HexFormat.of().parseHex(resource("golden-1.snapshot.hex").strip());
    SnapshotCodec.Decoded decoded =
        SnapshotCodec.decode(DOCUMENT, new StoredSnapshot(5, bytes, ""));
    assertEquals(HASH, decoded.sha256());
    Replay replay = Replay.fromStart(DOCUMENT, LedgerLimits.DEFAULT);
    for (StoredEntry stored : recorded()) {
      replay.apply(stored);
    }
    assertEquals(replay.mark(), decoded.mark());
    assertArrayEquals(
        SnapshotCodec.header(DOCUMENT, replay.mark(), replay.ledger().freeze()).toBytes(),
        SnapshotCodec.header(DOCUMENT, decoded.mark(), decoded.devices()).toBytes());
  }

  private static List<StoredEntry> recorded() throws IOException {
    List<StoredEntry> entries = new ArrayList<>();
    for (String line : resource("golden-1.jsonl").lines().toList()) {
      byte[] text = line.getBytes(StandardCharsets.UTF_8);
      entries.add(new StoredEntry(entries.size() + 1L, text));
    }
    return entries;
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = GoldenJournalTest.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("no resource " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** What the journal says, in every kind that format 1 knows. */
  static List<Entry> meant() {
    JsonObject document =
        JsonObject.of(
            Map.of(
                "campaign", JsonObject.of(Map.of("name", "Die verlorene Mine 😀"), 0),
                "maps", JsonObject.empty(0),
                "numbers", JsonArray.of(List.of(1L, -0.5, 1e21, 9007199254740991L), 0),
                "nothing", JsonNull.NULL,
                "open", true),
            0);
    JsonObject token = JsonObject.of(Map.of("x", 7L, "y", 3.5), 0);
    return List.of(
        new Entry(
            1,
            1,
            Instant.parse("2026-11-22T01:15:57.123Z"),
            Cause.withoutId("gm", Cause.CREATE, JsonObject.empty(0)),
            List.of(new Effect.Put(Pointer.root(), document)),
            List.of(),
            Outcome.OK),
        new Entry(
            2,
            1,
            Instant.parse("2026-11-22T01:15:58.000Z"),
            new Cause("ann", "d-7f", 1, 0x00c0ffee00c0ffeeL, "token.place", token, 1),
            List.of(
                new Effect.Put(Pointer.of("maps", "m/1", "tokens", "t~1"), token),
                new Effect.Remove(Pointer.of("open"))),
            List.of(),
            Outcome.OK),
        new Entry(
            3,
            2,
            Instant.parse("2026-11-22T01:15:58.001Z"),
            new Cause("ann", "d-7f", 2, -1, "d20.attack", JsonNull.NULL, 0),
            List.of(),
            List.of(
                new Rolled("hit", new Roll("1d20+3", List.of(17L), 20), Audience.everyone()),
                new Rolled("a", new Roll("4dF", List.of(-1L, 0L, 1L, 1L), 1), Audience.gm()),
                new Rolled("b", new Roll("7", List.of(), 7), Audience.owner()),
                new Rolled("c", new Roll("1d4", List.of(4L), 4), Audience.ownerOf("a1")),
                new Rolled("d", new Roll("1d4", List.of(1L), 1), Audience.named("bob", "ann"))),
            new Outcome.Refused("no-points", "You have \"no\" points.", "/target")),
        new Entry(
            4,
            2,
            Instant.parse("2027-01-01T00:00:00.000Z"),
            new Cause("bob", "d-1", 9007199254740991L, 1, "hello.leap", "\n", 3),
            List.of(),
            List.of(),
            new Outcome.Pending("gm-decides", "The GM decides.", "q1")),
        new Entry(
            5,
            7,
            Instant.parse("2027-01-01T00:00:00.001Z"),
            Cause.withoutId("", "timer", JsonArray.empty(0)),
            List.of(new Effect.Put(Pointer.of("numbers", "0"), 2L)),
            List.of(),
            new Outcome.Applied("struck-down", "You are struck down.")));
  }
}
