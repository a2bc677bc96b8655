package io.tablekeep.server.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tablekeep.contracts.fixture.CampaignFixture;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Lays out the campaigns that are played at, over the public API, as the host. */
final class Tables {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI server;
  private final String hostKey;

  Tables(URI server, String hostKey) {
    this.server = server;
    this.hostKey = hostKey;
  }

  List<ServerSockets.Table> layOut(LoadPlan plan) throws IOException, InterruptedException {
    String run = Long.toString(System.currentTimeMillis(), 36);
    List<ServerSockets.Table> tables = new ArrayList<>();
    for (int i = 0; i < plan.campaigns(); i++) {
      String id = "load-" + run + '-' + i;
      Map<String, Object> document =
          new HashMap<>(CampaignFixture.campaign(i, plan.stateKb() * 1_000, plan.players()));
      document.put("id", id);
      post("/api/campaigns", document);
      JsonNode links = post("/api/campaigns/" + id + "/links", Map.of()).path("links");
      List<String> seats = new ArrayList<>();
      for (int player = 1; player <= plan.players(); player++) {
        seats.add(token(links, CampaignFixture.player(player).id()));
      }
      tables.add(new ServerSockets.Table(id, seats));
    }
    return tables;
  }

  private static String token(JsonNode links, String participant) {
    for (JsonNode link : links) {
      if (link.path("participant").asText().equals(participant)) {
        return link.path("token").asText();
      }
    }
    throw new TablekeepException(
        ErrorKind.INTERNAL, "load-failed", "the server gave no link for " + participant);
  }

  private JsonNode post(String path, Map<String, ?> body) throws IOException, InterruptedException {
    HttpResponse<byte[]> response =
        http.send(
            HttpRequest.newBuilder(server.resolve(path))
                .header("Authorization", "Bearer " + hostKey)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
                .build(),
            HttpResponse.BodyHandlers.ofByteArray());
    JsonNode answer = JSON.readTree(response.body());
    if (response.statusCode() >= 300) {
      throw new TablekeepException(
          ErrorKind.RESOURCE,
          answer.path("code").asText("load-failed"),
          "the server refused " + path + ": " + answer.path("message").asText());
    }
    return answer;
  }

  /** Reads one number of the server's metrics; the sum over its labels. */
  double metric(String name) {
    try {
      String text =
          http.send(
                  HttpRequest.newBuilder(server.resolve("/metrics")).build(),
                  HttpResponse.BodyHandlers.ofString())
              .body();
      double sum = 0;
      for (String line : text.lines().toList()) {
        if (line.startsWith(name + ' ') || line.startsWith(name + '{')) {
          sum += Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
        }
      }
      return sum;
    } catch (IOException e) {
      throw new TablekeepException(
          ErrorKind.RESOURCE, "load-failed", "the server's metrics cannot be read: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }
}
