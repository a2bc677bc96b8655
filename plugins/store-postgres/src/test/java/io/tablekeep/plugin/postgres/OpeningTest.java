package io.tablekeep.plugin.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.sdk.store.Appended.Durable;
import io.tablekeep.sdk.store.CampaignStore;
import io.tablekeep.sdk.store.Refusal;
import io.tablekeep.sdk.store.StoreCapability;
import io.tablekeep.sdk.store.StoreException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What opening says, and what it never says. */
final class OpeningTest {
  private static final String SECRET = "Xy7-%zebra";
  private static final String ENCODED = "Xy7-%25zebra";

  private final String schema = Server.newSchema();

  private static StoreException refused(String location, Map<String, String> settings) {
    StoreException refused =
        assertThrows(
            StoreException.class,
            () -> PostgresStore.open(location, settings, name -> null, Schema.STEPS).close());
    StringWriter all = new StringWriter();
    refused.printStackTrace(new PrintWriter(all));
    assertFalse(all.toString().contains("zebra"), all.toString());
    return refused;
  }

  private static void assertSays(Refusal reason, String words, StoreException refused) {
    assertEquals(reason, refused.reason(), refused.getMessage());
    String message = String.valueOf(refused.getMessage());
    assertTrue(message.contains(words), message);
  }

  @Test
  void thePasswordComesFromWhereItIsToldAndIsNeverTold(@TempDir Path folder) throws Exception {
    try (Server server = Server.in(folder)) {
      server.execute("CREATE ROLE keeper LOGIN SUPERUSER PASSWORD '" + SECRET + "'");
      Files.writeString(
          folder.resolve("data/pg_hba.conf"),
          "host all keeper all scram-sha-256\nhost all all all trust\n");
      server.ask("SELECT pg_reload_conf()");
      Waiting.until(
          () ->
              server
                  .ask("SELECT count(*) FROM pg_hba_file_rules WHERE auth_method = 'scram-sha-256'")
                  .equals("1"));
      String right = server.location("keeper", ENCODED);
      String without = server.location("keeper", "").replace(":@", "@");
      Waiting.until(() -> opens(right, Map.of(), ""));
      assertTrue(opens(without, Map.of(), SECRET), "from the environment");
      Path file = Files.writeString(folder.resolve("password"), SECRET + "\n");
      assertTrue(opens(without, Map.of("password-file", file.toString()), ""), "from a file");
      assertSays(
          Refusal.UNAVAILABLE,
          "password authentication failed for user \"keeper\"",
          refused(server.location("keeper", "zebra"), Map.of()));
      assertSays(Refusal.UNAVAILABLE, "no password was provided", refused(without, Map.of()));
      assertSays(
          Refusal.INVALID,
          "password-file",
          refused(without, Map.of("password-file", folder.resolve("none").toString())));
      assertSays(
          Refusal.UNAVAILABLE,
          "\"nowhere\" does not exist",
          refused(right.replace("/postgres", "/nowhere"), Map.of()));
      assertSays(Refusal.INVALID, "readers", refused(right, Map.of("readers", SECRET)));
      try (PostgresStore store = PostgresStore.open(right)) {
        assertFalse(store.stats().toString().contains("zebra"));
      }
    }
  }

  private static boolean opens(String location, Map<String, String> settings, String environment) {
    try {
      PostgresStore.open(
              location, settings, name -> environment.isEmpty() ? null : environment, Schema.STEPS)
          .close();
      return true;
    } catch (StoreException e) {
      return false;
    }
  }

  @Test
  void aLocationThatIsNoneIsRefusedWithoutBeingQuoted() {
    for (String wrong :
        List.of(
            "",
            "zebra",
            "//u:zebra@host",
            "//u:zebra@host/",
            "//u:zebra@ho st/db",
            "//u:%zebra@host/db",
            "//u:zebra@/db")) {
      assertSays(Refusal.INVALID, "postgresql://user@host:5432/database", refused(wrong, Map.of()));
    }
    assertSays(Refusal.INVALID, "name=value", refused("//u:zebra@localhost:1/db?zebra", Map.of()));
    assertSays(Refusal.INVALID, "\"colour\"", refused("//u@localhost:1/db?colour=blue", Map.of()));
    for (String name : List.of("Big", "1st", "pg_mine", "a\"b", "", "x".repeat(64))) {
      assertSays(Refusal.INVALID, "schema", refused("//u@localhost:1/db", Map.of("schema", name)));
    }
  }

