package io.tablekeep.server.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.server.ConfigSources;
import io.tablekeep.server.ServerConfig;
import io.tablekeep.server.TablekeepServer;
import io.tablekeep.server.testing.MemoryPlugin;
import io.tablekeep.server.testing.RawSocket;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many documents stay in memory is the host's to say. */
class RestingTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir Path folder;

  private TablekeepServer start(String name, String value) throws IOException {
    Map<String, String> flags = new HashMap<>(Map.of("port", "0", "loops", "1", "log", "warn"));
    flags.put("data", folder.resolve("data").toString());
    flags.put("plugins", MemoryPlugin.into(folder.resolve("plugins")).toString());
    flags.put("store", "memory:");
    ServerConfig config = ConfigSources.read(flags, Map.of("TABLEKEEP_" + name, value), Map.of());
    return TablekeepServer.start(config);
  }

  private static HttpResponse<String> call(TablekeepServer server, String path, String body)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.base() + path))
            .header("Authorization", "Bearer " + server.house().keys().hostKey());
    if (!body.isEmpty()) {
      request.POST(BodyPublishers.ofString(body));
    }
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }

  private static double figure(TablekeepServer server, String name) throws Exception {
    return call(server, "/metrics", "")
        .body()
        .lines()
        .filter(line -> line.startsWith(name + ' '))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' '))))
        .findFirst()
        .orElseThrow();
  }

  private static void make(TablekeepServer server, String id) throws Exception {
    String body =
        "{\"id\":\"" + id + "\",\"name\":\"N\",\"participants\":[{\"id\":\"p\",\"name\":\"P\"}]}";
    assertEquals(201, call(server, "/api/campaigns", body).statusCode());
  }

  private static void sits(TablekeepServer server, String campaign) throws Exception {
    String token = server.links(campaign).get(0).token();
    try (RawSocket socket = RawSocket.seated(server.port(), campaign, token, "tab")) {
      assertEquals(campaign, socket.next("welcome").path("campaign").asText());
    }
  }

  @Test
  void moreCampaignsThanMayStayAreServedAllTheSame() throws Exception {
    try (TablekeepServer server = start("DOCUMENTS", "16")) {
      for (int i = 0; i < 24; i++) {
        make(server, "c" + i);
        assertTrue(figure(server, "tablekeep_residency_documents") <= 16);
      }
      for (int i = 0; i < 24; i++) {
        sits(server, "c" + i);
      }
      assertTrue(figure(server, "tablekeep_residency_left_total") >= 24);
    }
  }

  @Test
  void aCampaignThatNobodySitsAtLeavesAfterItsRest() throws Exception {
    try (TablekeepServer server = start("IDLE", "1")) {
      double own = figure(server, "tablekeep_residency_documents");
      make(server, "quiet");
      make(server, "played");
      String token = server.links("played").get(0).token();
      try (RawSocket socket = RawSocket.seated(server.port(), "played", token, "tab")) {
        socket.next("welcome");
        // Where all takes long, the one that is played has left and come back before that.
        long until = System.nanoTime() + 30_000_000_000L;
        while (figure(server, "tablekeep_residency_documents") != own + 1) {
          assertTrue(System.nanoTime() < until, "nothing leaves");
          Thread.sleep(20);
        }
        assertTrue(figure(server, "tablekeep_residency_left_total") >= 1);
        int n = socket.act("chat.say", "{\"text\":\"Still here.\"}");
        assertEquals("applied", socket.receipt(n).path("outcome").asText());
      }
      sits(server, "quiet");
    }
  }
}
