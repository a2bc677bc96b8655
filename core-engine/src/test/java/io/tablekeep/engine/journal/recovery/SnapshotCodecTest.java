package io.tablekeep.engine.journal.recovery;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.contracts.Seed;
import io.tablekeep.engine.journal.entry.EntryEncoder;
import io.tablekeep.engine.journal.entry.JournalException;
import io.tablekeep.engine.journal.entry.RandomEntries;
import io.tablekeep.engine.journal.ledger.Image;
import io.tablekeep.engine.journal.ledger.Ledger;
import io.tablekeep.engine.journal.ledger.LedgerLimits;
import io.tablekeep.engine.state.Canonical;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.store.StoreLimits;
import io.tablekeep.sdk.store.StoredEntry;
import io.tablekeep.sdk.store.StoredSnapshot;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jpountz.lz4.LZ4FrameInputStream;
import org.junit.jupiter.api.Test;

class SnapshotCodecTest {
  private static final DocumentId DOCUMENT = DocumentId.campaign("lost-mine");

  @Test
  void whatWasKeptComesBack() {
    long seed = Seed.of("whatWasKeptComesBack");
    for (int round = 0; round < 40; round++) {
      Replay replay = replay(seed + round, 1 + 20 * round);
      StoredSnapshot stored = snapshot(replay);
      SnapshotCodec.Decoded decoded = SnapshotCodec.decode(DOCUMENT, stored);
      assertEquals(replay.mark(), decoded.mark());
      assertEquals(Canonical.hash(replay.mark().root()), decoded.sha256());
      Ledger again = new Ledger(LedgerLimits.DEFAULT);
      again.restore(decoded.devices());
      Replay copy = new Replay(DOCUMENT, decoded.mark(), again, 1);
      assertArrayEquals(stored.bytes(), snapshot(copy).bytes());
    }
  }

  @Test
  void everyByteThatIsAlteredIsFoundOrMakesNoDifference() {
    StoredSnapshot stored = snapshot(replay(4, 12));
    SnapshotCodec.Decoded whole = SnapshotCodec.decode(DOCUMENT, stored);
    int harmless = 0;
    for (int i = 0; i < stored.bytes().length; i++) {
      for (int flip : new int[] {1, 0x40, 0xff}) {
        byte[] altered = stored.bytes().clone();
        altered[i] ^= (byte) flip;
        try {
          // a compressed match may point to another place that holds the same text
          StoredSnapshot other = new StoredSnapshot(12, altered, "");
          assertEquals(whole.mark(), SnapshotCodec.decode(DOCUMENT, other).mark());
          harmless++;
        } catch (JournalException found) {
          assertEquals("snapshot-damaged", found.code());
          assertEquals(12, found.damage().position());
        }
      }
    }
    assertTrue(harmless < stored.bytes().length / 50, harmless + " went unnoticed");
    for (int length = 0; length < stored.bytes().length; length++) {
      damaged(Arrays.copyOf(stored.bytes(), length));
    }
  }

  @Test
  void aSnapshotOfAnotherPlaceIsFound() {
    StoredSnapshot stored = snapshot(replay(4, 12));
    DocumentId other = DocumentId.campaign("other");
    assertThrows(JournalException.class, () -> SnapshotCodec.decode(other, stored));
    StoredSnapshot moved = new StoredSnapshot(13, stored.bytes(), stored.meta());
    assertThrows(JournalException.class, () -> SnapshotCodec.decode(DOCUMENT, moved));
  }

  @Test
  void itsTextIsReadableAndSaysWhatThePackageSays() throws IOException {
    Replay replay = Replay.fromStart(DOCUMENT, LedgerLimits.DEFAULT);
    StoredSnapshot stored = snapshot(replay);
    String text =
        new String(
            new LZ4FrameInputStream(new ByteArrayInputStream(stored.bytes())).readAllBytes(),
            StandardCharsets.UTF_8);
    String hash = Canonical.hash(JsonObject.empty(0));
    assertTrue(
        text.startsWith(
            "{\"format\":1,\"document\":\"campaign/lost-mine\",\"version\":0,"
                + "\"time\":\"1970-01-01T00:00:00Z\",\"bytes\":0,\"chain\":\""),
        text);
    assertTrue(
        text.matches(
            ".*\",\"devices\":\\[],\"sha256\":\""
                + hash
                + "\",\"check\":\"[0-9a-f]{8}\",\"root\":\\{}}"),
        text);
    assertEquals("{\"format\":1,\"sha256\":\"" + hash + "\"}", stored.meta());
    assertTrue(stored.meta().length() < StoreLimits.MINIMUM.snapshotMeta());
  }

  private static void damaged(byte[] bytes) {
    StoredSnapshot stored = new StoredSnapshot(12, bytes, "");
    JournalException found =
        assertThrows(JournalException.class, () -> SnapshotCodec.decode(DOCUMENT, stored));
    assertEquals("snapshot-damaged", found.code());
    assertEquals(12, found.damage().position());
  }

  private static StoredSnapshot snapshot(Replay replay) {
    List<Image> devices = replay.ledger().freeze();
    return SnapshotCodec.encode(DOCUMENT, replay.mark(), devices).snapshot();
  }

  private static Replay replay(long seed, int length) {
    RandomEntries random = new RandomEntries(new SplittableRandom(seed));
    EntryEncoder encoder = new EntryEncoder();
    Replay replay = Replay.fromStart(DOCUMENT, LedgerLimits.DEFAULT);
    for (long version = 1; version <= length; version++) {
      byte[] text = encoder.encode(random.next(version), replay.mark().chain());
      replay.apply(new StoredEntry(version, text));
    }
    return replay;
  }
}
