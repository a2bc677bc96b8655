package io.tablekeep.server.torture;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Garbage over HTTP: an error with a code, and nothing else happens to anyone. */
class HttpGarbageTest extends GarbageStand {
  @AfterEach
  void theDocumentIsAsItWas() throws Exception {
    witness.unchanged();
  }

  /** Sends it and looks at the answer; gives the status. */
  private int attack(String method, String path, String key, byte[] body)
      throws IOException, InterruptedException {
    HttpResponse<byte[]> answer = server.send(method, path, key, body);
    String text = new String(answer.body(), StandardCharsets.UTF_8);
    if (answer.statusCode() >= 400) {
      assertTrue(
          answer.statusCode() < 500, () -> method + ' ' + path + ": " + answer.statusCode() + text);
      Answer.discreet(text);
      if (!method.equals("HEAD")) {
        Answer.coded(Json.parse(text));
      }
    }
    return answer.statusCode();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void everyAddressRefusesEveryStranger() throws Exception {
    JsonNode paths = Json.parse(server.get("/api/openapi.json", "")).path("paths");
    List<String> keys =
        List.of("", "forged", other.get("gm"), target.get("ana") + "x", "x".repeat(3_000));
    for (Map.Entry<String, JsonNode> path : paths.properties()) {
      String address = path.getKey().replaceAll("\\{\\w+}", "target");
      if (!address.startsWith("/api/campaigns") && !address.equals("/api/plugins")) {
        continue;
      }
      for (String method : List.of("GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "BREW")) {
        for (String key : keys) {
          int status = attack(method, address, key, utf8("{}"));
          assertTrue(status >= 400, () -> method + ' ' + address + " lets a stranger in");
        }
      }
    }
  }

  @Test
  void bodiesThatMakeNoSenseAreRefused() throws Exception {
    String key = target.get("ana");
    String act = "/api/campaigns/target/actions";
    String good =
        "{\"device\":\"d\",\"n\":1,\"type\":\"token.move\",\"payload\":{\"token\":\"hall/nobody\"}}";
    List<String> bodies =
        new ArrayList<>(
            List.of(
                "",
                "null",
                "[]",
                "{}",
                "{\"n\":0}",
                "[".repeat(50_000),
                "{\"a\":".repeat(9_000),
                good.replace("1", "-1"),
                good.replace("1", "1e30"),
                good.replace("\"d\"", "{}"),
                good.replace("\"d\"", "\"" + "d".repeat(500) + "\""),
                good.replace("{\"token\":\"hall/nobody\"}", "[".repeat(60) + "]".repeat(60)),
                "{\"device\":\"d\",\"n\":2,\"type\":\"chat.say\",\"payload\":{\"text\":\""
                    + "x".repeat(100_000)
                    + "\"}}"));
    for (int i = 0; i < Effort.pick(60, 400, 4_000); i++) {
      bodies.add(garbage.mangled(good));
      bodies.add(
          "{\"device\":\"d\",\"n\":"
              + i
              + ",\"type\":"
              + garbage.value(0)
              + ",\"payload\":"
              + garbage.value(0)
              + "}");
    }
    for (String body : bodies) {
      retrying("POST", act, key, utf8(body));
    }
    for (int i = 0; i < Effort.pick(20, 100, 1_000); i++) {
      retrying("POST", act, key, garbage.bytes(400));
      attack("POST", "/api/campaigns/target/links", key, garbage.bytes(100));
      attack("POST", "/api/campaigns", server.hostKey(), garbage.bytes(400));
    }
  }

  /** A seat has its rate over HTTP too; what is over is answered 429 or 503 with a code. */
  private void retrying(String method, String path, String key, byte[] body)
      throws IOException, InterruptedException {
    for (int i = 0; i < 100; i++) {
      HttpResponse<byte[]> answer = server.send(method, path, key, body);
      String text = new String(answer.body(), StandardCharsets.UTF_8);
      Answer.discreet(text);
      JsonNode json = Json.parse(text);
      Answer.coded(json);
      assertTrue(answer.statusCode() >= 400, () -> "accepted: " + Arrays.toString(body) + text);
      if (!json.path("outcome").asText().equals("retry")) {
        assertTrue(answer.statusCode() < 500, () -> answer.statusCode() + text);
        return;
      }
      Thread.sleep(300);
    }
    throw new AssertionError("told to retry for ever");
  }

  @Test
  void documentsThatAreNoneAreRefusedOrSound() throws Exception {
    int made = 0;
    for (int i = 0; i < Effort.pick(60, 300, 2_000); i++) {
      ObjectNode document = Tables.empty().put("id", "made-" + i);
      JsonNode at = document;
      String where = "";
      while (at.isObject() && at.size() > 0 && chance.nextInt(4) > 0) {
        List<String> keys = new ArrayList<>();
        at.fieldNames().forEachRemaining(keys::add);
        String key = keys.get(chance.nextInt(keys.size()));
        where += "/" + key;
        at = at.get(key);
      }
      if (where.isEmpty() || where.equals("/id")) {
        continue;
      }
      Json.put(document, where, Json.MAPPER.getNodeFactory().textNode("@wrong@"));
      String text = document.toString().replace("\"@wrong@\"", garbage.value(0));
      int status = attack("POST", "/api/campaigns", server.hostKey(), utf8(text));
      if (status == 201) {
        made++;
        attack("POST", "/api/campaigns/made-" + i + "/links", server.hostKey(), utf8("{}"));
      }
    }
    Effort.say("http garbage: %d documents with something odd were taken", made);
  }

  @Test
  void namesOfCampaignsMayBeAnything() throws Exception {
    List<String> all = Garbage.strings();
    int step = Effort.pick(40, 5, 1);
    for (int i = chance.nextInt(step); i < all.size(); i += step) {
      String text = Json.quote(all.get(i));
      attack(
          "POST",
          "/api/campaigns",
          server.hostKey(),
          utf8(
              "{\"name\":"
                  + text
                  + ",\"participants\":[{\"name\":"
                  + text
                  + ",\"role\":\"gm\"}]}"));
      attack(
          "POST", "/api/campaigns", server.hostKey(), utf8("{\"id\":" + text + ",\"name\":\"n\"}"));
      attack(
          "POST",
          "/api/campaigns",
          server.hostKey(),
          utf8("{\"name\":\"n\",\"system\":" + text + "}"));
      String coded = URLEncoder.encode(all.get(i), StandardCharsets.UTF_8);
      if (coded.length() < 6_000) {
        attack("GET", "/api/campaigns/" + coded + "/state", target.get("gm"), new byte[0]);
        attack("GET", "/c/" + coded, "", new byte[0]);
        attack("GET", "/" + coded, "", new byte[0]);
      }
    }
  }

  @Test
  void filesThatAreNoneAreNotBroughtIn() throws Exception {
    byte[] archive = server.export("calm");
    List<byte[]> files =
        new ArrayList<>(List.of(new byte[0], utf8("{"), utf8("[".repeat(200_000))));
    for (int i = 0; i < Effort.pick(15, 100, 600); i++) {
      byte[] broken = archive.clone();
      for (int k = chance.nextInt(1, 6); k > 0; k--) {
        broken[chance.nextInt(broken.length)] ^= (byte) (1 << chance.nextInt(8));
      }
      files.add(broken);
      files.add(Arrays.copyOf(archive, chance.nextInt(archive.length)));
      files.add(garbage.bytes(2_000));
    }
    files.add(lies(archive));
    int n = 0;
    for (byte[] file : files) {
      for (String name : List.of("x.zip", "x.dd2vtt", "x")) {
        String to = "/api/campaigns/brought-" + n++ + "/import?name=" + name;
        attack("POST", to, server.hostKey(), file);
      }
    }
    String map =
        "{\"format\":0.3,\"resolution\":{\"map_origin\":{\"x\":0,\"y\":0},\"map_size\":{\"x\":9,"
            + "\"y\":9},\"pixels_per_grid\":64},\"line_of_sight\":[[{\"x\":1,\"y\":2},{\"x\":3,"
            + "\"y\":4}]],\"portals\":[],\"lights\":[],\"image\":\"\"}";
    for (int i = 0; i < Effort.pick(30, 200, 2_000); i++) {
      attack(
          "POST",
          "/api/campaigns/brought-" + n++ + "/import?name=x.dd2vtt",
          server.hostKey(),
          utf8(garbage.mangled(map)));
    }
  }

  /** An archive whose journal has an entry that leads elsewhere. */
  private static byte[] lies(byte[] archive) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> member : Chronicle.members(archive).entrySet()) {
        zip.putNextEntry(new ZipEntry(member.getKey()));
        String text = new String(member.getValue(), StandardCharsets.UTF_8);
        zip.write(
            utf8(member.getKey().equals("journal.jsonl") ? text.replace("Hero", "Zero") : text));
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  @Test
  void requestsThatAreNoneAreAnsweredOrDropped() throws Exception {
    String host = "Host: 127.0.0.1\n";
    String key = "Authorization: Bearer " + target.get("ana") + "\n";
    List<String> requests =
        new ArrayList<>(
            List.of(
                "GET /\n\n",
                "GET / HTTP/9.9\n\n",
                "GET  / HTTP/1.1\n\n",
                "GET /api/campaigns/%zz HTTP/1.1\n" + host + "\n",
                "GET /api/campaigns/..%2f..%2fsecret.key HTTP/1.1\n" + host + "\n",
                "GET /../../host.key HTTP/1.1\n" + host + "\n",
                "GET /health/ready?x=%zz HTTP/1.1\n" + host + "\n",
                "GET /%e0%a4 HTTP/1.1\n" + host + "\n",
                "POST /api/campaigns/x/import?name=%f HTTP/1.1\n" + host + "\n",
                "GET /%00 HTTP/1.1\n" + host + "\n",
                "GET /" + "a".repeat(9_000) + " HTTP/1.1\n" + host + "\n",
                "GET / HTTP/1.1\n" + host + "X: " + "y".repeat(20_000) + "\n\n",
                "GET / HTTP/1.1\n" + host + "X: y\n".repeat(3_000) + "\n",
                "GET http://example.org/ HTTP/1.1\n" + host + "\n",
                "CONNECT 127.0.0.1:22 HTTP/1.1\n" + host + "\n",
                "POST /api/campaigns/target/actions HTTP/1.1\n"
                    + host
                    + key
                    + "Content-Length: -5\n\n{}",
                "POST /api/campaigns/target/actions HTTP/1.1\n"
                    + host
                    + key
                    + "Content-Length: 99999999999999999999\n\n{}",
                "POST /api/campaigns/target/actions HTTP/1.1\n"
                    + host
                    + key
                    + "Content-Length: 2\nContent-Length: 3\n\n{}x",
                "POST /api/campaigns/target/actions HTTP/1.1\n"
                    + host
                    + key
                    + "Transfer-Encoding: chunked\n\nzz\n{}\n0\n\n",
                "POST /api/campaigns/target/actions HTTP/1.1\n"
                    + host
                    + key
                    + "Transfer-Encoding: chunked\nContent-Length: 3\n\n1\n{\n0\n\n",
                "GET /api/campaigns/target/socket HTTP/1.1\n" + host + "\n",
                "GET /api/campaigns/target/socket HTTP/1.1\n"
                    + host
                    + "Upgrade: websocket\nConnection: Upgrade\nSec-WebSocket-Version: 7\n\n",
                "GET /api/campaigns/target/socket HTTP/1.1\n"
                    + host
                    + "Upgrade: websocket\nConnection: Upgrade\nSec-WebSocket-Version: 13\n\n",
                "GET /api/campaigns/target/socket HTTP/1.1\n"
                    + host
                    + "Origin: https://evil.example\nUpgrade: websocket\nConnection: Upgrade\n"
                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\nSec-WebSocket-Version: 13\n\n",
                "GET /api/campaigns/target/socket HTTP/1.1\n"
                    + host
                    + "Upgrade: websocket\nConnection: Upgrade\nSec-WebSocket-Key: short\n"
                    + "Sec-WebSocket-Version: 13\n\n"));
    String sound = "GET /api/campaigns/target/state HTTP/1.1\n" + host + "X-Any: thing\n\n";
    for (int i = 0; i < Effort.pick(40, 300, 3_000); i++) {
      requests.add(garbage.mangled(sound) + "\n\n");
    }
    for (String request : requests) {
      String answer = RawHttp.exchange(server.port(), RawHttp.head(request));
      int status = RawHttp.status(answer);
      if (status == 101 || status == 200) {
        assertFalse(request.contains("target/state"), answer);
        continue;
      }
      Answer.discreet(answer);
      assertTrue(status < 500, () -> Answer.brief(request) + " -> " + answer);
      // Empty lines before a request are passed over (RFC 9112, 2.2).
      assertFalse(
          answer.equals("(silence)") && !request.isBlank(),
          () -> "no answer to " + Answer.brief(request));
      if (status >= 400) {
        assertTrue(
            RawHttp.body(answer).startsWith("{"),
            () -> Answer.brief(request) + " is answered without a code: " + answer);
        Answer.coded(Json.parse(RawHttp.body(answer)));
      }
    }
  }
}
