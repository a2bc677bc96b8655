package io.tablekeep.plugin.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.store.Appended;
import io.tablekeep.sdk.store.Refusal;
import io.tablekeep.sdk.store.StoreException;
import io.tablekeep.sdk.store.StoreHealth;
import io.tablekeep.sdk.store.StoredEntry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteStoreTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("table keep.db");
  }

  private String query(String sql) throws SQLException {
    try (Connection connection = Database.plainly(file);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      List<String> found = new ArrayList<>();
      while (row.next()) {
        found.add(row.getString(1));
      }
      return String.join(" ", found);
    }
  }

  private void execute(String... sql) throws SQLException {
    try (Connection connection = Database.plainly(file);
        Statement statement = connection.createStatement()) {
      for (String one : sql) {
        statement.execute(one);
      }
    }
  }

  private static void eventually(BooleanSupplier holds) throws InterruptedException {
    for (int i = 0; i < 3_000 && !holds.getAsBoolean(); i++) {
      Thread.sleep(10);
    }
    assertTrue(holds.getAsBoolean(), "not within 30 s");
  }

  private static void assertRefused(Refusal reason, Appended answer) {
    assertEquals(
        reason, assertInstanceOf(Appended.Rejected.class, answer, answer.toString()).reason());
  }

  @Test
  void anyToolShowsTheEntriesAsText() throws Exception {
    try (SqliteStore store = SqliteStore.open(file)) {
      Client client = new Client(store, "readable");
      client.append(0, "Žofie moves 🐉", "and rests");
      byte[] binary = {1, 0, (byte) 0xff};
      Client.join(store.append(client.id, client.epoch, 2, List.of(new StoredEntry(3, binary))));
      assertEquals(
          "2 1", query("SELECT count(*) FROM journal GROUP BY typeof(body) ORDER BY 1 DESC"));
      assertEquals(
          new String(Client.seal("Žofie moves 🐉"), StandardCharsets.UTF_8),
          query("SELECT body FROM journal WHERE document = 'campaign/readable' AND position = 1"));
    }
    assertFalse(Files.exists(folder.resolve("table keep.db-wal")), "one file is left behind");
  }

  @Test
  void aSecondStoreInThisProcessIsRefusedWithASentence() {
    try (SqliteStore store = SqliteStore.open(file)) {
      StoreException refused = assertThrows(StoreException.class, () -> SqliteStore.open(file));
      assertEquals(Refusal.IN_USE, refused.reason());
      String message = String.valueOf(refused.getMessage());
      assertTrue(message.contains("pid " + ProcessHandle.current().pid()), message);
      assertTrue(message.contains("Another Tablekeep server"), message);
      Path detour = folder.resolve("x/../table keep.db");
      assertThrows(StoreException.class, () -> SqliteStore.open(detour));
      new Client(store, "still-mine").append(0, "x");
    }
    SqliteStore.open(file).close();
  }

  @Test
  void theIndexFollowsAndNothingIsMissedOnTheWay() throws Exception {
    int count = Rows.TAIL + 700;
    try (SqliteStore store = SqliteStore.open(file)) {
      Client a = new Client(store, "a");
      Client b = new Client(store, "b");
      List<CompletableFuture<Appended>> sent = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        sent.add(a.send(i, "a" + i));
        sent.add(b.send(i, "b" + i));
        if (i % 50 == 0) {
          sent.forEach(Client::join);
        }
      }
      sent.forEach(Client::join);
      assertTrue(Integer.parseInt(query("SELECT count(*) FROM places")) >= Rows.TAIL);
      assertEquals(count, a.texts().size());
      assertEquals("b" + (count - 1), b.texts().get(count - 1));
      assertEquals(count, Client.join(store.describe(b.id)).orElseThrow().last());
      assertTrue(Client.join(store.check(problem -> {})).sound());
    }
    assertEquals(2 * count, Integer.parseInt(query("SELECT count(*) FROM places")));
    try (SqliteStore store = SqliteStore.open(file)) {
      assertEquals(new Appended.Durable(count + 1), new Client(store, "a").append(count, "more"));
    }
  }

  @Test
  void aFullFileRefusesAndTakesAgainWhenSomethingIsDeleted() throws Exception {
    SqliteOptions small = SqliteOptions.defaults().withSizes(400 << 10, 0, 1 << 20);
    try (SqliteStore store = SqliteStore.open(file, small)) {
      Client kept = new Client(store, "kept");
      kept.append(0, "kept");
      Client doomed = new Client(store, "doomed");
      long last = 0;
      Appended answer = new Appended.Durable(0);
      while (answer instanceof Appended.Durable durable) {
        last = durable.position();
        answer = doomed.append(last, "x".repeat(3_000));
      }
      assertRefused(Refusal.FULL, answer);
      assertEquals(last, doomed.texts().size());
      assertRefused(Refusal.FULL, doomed.snapshot(last, 300_000));
      assertEquals(new Appended.Durable(last), Client.join(store.delete(doomed.id, doomed.epoch)));
      eventually(
          () -> kept.append(kept.texts().size(), "y".repeat(3_000)) instanceof Appended.Durable);
      assertTrue(Client.join(store.check(problem -> {})).sound());
    }
    assertEquals("0", query("SELECT count(*) FROM parts"));
  }

  @Test
  void anAlmostFullDiskIsLeftAlone() {
    SqliteOptions careful = SqliteOptions.defaults().withSizes(0, Long.MAX_VALUE, 1 << 20);
    try (SqliteStore store = SqliteStore.open(file, careful)) {
      Client client = new Client(store, "a");
      assertRefused(Refusal.FULL, client.append(0, "x"));
      assertRefused(Refusal.FULL, client.snapshot(0, 10));
      assertEquals(new Appended.Durable(0), Client.join(store.delete(client.id, client.epoch)));
    }
  }

  @Test
  void aFullQueueRefusesAtOnceAndWhatWasAcceptedIsWritten() throws Exception {
    SqliteOptions narrow = SqliteOptions.defaults().withQueue(5, 1 << 20);
    try (SqliteStore store = SqliteStore.open(file, narrow)) {
      Client client = new Client(store, "a");
      CountDownLatch held = new CountDownLatch(1);
      CountDownLatch go = new CountDownLatch(1);
      int base = holdTheWriter(client, held, go);
      List<CompletableFuture<Appended>> sent = new ArrayList<>();
      for (int i = 0; i < 7; i++) {
        sent.add(client.send(base + i, "x" + i));
      }
      assertEquals(5, store.stats().queuedWrites());
      assertRefused(Refusal.OVERLOADED, Client.join(sent.get(5)));
      go.countDown();
      for (int i = 0; i < 5; i++) {
        assertEquals(new Appended.Durable(base + i + 1), Client.join(sent.get(i)));
      }
      assertEquals(0, store.stats().queuedWrites());
      assertEquals(2, store.stats().rejected());
    }
  }

  /**
   * Keeps the writing thread in a callback until {@code go}; gives the last position. An answer
   * that is there before the callback would hold this thread instead, so another is sent then.
   */
  private static int holdTheWriter(Client client, CountDownLatch held, CountDownLatch go)
      throws InterruptedException {
    Thread test = Thread.currentThread();
    for (int last = 0; ; last++) {
      AtomicBoolean early = new AtomicBoolean();
      var unused =
          client
              .send(last, "held")
              .thenRun(
                  () -> {
                    if (Thread.currentThread().equals(test)) {
                      early.set(true);
                      return;
                    }
                    held.countDown();
                    try {
                      go.await();
                    } catch (InterruptedException e) {
                      throw new IllegalStateException(e);
                    }
                  });
      if (!early.get()) {
        held.await();
        return last + 1;
      }
    }
  }

  @Test
  void aDeletedDocumentIsSweptFromTheFile() throws Exception {
    try (SqliteStore store = SqliteStore.open(file)) {
      Client client = new Client(store, "a");
      for (int i = 0; i < 13; i++) {
        String[] texts = new String[100];
        java.util.Arrays.fill(texts, "x");
        client.append(i * 100L, texts);
      }
      client.snapshot(1_300, 700_000);
      Client other = new Client(store, "b");
      other.append(0, "stays");
      Client.join(store.delete(client.id, client.epoch));
      eventually(() -> count("doomed") == 0);
      assertEquals(1, count("entries"));
      assertEquals(0, count("snapshots") + count("parts"));
      assertEquals(new Appended.Durable(1), new Client(store, "a").append(0, "new life"));
      assertEquals(new StoreHealth(2, 2, 0, 0), Client.join(store.check(problem -> {})));
    }
  }

  private int count(String table) {
    try {
      return Integer.parseInt(query("SELECT count(*) FROM " + table));
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void whatIsNotOurFileIsNotTouched() throws Exception {
    execute("CREATE TABLE theirs(x)", "INSERT INTO theirs VALUES(1)");
    assertOpenFails(Refusal.DAMAGED, "another program");
    assertEquals("1", query("SELECT x FROM theirs"));
    Files.write(file, new byte[10_000]);
    Files.writeString(file, "This is a letter, not a database. ".repeat(50));
    assertOpenFails(Refusal.DAMAGED, "not a database");
    Files.delete(file);
    SqliteStore.open(file).close();
    execute("PRAGMA user_version = 2");
    assertOpenFails(Refusal.UNSUPPORTED, "format 2");
    Files.delete(file);
    Files.createDirectory(file);
    assertThrows(StoreException.class, () -> SqliteStore.open(file));
  }

  private void assertOpenFails(Refusal reason, String words) {
    StoreException refused = assertThrows(StoreException.class, () -> SqliteStore.open(file));
    assertEquals(reason, refused.reason(), refused.getMessage());
    assertTrue(String.valueOf(refused.getMessage()).contains(words), refused.getMessage());
  }

  @Test
  void whatAnotherProgramChangedIsNoticedBeforeTheNextWrite() throws Exception {
    try (SqliteStore store = SqliteStore.open(file)) {
      Client client = new Client(store, "a");
      client.append(0, "one");
      execute("UPDATE documents SET epoch = epoch + 1, owner = 'someone else'");
      Appended answer = client.append(1, "two");
      assertRefused(Refusal.FENCED, answer);
      assertTrue(answer.toString().contains("someone else"), answer.toString());
    }
  }

  @Test
  void aFileThatAnotherProgramHoldsIsNotNowAndIsTakenLater() throws Exception {
    try (SqliteStore store = SqliteStore.open(file)) {
      Client client = new Client(store, "a");
      client.append(0, "one");
      try (Connection other = Database.plainly(file);
          Statement statement = other.createStatement()) {
        statement.execute("BEGIN IMMEDIATE");
        assertRefused(Refusal.READ_ONLY, client.append(1, "two"));
        assertEquals(List.of("one"), client.texts());
        statement.execute("ROLLBACK");
      }
      assertEquals(new Appended.Durable(2), client.append(1, "two"));
    }
  }

  @Test
  void theProviderOpensByPathAndSettings() {
    SqliteStoreProvider provider = new SqliteStoreProvider();
    assertEquals("sqlite", provider.scheme());
    provider.open(file.toString(), Map.of("max-gap-micros", "4000", "readers", "1")).close();
    for (Map<String, String> bad :
        List.of(
            Map.of("colour", "red"),
            Map.of("readers", "many"),
            Map.of("readers", "0"),
            Map.of("wal-bytes", "1"))) {
      StoreException refused =
          assertThrows(StoreException.class, () -> provider.open(file.toString(), bad));
      assertEquals(Refusal.INVALID, refused.reason());
    }
  }

  @Test
  void partsOfASnapshotThatWasNeverFinishedAreForgotten() throws Exception {
    SqliteStore.open(file).close();
    execute("INSERT INTO parts VALUES(7, 0, x'00')");
    try (SqliteStore store = SqliteStore.open(file)) {
      assertEquals(0, count("parts"));
      Client client = new Client(store, "a");
      client.append(0, "x");
      assertEquals(new Appended.Durable(1), client.snapshot(1, 600_000));
      assertEquals(3, count("parts"));
      client.snapshot(1, 5);
      assertEquals(1, count("parts"));
    }
  }

  @Test
  void aBigSnapshotIsNotFinishedByWhoWasFencedMeanwhile() throws Exception {
    try (SqliteStore store = SqliteStore.open(file)) {
      Client client = new Client(store, "a");
      CountDownLatch held = new CountDownLatch(1);
      CountDownLatch go = new CountDownLatch(1);
      int base = holdTheWriter(client, held, go);
      var put =
          store.putSnapshot(
              client.id,
              client.epoch,
              new io.tablekeep.sdk.store.StoredSnapshot(base, new byte[40 << 20], "big"));
      var acquired = store.acquire(client.id, "other");
      go.countDown();
      Client.join(acquired);
      assertRefused(Refusal.FENCED, Client.join(put));
      assertEquals(0, count("parts"));
      assertEquals(List.of(), Client.join(store.snapshots(DocumentId.campaign("a"))));
    }
  }

  @Test
  void theWriteAheadFileStaysShortUnderLoad() throws Exception {
    SqliteOptions options = SqliteOptions.defaults().withSizes(0, 0, 1 << 20);
    try (SqliteStore store = SqliteStore.open(file, options)) {
      Client client = new Client(store, "a");
      long largest = 0;
      for (int i = 0; i < 3_000; i++) {
        client.append(i, "x".repeat(2_000));
        if (i % 100 == 0) {
          largest = Math.max(largest, Files.size(folder.resolve("table keep.db-wal")));
        }
      }
      assertTrue(largest > 0 && largest < 12 << 20, "it grew to " + largest);
    }
  }
}
