package io.tablekeep.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tablekeep.server.testing.RawSocket;
import io.tablekeep.server.testing.RunningServer;
import io.tablekeep.server.ws.CloseCode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpApiTest {
  private static RunningServer server;
  private static String[] host;
  private static String[] ana;
  private static String[] gm;

  @BeforeAll
  static void start() throws IOException {
    server = RunningServer.start();
    host = bearer(server.hostKey());
    ana = bearer(server.token("ana"));
    gm = bearer(server.token("gm"));
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  private static String[] bearer(String key) {
    return new String[] {"Authorization", "Bearer " + key};
  }

  private static JsonNode ok(HttpResponse<String> answer) throws IOException {
    assertTrue(answer.statusCode() < 300, answer::body);
    return RunningServer.json(answer);
  }

  private static void refused(int status, String code, HttpResponse<String> answer)
      throws IOException {
    assertEquals(status, answer.statusCode(), answer::body);
    JsonNode body = RunningServer.json(answer);
    assertEquals(code, body.path("code").asText(), answer::body);
    assertFalse(body.path("message").asText().isEmpty());
    assertFalse(answer.body().contains("Exception"), answer::body);
    assertEquals("application/json", answer.headers().firstValue("content-type").orElse(""));
  }

  @Test
  void healthMetricsAndDescriptionsNeedNoLoginHere() throws Exception {
    assertTrue(ok(server.get("/health/live")).path("live").asBoolean());
    assertEquals("ok", ok(server.get("/health/ready")).path("store").asText());
    assertTrue(server.get("/metrics").body().contains("tablekeep_sockets"));
    assertTrue(server.get("/metrics").body().contains("process_cpu_time_ns_total"));
    assertEquals("3.1.0", ok(server.get("/api/openapi.json")).path("openapi").asText());
    assertEquals("3.0.0", ok(server.get("/api/asyncapi.json")).path("asyncapi").asText());
    assertTrue(ok(server.get("/api/schema/campaign.json")).has("properties"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/metrics", "/api/openapi.json", "/api/schema/campaign.json"})
  void whatAProxyPassesOnIsNotFromThisMachine(String path) throws Exception {
    refused(401, "unauthorized", server.get(path, "X-Forwarded-For", "192.0.2.1"));
    assertEquals(
        200, server.get(path, "X-Forwarded-For", "192.0.2.1", host[0], host[1]).statusCode());
  }

  @ParameterizedTest
  @CsvSource({
    "GET,/api/campaigns",
    "POST,/api/campaigns",
    "GET,/api/plugins",
    "GET,/api/campaigns/demo/export",
    "POST,/api/campaigns/demo/import"
  })
  void whatIsTheHostsIsNobodyElses(String method, String path) throws Exception {
    refused(401, "unauthorized", server.send(method, path, BodyPublishers.noBody()));
    refused(401, "unauthorized", server.send(method, path, BodyPublishers.noBody(), bearer("x")));
    refused(403, "forbidden", server.send(method, path, BodyPublishers.noBody(), ana));
  }

  @Test
  void whoRunsTheGameBringsAMapIntoItAndNothingElse() throws Exception {
    String map =
        "{\"format\":0.3,\"resolution\":{\"map_origin\":{\"x\":0,\"y\":0},\"map_size\":{\"x\":4,\"y\":3},"
            + "\"pixels_per_grid\":70},\"line_of_sight\":[[{\"x\":0,\"y\":0},{\"x\":2,\"y\":0}]],"
            + "\"portals\":[],\"lights\":[]}";
    String at = "/api/campaigns/demo/import?name=ossuary.uvtt";
    JsonNode done = ok(server.send("POST", at, BodyPublishers.ofString(map), gm));
    assertFalse(done.path("created").asBoolean());
    JsonNode maps = ok(server.get("/api/campaigns/demo/state", gm)).at("/state/maps");
    assertTrue(maps.toString().contains("ossuary"), maps.toString());
    String players = ok(server.get("/api/campaigns/demo/state", ana)).toString();
    assertFalse(players.contains("ossuary"), "until it is shown, or everyone is there");
    refused(403, "forbidden", server.send("POST", at, BodyPublishers.ofString(map), ana));
    assertEquals(0, ok(server.get("/api/campaigns/demo/import", gm)).path("reading").size());
    refused(403, "forbidden", server.get("/api/campaigns/demo/import", ana));
    String archive = "/api/campaigns/demo/import?format=archive";
    refused(403, "forbidden", server.send("POST", archive, BodyPublishers.ofString("x"), gm));
    String other = "/api/campaigns/other/import?name=crypt.uvtt";
    refused(403, "forbidden", server.send("POST", other, BodyPublishers.ofString(map), gm));
  }

  @ParameterizedTest
  @CsvSource({"GET,''", "GET,/state", "POST,/actions", "POST,/links"})
  void aSeatReachesItsOwnCampaignOnly(String method, String path) throws Exception {
    String other = "/api/campaigns/other" + path;
    refused(401, "unauthorized", server.send(method, other, BodyPublishers.noBody()));
    refused(403, "forbidden", server.send(method, other, BodyPublishers.noBody(), ana));
  }

  @Test
  void theStateOverHttpIsTheSeatsOwnView() throws Exception {
    JsonNode mine = ok(server.get("/api/campaigns/demo/state", ana));
    assertEquals("Ana", mine.at("/participant/name").asText());
    assertTrue(mine.at("/state/maps/vault/tokens").has("bram"));
    assertFalse(mine.toString().contains("ghoul"));
    assertEquals(
        "The Sunken Vault", ok(server.get("/api/campaigns/demo", ana)).path("name").asText());
  }

  @Test
  void anActionOverHttpRunsOnceHoweverOftenItIsSent() throws Exception {
    String body =
        "{\"device\":\"bot\",\"n\":1,\"type\":\"chat.say\",\"payload\":{\"text\":\"Beep.\"}}";
    JsonNode receipt = ok(server.post("/api/campaigns/demo/actions", body, ana));
    assertEquals("applied", receipt.path("outcome").asText());
    String hash = server.hash();
    assertEquals(receipt, ok(server.post("/api/campaigns/demo/actions", body, ana)));
    assertEquals(hash, server.hash());
    HttpResponse<String> other =
        server.post("/api/campaigns/demo/actions", body.replace("Beep", "Boop"), ana);
    refused(409, "action-id-reused", other);
    assertEquals("refused", RunningServer.json(other).path("outcome").asText());
  }

  @Test
  void anActionFarBelowTheNewestOfItsDeviceIsNotRun() throws Exception {
    String said =
        "{\"device\":\"old\",\"n\":%d,\"type\":\"chat.say\",\"payload\":{\"text\":\"Beep.\"}}";
    for (int n = 2; n <= 66; n++) {
      ok(server.post("/api/campaigns/demo/actions", String.format(said, n), gm));
    }
    String hash = server.hash();
    refused(
        409,
        "action-id-too-old",
        server.post("/api/campaigns/demo/actions", String.format(said, 1), gm));
    assertEquals(hash, server.hash());
  }

  @Test
  void aRefusedActionHasAStatusOfItsOwn() throws Exception {
    refused(
        404,
        "unknown-action",
        server.post(
            "/api/campaigns/demo/actions",
            "{\"device\":\"b\",\"n\":1,\"type\":\"no.such\",\"payload\":{}}",
            ana));
    refused(
        403,
        "not-allowed",
        server.post(
            "/api/campaigns/demo/actions",
            "{\"device\":\"b\",\"n\":2,\"type\":\"session.end\",\"payload\":{}}",
            ana));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{\"device\":\"b\"}",
        "{\"device\":\"b\",\"n\":\"1\",\"type\":\"chat.say\"}",
        "{\"device\":\"b\",\"n\":0,\"type\":\"chat.say\"}",
        "{\"device\":\"b\",\"n\":1,\"n\":1,\"type\":\"chat.say\"}",
        "{\"device\":7,\"n\":1,\"type\":\"chat.say\"}"
      })
  void anActionThatCannotBeReadIsABadRequest(String body) throws Exception {
    HttpResponse<String> answer = server.post("/api/campaigns/demo/actions", body, ana);
    assertTrue(Set.of(400, 422).contains(answer.statusCode()), answer::body);
    assertFalse(RunningServer.json(answer).path("code").asText().isEmpty());
  }

  @Test
  void aCampaignIsMadeAndItsLinksWork() throws Exception {
    JsonNode made =
        ok(
            server.post(
                "/api/campaigns",
                "{\"id\":\"made\",\"name\":\"Made\",\"participants\":[{\"name\":\"G\",\"role\":\"gm\"},"
                    + "{\"name\":\"P\"}]}",
                host));
    assertEquals("made", made.path("campaign").asText());
    assertEquals("gm", made.at("/links/0/role").asText());
    assertTrue(
        made.at("/links/0/url").asText().startsWith(server.server().base() + "/c/made#seat="));
    String token = made.at("/links/1/token").asText();
    assertEquals(
        "P", ok(server.get("/api/campaigns/made", bearer(token))).at("/participant/name").asText());
    refused(
        409,
        "campaign-exists",
        server.post("/api/campaigns", "{\"id\":\"made\",\"name\":\"Again\"}", host));
    assertTrue(ok(server.get("/api/campaigns", host)).toString().contains("\"made\""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\":7}",
        "{}",
        "{\"id\":\"Bad Id\",\"name\":\"x\"}",
        "{\"name\":\"x\",\"participants\":[7]}",
        "{\"name\":\"x\",\"participants\":[{\"name\":\"x\",\"role\":\"king\"}]}",
        "{\"id\":\"bad\",\"campaign\":{}}",
        "{\"id\":\"bad\",\"campaign\":{\"name\":\"x\"},\"actors\":7}"
      })
  void aCampaignThatIsNoneIsRefused(String body) throws Exception {
    HttpResponse<String> answer = server.post("/api/campaigns", body, host);
    assertTrue(answer.statusCode() >= 400 && answer.statusCode() < 500, answer::body);
    assertFalse(RunningServer.json(answer).path("message").asText().isEmpty());
    assertFalse(answer.body().contains("Exception"), answer::body);
  }

  @Test
  void linksAreMadeByHostAndGameMasterAndNoPlayer() throws Exception {
    assertEquals(4, ok(server.post("/api/campaigns/demo/links", "{}", gm)).path("links").size());
    assertEquals(
        1,
        ok(server.post("/api/campaigns/demo/links", "{\"participants\":[\"ben\"]}", host))
            .path("links")
            .size());
    refused(403, "forbidden", server.post("/api/campaigns/demo/links", "{}", ana));
    refused(404, "no-such-campaign", server.post("/api/campaigns/nowhere/links", "{}", host));
  }

  @Test
  void unknownAddressesAndMethodsAreJson() throws Exception {
    refused(404, "no-such-address", server.get("/nowhere"));
    refused(404, "no-such-address", server.get("/page/../logback.xml"));
    refused(404, "no-such-address", server.get("/page/table.html"));
    refused(
        405,
        "method-not-allowed",
        server.send("DELETE", "/api/campaigns", BodyPublishers.noBody()));
    refused(426, "upgrade-required", server.get("/api/campaigns/demo/socket"));
  }

  @Test
  void aBodyOverTheLimitIsRefusedAndRead() throws Exception {
    refused(
        413,
        "body-too-large",
        server.post("/api/campaigns/demo/actions", "x".repeat(200_000), ana));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GARBAGE\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nX: " + "\u0001" + "\r\n\r\n",
        "GET /%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        "POST /api/campaigns HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n"
      })
  void whatIsNoHttpIsAnsweredOrClosed(String bytes) throws Exception {
    try (RawSocket raw = RawSocket.plain(server.port())) {
      raw.bytes(bytes.getBytes(StandardCharsets.ISO_8859_1));
      String answer = new String(raw.input().readNBytes(12), StandardCharsets.ISO_8859_1);
      assertTrue(answer.isEmpty() || answer.matches("HTTP/1.1 4\\d\\d|HTTP/1.0 4\\d\\d"), answer);
    }
  }

  @Test
  void aHeaderOverTheLimitIsRefused() throws Exception {
    try (RawSocket raw = RawSocket.plain(server.port())) {
      raw.bytes(
          ("GET / HTTP/1.1\r\nHost: x\r\nX: " + "y".repeat(40_000) + "\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      String answer = new String(raw.input().readNBytes(12), StandardCharsets.US_ASCII);
      assertTrue(answer.startsWith("HTTP/1.1 4") || answer.startsWith("HTTP/1.0 4"), answer);
    }
  }

  @Test
  void thePageComesWithAStrictPolicyAndNothingInline() throws Exception {
    for (String path : List.of("/", "/c/demo")) {
      HttpResponse<String> page = server.get(path);
      assertEquals(200, page.statusCode());
      String policy = page.headers().firstValue("content-security-policy").orElse("");
      assertTrue(policy.contains("default-src 'none'") && !policy.contains("unsafe"), policy);
      assertFalse(page.body().matches("(?s).*<script>.*|.* style=.*|.* on[a-z]+=.*"), path);
    }
    for (String file :
        List.of("table.js", "client/tablekeep.js", "host.js", "style.css", "icon.svg")) {
      assertEquals(200, server.get("/page/" + file).statusCode());
    }
    assertEquals("nosniff", server.get("/").headers().firstValue("x-content-type-options").get());
  }

  @Test
  void aFileOfThePageIsNotSentAgainToWhoHasIt() throws Exception {
    HttpResponse<String> script = server.get("/page/table.js");
    assertEquals(
        "text/javascript; charset=utf-8", script.headers().firstValue("content-type").get());
    String policy = script.headers().firstValue("content-security-policy").get();
    assertTrue(policy.contains("img-src 'self' data: blob:"), policy);
    String tag = script.headers().firstValue("etag").orElseThrow();
    HttpResponse<String> again = server.get("/page/table.js", "If-None-Match", tag);
    assertEquals(304, again.statusCode());
    assertEquals("", again.body());
    assertEquals(200, server.get("/page/table.js", "If-None-Match", "\"other\"").statusCode());
    refused(404, "no-such-address", server.get("/page/"));
    refused(404, "no-such-address", server.get("/page/client"));
  }

  @Test
  void everyActionOfTheEngineIsDescribedWithItsPayload() throws Exception {
    Set<String> actions = server.server().engine().actions("table").keySet();
    for (String name : List.of("openapi", "asyncapi")) {
      JsonNode described =
          ok(server.get("/api/" + name + ".json")).at("/components/schemas/Actions/properties");
      for (String action : actions) {
        assertTrue(described.path(action).has("x-roles"), action);
        assertEquals("object", described.path(action).path("type").asText(), action);
      }
    }
  }

  @Test
  void everyRouteIsDescribedAndEveryReferenceLeadsSomewhere() throws Exception {
    JsonNode openapi = ok(server.get("/api/openapi.json"));
    for (String path : new TreeSet<>(List.copyOf(names(openapi.path("paths"))))) {
      for (String method : names(openapi.path("paths").path(path))) {
        if (!method.equals("parameters")) {
          HttpResponse<String> answer =
              server.send(
                  method.toUpperCase(java.util.Locale.ROOT),
                  path.replaceAll("\\{\\w+}", "demo"),
                  BodyPublishers.noBody());
          assertTrue(answer.statusCode() != 404 && answer.statusCode() != 405, method + " " + path);
        }
      }
    }
    for (JsonNode document : List.of(openapi, ok(server.get("/api/asyncapi.json")))) {
      for (JsonNode ref : document.findValues("$ref")) {
        String to = ref.asText();
        if (to.startsWith("#")) {
          assertFalse(document.at(to.substring(1)).isMissingNode(), to);
        }
      }
    }
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void everyCloseCodeIsDescribedAsItIs() throws Exception {
    String text = ok(server.get("/api/asyncapi.json")).at("/info/description").asText();
    for (CloseCode code : CloseCode.values()) {
      String row =
          "| " + code.number() + " | " + code.word() + " | " + (code.retry() ? "yes" : "no") + " |";
      assertTrue(text.contains(row), row);
    }
  }

  @Test
  void theExamplesOfTheSocketsDescriptionAreUnderstood() throws Exception {
    JsonNode messages = ok(server.get("/api/asyncapi.json")).at("/components/messages");
    try (RawSocket raw = RawSocket.seated(server.port(), "demo", server.token("ana"), "examples")) {
      raw.next("welcome");
      for (JsonNode example : messages.at("/act/examples")) {
        raw.text(example.path("payload").toString());
        JsonNode receipt = raw.receipt(example.at("/payload/n").asLong());
        assertEquals("applied", receipt.path("outcome").asText(), receipt::toString);
      }
      for (JsonNode example : messages.at("/signalOut/examples")) {
        raw.text(example.path("payload").toString());
      }
      raw.text("{\"type\":\"act\",\"n\":99,\"action\":\"no.such\",\"payload\":{}}");
      assertEquals("unknown-action", raw.receipt(99).path("code").asText());
    }
  }

  @Test
  void aPageNamesTheModulesThatItsScriptsImport() throws Exception {
    String page = server.get("/c/demo").body();
    for (String module : List.of("table.js", "dom.js", "client/tablekeep.js", "client/cbor.js")) {
      assertTrue(
          page.contains("<link rel=\"modulepreload\" href=\"/page/" + module + "\">"), module);
    }
    Matcher named = Pattern.compile("modulepreload\" href=\"([^\"]+)\"").matcher(page);
    while (named.find()) {
      assertEquals(200, server.get(named.group(1)).statusCode(), named.group(1));
    }
  }

  @Test
  void filesOfThePageComePackedToWhoUnpacks() throws Exception {
    HttpResponse<String> plain = server.get("/page/table.js");
    HttpResponse<String> packed = server.get("/page/table.js", "Accept-Encoding", "br, gzip;q=0.8");
    assertEquals("gzip", packed.headers().firstValue("content-encoding").orElse(""));
    assertEquals(
        "accept-encoding", packed.headers().firstValue("vary").orElse("").toLowerCase(Locale.ROOT));
    String tag = packed.headers().firstValue("etag").orElseThrow();
    assertNotEquals(plain.headers().firstValue("etag").orElseThrow(), tag);
    String[] again = {"Accept-Encoding", "gzip", "If-None-Match", tag};
    assertEquals(304, server.get("/page/table.js", again).statusCode());
    for (String none : List.of("identity", "gzip;q=0", "br")) {
      HttpResponse<String> answer = server.get("/page/table.js", "Accept-Encoding", none);
      assertEquals(plain.body(), answer.body(), none);
    }
  }
}
