package io.tablekeep.server.assets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tablekeep.server.testing.RawSocket;
import io.tablekeep.server.testing.RunningServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Pictures that are sent: by whom, how large, how many, and where they end up. */
class AssetUploadTest {
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
  void whatIsSentIsToldByItsBytesAndBounded() throws Exception {
    String to = "/api/campaigns/vault/assets";
    byte[] png = PictureTable.picture("png", 3, 8);
    String svg = "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>";
    HttpResponse<byte[]> lies =
        table.send("POST", to, "gm", BodyPublishers.ofString(svg), "Content-Type", "image/png");
    assertEquals(415, lies.statusCode());
    assertEquals("asset-svg", PictureTable.code(lies));
    HttpResponse<byte[]> text =
        table.send("POST", to, "gm", BodyPublishers.ofString("hello, hello, hello"));
    assertEquals(415, text.statusCode());
    assertEquals("asset-not-a-picture", PictureTable.code(text));
    HttpResponse<byte[]> truth =
        table.send("POST", to, "gm", BodyPublishers.ofByteArray(png), "Content-Type", "text/html");
    assertEquals(201, truth.statusCode());
    assertEquals("image/png", RunningServer.JSON.readTree(truth.body()).path("type").asText());
    byte[] large = Arrays.copyOf(png, 11 << 20);
    HttpResponse<byte[]> tooLarge =
        table.send("POST", to, "ana", BodyPublishers.ofByteArray(large));
    assertEquals(413, tooLarge.statusCode());
    assertEquals("asset-too-large", PictureTable.code(tooLarge));
    HttpResponse<byte[]> chunked =
        table.send(
            "POST", to, "ana", BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)));
    assertEquals(413, chunked.statusCode());
    HttpResponse<byte[]> watcher = table.send("POST", to, "sue", BodyPublishers.ofByteArray(png));
    assertEquals(403, watcher.statusCode());
    assertEquals("not-allowed", PictureTable.code(watcher));
    assertEquals(401, table.send("POST", to, "", BodyPublishers.ofByteArray(png)).statusCode());
    assertEquals(
        405,
        table.send("PUT", to + "/" + "0".repeat(64), "gm", BodyPublishers.noBody()).statusCode());
    table.applied("gm", "flag.set", "{\"name\":\"players-send-pictures\",\"value\":false}");
    HttpResponse<byte[]> off = table.send("POST", to, "ana", BodyPublishers.ofByteArray(png));
    table.applied("gm", "flag.set", "{\"name\":\"players-send-pictures\",\"value\":true}");
    assertEquals("not-allowed", PictureTable.code(off));
  }

  @Test
  void aPlayerSendsSoManyPicturesAndNoMoreHoweverManyComeAtOnce() throws Exception {
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
                        table.send(
                            "POST",
                            "/api/campaigns/vault/assets",
                            "ben",
                            BodyPublishers.ofByteArray(PictureTable.picture("png", 2, 100 + i)));
                    codes[i] = answer.statusCode() == 201 ? "ok" : PictureTable.code(answer);
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
    JsonNode mine =
        RunningServer.JSON.readTree(table.get("/api/campaigns/vault/assets", "ben").body());
    assertEquals(AssetQuota.PLAYER.files(), mine.path("assets").size());
  }

  @Test
  void picturesGoIntoAnArchiveAndComeBackToThoseWhoHadThem() throws Exception {
    byte[] shown = PictureTable.picture("png", 4, 21);
    byte[] spare = PictureTable.picture("png", 4, 22);
    byte[] own = PictureTable.picture("png", 4, 23);
    String map = table.scene("For the archive", table.upload("gm", shown), false, "");
    String unused = table.upload("gm", spare);
    String anas = table.upload("ana", own);
    byte[] archive = table.get("/api/campaigns/vault/export", table.server().hostKey()).body();
    HttpResponse<byte[]> brought =
        table.send(
            "POST",
            "/api/campaigns/again/import?name=a.zip",
            table.server().hostKey(),
            BodyPublishers.ofByteArray(archive));
    assertEquals(
        200, brought.statusCode(), () -> new String(brought.body(), StandardCharsets.UTF_8));
    JsonNode links =
        RunningServer.JSON.readTree(
            table
                .send(
                    "POST",
                    "/api/campaigns/again/links",
                    table.server().hostKey(),
                    BodyPublishers.ofString("{}"))
                .body());
    Map<String, String> tokens = new TreeMap<>();
    for (JsonNode link : links.path("links")) {
      tokens.put(link.path("participant").asText(), link.path("token").asText());
    }
    String at = "/api/campaigns/again/assets/";
    String seen = table.state().at("/maps/" + map + "/picture/asset").asText();
    assertArrayEquals(shown, table.get(at + seen, tokens.get("ben")).body());
    assertArrayEquals(spare, table.get(at + unused, tokens.get("gm")).body());
    assertArrayEquals(own, table.get(at + anas, tokens.get("ana")).body());
    assertEquals(404, table.get(at + anas, tokens.get("ben")).statusCode());
    assertEquals(404, table.get(at + unused, tokens.get("ben")).statusCode());
  }

  @Test
  void whatAPlayerTakesBackCountsForThemUntilTheGameMasterRemovesIt() throws Exception {
    Map<String, String> people = table.campaign("taken-back");
    String to = "/api/campaigns/taken-back/assets";
    String first = "";
    for (int i = 0; i < AssetQuota.PLAYER.files(); i++) {
      byte[] one = PictureTable.picture("png", 2, 100 + i);
      HttpResponse<byte[]> made =
          table.send("POST", to, people.get("ben"), BodyPublishers.ofByteArray(one));
      assertEquals(201, made.statusCode());
      first = first.isEmpty() ? PictureTable.json(made).path("asset").asText() : first;
    }
    String at = to + "/" + first;
    BodyPublisher none = BodyPublishers.noBody();
    assertEquals(404, table.send("DELETE", at, people.get("ana"), none).statusCode());
    assertEquals(200, table.send("DELETE", at, people.get("ben"), none).statusCode());
    assertEquals(404, table.send("DELETE", at, people.get("ben"), none).statusCode());
    assertEquals(404, table.get(at, people.get("ben")).statusCode());
    JsonNode left = PictureTable.json(table.get(to, people.get("ben"))).path("assets");
    assertEquals(AssetQuota.PLAYER.files() - 1, left.size());
    assertEquals(200, table.get(at, people.get("gm")).statusCode(), "until the GM says");
    byte[] more = PictureTable.picture("png", 2, 99);
    HttpResponse<byte[]> over =
        table.send("POST", to, people.get("ben"), BodyPublishers.ofByteArray(more));
    assertEquals("too-many-assets", PictureTable.code(over));
    assertEquals(200, table.send("DELETE", at, people.get("gm"), none).statusCode());
    assertEquals(404, table.get(at, people.get("gm")).statusCode());
    HttpResponse<byte[]> now =
        table.send("POST", to, people.get("ben"), BodyPublishers.ofByteArray(more));
    assertEquals(201, now.statusCode());
  }

  @Test
  void anImportThatBringsAPictureLeavesItToThoseWhoHaveSentIt() throws Exception {
    byte[] picture = PictureTable.picture("png", 4, 66);
    String hash = table.upload("ana", picture);
    String map =
        "{\"format\":0.3,\"resolution\":{\"map_origin\":{\"x\":0,\"y\":0},\"map_size\":{\"x\":4,"
            + "\"y\":4},\"pixels_per_grid\":10},\"line_of_sight\":[],\"portals\":[],\"lights\":[],"
            + "\"environment\":{\"baked_lighting\":false},\"image\":\""
            + Base64.getEncoder().encodeToString(picture)
            + "\"}";
    HttpResponse<byte[]> brought =
        table.send(
            "POST",
            "/api/campaigns/vault/import?format=uvtt&name=m.uvtt",
            table.server().hostKey(),
            BodyPublishers.ofString(map));
    assertEquals(200, brought.statusCode());
    String name = "";
    for (JsonNode one : table.state().path("maps")) {
      name = one.at("/picture/asset").asText().equals(hash) ? one.path("name").asText() : name;
    }
    assertFalse(name.isEmpty(), "the map has the very picture");
    table.applied(
        "gm", "scene.hide", "{\"map\":\"" + table.named("maps", name) + "\",\"hidden\":true}");
    assertArrayEquals(picture, table.get(PictureTable.asset(hash), "ana").body());
    table.sameAsNothing("ben", hash);
  }

  @Test
  void whoSendsAgainWhatTheyTookBackHasItAgain() throws Exception {
    byte[] picture = PictureTable.picture("png", 2, 77);
    String hash = table.upload("ana", picture);
    String at = PictureTable.asset(hash);
    assertEquals(200, table.send("DELETE", at, "ana", BodyPublishers.noBody()).statusCode());
    table.sameAsNothing("ana", hash);
    assertEquals(hash, table.upload("ana", picture));
    assertArrayEquals(picture, table.get(at, "ana").body());
  }

  /** A picture of a few pixels and many bytes. */
  private static byte[] heavy(int shade, int bytes) {
    return Arrays.copyOf(PictureTable.picture("png", 2, shade), bytes);
  }

  private static List<String> files() throws IOException {
    List<String> names = new ArrayList<>();
    Files.walkFileTree(
        table.server().server().house().data(),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            names.add(file.getFileName().toString());
            return FileVisitResult.CONTINUE;
          }

          /** What is put aside goes while this looks around. */
          @Override
          public FileVisitResult visitFileFailed(Path file, IOException gone) {
            return FileVisitResult.CONTINUE;
          }
        });
    return names;
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  /** Whoever does not say how long it is finds out at its end; also of one that is known. */
  @Test
  void aPictureForWhichThereIsNoRoomIsNotKept() throws Exception {
    String to = "/api/campaigns/full/assets";
    Map<String, String> people = table.campaign("full");
    String ana = people.get("ana");
    int each = (int) AssetQuota.PLAYER.each().maxBytes();
    for (long sent = each; sent <= AssetQuota.PLAYER.bytes(); sent += each) {
      byte[] next = heavy((int) (sent / each), each);
      assertEquals(201, table.send("POST", to, ana, BodyPublishers.ofByteArray(next)).statusCode());
    }
    byte[] over = heavy(60, each / 2);
    byte[] known = heavy(61, each / 2);
    assertEquals(
        201,
        table.send("POST", to, people.get("gm"), BodyPublishers.ofByteArray(known)).statusCode());
    for (byte[] one : List.of(over, known)) {
      for (BodyPublisher body :
          List.of(
              BodyPublishers.ofByteArray(one),
              BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(one)))) {
        HttpResponse<byte[]> refused = table.send("POST", to, ana, body);
        assertEquals(413, refused.statusCode());
        assertEquals("asset-quota", PictureTable.code(refused));
      }
    }
    assertTrue(files().contains(sha256(known)));
    long until = System.nanoTime() + 30_000_000_000L;
    while (files().stream().anyMatch(name -> name.endsWith(".part"))) {
      assertTrue(System.nanoTime() < until, "what was begun is left over");
      Thread.sleep(20);
    }
    assertFalse(files().contains(sha256(over)));
  }

  /** As many clients do, this one sends all of it before it listens. */
  @Test
  void whoIsRefusedWhileSendingHearsTheAnswer() throws Exception {
    byte[] large = new byte[32 << 20];
    String begun =
        "POST /api/campaigns/vault/assets HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
            + table.key("ana")
            + "\r\nContent-Length: "
            + large.length
            + "\r\n\r\n";
    try (RawSocket raw = RawSocket.plain(table.server().port())) {
      raw.bytes(begun.getBytes(StandardCharsets.US_ASCII));
      raw.bytes(large);
      String answer = new String(raw.input().readNBytes(12), StandardCharsets.US_ASCII);
      assertEquals("HTTP/1.1 413", answer);
    }
  }

  @Test
  void whoLeavesInTheMiddleTakesNobodysTurn() throws Exception {
    byte[] picture = PictureTable.picture("png", 4, 55);
    String begun =
        "POST /api/campaigns/vault/assets HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
            + table.key("gm")
            + "\r\nContent-Length: "
            + picture.length
            + "\r\n\r\n";
    for (int i = 0; i < 40; i++) {
      try (RawSocket gone = RawSocket.plain(table.server().port())) {
        gone.bytes(begun.getBytes(StandardCharsets.US_ASCII));
        gone.bytes(Arrays.copyOf(picture, i % 2 * 10));
      }
      // Some leave before the server has begun to listen to them, some while it does.
      assertEquals(200, table.get("/health/live", "").statusCode());
    }
    // The server hears of the last ones a moment later.
    HttpResponse<byte[]> sent;
    long until = System.nanoTime() + 30_000_000_000L;
    do {
      sent =
          table.send(
              "POST", "/api/campaigns/vault/assets", "gm", BodyPublishers.ofByteArray(picture));
    } while (sent.statusCode() == 429 && System.nanoTime() < until);
    assertEquals(201, sent.statusCode());
    assertArrayEquals(picture, table.get(PictureTable.asset(sha256(picture)), "gm").body());
  }
}
