package io.tablekeep.plugin.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.sdk.store.Appended;
import io.tablekeep.sdk.store.StoreException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each statement that the store executes fails once, in each way; nothing acked is lost, nothing
 * comes twice.
 */
final class FaultySqliteTest {
  private static final SqliteOptions OPTIONS = SqliteOptions.defaults().withSizes(0, 0, 1 << 20);

  /** In memory where that is to be had: these tests are about errors, not about the disk. */
  @TempDir(factory = InMemoryFolder.class)
  Path folder;

  private int unknown;
  private int rejected;
  private int notOpened;

  @Test
  void eachStatementMayFailWithAnErrorBeforeItIsDone() {
    failEach(false, FaultyConnections.IO_ERROR);
    assertTrue(unknown > 3, "it must not be vacuous: " + unknown);
  }

  @Test
  void eachStatementMayFailWithAnErrorAfterItWasDone() {
    failEach(true, FaultyConnections.IO_ERROR);
    assertTrue(unknown > 3, "it must not be vacuous: " + unknown);
  }

  @Test
  void eachStatementMayFindTheDiskFull() {
    failEach(false, FaultyConnections.FULL);
    assertTrue(rejected > 3, "it must not be vacuous: " + rejected);
    assertEquals(0, unknown);
  }

  private void failEach(boolean done, int code) {
    FaultyConnections whole = new FaultyConnections(-1, false, 0);
    run(folder.resolve("whole.db"), whole);
    assertEquals(0, unknown + rejected + notOpened);
    for (long n = 1; n <= whole.executions(); n++) {
      run(folder.resolve(n + ".db"), new FaultyConnections(n, done, code));
    }
    assertTrue(notOpened > 3, "opening fails too: " + notOpened);
  }

  private void run(Path file, FaultyConnections connections) {
    SqliteStore store;
    try {
      store = SqliteStore.open(file, OPTIONS, connections);
    } catch (StoreException e) {
      notOpened++;
      store = SqliteStore.open(file, OPTIONS, connections);
    }
    List<String> acked = new ArrayList<>();
    try (SqliteStore open = store) {
      new Script(open, "a", acked).play();
    }
    try (SqliteStore again = SqliteStore.open(file)) {
      Script after = new Script(again, "a", acked);
      after.check();
      assertTrue(Client.join(again.check(problem -> {})).sound());
    }
  }

  /** A writer that takes each answer for what it is. */
  private final class Script {
    private final SqliteStore store;
    private final List<String> acked;
    private final Set<String> refused = new HashSet<>();
    private Client client;
    private int number;

    Script(SqliteStore store, String name, List<String> acked) {
      this.store = store;
      this.acked = acked;
      client = take(name);
    }

    private Client take(String name) {
      for (int i = 0; ; i++) {
        try {
          return new Client(store, name);
        } catch (CompletionException e) {
          assertTrue(e.getCause() instanceof StoreException && i < 3, String.valueOf(e));
          pause();
        }
      }
    }

    private void pause() {
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }

    void play() {
      for (int round = 0; round < 2; round++) {
        append();
      }
      Appended put = client.snapshot(acked.size(), 600_000);
      heed(put, List.of());
      Client.join(store.dropSnapshots(client.id, client.epoch, acked.size()));
      check();
      append();
    }

    /** Three appends, one behind the other. */
    private void append() {
      List<CompletableFuture<Appended>> sent = new ArrayList<>();
      List<String> texts = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        String text = "text " + number++;
        texts.add(text);
        sent.add(client.send(acked.size() + i, text));
      }
      boolean fine = true;
      int unknownBefore = unknown;
      for (int i = 0; i < 3; i++) {
        fine &= heed(Client.join(sent.get(i)), texts.subList(i, i + 1));
      }
      if (unknown > unknownBefore) {
        for (int after = acked.size(); after < acked.size() + 4; after++) {
          Appended spent = client.append(after, "sent with an epoch that is spent");
          assertTrue(spent instanceof Appended.Rejected, spent.toString());
        }
      }
      if (!fine) {
        client = take(client.id.id());
        check();
      }
    }

    private boolean heed(Appended answer, List<String> texts) {
      if (answer instanceof Appended.Durable) {
        acked.addAll(texts);
        return true;
      } else if (answer instanceof Appended.Unknown) {
        unknown++;
      } else {
        rejected++;
        refused.addAll(texts);
      }
      return false;
    }

    void check() {
      List<String> found;
      try {
        found = client.texts();
      } catch (CompletionException e) {
        found = client.texts();
      }
      assertTrue(found.size() >= acked.size(), acked + " but " + found);
      assertEquals(acked, found.subList(0, acked.size()));
      assertTrue(found.stream().noneMatch(refused::contains), refused + " in " + found);
      assertEquals(found.size(), new HashSet<>(found).size(), "twice: " + found);
      acked.addAll(found.subList(acked.size(), found.size()));
    }
  }
}
