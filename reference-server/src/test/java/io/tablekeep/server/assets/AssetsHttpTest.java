package io.tablekeep.server.assets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tablekeep.server.testing.RawSocket;
import io.tablekeep.server.testing.RunningServer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures over HTTP: who gets which bytes, and in which parts. */
class AssetsHttpTest {
  private static final String FOG = "{\"sight\":true,\"fog\":true}";

  private static PictureTable table;

  @BeforeAll
  static void start() throws Exception {
    table = PictureTable.start();
  }

  @AfterAll
  static void stop() throws IOException {
    table.close();
  }

  @Test
  void aPictureIsServedToThoseWhoSeeWhatItIsThePictureOf() throws Exception {
    byte[] bytes = PictureTable.picture("png", PictureTable.SIDE, 1);
    String hash = table.upload("gm", bytes);
    table.sameAsNothing("ana", hash);
    assertArrayEquals(bytes, table.get(PictureTable.asset(hash), "gm").body());
    String map = table.scene("Hidden hall", hash, true, "");
    table.sameAsNothing("ana", hash);
    table.applied("gm", "scene.hide", "{\"map\":\"" + map + "\",\"hidden\":false}");
    for (String who : List.of("ana", "ben", "sue", "gm")) {
      HttpResponse<byte[]> served = table.get(PictureTable.asset(hash), who);
      assertEquals(200, served.statusCode());
      assertArrayEquals(bytes, served.body());
      assertEquals("image/png", served.headers().firstValue("content-type").orElse(""));
      assertEquals("private, no-cache", served.headers().firstValue("cache-control").orElse(""));
      assertEquals('"' + hash + '"', served.headers().firstValue("etag").orElse(""));
    }
    table.applied("gm", "scene.hide", "{\"map\":\"" + map + "\",\"hidden\":true}");
    table.sameAsNothing("ana", hash);
    assertEquals(401, table.get(PictureTable.asset(hash), "").statusCode());
    for (String odd :
        List.of("x", hash.substring(1), hash + "0", hash.toUpperCase(Locale.ROOT), "..%2f")) {
      assertEquals(404, table.get(PictureTable.asset(odd), "gm").statusCode(), odd);
    }
  }

  @Test
  void portraitsTokensThingsAndPlacesShowTheirPicturesToWhoeverSeesThem() throws Exception {
    String hash = table.upload("gm", PictureTable.picture("png", 3, 2));
    table.applied("gm", "actor.create", "{\"name\":\"Ghost\"}");
    String ghost = table.named("actors", "Ghost");
    table.applied("gm", "actor.hide", "{\"actor\":\"" + ghost + "\",\"hidden\":true}");
    table.applied(
        "gm", "actor.edit", "{\"actor\":\"" + ghost + "\",\"portrait\":\"" + hash + "\"}");
    table.sameAsNothing("ana", hash);
    table.applied("gm", "actor.hide", "{\"actor\":\"" + ghost + "\",\"hidden\":false}");
    assertEquals(200, table.get(PictureTable.asset(hash), "ana").statusCode());
    table.applied("gm", "actor.edit", "{\"actor\":\"" + ghost + "\",\"clear\":[\"portrait\"]}");
    table.sameAsNothing("ana", hash);
    table.applied("gm", "location.create", "{\"name\":\"Old mill\",\"picture\":\"" + hash + "\"}");
    table.sameAsNothing("ana", hash);
    table.applied(
        "gm",
        "location.reveal",
        "{\"location\":\"" + table.named("locations", "Old mill") + "\",\"revealed\":true}");
    assertEquals(200, table.get(PictureTable.asset(hash), "ana").statusCode());
  }

  @Test
  void aNameThatIsWrittenDownSomewhereOpensNothing() throws Exception {
    String hash = table.upload("gm", PictureTable.picture("png", PictureTable.SIDE, 3));
    String map = table.scene("Secret hall", hash, false, FOG);
    JsonNode seen =
        RunningServer.JSON.readTree(table.get("/api/campaigns/vault/state", "ana").body());
    assertEquals(hash, seen.at("/state/maps/" + map + "/picture/asset").asText());
    table.sameAsNothing("ana", hash);
    // Ana knows the name, and puts it wherever she may write.
    table.applied("ana", "chat.say", "{\"text\":\"" + hash + "\"}");
    table.sameAsNothing("ana", hash);
    table.applied("gm", "actor.create", "{\"name\":\"Hero\",\"owner\":\"ana\"}");
    String hero = table.named("actors", "Hero");
    String edit = "{\"actor\":\"" + hero + "\",\"portrait\":\"" + hash + "\"}";
    JsonNode refused = table.act("ana", "actor.edit", edit);
    String unknown = edit.replace(hash, "0".repeat(64));
    JsonNode none = table.act("ana", "actor.edit", unknown);
    assertEquals("no-such-thing", refused.path("code").asText(), refused::toString);
    ((ObjectNode) refused).put("n", 0);
    ((ObjectNode) none).put("n", 0);
    assertEquals(none, refused);
    table.sameAsNothing("ana", hash);
    // With the bytes in hand she may: then there is nothing to learn.
    byte[] own = PictureTable.picture("jpg", 4, 4);
    String mine = table.upload("ana", own);
    table.applied("ana", "actor.edit", edit.replace(hash, mine));
    assertArrayEquals(own, table.get(PictureTable.asset(mine), "ben").body());
    JsonNode again = table.act("ben", "actor.edit", edit.replace(hash, mine));
    assertEquals("refused", again.path("outcome").asText());
  }

