package io.tablekeep.server.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tablekeep.server.ServerConfig;
import io.tablekeep.server.TablekeepServer;
import io.tablekeep.server.testing.Description;
import io.tablekeep.server.testing.RunningServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the host of two nodes is shown of them by either, and what one does that the other is told.
 */
class ClusterPageTest {
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<TablekeepServer> servers = new ArrayList<>();
  @TempDir Path folder;

  private TablekeepServer start(String name, int port) throws IOException {
    ServerConfig config =
        RunningServer.config(folder.resolve(name), 1)
            .withCluster(
                new ClusterConfig(
                    Optional.of("127.0.0.1"),
                    port,
                    List.of("127.0.0.1:" + port),
                    Optional.of(name),
                    "",
                    Optional.empty(),
                    2));
    TablekeepServer server = TablekeepServer.start(config);
    servers.add(server);
    return server;
  }

  @AfterEach
  void stop() {
    servers.forEach(TablekeepServer::close);
  }

  private JsonNode ask(TablekeepServer server, String method, String path) throws Exception {
    return ask(server, method, path, "");
  }

  private JsonNode ask(TablekeepServer server, String method, String path, String body)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.base() + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + server.house().keys().hostKey())
            .build();
    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    String type = answer.headers().firstValue("content-type").orElse("");
    Description.checked(method, path, answer.statusCode(), type, answer.body());
    return RunningServer.JSON.readTree(answer.body());
  }

  private static void until(String what, Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.call()) {
      assertTrue(System.nanoTime() < end, "never: " + what);
      Thread.sleep(20);
    }
  }

  private JsonNode node(TablekeepServer seenBy, String name) throws Exception {
    for (JsonNode each : ask(seenBy, "GET", "/api/cluster").path("nodes")) {
      if (each.path("name").asText().equals(name)) {
        return each;
      }
    }
    return RunningServer.JSON.createObjectNode();
  }

  @Test
  void eitherNodeShowsBothAndDrainsTheOther() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = Math.min(socket.getLocalPort(), 65_000);
    }
    TablekeepServer ann = start("ann", port);
    TablekeepServer bob = start("bob", port);
    for (TablekeepServer each : List.of(ann, bob)) {
      until("both are ready", () -> state(each, "ann", "ready") && state(each, "bob", "ready"));
      assertTrue(ask(each, "GET", "/api/cluster").path("clustered").asBoolean());
    }
    assertTrue(node(ann, "ann").path("self").asBoolean());
    assertTrue(!node(ann, "bob").path("self").asBoolean());

    assertTrue(ask(ann, "POST", "/api/cluster/nodes/bob/drain").path("draining").asBoolean());
    until("ann knows", () -> state(ann, "bob", "draining"));
    until("bob knows", () -> state(bob, "bob", "draining"));
    assertFalse(
        ask(ann, "DELETE", "/api/cluster/nodes/bob/drain").path("draining").asBoolean(true));
    until("ann knows that it stays", () -> state(ann, "bob", "ready"));
    ask(ann, "POST", "/api/cluster/nodes/ann/drain");
    until("ann knows of itself", () -> state(ann, "ann", "draining"));
    assertEquals(
        "no-such-node", ask(ann, "POST", "/api/cluster/nodes/eve/drain").path("code").asText());
  }

  private boolean state(TablekeepServer seenBy, String name, String state) throws Exception {
    return node(seenBy, name).path("state").asText().equals(state);
  }

  @Test
  void documentsAreListedPageByPage() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = Math.min(socket.getLocalPort(), 65_000);
    }
    TablekeepServer ann = start("ann", port);
    for (int i = 0; i < 3; i++) {
      ask(ann, "POST", "/api/campaigns", "{\"name\":\"Night " + i + "\"}");
    }
    until("all are there", () -> ids(ann, "limit=500").size() >= 3);
    List<String> all = ids(ann, "limit=500");
    assertEquals(new ArrayList<>(new TreeSet<>(all)), all);
    JsonNode first = ask(ann, "GET", "/api/cluster/documents?limit=2");
    assertEquals(all.size(), first.path("all").asInt());
    assertEquals(all.get(1), first.path("next").asText());
    assertEquals("ann", first.at("/documents/0/node").asText());
    assertEquals(all.subList(2, all.size()), ids(ann, "after=" + all.get(1)));
    assertEquals(List.of(), ids(ann, "node=bob"));
  }

  private List<String> ids(TablekeepServer server, String query) throws Exception {
    List<String> ids = new ArrayList<>();
    ask(server, "GET", "/api/cluster/documents?" + query)
        .path("documents")
        .forEach(each -> ids.add(each.path("id").asText()));
    return ids;
  }
}
