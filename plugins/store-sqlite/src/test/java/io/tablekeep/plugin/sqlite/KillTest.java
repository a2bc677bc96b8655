package io.tablekeep.plugin.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.store.Refusal;
import io.tablekeep.sdk.store.StoreException;
import io.tablekeep.sdk.store.StoreHealth;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another process, killed in the middle. */
final class KillTest {
  @TempDir Path folder;

  @Test
  @Tag("torture")
  void whatWasAckedBeforeAKillIsThere() throws Exception {
    Path file = folder.resolve("killed.db");
    SplittableRandom random = new SplittableRandom(9);
    int rounds = Torture.rounds(3, 20, 200);
    long total = 0;
    for (int round = 0; round < rounds; round++) {
      Map<String, Long> acked;
      try (Child child = new Child(file, List.of())) {
        assertTrue(child.awaitLine("acked"), "it must start: " + child.said);
        Thread.sleep(random.nextInt(1_000));
        child.kill();
        acked = child.acked;
      }
      total = 0;
      try (SqliteStore store = SqliteStore.open(file)) {
        for (Map.Entry<String, Long> doc : acked.entrySet()) {
          List<String> texts = Client.texts(store, DocumentId.campaign(doc.getKey()));
          assertTrue(
              texts.size() >= doc.getValue(),
              doc + " acked, and there are " + texts.size() + " in round " + round);
          for (int i = 0; i < texts.size(); i++) {
            assertEquals(Appender.text(doc.getKey(), i + 1), texts.get(i));
          }
          total += texts.size();
        }
        assertSound(store);
      }
    }
    assertTrue(total > rounds * 20L, "it must not be vacuous: " + total);
  }

  private static void assertSound(SqliteStore store) {
    List<StoreHealth.Problem> problems = new ArrayList<>();
    assertTrue(Client.join(store.check(problems::add)).sound(), problems.toString());
  }

  @Test
  void aSecondServerIsToldWhoHasTheFileAndAKillReleasesIt() throws Exception {
    Path file = folder.resolve("held.db");
    try (Child child = new Child(file, List.of())) {
      assertTrue(child.awaitLine("acked"), "it must start: " + child.said);
      StoreException refused = assertThrows(StoreException.class, () -> SqliteStore.open(file));
      assertEquals(Refusal.IN_USE, refused.reason());
      String message = String.valueOf(refused.getMessage());
      assertTrue(message.contains("pid " + child.pid() + ", since 2"), message);
      child.kill();
    }
    try (SqliteStore store = SqliteStore.open(file);
        Child child = new Child(file, List.of())) {
      assertTrue(child.awaitLine("refused"), "the other way round: " + child.said);
      assertTrue(
          child.said.toString().contains("pid " + ProcessHandle.current().pid()),
          child.said.toString());
      assertSound(store);
    }
  }
}
