package io.tablekeep.server.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tablekeep.sdk.store.StoreException;
import io.tablekeep.server.Demo;
import io.tablekeep.server.ServerConfig;
import io.tablekeep.server.TablekeepServer;
import io.tablekeep.server.auth.SeatClaim;
import io.tablekeep.server.testing.RawSocket;
import io.tablekeep.server.testing.RunningServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three servers without a database: all of them stopped, two started, and then the third. */
class OwnDisksServersTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final int SERVERS = 3;

  /** Until all disks have what one other has: they are brought up to date twice a second. */
  private static final Duration EVERY_DISK = Duration.ofSeconds(2);

  @TempDir Path folder;
  private int port;
  private final List<TablekeepServer> servers = new ArrayList<>();

  @AfterEach
  void stop() {
    servers.forEach(TablekeepServer::close);
    servers.clear();
  }

  private void start(int number) throws IOException {
    ServerConfig config =
        new ServerConfig(
            "127.0.0.1",
            0,
            folder.resolve("data-" + number),
            Optional.empty(),
            "sqlite:tablekeep.db",
            Set.of(),
            1,
            true,
            "warn");
    servers.add(
        TablekeepServer.start(
            config.withCluster(
                new ClusterConfig(
                    Optional.of("127.0.0.1"),
                    port,
                    List.of("127.0.0.1:" + port),
                    Optional.of("server-" + number),
                    "",
                    Optional.empty(),
                    SERVERS))));
  }

  private static void until(String what, Callable<Boolean> condition) throws Exception {
    long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.call()) {
      assertTrue(System.nanoTime() < until, "never: " + what);
      Thread.sleep(50);
    }
  }

  private HttpResponse<String> call(int at, String method, String path, String body, String key)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(servers.get(at).base() + path))
            .method(method, BodyPublishers.ofString(body));
    if (!key.isEmpty()) {
      request.header("Authorization", "Bearer " + key);
    }
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }

  /** Whether a figure of each server's backup is told to be so. */
  private boolean backup(String figure) throws Exception {
    for (int i = 0; i < servers.size(); i++) {
      String key = servers.get(i).house().keys().hostKey();
      if (!call(i, "GET", "/metrics", "", key).body().contains("tablekeep_backup_" + figure)) {
        return false;
      }
    }
    return true;
  }

  private static boolean demo(TablekeepServer at) throws IOException {
    try {
      return Demo.ensure(at.engine()).isPresent();
    } catch (StoreException early) {
      return false;
    }
  }

  private String seat(String who) {
    SeatClaim claim = new SeatClaim(Demo.ID, who, System.currentTimeMillis() / 1_000, "", 0);
    return servers.get(0).house().keys().seats().issue(claim);
  }

  /** Comes again, as clients do, until the table is there; the port by which it was reached. */
  private int sits(String hello) throws Exception {
    int door = servers.get(1).port();
    until(
        "somebody sits",
        () -> {
          try (RawSocket socket = RawSocket.open(door, Demo.ID)) {
            socket.text(hello);
            socket.next("welcome");
            return true;
          } catch (IOException closed) {
            return false;
          }
        });
    return door;
  }

  private static String resuming(String hello, JsonNode welcome) {
    return hello.substring(0, hello.length() - 1)
        + ",\"resume\":\""
        + welcome.path("resume").asText()
        + "\",\"position\":"
        + welcome.path("position")
        + "}";
  }

  @Test
  void twoOfThreeShowTheirTablesAndTheThirdLetsThemPlayOn() throws Exception {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = Math.min(free.getLocalPort(), 65_000);
    }
    for (int i = 0; i < SERVERS; i++) {
      start(i);
    }
    until("the demo is made", () -> demo(servers.get(0)));
    String ana = seat("ana");
    String hello = RawSocket.whole(ana, "phone");
    try (RawSocket socket = RawSocket.open(sits(hello), Demo.ID)) {
      socket.text(hello);
      socket.next("welcome");
      int said = socket.act("chat.say", "{\"text\":\"Before the night.\"}");
      assertEquals("applied", socket.receipt(said).path("outcome").asText());
    }
    String key = servers.get(0).house().keys().hostKey();
    until(
        "registration is open",
        () ->
            call(2, "PATCH", "/api/settings", "{\"registration\":\"open\"}", key).statusCode()
                == 200);
    String login = "{\"login\":\"ada\",\"password\":\"correct horse\",\"name\":\"Ada\"}";
    until(
        "an account is made",
        () -> call(2, "POST", "/api/accounts", login, "").statusCode() / 100 == 2);
    until(
        "the account is known at another",
        () -> call(1, "POST", "/api/sessions", login, "").statusCode() / 100 == 2);
    String session = call(1, "POST", "/api/sessions", login, "").body();
    String token = RunningServer.JSON.readTree(session).path("token").asText();
    until("another disk has all of it", () -> backup("lag 0.0"));
    Thread.sleep(EVERY_DISK.toMillis());
    stop();
    start(0);
    start(1);
    try (RawSocket socket = RawSocket.open(sits(hello), Demo.ID)) {
      socket.text(hello);
      JsonNode welcome = socket.next("welcome");
      assertTrue(welcome.toString().contains("Before the night."));
      assertFalse(socket.next("line").path("writable").asBoolean());
      socket.act(9, "chat.say", "{\"text\":\"Is anybody there?\"}");
      JsonNode refused = socket.receipt(9);
      assertEquals("retry", refused.path("outcome").asText());
      assertEquals("read-only", refused.path("code").asText());
      assertEquals(200, call(1, "GET", "/api/me", "", token).statusCode());
      assertEquals(503, call(0, "POST", "/api/sessions", login, "").statusCode());
      start(2);
      socket.next("moving");
      socket.text(resuming(hello, welcome));
      socket.next("resumed");
      until(
          "it is played on",
          () -> {
            socket.act(9, "chat.say", "{\"text\":\"Is anybody there?\"}");
            return socket.receipt(9).path("outcome").asText().equals("applied");
          });
    }
  }
}
