package io.tablekeep.plugin.postgres;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.sdk.store.Appended;
import io.tablekeep.sdk.store.Appended.Durable;
import io.tablekeep.sdk.store.Appended.Rejected;
import io.tablekeep.sdk.store.Epoch;
import io.tablekeep.sdk.store.Page;
import io.tablekeep.sdk.store.Refusal;
import io.tablekeep.sdk.store.StoreException;
import io.tablekeep.sdk.store.StoreHealth;
import io.tablekeep.sdk.store.StoredEntry;
import io.tablekeep.sdk.store.StoredSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** What a server refuses, what is damaged, and what is large. */
final class RefusalTest {
  private final String schema = Server.newSchema();

  /** Makes the server refuse entries that begin so, with a code. */
  private void refuse(String code, String condition) throws Exception {
    Server.shared()
        .execute(
            "CREATE OR REPLACE FUNCTION "
                + schema
                + ".refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF "
                + condition
                + " THEN RAISE EXCEPTION 'refused for a test' USING ERRCODE = '"
                + code
                + "'; END IF; RETURN NEW; END $$",
            "CREATE OR REPLACE TRIGGER refuse BEFORE INSERT ON "
                + schema
                + ".entries FOR EACH ROW EXECUTE FUNCTION "
                + schema
                + ".refuse()");
  }

  private static Rejected rejected(Appended answer) {
    return assertInstanceOf(Rejected.class, answer);
  }

  @Test
  void noRoomIsSaidAndNothingIsStored() throws Exception {
    try (PostgresStore store = Server.shared().open(schema)) {
      Client client = new Client(store, "full");
      refuse("53100", "true");
      Rejected full = rejected(client.append(0, "one"));
      assertEquals(Refusal.FULL, full.reason(), full.message());
      refuse("53100", "false");
      assertEquals(new Durable(1), client.append(0, "one"), "the epoch still holds");
      assertEquals(1, store.stats().rejected());
      assertEquals(0, store.stats().unknown());
    }
  }

  @Test
  void aServerThatTakesNoWritesIsSaidAndLeft() throws Exception {
    try (PostgresStore store = Server.shared().open(schema)) {
      Client client = new Client(store, "standby");
      refuse("25006", "true");
      Rejected refused = rejected(client.append(0, "one"));
      assertEquals(Refusal.READ_ONLY, refused.reason(), refused.message());
      refuse("25006", "false");
      Waiting.until(() -> client.append(0, "one") instanceof Durable);
      assertEquals(1, store.stats().recoveries());
    }
  }

  @Test
  void whatHasToBeRepeatedIsRepeated() throws Exception {
    try (PostgresStore store = Server.shared().open(schema)) {
      Client client = new Client(store, "again");
      Server.shared().execute("CREATE SEQUENCE " + schema + ".tries");
      refuse("40P01", "nextval('" + schema + ".tries') < 3");
      assertEquals(new Durable(1), client.append(0, "one"));
      refuse("40P01", "true");
      assertEquals(Refusal.READ_ONLY, rejected(client.append(1, "two")).reason());
      assertEquals(List.of("one"), client.texts());
    }
  }

