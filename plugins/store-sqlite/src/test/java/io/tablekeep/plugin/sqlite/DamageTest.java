package io.tablekeep.plugin.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.store.Appended;
import io.tablekeep.sdk.store.Refusal;
import io.tablekeep.sdk.store.StoreException;
import io.tablekeep.sdk.store.StoreHealth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of the store, cut and flipped: recovered, or refused with what is damaged. */
final class DamageTest {
  private static final int HEADER = 32;
  private static final int FRAME = 24 + 4_096;
  private static final List<String> NAMES = List.of("a", "b", "c");

  @TempDir(factory = InMemoryFolder.class)
  Path folder;

  private byte[] file;
  private byte[] wal;
  private final List<List<String>> whole = new ArrayList<>();

  /** Makes a file and its write-ahead file as a power cut would leave them: commits in both. */
  @BeforeEach
  void makeFiles() throws IOException {
    Path original = folder.resolve("original.db");
    try (SqliteStore store = SqliteStore.open(original)) {
      write(store, 0, 40);
    }
    try (SqliteStore store = SqliteStore.open(original)) {
      write(store, 40, 60);
      file = Files.readAllBytes(original);
      wal = Files.readAllBytes(folder.resolve("original.db-wal"));
      for (String name : NAMES) {
        whole.add(Client.texts(store, DocumentId.campaign(name)));
      }
    }
    assertTrue(wal.length > 40 * FRAME, "too short a write-ahead file: " + wal.length);
  }

  /** Appends one after the other, so that each is a commit of its own. */
  private static void write(SqliteStore store, int from, int to) {
    for (String name : NAMES) {
      Client client = new Client(store, name);
      for (int i = from; i < to; i++) {
        assertEquals(
            new Appended.Durable(i + 1), client.append(i, name + i + "-" + "y".repeat(i * 11)));
      }
      client.snapshot(to, 9_000);
    }
  }

  private Path copy(byte[] file, byte[] wal) throws IOException {
    Path copy = folder.resolve("copy.db");
    for (String end : List.of("", "-wal", "-shm")) {
      Files.deleteIfExists(folder.resolve("copy.db" + end));
    }
    Files.write(copy, file);
    if (wal.length > 0) {
      Files.write(folder.resolve("copy.db-wal"), wal);
    }
    return copy;
  }

  @Test
  void aCutWriteAheadFileIsReadUpToTheCut() throws IOException {
    int frames = (wal.length - HEADER) / FRAME;
    int before = -1;
    for (int frame = 0; frame <= frames; frame++) {
      int boundary = HEADER + frame * FRAME;
      int entries = open(Arrays.copyOf(wal, boundary));
      assertTrue(entries >= before, "fewer entries with more of the file");
      before = entries;
      for (int more : new int[] {1, 23, 24, 2_000, FRAME - 1}) {
        if (boundary + more < wal.length) {
          assertEquals(entries, open(Arrays.copyOf(wal, boundary + more)), "torn frame " + frame);
        }
      }
    }
    assertEquals(3 * 60, before, "the whole file has everything");
    assertEquals(3 * 40, open(new byte[0]));
    assertEquals(3 * 40, open(Arrays.copyOf(wal, HEADER - 1)));
  }

  /**
   * Opens a copy with this write-ahead file; what is there must be a beginning, and writing must go
   * on.
   */
  private int open(byte[] cut) throws IOException {
    try (SqliteStore store = SqliteStore.open(copy(file, cut))) {
      int entries = 0;
      for (int d = 0; d < NAMES.size(); d++) {
        List<String> texts = Client.texts(store, DocumentId.campaign(NAMES.get(d)));
        assertEquals(whole.get(d).subList(0, texts.size()), texts);
        entries += texts.size();
      }
      List<StoreHealth.Problem> problems = new ArrayList<>();
      assertTrue(Client.join(store.check(problems::add)).sound(), problems.toString());
      Client client = new Client(store, "a");
      int last = client.texts().size();
      assertEquals(new Appended.Durable(last + 1), client.append(last, "on it goes"));
      return entries;
    }
  }

