package io.tablekeep.server.assets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tablekeep.server.testing.RunningServer;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.ImageIO;

/** The campaign "vault" on a running server, whose people send each other pictures. */
final class PictureTable implements AutoCloseable {
  static final int CELL = 10;
  static final int SIDE = 12;

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final RunningServer server;
  private final Map<String, String> keys;
  private int n;

  private PictureTable(RunningServer server) throws Exception {
    this.server = server;
    keys = campaign("vault");
  }

  static PictureTable start() throws Exception {
    return new PictureTable(RunningServer.start());
  }

  RunningServer server() {
    return server;
  }

  /** The token of somebody's seat. */
  String key(String who) {
    return keys.getOrDefault(who, who);
  }

  /** What the server answered, as JSON. */
  static JsonNode json(HttpResponse<byte[]> answer) throws IOException {
    return RunningServer.JSON.readTree(answer.body());
  }

  /** A campaign of a GM, two players and one who watches; their tokens. */
  Map<String, String> campaign(String id) throws Exception {
    String body =
        "{\"id\":\""
            + id
            + "\",\"name\":\"V\",\"participants\":[{\"id\":\"gm\",\"name\":\"G\",\"role\":\"gm\"},"
            + "{\"id\":\"ana\",\"name\":\"Ana\"},{\"id\":\"ben\",\"name\":\"Ben\"},"
            + "{\"id\":\"sue\",\"name\":\"Sue\",\"role\":\"spectator\"}]}";
    HttpResponse<String> made =
        server.post("/api/campaigns", body, "Authorization", "Bearer " + server.hostKey());
    assertEquals(201, made.statusCode(), made.body());
    Map<String, String> tokens = new TreeMap<>();
    for (JsonNode link : RunningServer.json(made).path("links")) {
      tokens.put(link.path("participant").asText(), link.path("token").asText());
    }
    return tokens;
  }

  /** A picture of squares, each in a colour of its own. */
  static byte[] picture(String format, int cells, int shade) {
    BufferedImage image = new BufferedImage(cells * CELL, cells * CELL, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    for (int x = 0; x < cells; x++) {
      for (int y = 0; y < cells; y++) {
        pen.setColor(new Color(x * 20 % 256, y * 20 % 256, shade));
        pen.fillRect(x * CELL, y * CELL, CELL, CELL);
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, format, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  HttpResponse<byte[]> send(
      String method, String path, String who, BodyPublisher body, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.server().base() + path)).method(method, body);
    if (!who.isEmpty()) {
      request.header("Authorization", "Bearer " + key(who));
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HTTP.send(request.build(), BodyHandlers.ofByteArray());
  }

  HttpResponse<byte[]> get(String path, String who, String... headers) throws Exception {
    return send("GET", path, who, BodyPublishers.noBody(), headers);
  }

  static String code(HttpResponse<byte[]> answer) throws IOException {
    return RunningServer.JSON.readTree(answer.body()).path("code").asText();
  }

  String upload(String who, byte[] picture) throws Exception {
    HttpResponse<byte[]> made =
        send("POST", "/api/campaigns/vault/assets", who, BodyPublishers.ofByteArray(picture));
    assertEquals(201, made.statusCode(), () -> new String(made.body(), StandardCharsets.UTF_8));
    return RunningServer.JSON.readTree(made.body()).path("asset").asText();
  }

  JsonNode act(String who, String type, String payload) throws Exception {
    ObjectNode body = RunningServer.JSON.createObjectNode();
    body.put("device", "test").put("n", ++n).put("type", type);
    body.set("payload", RunningServer.JSON.readTree(payload));
    HttpResponse<byte[]> answer =
        send("POST", "/api/campaigns/vault/actions", who, BodyPublishers.ofString(body.toString()));
    return RunningServer.JSON.readTree(answer.body());
  }

  void applied(String who, String type, String payload) throws Exception {
    JsonNode receipt = act(who, type, payload);
    assertEquals("applied", receipt.path("outcome").asText(), receipt::toString);
  }

  static String asset(String name) {
    return "/api/campaigns/vault/assets/" + name;
  }

  JsonNode state() throws Exception {
    return RunningServer.JSON
        .readTree(get("/api/campaigns/vault/state", "gm").body())
        .path("state");
  }

  /** The key of the newest entity of a collection with this name. */
  String named(String collection, String name) throws Exception {
    for (Map.Entry<String, JsonNode> one : state().path(collection).properties()) {
      if (one.getValue().path("name").asText().equals(name)) {
        return one.getKey();
      }
    }
    throw new AssertionError("no " + name);
  }

  String scene(String name, String hash, boolean hidden, String lighting) throws Exception {
    applied(
        "gm",
        "scene.create",
        "{\"name\":\""
            + name
            + "\",\"grid\":{\"wide\":"
            + SIDE
            + ",\"high\":"
            + SIDE
            + ",\"cellPixels\":"
            + CELL
            + "},\"picture\":{\"asset\":\""
            + hash
            + "\",\"width\":"
            + SIDE * CELL
            + ",\"height\":"
            + SIDE * CELL
            + "},\"hidden\":"
            + hidden
            + (lighting.isEmpty() ? "" : ",\"lighting\":" + lighting)
            + "}");
    return named("maps", name);
  }

  void sameAsNothing(String who, String hash) throws Exception {
    HttpResponse<byte[]> none = get(asset("0".repeat(64)), who);
    assertEquals(404, none.statusCode());
    assertEquals("no-such-asset", code(none));
    for (String method : List.of("GET", "HEAD")) {
      HttpResponse<byte[]> refused =
          send(method, asset(hash), who, BodyPublishers.noBody(), "Range", "bytes=0-3");
      HttpResponse<byte[]> nothing =
          send(method, asset("0".repeat(64)), who, BodyPublishers.noBody(), "Range", "bytes=0-3");
      assertArrayEquals(nothing.body(), refused.body());
      assertEquals(nothing.statusCode(), refused.statusCode());
      assertEquals(nothing.headers().map(), refused.headers().map());
    }
    assertEquals(404, get(asset(hash), who, "If-None-Match", '"' + hash + '"').statusCode());
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