  @Test
  void aServerThatIsNotThereIsNamed() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    assertSays(
        Refusal.UNAVAILABLE,
        "localhost:" + port,
        refused("//u:zebra@localhost:" + port + "/db", Map.of()));
  }

  @Test
  void aServerThatNeverAnswersIsGivenUp() throws Exception {
    try (ServerSocket deaf = new ServerSocket(0)) {
      assertSays(
          Refusal.UNAVAILABLE,
          "Opening",
          refused(
              "//u:zebra@localhost:" + deaf.getLocalPort() + "/db",
              Map.of("timeout", "1", "connect-timeout", "1")));
    }
  }

  @Test
  void somebodyElsesSchemaIsNotTouched() throws Exception {
    Server.shared()
        .execute("CREATE SCHEMA " + schema, "CREATE TABLE " + schema + ".documents(mine int)");
    assertSays(
        Refusal.DAMAGED,
        "belongs to another program",
        refused(Server.shared().location(), Map.of("schema", schema)));
    assertEquals(
        "1",
        Server.shared().ask("SELECT count(*) FROM pg_tables WHERE schemaname = '" + schema + "'"));
  }

  @Test
  void anEmptySchemaIsUsed() throws Exception {
    Server.shared().execute("CREATE SCHEMA " + schema);
    try (PostgresStore store = Server.shared().open(schema)) {
      assertEquals(new Durable(1), new Client(store, "a").append(0, "one"));
    }
  }

  @Test
  void aNewerSchemaIsRefused() throws Exception {
    Server.shared().open(schema).close();
    Server.shared().execute("INSERT INTO " + schema + ".tablekeep_schema(version) VALUES (99)");
    assertSays(
        Refusal.UNSUPPORTED,
        "newer Tablekeep (version 99; this one knows " + Schema.STEPS.size() + ")",
        refused(Server.shared().location(), Map.of("schema", schema)));
  }

  @Test
  void anOlderSchemaIsBroughtUpToDateOnceByManyAtOnce() throws Exception {
    Map<String, String> settings = Map.of("schema", schema);
    String location = Server.shared().location();
    try (CampaignStore store = PostgresStore.open(location, settings, name -> null, Schema.STEPS)) {
      assertEquals(new Durable(1), new Client(store, "old").append(0, "kept"));
    }
    List<List<String>> newer = new ArrayList<>(Schema.STEPS);
    newer.add(List.of("CREATE TABLE added(n int)", "INSERT INTO added VALUES (1)"));
    List<CompletableFuture<List<String>>> all = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      all.add(
          CompletableFuture.supplyAsync(
              () -> {
                try (CampaignStore store =
                    PostgresStore.open(location, settings, name -> null, newer)) {
                  return new Client(store, "old").texts();
                }
              }));
    }
    for (CompletableFuture<List<String>> each : all) {
      assertEquals(List.of("kept"), Client.join(each));
    }
    assertEquals("1", Server.shared().ask("SELECT count(*) FROM " + schema + ".added"));
    assertSays(Refusal.UNSUPPORTED, "newer", refused(location, settings));
  }

  @Test
  void aNewSchemaIsMadeOnceByManyAtOnce() throws Exception {
    List<CompletableFuture<Void>> all = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      int number = i;
      all.add(
          CompletableFuture.runAsync(
              () -> {
                try (PostgresStore store =
                    PostgresStore.open(
                        Server.shared().location() + "?schema=" + schema, Map.of())) {
                  assertEquals(new Durable(1), new Client(store, "d" + number).append(0, "x"));
                } catch (java.io.IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              }));
    }
    all.forEach(Client::join);
    assertEquals(
        Integer.toString(Schema.STEPS.size()),
        Server.shared().ask("SELECT count(*) FROM " + schema + ".tablekeep_schema"));
  }

  @Test
  void aStepThatFailsLeavesTheSchemaAsItWas() throws Exception {
    Server.shared().open(schema).close();
    List<List<String>> broken = new ArrayList<>(Schema.STEPS);
    broken.add(List.of("CREATE TABLE half(n int)", "NONSENSE"));
    assertThrows(
        StoreException.class,
        () ->
            PostgresStore.open(
                    Server.shared().location(), Map.of("schema", schema), name -> null, broken)
                .close());
    try (PostgresStore store = Server.shared().open(schema)) {
      assertEquals(new Durable(1), new Client(store, "a").append(0, "one"));
    }
  }

  @Test
  void aServerThatForgetsIsRefusedUnlessThatIsAccepted(@TempDir Path folder) throws Exception {
    try (Server server = Server.in(folder, Map.of("fsync", "off"))) {
      assertSays(Refusal.UNSUPPORTED, "fsync = off", refused(server.location(), Map.of()));
      try (PostgresStore store =
          PostgresStore.open(server.location(), Map.of("allow-fsync-off", "true"))) {
        assertFalse(store.capabilities().contains(StoreCapability.DURABLE));
        assertEquals(new Durable(1), new Client(store, "a").append(0, "one"));
      }
    }
  }

  @Test
  void everyCommitIsSynchronousWhateverTheServersDefault() throws Exception {
    assertEquals("off", Server.shared().ask("SHOW synchronous_commit"));
    try (PostgresStore store = Server.shared().open(schema)) {
      Server.shared()
          .execute(
              "CREATE TABLE " + schema + ".seen(how text)",
              "CREATE FUNCTION "
                  + schema
                  + ".see() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO "
                  + schema
                  + ".seen VALUES (current_setting('synchronous_commit')); RETURN NULL; END $$",
              "CREATE TRIGGER see AFTER INSERT ON "
                  + schema
                  + ".entries EXECUTE FUNCTION "
                  + schema
                  + ".see()");
      assertEquals(new Durable(1), new Client(store, "a").append(0, "one"));
      assertEquals("on", Server.shared().ask("SELECT how FROM " + schema + ".seen"));
    }
  }
}