  @Test
  void anotherCampaignsPicturesAreOutOfReachAlsoForItsGameMaster() throws Exception {
    String hash = table.upload("gm", PictureTable.picture("png", 5, 5));
    Map<String, String> other = table.campaign("other");
    String there = "/api/campaigns/other/assets/" + hash;
    String gm = other.get("gm");
    assertEquals(404, table.get(there, gm).statusCode());
    String body =
        "{\"device\":\"d\",\"n\":1,\"type\":\"scene.create\",\"payload\":{\"name\":\"Mine\","
            + "\"picture\":{\"asset\":\""
            + hash
            + "\",\"width\":9,\"height\":9}}}";
    table.send("POST", "/api/campaigns/other/actions", gm, BodyPublishers.ofString(body));
    assertEquals(404, table.get(there, gm).statusCode());
    assertEquals(403, table.get(PictureTable.asset(hash), gm).statusCode());
    assertEquals(403, table.get(there, "gm").statusCode());
  }

  @Test
  void aSecretMapIsServedInTilesThatWereExplored() throws Exception {
    byte[] bytes = PictureTable.picture("png", PictureTable.SIDE, 6);
    String hash = table.upload("gm", bytes);
    String map = table.scene("Dark hall", hash, false, FOG);
    table.applied(
        "gm",
        "wall.create",
        "{\"map\":\""
            + map
            + "\",\"walls\":[{\"points\":[{\"x\":6,\"y\":0},{\"x\":6,\"y\":12}]}]}");
    String tiles = "/api/campaigns/vault/maps/" + map + "/tiles";
    assertEquals(404, table.get(tiles + "/2/2", "ben").statusCode());
    table.applied("gm", "actor.create", "{\"name\":\"Scout\",\"owner\":\"ben\"}");
    table.applied(
        "gm",
        "token.place",
        "{\"map\":\""
            + map
            + "\",\"at\":{\"x\":2.5,\"y\":2.5},\"actor\":\""
            + table.named("actors", "Scout")
            + "\"}");
    JsonNode index = RunningServer.JSON.readTree(table.get(tiles, "ben").body());
    assertFalse(index.path("whole").asBoolean());
    assertEquals(PictureTable.SIDE, index.path("columns").asInt());
    Set<String> open = new HashSet<>();
    BufferedImage whole = ImageIO.read(new ByteArrayInputStream(bytes));
    for (int y = 0; y < PictureTable.SIDE; y++) {
      for (int x = 0; x < PictureTable.SIDE; x++) {
        HttpResponse<byte[]> tile = table.get(tiles + "/" + x + "/" + y, "ben");
        boolean may = index.at("/tiles/" + y).asText().charAt(x) == '1';
        assertEquals(may ? 200 : 404, tile.statusCode(), x + "/" + y);
        if (may) {
          open.add(x + "/" + y);
          assertTrue(x <= 6, "nothing behind the wall");
          BufferedImage part = ImageIO.read(new ByteArrayInputStream(tile.body()));
          assertEquals(PictureTable.CELL, part.getWidth());
          assertEquals(PictureTable.CELL, part.getHeight());
          for (int i = 0; i < PictureTable.CELL; i++) {
            assertEquals(
                whole.getRGB(x * PictureTable.CELL + i, y * PictureTable.CELL + i),
                part.getRGB(i, i));
          }
        }
      }
    }
    assertTrue(open.contains("2/2") && open.size() >= 40, open::toString);
    assertEquals(
        404, table.get(tiles + "/2/2", "ana").statusCode(), "each has explored for themselves");
    assertEquals(
        200, table.get(tiles + "/2/2", "sue").statusCode(), "who watches sees what players saw");
    assertEquals(200, table.get(tiles + "/11/11", "gm").statusCode());
    assertEquals(206, table.get(tiles + "/2/2", "ben", "Range", "bytes=0-9").statusCode());
    for (String odd : List.of("/12/0", "/-1/0", "/x/0", "/2/2000", "/0/99")) {
      HttpResponse<byte[]> none = table.get(tiles + odd, "gm");
      assertEquals("no-such-asset", PictureTable.code(none), odd);
    }
    assertEquals(404, table.get(tiles + "/2/2?layer=none", "ben").statusCode());
    assertEquals(404, table.get(tiles.replace(map, "nowhere"), "ben").statusCode());
    assertEquals(404, table.get(tiles.replace(map, "nowhere"), "gm").statusCode());
    table.sameAsNothing("ben", hash);
  }

  private static String line(String name) throws Exception {
    return new String(table.get("/metrics", "").body(), StandardCharsets.UTF_8)
        .lines()
        .filter(each -> each.startsWith(name + ' '))
        .findFirst()
        .orElse("");
  }

