package io.tablekeep.plugin.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.store.Appended;
import io.tablekeep.sdk.store.Appended.Durable;
import io.tablekeep.sdk.store.Appended.Rejected;
import io.tablekeep.sdk.store.Appended.Unknown;
import io.tablekeep.sdk.store.Refusal;
import io.tablekeep.sdk.store.StoreException;
import io.tablekeep.sdk.store.StoreHealth;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that die, hang, and come back. */
final class OutageTest {
  @TempDir Path folder;

  /** Writes and reads: each has connections of its own, which come back when they do. */
  private static boolean works(PostgresStore store) {
    DocumentId probe = DocumentId.campaign("probe");
    try {
      Client.join(store.acquire(probe, "probe"));
      return Client.texts(store, probe).isEmpty();
    } catch (CompletionException e) {
      return false;
    }
  }

  /** Appends to a document for ever, as fast as answers come, and remembers what it was told. */
  private static final class Load {
    final Map<Long, Appended> answers = new HashMap<>();
    private final Client client;
    private final Semaphore room = new Semaphore(50);
    private final AtomicBoolean over = new AtomicBoolean();
    private final Thread thread = new Thread(this::run, "load");

    Load(PostgresStore store, String name) {
      client = new Client(store, name);
      thread.start();
    }

    static String text(long position) {
      return "entry " + position + " " + "x".repeat((int) (position * 37 % 600));
    }

    private void run() {
      for (long position = 1; !over.get(); position++) {
        room.acquireUninterruptibly();
        long at = position;
        var unused =
            client
                .send(at - 1, text(at))
                .whenComplete(
                    (answer, failure) -> {
                      synchronized (answers) {
                        answers.put(at, answer);
                      }
                      if (!(answer instanceof Durable)) {
                        over.set(true);
                      }
                      room.release();
                    });
      }
    }

    int count() {
      synchronized (answers) {
        return answers.size();
      }
    }

    void join() throws InterruptedException {
      thread.join();
      room.acquireUninterruptibly(50);
    }
  }

  @Test
  void whatWasAckedBeforeAKillIsThereAndTheStoreHeals() throws Exception {
    try (Server server = Server.in(folder);
        PostgresStore store = server.open("killed")) {
      for (int round = 0; round < 3; round++) {
        List<Load> loads = new ArrayList<>();
        for (int d = 0; d < 5; d++) {
          loads.add(new Load(store, "doc-" + round + "-" + d));
        }
        Waiting.until(() -> loads.stream().allMatch(load -> load.count() > 100));
        server.kill();
        for (Load load : loads) {
          load.join();
        }
        assertFails(store);
        server.restart();
        Waiting.until(() -> works(store));
        for (Load load : loads) {
          judge(store, load);
        }
      }
      assertTrue(store.stats().recoveries() >= 3, store.stats().toString());
      List<StoreHealth.Problem> problems = new ArrayList<>();
      assertTrue(Client.join(store.check(problems::add)).sound(), problems.toString());
      assertEquals(0, store.stats().queuedWrites());
    }
  }

  private static void assertFails(PostgresStore store) {
    CompletionException failed =
        assertThrows(
            CompletionException.class,
            () -> Client.texts(store, io.tablekeep.sdk.state.DocumentId.campaign("doc-0-0")));
    StoreException why = assertInstanceOf(StoreException.class, failed.getCause());
    assertEquals(Refusal.UNAVAILABLE, why.reason(), why.getMessage());
  }