  @Test
  void oneDocumentThatIsRefusedDoesNotHinderTheOthers() throws Exception {
    try (PostgresStore store = Server.shared().open(schema)) {
      List<Client> clients = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        clients.add(new Client(store, "d" + i));
      }
      // As damage would: a row where the document says there is none.
      Server.shared()
          .execute(
              "INSERT INTO "
                  + schema
                  + ".entries SELECT journal, 1, 'stray' FROM "
                  + schema
                  + ".documents WHERE name = 'campaign/d3'");
      for (int round = 0; round < 20; round++) {
        int after = round;
        List<CompletableFuture<Appended>> sent =
            clients.stream().map(client -> client.send(after, "text " + after)).toList();
        for (int i = 0; i < sent.size(); i++) {
          Appended answer = Client.join(sent.get(i));
          if (i != 3) {
            assertEquals(new Durable(after + 1), answer);
          } else if (after == 0) {
            assertEquals(Refusal.DAMAGED, rejected(answer).reason());
          } else {
            assertEquals(Refusal.CONFLICT, rejected(answer).reason());
          }
        }
      }
      List<StoreHealth.Problem> problems = new ArrayList<>();
      assertEquals(1, Client.join(store.check(problems::add)).problems());
      assertEquals("campaign/d3 entry 1", problems.get(0).where());
    }
  }

  @Test
  void aQueueThatIsFullRefusesAndGoesOn() throws Exception {
    try (PostgresStore store =
            PostgresStore.open(
                Server.shared().location(), Map.of("schema", schema, "queue-limit", "10"));
        var holder = Server.shared().connect();
        var sql = holder.createStatement()) {
      Client client = new Client(store, "busy");
      holder.setAutoCommit(false);
      sql.execute("SELECT * FROM " + schema + ".documents FOR UPDATE");
      List<CompletableFuture<Appended>> sent = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        sent.add(client.send(i, "text"));
      }
      assertEquals(10, store.stats().queuedWrites());
      assertTrue(store.stats().queuedBytes() > 0);
      for (int i = 10; i < 30; i++) {
        assertEquals(Refusal.OVERLOADED, rejected(Client.join(sent.get(i))).reason());
      }
      holder.rollback();
      for (int i = 0; i < 10; i++) {
        assertEquals(new Durable(i + 1), Client.join(sent.get(i)));
      }
      assertEquals(0, store.stats().queuedWrites());
      assertEquals(0, store.stats().queuedBytes());
      assertEquals(20, store.stats().rejected());
    }
  }

  @Test
  void aLockThatIsHeldTooLongIsARefusal() throws Exception {
    try (PostgresStore store =
            PostgresStore.open(
                Server.shared().location(), Map.of("schema", schema, "timeout", "1"));
        var holder = Server.shared().connect();
        var sql = holder.createStatement()) {
      Client held = new Client(store, "held");
      Client free = new Client(store, "free");
      holder.setAutoCommit(false);
      sql.execute("SELECT * FROM " + schema + ".documents WHERE name = 'campaign/held' FOR UPDATE");
      CompletableFuture<Appended> stuck = held.send(0, "one");
      CompletableFuture<Appended> other = free.send(0, "one");
      assertEquals(new Durable(1), Client.join(other));
      assertEquals(Refusal.READ_ONLY, rejected(Client.join(stuck)).reason());
      holder.rollback();
      assertEquals(new Durable(1), held.append(0, "one"));
    }
  }

  @Test
  void theLargestSnapshotComesBackAsItWas() throws Exception {
    byte[] state = new byte[PostgresStore.LIMITS.snapshotBytes()];
    new SplittableRandom(5).nextBytes(state);
    try (PostgresStore store =
        PostgresStore.open(
            Server.shared().location(), Map.of("schema", schema, "queue-bytes", "1000"))) {
      Client client = new Client(store, "large");
      assertEquals(new Durable(1), client.append(0, "one"));
      CompletableFuture<Appended> put =
          store
              .putSnapshot(client.id, client.epoch, new StoredSnapshot(1, state, "nul \0 \\ \\0"))
              .toCompletableFuture();
      assertEquals(new Durable(1), put.get(5, java.util.concurrent.TimeUnit.MINUTES));
      StoredSnapshot read =
          store
              .snapshot(client.id, 9)
              .toCompletableFuture()
              .get(5, java.util.concurrent.TimeUnit.MINUTES)
              .orElseThrow();
      assertArrayEquals(state, read.bytes());
      assertEquals("nul \0 \\ \\0", read.meta());
      assertEquals(new Durable(1), Client.join(store.delete(client.id, client.epoch)));
      Waiting.until(
          () -> Server.shared().ask("SELECT count(*) FROM " + schema + ".parts").equals("0"));
      assertEquals("0", Server.shared().ask("SELECT count(*) FROM " + schema + ".doomed"));
    }
  }

  @Test
  void aSnapshotWhoseOwnerIsFencedOnTheWayLeavesNothingBehind() throws Exception {
    try (PostgresStore store = Server.shared().open(schema)) {
      Client client = new Client(store, "late");
      assertEquals(new Durable(1), client.append(0, "one"));
      CompletableFuture<Appended> put =
          store
              .putSnapshot(client.id, client.epoch, new StoredSnapshot(1, new byte[30 << 20], "x"))
              .toCompletableFuture();
      Server.shared().execute("UPDATE " + schema + ".documents SET epoch = epoch + 1");
      assertEquals(Refusal.FENCED, rejected(Client.join(put)).reason());
      Client next = new Client(store, "late");
      assertEquals(List.of(), Client.join(store.snapshots(next.id)));
      assertEquals("0", Server.shared().ask("SELECT count(*) FROM " + schema + ".parts"));
      assertEquals("0", Server.shared().ask("SELECT count(*) FROM " + schema + ".uploads"));
    }
  }

  @Test
  void pagesAreBoundedInBytes() throws Exception {
    try (PostgresStore store = Server.shared().open(schema)) {
      Client client = new Client(store, "pages");
      List<StoredEntry> big = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        big.add(new StoredEntry(i + 1, new byte[4 << 20]));
      }
      for (int round = 0; round < 3; round++) {
        List<StoredEntry> next = new ArrayList<>();
        for (StoredEntry entry : big) {
          next.add(new StoredEntry(entry.position() + 4L * round, entry.bytes()));
        }
        assertEquals(
            new Durable(4L * round + 4),
            Client.join(store.append(client.id, client.epoch, 4L * round, next)));
      }
      long position = 0;
      Page<StoredEntry> page;
      do {
        page = Client.join(store.read(client.id, position, 10_000, Long.MAX_VALUE));
        assertTrue(page.items().size() <= 4, "16 MiB and no more");
        position += page.items().size();
      } while (page.more());
      assertEquals(12, position);
      assertEquals(1, Client.join(store.read(client.id, 3, 10, 5 << 20)).items().size());
    }
  }

  @Test
  void damageIsSaidWhereItIs() throws Exception {
    try (PostgresStore store = Server.shared().open(schema)) {
      Client client = new Client(store, "hurt");
      assertEquals(new Durable(4), client.append(0, "1", "2", "3", "4"));
      assertEquals(new Durable(4), client.snapshot(2, 600_000));
      assertEquals(new Durable(4), client.snapshot(4, 10));
      Server.shared()
          .execute(
              "DELETE FROM " + schema + ".entries WHERE position = 2",
              "DELETE FROM " + schema + ".parts WHERE part = 1",
              "UPDATE " + schema + ".snapshots SET position = 9 WHERE position = 4",
              "INSERT INTO " + schema + ".entries VALUES (777, 1, 'x')",
              "INSERT INTO " + schema + ".parts VALUES (888, 0, 'x')");
      List<StoreHealth.Problem> problems = new ArrayList<>();
      StoreHealth health = Client.join(store.check(problems::add));
      assertEquals(
          List.of(
              "campaign/hurt entry 2",
              "campaign/hurt snapshot 2",
              "campaign/hurt snapshot 9",
              "entries of journal 777",
              "parts of snapshot 888"),
          problems.stream().map(StoreHealth.Problem::where).toList());
      assertEquals(5, health.problems());
      assertDamaged(() -> Client.join(store.read(client.id, 1, 10, 1_000)));
      assertDamaged(() -> Client.join(store.read(client.id, 0, 10, 1_000)));
      assertDamaged(() -> Client.join(store.snapshot(client.id, 3)));
    }
  }

  private static void assertDamaged(org.junit.jupiter.api.function.Executable reading) {
    CompletionException failed = assertThrows(CompletionException.class, reading);
    StoreException why = assertInstanceOf(StoreException.class, failed.getCause());
    assertEquals(Refusal.DAMAGED, why.reason(), why.getMessage());
  }

  @Test
  void anOwnersNameComesBackAsItWas() throws Exception {
    try (PostgresStore store = Server.shared().open(schema)) {
      Client client = new Client(store, "named");
      assertEquals(new Durable(1), client.append(0, "one"));
      String odd = "C:\\0 \0 \"Ž 🐉\" '; DROP TABLE documents";
      Epoch epoch = Client.join(store.acquire(client.id, odd));
      assertEquals(odd, Client.join(store.describe(client.id)).orElseThrow().owner());
      assertEquals(2, epoch.value());
    }
  }
}