  private static String tile(String name, byte[] picture) throws Exception {
    String map = table.scene(name, table.upload("gm", picture), false, FOG);
    return "/api/campaigns/vault/maps/" + map + "/tiles/2/2";
  }

  @Test
  void aPictureThatCannotBeCutIsNotTriedAtEachQuestion() throws Exception {
    byte[] whole = PictureTable.picture("png", PictureTable.SIDE, 31);
    String tile = tile("Torn hall", Arrays.copyOf(whole, whole.length / 2));
    String count = "tablekeep_tiles_cutting_seconds_count";
    HttpResponse<byte[]> first = table.get(tile, "gm");
    assertEquals(422, first.statusCode());
    assertEquals("picture-not-cut", PictureTable.code(first));
    String before = line(count);
    assertTrue(before.startsWith(count), before);
    assertArrayEquals(first.body(), table.get(tile, "gm").body());
    assertEquals(before, line(count));
  }

  @Test
  void tilesThatSomebodyRemovesAreCutAgain() throws Exception {
    String tile = tile("Lost hall", PictureTable.picture("png", PictureTable.SIDE, 32));
    byte[] bytes = table.get(tile, "gm").body();
    Path tiles = table.server().server().house().data().resolve("tiles");
    try (Stream<Path> all = Files.walk(tiles)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
    HttpResponse<byte[]> again = table.get(tile, "gm");
    assertEquals(200, again.statusCode());
    assertArrayEquals(bytes, again.body());
  }

  @Test
  void partsOfAPictureAreServedAsRfc9110Says() throws Exception {
    byte[] bytes = PictureTable.picture("png", PictureTable.SIDE, 7);
    String hash = table.upload("gm", bytes);
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
      HttpResponse<byte[]> answer =
          table.get(PictureTable.asset(hash), "gm", "Range", (String) part[0]);
      int from = (int) part[1];
      int to = part[0].equals("bytes=0-0") ? 1 : (int) part[2];
      assertEquals(206, answer.statusCode(), (String) part[0]);
      assertArrayEquals(Arrays.copyOfRange(bytes, from, to), answer.body(), (String) part[0]);
      assertEquals(
          "bytes " + from + "-" + (to - 1) + "/" + size,
          answer.headers().firstValue("content-range").orElse(""));
    }
    for (String whole : List.of("bytes=", "bytes=a-b", "lines=0-1", "bytes=0-1,5-6", "bytes=9-3")) {
      assertEquals(
          200, table.get(PictureTable.asset(hash), "gm", "Range", whole).statusCode(), whole);
    }
    for (String none : List.of("bytes=" + size + "-", "bytes=-0", "bytes=99999999-")) {
      HttpResponse<byte[]> answer = table.get(PictureTable.asset(hash), "gm", "Range", none);
      assertEquals(416, answer.statusCode(), none);
      assertEquals("no-such-range", PictureTable.code(answer));
      assertEquals("bytes */" + size, answer.headers().firstValue("content-range").orElse(""));
    }
    String tag = '"' + hash + '"';
    assertEquals(
        206,
        table
            .get(PictureTable.asset(hash), "gm", "Range", "bytes=0-1", "If-Range", tag)
            .statusCode());
    assertEquals(
        200,
        table
            .get(PictureTable.asset(hash), "gm", "Range", "bytes=0-1", "If-Range", "\"x\"")
            .statusCode());
    HttpResponse<byte[]> known =
        table.get(PictureTable.asset(hash), "gm", "If-None-Match", "\"x\", W/" + tag);
    assertEquals(304, known.statusCode());
    assertEquals(0, known.body().length);
    HttpResponse<byte[]> head =
        table.send("HEAD", PictureTable.asset(hash), "gm", BodyPublishers.noBody());
    assertEquals(200, head.statusCode());
    assertEquals(0, head.body().length);
    assertEquals("" + size, head.headers().firstValue("content-length").orElse(""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/assets", "/assets/", "/maps/x/tiles", "/maps/x/tiles/0/0"})
  void strangersGetNothing(String path) throws Exception {
    assertEquals(401, table.get("/api/campaigns/vault" + path, "").statusCode());
    assertEquals(401, table.get("/api/campaigns/vault" + path, "forged").statusCode());
  }

  @Test
  void nothingOfItStandsStillWhileAPictureIsNotTaken() throws Exception {
    String hash = table.upload("gm", PictureTable.picture("png", 60, 9));
    try (RawSocket slow = RawSocket.narrow(table.server().port())) {
      slow.bytes(
          ("GET "
                  + PictureTable.asset(hash)
                  + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
                  + table.key("gm")
                  + "\r\n\r\n")
              .getBytes(StandardCharsets.UTF_8));
      assertEquals(200, table.get("/health/ready", "").statusCode());
    }
    String metrics = new String(table.get("/metrics", "").body(), StandardCharsets.UTF_8);
    assertTrue(metrics.contains("tablekeep_assets_served_total{what=\"whole\"}"), metrics);
    assertTrue(metrics.contains("tablekeep_tiles_bytes"), metrics);
    assertTrue(metrics.contains("tablekeep_assets_bytes"), metrics);
  }
}
