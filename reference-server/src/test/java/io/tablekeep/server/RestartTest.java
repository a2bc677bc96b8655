package io.tablekeep.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.server.testing.RawSocket;
import io.tablekeep.server.testing.RunningServer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On the bundled store, as a host would run it. */
class RestartTest {
  @TempDir Path folder;

  private TablekeepServer start() {
    return TablekeepServer.start(
        new ServerConfig(
            "127.0.0.1",
            0,
            folder.resolve("data"),
            Optional.empty(),
            "sqlite:tablekeep.db",
            Set.of(),
            1,
            true,
            "warn"));
  }

  private static Set<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(Thread::isAlive)
        .map(thread -> thread.getName() + " " + thread.getId())
        .filter(name -> name.startsWith("vert.x") || name.startsWith("tablekeep"))
        .collect(Collectors.toSet());
  }

  @Test
  void aServerThatDoesNotStartLeavesNothingRunning() throws Exception {
    Set<String> before = threads();
    Path tiles = Files.createDirectories(folder.resolve("data")).resolve("tiles");
    Files.writeString(tiles, "no folder");
    TablekeepException fault = assertThrows(TablekeepException.class, this::start);
    assertEquals("data-folder", fault.code());
    long until = System.nanoTime() + 30_000_000_000L;
    Set<String> left = threads();
    while (!before.containsAll(left) && System.nanoTime() < until) {
      Thread.sleep(10);
      left = threads();
    }
    left.removeAll(before);
    assertEquals(Set.of(), left);
    Files.delete(tiles);
    start().close();
  }

  private static String token(TablekeepServer server, String participant) {
    return server.links(Demo.ID).stream()
        .filter(link -> link.participant().equals(participant))
        .findFirst()
        .orElseThrow()
        .token();
  }

  private static String hash(TablekeepServer server) {
    return server.engine().open(Demo.ID).join().state().join().sha256();
  }

  @Test
  void linksDocumentAndReceiptsAreThereAfterARestart() throws Exception {
    String token;
    String hash;
    JsonNode receipt;
    try (TablekeepServer server = start()) {
      assertEquals(Optional.of(Demo.ID), Demo.ensure(server.engine()));
      token = token(server, "ana");
      try (RawSocket ana = RawSocket.seated(server.port(), Demo.ID, token, "tab")) {
        ana.act(5, "dice.roll", "{\"notation\":\"3d6\"}");
        receipt = ana.receipt(5);
      }
      hash = hash(server);
    }
    try (TablekeepServer server = start()) {
      assertEquals(hash, hash(server));
      try (RawSocket ana = RawSocket.seated(server.port(), Demo.ID, token, "tab")) {
        ana.act(5, "dice.roll", "{\"notation\":\"3d6\"}");
        assertEquals(receipt, ana.receipt(5));
      }
      assertEquals(hash, hash(server));
    }
  }

  private static HttpResponse<String> call(
      TablekeepServer server, String method, String path, String key, String body)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.base() + path))
            .method(method, BodyPublishers.ofString(body));
    if (!key.isEmpty()) {
      request.header("Authorization", "Bearer " + key);
    }
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
  }

  @Test
  void accountsDevicesAndRevocationsAreThereAfterARestart() throws Exception {
    String ada;
    String old;
    try (TablekeepServer server = start()) {
      Demo.ensure(server.engine());
      String link = token(server, "ana");
      String body =
          "{\"login\":\"ada\",\"password\":\"correct horse\",\"ticket\":\"" + link + "\"}";
      HttpResponse<String> made = call(server, "POST", "/api/accounts", "", body);
      assertEquals(201, made.statusCode(), made.body());
      ada = RunningServer.json(made).path("token").asText();
      old = token(server, "gm");
      String redeem = "{\"link\":\"" + link + "\"}";
      assertEquals(201, call(server, "POST", "/api/me/seats", ada, redeem).statusCode());
      String who = "{\"participant\":\"gm\"}";
      String revoke = "/api/campaigns/demo/links/revoke";
      assertEquals(200, call(server, "POST", revoke, old, who).statusCode());
    }
    try (TablekeepServer server = start()) {
      assertEquals(401, call(server, "GET", "/api/campaigns/demo", old, "").statusCode());
      HttpResponse<String> seat = call(server, "POST", "/api/campaigns/demo/seat", ada, "");
      String token = RunningServer.json(seat).path("token").asText();
      try (RawSocket socket = RawSocket.seated(server.port(), Demo.ID, token, "tab")) {
        assertEquals("ana", socket.next("welcome").at("/participant/id").asText());
      }
      String login = "{\"login\":\"ada\",\"password\":\"correct horse\"}";
      assertEquals(201, call(server, "POST", "/api/sessions", "", login).statusCode());
    }
  }

  @Test
  void stoppingFinishesWhatIsOnItsWayAndTellsSocketsWhy() throws Exception {
    List<Integer> acted = new ArrayList<>();
    TablekeepServer server = start();
    Demo.ensure(server.engine());
    RawSocket ana = RawSocket.seated(server.port(), Demo.ID, token(server, "ana"), "tab");
    ana.next("welcome");
    for (int i = 0; i < 30; i++) {
      acted.add(ana.act("chat.say", "{\"text\":\"line " + i + "\"}"));
    }
    // The last has been read when it is answered; those before it are on their way or done.
    ana.receipt(acted.get(10));
    server.close();
    RawSocket.Closed closed = ana.closed();
    assertEquals(new RawSocket.Closed(1001, "server-stopping"), closed);
    ana.close();
    try (TablekeepServer again = start()) {
      JsonNode state =
          RunningServer.JSON.readTree(
              again.engine().open(Demo.ID).join().state().join().canonical());
      assertTrue(state.path("chat").size() >= 11, () -> "" + state.path("chat").size());
    }
  }

  @Test
  void aMapIsImportedIntoACampaignThatIsBeingPlayed() throws Exception {
    try (TablekeepServer server = start()) {
      Demo.ensure(server.engine());
      String token = token(server, "ana");
      RawSocket ana = RawSocket.open(server.port(), Demo.ID);
      ana.text(RawSocket.whole(token, "tab"));
      ana.next("welcome");
      RawSocket gm = RawSocket.open(server.port(), Demo.ID);
      gm.text(RawSocket.whole(token(server, "gm"), "tab"));
      gm.next("welcome");
      HttpResponse<String> answer = importMap(server, Demo.ID);
      assertEquals(200, answer.statusCode(), answer::body);
      JsonNode outcome = RunningServer.json(answer);
      assertFalse(outcome.path("created").asBoolean());
      assertEquals(2, outcome.path("version").asInt());
      // Play goes on meanwhile, and the map is simply there; players see it when it is shown.
      JsonNode maps = gm.next("frame").at("/merge/maps");
      assertEquals(1, maps.size());
      assertTrue(maps.elements().next().path("hidden").asBoolean());
      gm.close();
      int n = ana.act("chat.say", "{\"text\":\"Where are we?\"}");
      assertEquals("applied", ana.receipt(n).path("outcome").asText());
      ana.close();
      assertEquals(3, server.engine().open(Demo.ID).join().state().join().version());
      JsonNode fresh = RunningServer.json(importMap(server, "crypt"));
      assertTrue(fresh.path("created").asBoolean(), fresh::toString);
    }
  }

  /** A map of four by three cells with a wall. */
  private static String map() throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), "png", png);
    return "{\"format\":0.3,\"resolution\":{\"map_origin\":{\"x\":0,\"y\":0},\"map_size\":{\"x\":4,"
        + "\"y\":3},\"pixels_per_grid\":10},\"line_of_sight\":[[{\"x\":0,\"y\":0},{\"x\":4,\"y\":0}]],"
        + "\"portals\":[],\"lights\":[],\"environment\":{\"baked_lighting\":false},\"image\":\""
        + Base64.getEncoder().encodeToString(png.toByteArray())
        + "\"}";
  }

  private static HttpResponse<String> importMap(TablekeepServer server, String campaign)
      throws Exception {
    URI uri =
        URI.create(
            server.base() + "/api/campaigns/" + campaign + "/import?format=uvtt&name=crypt.uvtt");
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .header("Authorization", "Bearer " + server.house().keys().hostKey())
            .POST(BodyPublishers.ofString(map()))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }
}