  @Test
  void aFlippedBitInTheWriteAheadFileIsRefusedUnlessItIsInTheLastCommit() throws IOException {
    SplittableRandom random = new SplittableRandom(3);
    int refused = 0;
    int all = 0;
    for (int frame = 0; frame < (wal.length - HEADER) / FRAME; frame++) {
      for (int at : new int[] {2, 6, 10, 18, 24 + random.nextInt(4_096)}) {
        byte[] flipped = wal.clone();
        flipped[HEADER + frame * FRAME + at] ^= (byte) (1 << random.nextInt(8));
        all++;
        try {
          int entries = open(flipped);
          assertTrue(entries >= 3 * 60 - 1, "lost without a word: " + entries + " at " + frame);
        } catch (StoreException e) {
          refused++;
          assertEquals(Refusal.DAMAGED, e.reason());
          String message = String.valueOf(e.getMessage());
          assertTrue(message.contains("copy.db-wal is damaged at frame " + (frame + 1)), message);
        }
      }
    }
    assertTrue(refused > all * 9 / 10, refused + " of " + all);
    byte[] header = wal.clone();
    header[17] ^= 4;
    assertThrows(StoreException.class, () -> open(header));
  }

  @Test
  void whatIsDamagedCanBeSalvagedAndACopyIsKept() throws IOException {
    byte[] flipped = wal.clone();
    flipped[HEADER + 30 * FRAME + 1_000] ^= 1;
    Path copy = copy(file, flipped);
    assertThrows(StoreException.class, () -> SqliteStore.open(copy));
    try (SqliteStore store = SqliteStore.open(copy, SqliteOptions.defaults().withSalvage())) {
      int entries = 0;
      for (String name : NAMES) {
        entries += Client.texts(store, DocumentId.campaign(name)).size();
      }
      assertTrue(entries > 3 * 40 && entries < 3 * 60, "a part of it: " + entries);
    }
    try (var files = Files.list(folder)) {
      assertTrue(files.anyMatch(f -> f.toString().contains("copy.db-wal.damaged-")));
    }
    SqliteStore.open(copy).close();
  }

  @Test
  @Tag("torture")
  void aFlippedBitInTheFileIsFound() throws IOException {
    Path original = folder.resolve("original.db");
    byte[] closed = Files.readAllBytes(original);
    SplittableRandom random = new SplittableRandom(5);
    int found = 0;
    int flips = Torture.rounds(150, 1_500, 20_000);
    for (int i = 0; i < flips; i++) {
      byte[] flipped = closed.clone();
      int at = random.nextInt(closed.length);
      flipped[at] ^= (byte) (1 << random.nextInt(8));
      found += isNoticed(flipped, "flipped byte " + at) ? 1 : 0;
    }
    assertTrue(found > flips / 4, "it must not be vacuous: " + found);
  }

  @Test
  void aCutFileIsFound() throws IOException {
    byte[] closed = Files.readAllBytes(folder.resolve("original.db"));
    for (int pages = 1; pages < closed.length / 4_096; pages++) {
      assertTrue(
          isNoticed(Arrays.copyOf(closed, pages * 4_096), "cut to " + pages + " pages"),
          "cut to " + pages + " pages");
    }
  }

  /**
   * Whether opening, reading or checking says that the file is damaged; or a text's own checksum
   * does, which is the engine's part. If nothing does, everything must be there.
   */
  private boolean isNoticed(byte[] bytes, String how) throws IOException {
    try (SqliteStore store = SqliteStore.open(copy(bytes, new byte[0]))) {
      List<List<String>> read = new ArrayList<>();
      for (String name : NAMES) {
        read.add(Client.texts(store, DocumentId.campaign(name)));
        Client.join(store.snapshot(DocumentId.campaign(name), Long.MAX_VALUE));
      }
      boolean sound =
          Client.join(store.check(problem -> assertFalse(problem.where().isEmpty()))).sound();
      if (!sound || read.toString().contains("damaged")) {
        return true;
      }
      assertEquals(whole, read, how);
      return false;
    } catch (StoreException e) {
      assertTrue(
          e.reason() == Refusal.DAMAGED || e.reason() == Refusal.UNSUPPORTED, how + ": " + e);
      return true;
    } catch (CompletionException e) {
      if (e.getCause() instanceof StoreException why) {
        assertEquals(Refusal.DAMAGED, why.reason(), how + ": " + why);
        return true;
      }
      throw e;
    }
  }
}
