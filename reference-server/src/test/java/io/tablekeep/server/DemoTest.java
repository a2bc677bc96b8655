package io.tablekeep.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tablekeep.server.http.Links;
import io.tablekeep.server.testing.RunningServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a first run makes. */
class DemoTest {
  @TempDir Path folder;
  private final HttpClient http = HttpClient.newHttpClient();

  private JsonNode ask(TablekeepServer server, String path, String body) throws Exception {
    String seat =
        server.links(Demo.EVENING).stream()
            .filter(link -> link.role().equals("gm"))
            .map(Links.Link::token)
            .findFirst()
            .orElseThrow();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create(server.base() + "/api/campaigns/" + Demo.EVENING + "/" + path))
            .header("Authorization", "Bearer " + seat)
            .header("Content-Type", "application/json");
    if (!body.isEmpty()) {
      request.POST(HttpRequest.BodyPublishers.ofString(body));
    }
    return RunningServer.JSON.readTree(
        http.send(request.build(), HttpResponse.BodyHandlers.ofString()).body());
  }

  @Test
  void aFirstRunMakesAnEveningOfD20AndTheSmallCampaignAndALaterOneNothing() throws Exception {
    try (TablekeepServer server = TablekeepServer.start(RunningServer.config(folder, 2))) {
      List<String> both = List.of(Demo.EVENING, Demo.ID);
      assertEquals(both, Demo.ensureAll(server.engine()));
      assertEquals(both, Demo.ensureAll(server.engine()));
      assertEquals(2, server.engine().campaigns().join().size());
    }
  }

  /** The figures stand in the document; the rules may not have moved on without them. */
  @Test
  void theSheetsOfTheEveningAreAsTheRulesReckonThem() throws Exception {
    try (TablekeepServer server = TablekeepServer.start(RunningServer.config(folder, 2))) {
      Demo.ensureAll(server.engine());
      JsonNode before = ask(server, "state", "").at("/state/actors");
      assertTrue(before.size() >= 9, before::toString);
      int n = 0;
      for (var each : before.properties()) {
        ObjectNode block = each.getValue().at("/d20/block").deepCopy();
        block.remove("figures");
        ObjectNode act = RunningServer.JSON.createObjectNode();
        act.put("device", "demo").put("n", ++n).put("type", "d20.stat-block");
        act.putObject("payload").put("actor", each.getKey()).set("block", block);
        JsonNode receipt = ask(server, "actions", act.toString());
        assertEquals("applied", receipt.path("outcome").asText(), receipt::toString);
      }
      JsonNode after = ask(server, "state", "").at("/state/actors");
      for (var each : before.properties()) {
        assertEquals(
            each.getValue().at("/d20/block/figures"),
            after.at("/" + each.getKey() + "/d20/block/figures"),
            each.getKey());
        assertEquals(each.getValue().at("/d20/now"), after.at("/" + each.getKey() + "/d20/now"));
      }
    }
  }
}
