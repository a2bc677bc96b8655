package io.tablekeep.plugin.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.sdk.store.Appended;
import io.tablekeep.sdk.store.Appended.Durable;
import io.tablekeep.sdk.store.Appended.Rejected;
import io.tablekeep.sdk.store.Refusal;
import io.tablekeep.sdk.store.StoreHealth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** Several stores, as several servers open them, on one database. */
final class FencingTest {
  private final String schema = Server.newSchema();

  private static Refusal reason(Appended answer) {
    return assertInstanceOf(Rejected.class, answer).reason();
  }

  @Test
  void theOldOwnerWakesAfterTheNewOneHasWritten() throws Exception {
    try (PostgresStore first = Server.shared().open(schema);
        PostgresStore second = Server.shared().open(schema)) {
      Client old = new Client(first, "table");
      assertEquals(new Durable(2), old.append(0, "one", "two"));
      Client young = new Client(second, "table");
      assertEquals(List.of("one", "two"), young.texts());
      assertEquals(new Durable(3), young.append(2, "three"));
      // What it says fits what it knows, and then what it does not know: fenced all the same.
      assertEquals(Refusal.FENCED, reason(old.append(2, "stale")));
      assertEquals(Refusal.FENCED, reason(old.append(3, "stale")));
      assertEquals(Refusal.FENCED, reason(old.snapshot(2, 300_000)));
      assertEquals(Refusal.FENCED, reason(Client.join(first.delete(old.id, old.epoch))));
      assertEquals(Refusal.CONFLICT, reason(young.append(2, "again")));
      assertEquals(new Durable(4), young.append(3, "four"));
      assertEquals(List.of("one", "two", "three", "four"), old.texts());
    }
  }

  @Test
  void aStatementThatHungIsFencedByWhatHappenedMeanwhile() throws Exception {
    try (PostgresStore first = Server.shared().open(schema);
        PostgresStore second = Server.shared().open(schema);
        var holder = Server.shared().connect();
        var sql = holder.createStatement()) {
      Client old = new Client(first, "table");
      assertEquals(new Durable(1), old.append(0, "one"));
      holder.setAutoCommit(false);
      sql.execute("SELECT * FROM " + schema + ".documents FOR UPDATE");
      CompletableFuture<Appended> hung = old.send(1, "two");
      Waiting.until(
          () ->
              Server.shared()
                  .ask(
                      "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND"
                          + " query LIKE '%unnest%'")
                  .equals("1"));
      // As another server's acquire would, in a transaction that began before.
      sql.execute("UPDATE " + schema + ".documents SET epoch = epoch + 1, owner = 'the other'");
      holder.commit();
      Rejected answer = assertInstanceOf(Rejected.class, Client.join(hung));
      assertEquals(Refusal.FENCED, answer.reason());
      assertTrue(answer.message().contains("the other"), answer.message());
      Client young = new Client(second, "table");
      assertEquals(List.of("one"), young.texts());
    }
  }

  @Test
  void twoWhoFightForTheSameDocumentsNeverBothWrite() throws Exception {
    int documents = 6;
    int rounds = 40;
    try (PostgresStore first = Server.shared().open(schema);
        PostgresStore second = Server.shared().open(schema)) {
      Map<String, String> acked = new ConcurrentHashMap<>();
      List<Thread> threads = new ArrayList<>();
      List<Throwable> wrong = new ArrayList<>();
      for (PostgresStore store : List.of(first, second)) {
        String who = store == first ? "first" : "second";
        Thread thread =
            new Thread(() -> fight(store, who, documents, rounds, acked), "fighter " + who);
        thread.setUncaughtExceptionHandler(
            (t, e) -> {
              synchronized (wrong) {
                wrong.add(e);
              }
            });
        threads.add(thread);
        thread.start();
      }
      for (Thread thread : threads) {
        thread.join();
      }
      assertEquals(List.of(), wrong);
      long total = 0;
      for (int d = 0; d < documents; d++) {
        List<String> texts = new Client(first, "fight-" + d).texts();
        for (int i = 0; i < texts.size(); i++) {
          assertEquals(acked.get("fight-" + d + " " + (i + 1)), texts.get(i));
        }
        total += texts.size();
      }
      assertEquals(acked.size(), total, "each acked entry is there, and no other");
      assertTrue(total > 0, "it must not be vacuous");
      List<StoreHealth.Problem> problems = new ArrayList<>();
      assertTrue(Client.join(first.check(problems::add)).sound(), problems.toString());
    }
  }

  /** Takes documents over in any order, and appends to all of them until it is fenced. */
  private static void fight(
      PostgresStore store, String who, int documents, int rounds, Map<String, String> acked) {
    SplittableRandom random = new SplittableRandom(who.hashCode());
    for (int round = 0; round < rounds; round++) {
      List<CompletableFuture<Void>> sent = new ArrayList<>();
      int first = random.nextInt(documents);
      for (int i = 0; i < documents; i++) {
        String name = "fight-" + (first + i) % documents;
        Client client = new Client(store, name);
        long last = client.texts().size();
        for (int n = 0; n < 5; n++) {
          long position = last + n + 1;
          String text = who + " " + round + " " + position;
          sent.add(
              client
                  .send(position - 1, text)
                  .thenAccept(
                      answer -> {
                        if (answer instanceof Durable) {
                          String before = acked.put(name + " " + position, text);
                          assertEquals(null, before, "both were told that it is theirs");
                        } else {
                          Refusal reason = reason(answer);
                          assertTrue(
                              reason == Refusal.FENCED || reason == Refusal.CONFLICT,
                              answer.toString());
                        }
                      }));
        }
      }
      sent.forEach(Client::join);
    }
  }
}