  private static void judge(PostgresStore store, Load load) {
    // Its epoch is spent if any answer was Unknown, and of no use if the store refused only.
    boolean unknown = load.answers.values().stream().anyMatch(Unknown.class::isInstance);
    long end = load.client.texts().size();
    if (unknown) {
      Rejected stale =
          assertInstanceOf(Rejected.class, load.client.append(end, "with a spent epoch"));
      assertEquals(Refusal.FENCED, stale.reason(), stale.message());
    }
    Client next = new Client(store, load.client.id.id());
    List<String> texts = next.texts();
    for (Map.Entry<Long, Appended> each : load.answers.entrySet()) {
      long position = each.getKey();
      if (each.getValue() instanceof Durable) {
        assertTrue(position <= texts.size(), position + " was acked, of " + texts.size());
      } else if (each.getValue() instanceof Rejected) {
        assertTrue(position > texts.size(), position + " was rejected, of " + texts.size());
      }
    }
    for (int i = 0; i < texts.size(); i++) {
      assertEquals(Load.text(i + 1), texts.get(i));
    }
    assertEquals(new Durable(texts.size() + 1), next.append(texts.size(), "goes on"));
  }

  @Test
  void aServerThatHangsIsGivenUpAndFoundAgain() throws Exception {
    try (Server server = Server.in(folder)) {
      try (PostgresStore store =
          PostgresStore.open(server.location(), Map.of("timeout", "1", "connect-timeout", "1"))) {
        Client client = new Client(store, "frozen");
        assertEquals(new Durable(1), client.append(0, "one"));
        server.freeze();
        try {
          CompletableFuture<Appended> sent = client.send(1, "two");
          // Behind a rest it is known that nothing was sent; else nobody knows.
          Appended answer = Client.join(sent);
          assertTrue(answer instanceof Unknown || answer instanceof Rejected, answer.toString());
          assertFails(store);
          Appended later = client.append(1, "two");
          assertInstanceOf(Rejected.class, later);
        } finally {
          server.thaw();
        }
        Waiting.until(() -> works(store));
        Client next = new Client(store, "frozen");
        List<String> texts = next.texts();
        assertTrue(texts.equals(List.of("one")) || texts.equals(List.of("one", "two")));
        assertEquals(new Durable(texts.size() + 1), next.append(texts.size(), "three"));
      }
    }
  }

  @Test
  void aConnectionThatIsLostInTheMiddleOfAStatementIsUnknown() throws Exception {
    try (Server server = Server.in(folder);
        PostgresStore store = server.open("cut");
        var holder = server.connect();
        var sql = holder.createStatement()) {
      Client client = new Client(store, "cut");
      assertEquals(new Durable(1), client.append(0, "one"));
      holder.setAutoCommit(false);
      sql.execute("SELECT * FROM cut.documents FOR UPDATE");
      CompletableFuture<Appended> sent = client.send(1, "two");
      CompletableFuture<Appended> behind = client.send(2, "three");
      Waiting.until(
          () ->
              server
                  .ask("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
                  .equals("1"));
      server.ask(
          "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE wait_event_type ="
              + " 'Lock'");
      assertInstanceOf(Unknown.class, Client.join(sent));
      holder.rollback();
      Appended next = Client.join(behind);
      assertTrue(next instanceof Rejected || next instanceof Unknown, next.toString());
      Waiting.until(() -> works(store));
      Rejected spent = assertInstanceOf(Rejected.class, client.append(1, "two"));
      assertEquals(Refusal.FENCED, spent.reason());
      assertEquals(List.of("one"), new Client(store, "cut").texts());
    }
  }

  @Test
  void aConnectionThatIsLostWhileItRestsIsReplacedUnnoticed() throws Exception {
    try (Server server = Server.in(folder);
        PostgresStore store = server.open("resting")) {
      Client client = new Client(store, "rest");
      assertEquals(new Durable(1), client.append(0, "one"));
      assertEquals(List.of("one"), client.texts());
      server.ask(
          "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
              + " WHERE application_name = 'tablekeep'");
      Thread.sleep(1_500); // a rest is what takes more than a second
      assertEquals(List.of("one"), client.texts());
      assertEquals(new Durable(2), client.append(1, "two"));
      assertEquals(1, store.stats().recoveries());
    }
  }
}
