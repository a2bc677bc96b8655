package io.tablekeep.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tablekeep.server.testing.RunningServer;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The nodes page of a server that stands alone; what several show is tested with processes. */
class ClusterRoutesTest {
  private static RunningServer server;
  private static String[] host;

  @BeforeAll
  static void start() throws IOException {
    server = RunningServer.start();
    host = new String[] {"Authorization", "Bearer " + server.hostKey()};
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  private static void refused(int status, String code, HttpResponse<String> answer)
      throws IOException {
    assertEquals(status, answer.statusCode(), answer::body);
    assertEquals(code, RunningServer.json(answer).path("code").asText());
  }

  @Test
  void aServerThatStandsAloneIsItsOnlyNode() throws Exception {
    JsonNode cluster = RunningServer.json(server.get("/api/cluster", host));
    assertFalse(cluster.path("clustered").asBoolean());
    assertEquals(1, cluster.path("nodes").size());
    JsonNode node = cluster.at("/nodes/0");
    assertTrue(node.path("self").asBoolean());
    assertEquals("ready", node.path("state").asText());
    assertTrue(node.path("documents").asInt() >= 1, node::toString);
    JsonNode documents = RunningServer.json(server.get("/api/cluster/documents", host));
    assertEquals(0, documents.path("all").asInt());
    refused(409, "not-clustered", server.post("/api/cluster/nodes/this-server/drain", "", host));
    refused(
        409,
        "not-clustered",
        server.send(
            "DELETE", "/api/cluster/nodes/this-server/drain", BodyPublishers.noBody(), host));
  }

  @Test
  void onlyTheHostSeesAndTellsNodes() throws Exception {
    String[] gm = {"Authorization", "Bearer " + server.token("gm")};
    for (String path : new String[] {"/api/cluster", "/api/cluster/documents"}) {
      refused(401, "unauthorized", server.get(path));
      refused(403, "forbidden", server.get(path, gm));
    }
    refused(401, "unauthorized", server.post("/api/cluster/nodes/x/drain", ""));
    refused(403, "forbidden", server.post("/api/cluster/nodes/x/drain", "", gm));
  }

  @Test
  void aQueryThatMakesNoSenseIsSaid() throws Exception {
    for (String limit : new String[] {"0", "501", "many"}) {
      refused(400, "bad-query", server.get("/api/cluster/documents?limit=" + limit, host));
    }
  }

  @Test
  void thePageIsThere() throws Exception {
    HttpResponse<String> page = server.get("/cluster");
    assertEquals(200, page.statusCode());
    assertTrue(page.body().contains("/page/cluster.js"), page::body);
    assertEquals(200, server.get("/page/cluster.js").statusCode());
    assertEquals(200, server.get("/page/cluster.css").statusCode());
  }
}
