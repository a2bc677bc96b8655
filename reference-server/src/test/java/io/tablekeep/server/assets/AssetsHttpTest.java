package io.tablekeep.server.assets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tablekeep.server.testing.RawSocket;
import io.tablekeep.server.testing.RunningServer;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures over HTTP: who gets which bytes, in which parts, and who may send any. */
class AssetsHttpTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final int CELL = 10;
  private static final int SIDE = 12;

  private static RunningServer server;
  private static Map<String, String> keys = Map.of();
  private static int n;

  @BeforeAll
  static void start() throws Exception {
    server = RunningServer.start();
    keys = campaign("vault");
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  /** A campaign of a GM, two players and one who watches; their tokens. */
  private static Map<String, String> campaign(String id) throws Exception {
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
  private static byte[] picture(String format, int cells, int shade) {
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

  private static HttpResponse<byte[]> send(
      String method, String path, String who, BodyPublisher body, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.server().base() + path)).method(method, body);
    if (!who.isEmpty()) {
      request.header("Authorization", "Bearer " + keys.getOrDefault(who, who));
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HTTP.send(request.build(), BodyHandlers.ofByteArray());
  }

  private static HttpResponse<byte[]> get(String path, String who, String... headers)
      throws Exception {
    return send("GET", path, who, BodyPublishers.noBody(), headers);
  }

  private static String code(HttpResponse<byte[]> answer) throws IOException {
    return RunningServer.JSON.readTree(answer.body()).path("code").asText();
  }

  private static String upload(String who, byte[] picture) throws Exception {
    HttpResponse<byte[]> made =
        send("POST", "/api/campaigns/vault/assets", who, BodyPublishers.ofByteArray(picture));
    assertEquals(201, made.statusCode(), () -> new String(made.body(), StandardCharsets.UTF_8));
    return RunningServer.JSON.readTree(made.body()).path("asset").asText();
  }

  private static JsonNode act(String who, String type, String payload) throws Exception {
    ObjectNode body = RunningServer.JSON.createObjectNode();
    body.put("device", "test").put("n", ++n).put("type", type);
    body.set("payload", RunningServer.JSON.readTree(payload));
    HttpResponse<byte[]> answer =
        send("POST", "/api/campaigns/vault/actions", who, BodyPublishers.ofString(body.toString()));
    return RunningServer.JSON.readTree(answer.body());
  }

  private static void applied(String who, String type, String payload) throws Exception {
    JsonNode receipt = act(who, type, payload);
    assertEquals("applied", receipt.path("outcome").asText(), receipt::toString);
  }

  private static String asset(String name) {
    return "/api/campaigns/vault/assets/" + name;
  }

  private static JsonNode state() throws Exception {
    return RunningServer.JSON
        .readTree(get("/api/campaigns/vault/state", "gm").body())
        .path("state");
  }

  /** The key of the newest entity of a collection with this name. */
  private static String named(String collection, String name) throws Exception {
    for (Map.Entry<String, JsonNode> one : state().path(collection).properties()) {
      if (one.getValue().path("name").asText().equals(name)) {
        return one.getKey();
      }
    }
    throw new AssertionError("no " + name);
  }

  private static String scene(String name, String hash, boolean hidden, String lighting)
      throws Exception {
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

  private void sameAsNothing(String who, String hash) throws Exception {
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

  @Test
  void aPictureIsServedToThoseWhoSeeWhatItIsThePictureOf() throws Exception {
    byte[] bytes = picture("png", SIDE, 1);
    String hash = upload("gm", bytes);
    sameAsNothing("ana", hash);
    assertArrayEquals(bytes, get(asset(hash), "gm").body());
    String map = scene("Hidden hall", hash, true, "");
    sameAsNothing("ana", hash);
    applied("gm", "scene.hide", "{\"map\":\"" + map + "\",\"hidden\":false}");
    for (String who : List.of("ana", "ben", "sue", "gm")) {
      HttpResponse<byte[]> served = get(asset(hash), who);
      assertEquals(200, served.statusCode());
      assertArrayEquals(bytes, served.body());
      assertEquals("image/png", served.headers().firstValue("content-type").orElse(""));
      assertEquals("private, no-cache", served.headers().firstValue("cache-control").orElse(""));
      assertEquals('"' + hash + '"', served.headers().firstValue("etag").orElse(""));
    }
    applied("gm", "scene.hide", "{\"map\":\"" + map + "\",\"hidden\":true}");
    sameAsNothing("ana", hash);
    assertEquals(401, get(asset(hash), "").statusCode());
    for (String odd :
        List.of("x", hash.substring(1), hash + "0", hash.toUpperCase(Locale.ROOT), "..%2f")) {
      assertEquals(404, get(asset(odd), "gm").statusCode(), odd);
    }
  }

  @Test
  void portraitsTokensThingsAndPlacesShowTheirPicturesToWhoeverSeesThem() throws Exception {
    String hash = upload("gm", picture("png", 3, 2));
    applied("gm", "actor.create", "{\"name\":\"Ghost\"}");
    String ghost = named("actors", "Ghost");
    applied("gm", "actor.hide", "{\"actor\":\"" + ghost + "\",\"hidden\":true}");
    applied("gm", "actor.edit", "{\"actor\":\"" + ghost + "\",\"portrait\":\"" + hash + "\"}");
    sameAsNothing("ana", hash);
    applied("gm", "actor.hide", "{\"actor\":\"" + ghost + "\",\"hidden\":false}");
    assertEquals(200, get(asset(hash), "ana").statusCode());
    applied("gm", "actor.edit", "{\"actor\":\"" + ghost + "\",\"clear\":[\"portrait\"]}");
    sameAsNothing("ana", hash);
    applied("gm", "location.create", "{\"name\":\"Old mill\",\"picture\":\"" + hash + "\"}");
    sameAsNothing("ana", hash);
    applied(
        "gm",
        "location.reveal",
        "{\"location\":\"" + named("locations", "Old mill") + "\",\"revealed\":true}");
    assertEquals(200, get(asset(hash), "ana").statusCode());
  }

  @Test
  void aNameThatIsWrittenDownSomewhereOpensNothing() throws Exception {
    String hash = upload("gm", picture("png", SIDE, 3));
    String fog = "{\"sight\":true,\"fog\":true}";
    String map = scene("Secret hall", hash, false, fog);
    JsonNode seen = RunningServer.JSON.readTree(get("/api/campaigns/vault/state", "ana").body());
    assertEquals(hash, seen.at("/state/maps/" + map + "/picture/asset").asText());
    sameAsNothing("ana", hash);
    // Ana knows the name, and puts it wherever she may write.
    applied("ana", "chat.say", "{\"text\":\"" + hash + "\"}");
    sameAsNothing("ana", hash);
    applied("gm", "actor.create", "{\"name\":\"Hero\",\"owner\":\"ana\"}");
    String hero = named("actors", "Hero");
    String edit = "{\"actor\":\"" + hero + "\",\"portrait\":\"" + hash + "\"}";
    JsonNode refused = act("ana", "actor.edit", edit);
    String unknown = edit.replace(hash, "0".repeat(64));
    JsonNode none = act("ana", "actor.edit", unknown);
    assertEquals("no-such-thing", refused.path("code").asText(), refused::toString);
    ((ObjectNode) refused).put("n", 0);
    ((ObjectNode) none).put("n", 0);
    assertEquals(none, refused);
    sameAsNothing("ana", hash);
    // With the bytes in hand she may: then there is nothing to learn.
    byte[] own = picture("jpg", 4, 4);
    String mine = upload("ana", own);
    applied("ana", "actor.edit", edit.replace(hash, mine));
    assertArrayEquals(own, get(asset(mine), "ben").body());
    JsonNode again = act("ben", "actor.edit", edit.replace(hash, mine));
    assertEquals("refused", again.path("outcome").asText());
  }

  @Test
  void anotherCampaignsPicturesAreOutOfReachAlsoForItsGameMaster() throws Exception {
    String hash = upload("gm", picture("png", 5, 5));
    Map<String, String> other = campaign("other");
    String there = "/api/campaigns/other/assets/" + hash;
    String gm = other.get("gm");
    assertEquals(404, get(there, gm).statusCode());
    String body =
        "{\"device\":\"d\",\"n\":1,\"type\":\"scene.create\",\"payload\":{\"name\":\"Mine\","
            + "\"picture\":{\"asset\":\""
            + hash
            + "\",\"width\":9,\"height\":9}}}";
    send("POST", "/api/campaigns/other/actions", gm, BodyPublishers.ofString(body));
    assertEquals(404, get(there, gm).statusCode());
    assertEquals(403, get(asset(hash), gm).statusCode());
    assertEquals(403, get(there, "gm").statusCode());
  }

  @Test
  void aSecretMapIsServedInTilesThatWereExplored() throws Exception {
    byte[] bytes = picture("png", SIDE, 6);
    String hash = upload("gm", bytes);
    String map = scene("Dark hall", hash, false, "{\"sight\":true,\"fog\":true}");
    applied(
        "gm",
        "wall.create",
        "{\"map\":\""
            + map
            + "\",\"walls\":[{\"points\":[{\"x\":6,\"y\":0},{\"x\":6,\"y\":12}]}]}");
    String tiles = "/api/campaigns/vault/maps/" + map + "/tiles";
    assertEquals(404, get(tiles + "/2/2", "ben").statusCode());
    applied("gm", "actor.create", "{\"name\":\"Scout\",\"owner\":\"ben\"}");
    applied(
        "gm",
        "token.place",
        "{\"map\":\""
            + map
            + "\",\"at\":{\"x\":2.5,\"y\":2.5},\"actor\":\""
            + named("actors", "Scout")
            + "\"}");
    JsonNode index = RunningServer.JSON.readTree(get(tiles, "ben").body());
    assertFalse(index.path("whole").asBoolean());
    assertEquals(SIDE, index.path("columns").asInt());
    Set<String> open = new HashSet<>();
    BufferedImage whole = ImageIO.read(new ByteArrayInputStream(bytes));
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        HttpResponse<byte[]> tile = get(tiles + "/" + x + "/" + y, "ben");
        boolean may = index.at("/tiles/" + y).asText().charAt(x) == '1';
        assertEquals(may ? 200 : 404, tile.statusCode(), x + "/" + y);
        if (may) {
          open.add(x + "/" + y);
          assertTrue(x <= 6, "nothing behind the wall");
          BufferedImage part = ImageIO.read(new ByteArrayInputStream(tile.body()));
          assertEquals(CELL, part.getWidth());
          assertEquals(CELL, part.getHeight());
          for (int i = 0; i < CELL; i++) {
            assertEquals(whole.getRGB(x * CELL + i, y * CELL + i), part.getRGB(i, i));
          }
        }
      }
    }
    assertTrue(open.contains("2/2") && open.size() >= 40, open::toString);
    assertEquals(404, get(tiles + "/2/2", "ana").statusCode(), "each has explored for themselves");
    assertEquals(200, get(tiles + "/2/2", "sue").statusCode(), "who watches sees what players saw");
    assertEquals(200, get(tiles + "/11/11", "gm").statusCode());
    assertEquals(206, get(tiles + "/2/2", "ben", "Range", "bytes=0-9").statusCode());
    for (String odd : List.of("/12/0", "/-1/0", "/x/0", "/2/2000", "/0/99")) {
      HttpResponse<byte[]> none = get(tiles + odd, "gm");
      assertEquals("no-such-asset", code(none), odd);
    }
    assertEquals(404, get(tiles + "/2/2?layer=none", "ben").statusCode());
    assertEquals(404, get(tiles.replace(map, "nowhere"), "ben").statusCode());
    assertEquals(404, get(tiles.replace(map, "nowhere"), "gm").statusCode());
    sameAsNothing("ben", hash);
  }

  @Test
  void partsOfAPictureAreServedAsRfc9110Says() throws Exception {
    byte[] bytes = picture("png", SIDE, 7);
    String hash = upload("gm", bytes);
    int size = bytes.length;
    Object[][] parts = {
      {"bytes=0-0", 0, 1},
      {"bytes=0-" + (size - 1), 0, size},
      {"bytes=5-", 5, size},
      {"bytes=-7", size - 7, size},
      {"bytes=-99999999", 0, size},
      {"bytes=10-99999999999999999999", 10, size},
    };
    for (Object[] part : parts) {
      HttpResponse<byte[]> answer = get(asset(hash), "gm", "Range", (String) part[0]);
      int from = (int) part[1];
      int to = part[0].equals("bytes=0-0") ? 1 : (int) part[2];
      assertEquals(206, answer.statusCode(), (String) part[0]);
      assertArrayEquals(Arrays.copyOfRange(bytes, from, to), answer.body(), (String) part[0]);
      assertEquals(
          "bytes " + from + "-" + (to - 1) + "/" + size,
          answer.headers().firstValue("content-range").orElse(""));
    }
    for (String whole : List.of("bytes=", "bytes=a-b", "lines=0-1", "bytes=0-1,5-6", "bytes=9-3")) {
      assertEquals(200, get(asset(hash), "gm", "Range", whole).statusCode(), whole);
    }
    for (String none : List.of("bytes=" + size + "-", "bytes=-0", "bytes=99999999-")) {
      HttpResponse<byte[]> answer = get(asset(hash), "gm", "Range", none);
      assertEquals(416, answer.statusCode(), none);
      assertEquals("no-such-range", code(answer));
      assertEquals("bytes */" + size, answer.headers().firstValue("content-range").orElse(""));
    }
    String tag = '"' + hash + '"';
    assertEquals(206, get(asset(hash), "gm", "Range", "bytes=0-1", "If-Range", tag).statusCode());
    assertEquals(
        200, get(asset(hash), "gm", "Range", "bytes=0-1", "If-Range", "\"x\"").statusCode());
    HttpResponse<byte[]> known = get(asset(hash), "gm", "If-None-Match", "\"x\", W/" + tag);
    assertEquals(304, known.statusCode());
    assertEquals(0, known.body().length);
    HttpResponse<byte[]> head = send("HEAD", asset(hash), "gm", BodyPublishers.noBody());
    assertEquals(200, head.statusCode());
    assertEquals(0, head.body().length);
    assertEquals("" + size, head.headers().firstValue("content-length").orElse(""));
  }

  @Test
  void whatIsSentIsToldByItsBytesAndBounded() throws Exception {
    String to = "/api/campaigns/vault/assets";
    byte[] png = picture("png", 3, 8);
    String svg = "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>";
    HttpResponse<byte[]> lies =
        send("POST", to, "gm", BodyPublishers.ofString(svg), "Content-Type", "image/png");
    assertEquals(415, lies.statusCode());
    assertEquals("asset-svg", code(lies));
    HttpResponse<byte[]> text =
        send("POST", to, "gm", BodyPublishers.ofString("hello, hello, hello"));
    assertEquals(415, text.statusCode());
    assertEquals("asset-not-a-picture", code(text));
    HttpResponse<byte[]> truth =
        send("POST", to, "gm", BodyPublishers.ofByteArray(png), "Content-Type", "text/html");
    assertEquals(201, truth.statusCode());
    assertEquals("image/png", RunningServer.JSON.readTree(truth.body()).path("type").asText());
    byte[] large = Arrays.copyOf(png, 11 << 20);
    HttpResponse<byte[]> tooLarge = send("POST", to, "ana", BodyPublishers.ofByteArray(large));
    assertEquals(413, tooLarge.statusCode());
    assertEquals("asset-too-large", code(tooLarge));
    HttpResponse<byte[]> chunked =
        send(
            "POST", to, "ana", BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)));
    assertEquals(413, chunked.statusCode());
    HttpResponse<byte[]> watcher = send("POST", to, "sue", BodyPublishers.ofByteArray(png));
    assertEquals(403, watcher.statusCode());
    assertEquals("not-allowed", code(watcher));
    assertEquals(401, send("POST", to, "", BodyPublishers.ofByteArray(png)).statusCode());
    assertEquals(
        405, send("PUT", to + "/" + "0".repeat(64), "gm", BodyPublishers.noBody()).statusCode());
    applied("gm", "flag.set", "{\"name\":\"players-send-pictures\",\"value\":false}");
    HttpResponse<byte[]> off = send("POST", to, "ana", BodyPublishers.ofByteArray(png));
    applied("gm", "flag.set", "{\"name\":\"players-send-pictures\",\"value\":true}");
    assertEquals("not-allowed", code(off));
  }

  @Test
  void aPlayerSendsSoManyPicturesAndNoMoreHoweverManyComeAtOnce() throws Exception {
    keys = new TreeMap<>(keys);
    Map<String, String> before = keys;
    String[] codes = new String[AssetQuota.PLAYER.files() + 12];
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      int first = t;
      Thread thread =
          new Thread(
              () -> {
                for (int i = first; i < codes.length; i += 4) {
                  try {
                    HttpResponse<byte[]> answer =
                        send(
                            "POST",
                            "/api/campaigns/vault/assets",
                            before.get("ben"),
                            BodyPublishers.ofByteArray(picture("png", 2, 100 + i)));
                    codes[i] = answer.statusCode() == 201 ? "ok" : code(answer);
                  } catch (Exception e) {
                    codes[i] = e.toString();
                  }
                }
              });
      thread.start();
      threads.add(thread);
    }
    for (Thread each : threads) {
      each.join();
    }
    assertEquals(
        Set.of("ok", "too-many-assets"),
        new HashSet<>(List.of(codes)),
        () -> Arrays.toString(codes));
    JsonNode mine = RunningServer.JSON.readTree(get("/api/campaigns/vault/assets", "ben").body());
    assertEquals(AssetQuota.PLAYER.files(), mine.path("assets").size());
    String one = mine.at("/assets/0/asset").asText();
    assertEquals(404, send("DELETE", asset(one), "ana", BodyPublishers.noBody()).statusCode());
    assertEquals(200, send("DELETE", asset(one), "ben", BodyPublishers.noBody()).statusCode());
    sameAsNothing("ben", one);
    assertEquals(200, get(asset(one), "gm").statusCode(), "it is the campaign's until the GM says");
    assertEquals(200, send("DELETE", asset(one), "gm", BodyPublishers.noBody()).statusCode());
    sameAsNothing("gm", one);
  }

  @Test
  void picturesGoIntoAnArchiveAndComeBackToThoseWhoHadThem() throws Exception {
    byte[] shown = picture("png", 4, 21);
    byte[] spare = picture("png", 4, 22);
    byte[] own = picture("png", 4, 23);
    String map = scene("For the archive", upload("gm", shown), false, "");
    String unused = upload("gm", spare);
    String anas = upload("ana", own);
    byte[] archive = get("/api/campaigns/vault/export", server.hostKey()).body();
    HttpResponse<byte[]> brought =
        send(
            "POST",
            "/api/campaigns/again/import?name=a.zip",
            server.hostKey(),
            BodyPublishers.ofByteArray(archive));
    assertEquals(
        200, brought.statusCode(), () -> new String(brought.body(), StandardCharsets.UTF_8));
    JsonNode links =
        RunningServer.JSON.readTree(
            send(
                    "POST",
                    "/api/campaigns/again/links",
                    server.hostKey(),
                    BodyPublishers.ofString("{}"))
                .body());
    Map<String, String> tokens = new TreeMap<>();
    for (JsonNode link : links.path("links")) {
      tokens.put(link.path("participant").asText(), link.path("token").asText());
    }
    String at = "/api/campaigns/again/assets/";
    String seen = state().at("/maps/" + map + "/picture/asset").asText();
    assertArrayEquals(shown, get(at + seen, tokens.get("ben")).body());
    assertArrayEquals(spare, get(at + unused, tokens.get("gm")).body());
    assertArrayEquals(own, get(at + anas, tokens.get("ana")).body());
    assertEquals(404, get(at + anas, tokens.get("ben")).statusCode());
    assertEquals(404, get(at + unused, tokens.get("ben")).statusCode());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/assets", "/assets/", "/maps/x/tiles", "/maps/x/tiles/0/0"})
  void strangersGetNothing(String path) throws Exception {
    assertEquals(401, get("/api/campaigns/vault" + path, "").statusCode());
    assertEquals(401, get("/api/campaigns/vault" + path, "forged").statusCode());
  }

  @Test
  void nothingOfItStandsStillWhileAPictureIsNotTaken() throws Exception {
    String hash = upload("gm", picture("png", 60, 9));
    try (RawSocket slow = RawSocket.narrow(server.port())) {
      slow.bytes(
          ("GET "
                  + asset(hash)
                  + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
                  + keys.get("gm")
                  + "\r\n\r\n")
              .getBytes(StandardCharsets.UTF_8));
      assertEquals(200, get("/health/ready", "").statusCode());
    }
    String metrics = new String(get("/metrics", "").body(), StandardCharsets.UTF_8);
    assertTrue(metrics.contains("tablekeep_assets_served_total{what=\"whole\"}"), metrics);
    assertTrue(metrics.contains("tablekeep_tiles_bytes"), metrics);
    assertTrue(metrics.contains("tablekeep_assets_bytes"), metrics);
  }
}
