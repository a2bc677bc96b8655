package io.tablekeep.server.ws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.server.http.Links;
import io.tablekeep.server.testing.Description;
import io.tablekeep.server.testing.RawSocket;
import io.tablekeep.server.testing.RunningServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The published description against what is really said on sockets, both ways. What comes from the
 * server is judged wherever a test reads it ({@link RawSocket#next()}); here everything described
 * has to come at least once, and a client's message is taken just when the description allows it.
 */
class DescribedTest {
  private static RunningServer server;
  private static JsonNode described;
  private static Map<String, String> links;

  @BeforeAll
  static void start() throws Exception {
    server = RunningServer.start();
    described = RunningServer.json(server.get("/api/asyncapi.json"));
    String document =
        "{\"id\":\"x\",\"schema\":1,\"campaign\":{\"name\":\"Puddles\",\"system\":\"hello\","
            + "\"createdAt\":\"2026-01-01T00:00:00Z\"},\"participants\":{"
            + "\"gm\":{\"name\":\"Gina\",\"role\":\"gm\"},"
            + "\"ana\":{\"name\":\"Ana\",\"role\":\"player\"}},"
            + "\"actors\":{\"bram\":{\"name\":\"Bram\",\"type\":\"character\",\"owner\":\"ana\"}},"
            + "\"notes\":{\"n1\":{\"title\":\"One\",\"author\":\"gm\"},"
            + "\"n2\":{\"title\":\"Two\",\"author\":\"gm\"},"
            + "\"n3\":{\"title\":\"Three\",\"author\":\"gm\"}}}";
    server.server().engine().create("puddles", document.getBytes(StandardCharsets.UTF_8)).join();
    links = new java.util.TreeMap<>();
    for (Links.Link link : server.server().links("puddles")) {
      links.put(link.participant(), link.token());
    }
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  private static RawSocket sit(String who, String device, String more) throws IOException {
    RawSocket raw = RawSocket.open(server.port(), "puddles");
    String hello = RawSocket.hello(links.get(who), device);
    raw.text(hello.substring(0, hello.length() - 1) + more + "}");
    return raw;
  }

  /** The members of a message and of what is in its arrays, as {@code frame/receipts/ask}. */
  private static void note(String at, JsonNode node, Set<String> into) {
    for (Map.Entry<String, JsonNode> each : node.properties()) {
      String place = at + "/" + each.getKey();
      into.add(place);
      if (each.getValue().isArray()) {
        each.getValue().forEach(one -> note(place, one, into));
      }
    }
  }

  private static void wanted(String at, JsonNode schema, Set<String> into) {
    JsonNode real =
        schema.has("$ref") ? described.at(schema.path("$ref").asText().substring(1)) : schema;
    for (Map.Entry<String, JsonNode> each : real.path("properties").properties()) {
      String place = at + "/" + each.getKey();
      into.add(place);
      JsonNode items = each.getValue().path("items");
      if (!items.isMissingNode() && !each.getKey().equals("patch")) {
        wanted(place, items, into);
      }
    }
  }

  /** Reads until a message of a type has come, and notes all on the way. */
  private static JsonNode next(RawSocket raw, String type, Set<String> seen) throws IOException {
    while (true) {
      JsonNode message = raw.next();
      note(message.path("type").asText(), message, seen);
      if (message.path("type").asText().equals(type)) {
        return message;
      }
    }
  }

  private static JsonNode receipt(RawSocket raw, long n, Set<String> seen) throws IOException {
    while (true) {
      for (JsonNode receipt : next(raw, "frame", seen).path("receipts")) {
        if (receipt.path("n").asLong() == n) {
          return receipt;
        }
      }
    }
  }

  private static String receipt(RawSocket raw, int n) throws IOException {
    return raw.receipt(n).path("code").asText();
  }

  @Test
  void theCodesThatAnyTableTellsAreDescribed() throws IOException {
    List<String> codes = new ArrayList<>();
    try (RawSocket gm = sit("gm", "codes", "");
        RawSocket ana = sit("ana", "codes", "")) {
      codes.add(receipt(ana, ana.act("no.such", "{}")));
      codes.add(receipt(ana, ana.act("session.end", "{}")));
      codes.add(receipt(ana, ana.act("chat.say", "{\"text\":\"x\",\"loud\":true}")));
      codes.add(receipt(ana, ana.act("chat.say", "{}")));
      codes.add(receipt(ana, ana.act("chat.say", "{\"text\":\"\"}")));
      codes.add(
          receipt(ana, ana.act("token.move", "{\"token\":\"no/one\",\"to\":{\"x\":1,\"y\":1}}")));
      int leap = ana.act("hello.leap", "{\"who\":\"bram\",\"bonus\":0}");
      String ask = ana.receipt(leap).path("ask").asText();
      codes.add(receipt(ana, ana.act("ask.withdraw", "{\"ask\":\"" + ask + "\"}")));
      gm.act("ask.decide", "{\"ask\":\"" + ask + "\",\"approve\":false}");
      codes.add(receipt(ana, leap));
      codes.add(receipt(gm, gm.act("ask.decide", "{\"ask\":\"" + ask + "\",\"approve\":true}")));
      for (int n = 100; n <= 164; n++) {
        ana.act(n, "dice.roll", "{\"notation\":\"1d6\"}");
        assertEquals("ok", receipt(ana, n));
      }
      ana.act(164, "dice.roll", "{\"notation\":\"1d8\"}");
      codes.add(receipt(ana, 164));
      ana.act(99, "dice.roll", "{\"notation\":\"1d6\"}");
      codes.add(receipt(ana, 99));
    }
    assertEquals(
        List.of(
            "unknown-action",
            "not-allowed",
            "unknown-key",
            "value-missing",
            "too-short",
            "no-such-thing",
            "dice-have-fallen",
            "declined",
            "no-such-ask",
            "action-id-reused",
            "action-id-too-old"),
        codes);
    String text = described.at("/info/description").asText();
    for (String code : codes) {
      assertTrue(
          text.lines().anyMatch(line -> line.matches("\\| ([^|]*[ ,])?" + code + "[ ,].*")), code);
    }
  }

  @Test
  void everythingThatIsDescribedReallyComes() throws IOException {
    Set<String> seen = new TreeSet<>();
    try (RawSocket gm = sit("gm", "d1", "")) {
      RawSocket ana = sit("ana", "d1", "");
      next(gm, "welcome", seen);
      JsonNode welcome = next(ana, "welcome", seen);
      List<String> asks = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        int n = ana.act("hello.leap", "{\"who\":\"bram\",\"bonus\":" + i + "}");
        JsonNode receipt = receipt(ana, n, seen);
        assertEquals("pending", receipt.path("outcome").asText());
        asks.add(receipt.path("ask").asText());
      }
      int batch =
          gm.act(
              "ask.batch",
              "{\"decisions\":[{\"ask\":\""
                  + asks.get(0)
                  + "\",\"approve\":true},{\"ask\":\"nothing\",\"approve\":true}]}");
      JsonNode parts = receipt(gm, batch, seen).path("parts");
      assertEquals("applied", parts.at("/0/outcome").asText(), parts::toString);
      assertEquals("refused", parts.at("/1/outcome").asText(), parts::toString);
      JsonNode refused = receipt(ana, ana.act("chat.say", "{\"text\":\"\"}"), seen);
      assertEquals("/text", refused.path("field").asText());
      // An object with a null in it cannot be told as a merge.
      receipt(gm, gm.act("campaign.edit", "{\"description\":\"Wet.\"}"), seen);
      gm.text("{\"type\":\"open\",\"path\":\"/notes/n1\"}");
      next(gm, "part", seen);
      gm.text("{\"type\":\"page\",\"path\":\"/notes\",\"limit\":2}");
      assertEquals("n2", next(gm, "page", seen).path("next").asText());
      gm.text("{\"type\":\"history\",\"n\":1,\"kind\":\"log\",\"payload\":{}}");
      next(gm, "history", seen);
      gm.text("{\"type\":\"history\",\"n\":2,\"kind\":\"line\",\"payload\":{\"line\":\"x\"}}");
      next(gm, "history", seen);
      gm.text("{\"type\":\"signal\",\"kind\":\"typing\",\"payload\":{}}");
      next(ana, "signal", seen);
      gm.text("{\"type\":\"act\",\"n\":99,\"action\":5,\"payload\":{}}");
      assertEquals(99, next(gm, "error", seen).path("n").asInt());
      ana.close();
      long position = welcome.path("position").asLong();
      String resume =
          ",\"resume\":\"" + welcome.path("resume").asText() + "\",\"position\":" + position;
      try (RawSocket back = sit("ana", "d1", resume)) {
        next(back, "resumed", seen);
        next(back, "frame", seen);
        tooFast(back, seen);
        server.server().engine().release(DocumentId.campaign("puddles")).join();
        next(back, "moving", seen);
      }
    }
    Set<String> wanted = new TreeSet<>();
    for (JsonNode each : described.at("/operations/receive/messages")) {
      String name = each.path("$ref").asText().replaceAll(".*/", "");
      JsonNode message = described.at("/components/messages/" + name);
      wanted(message.path("name").asText(), message.path("payload"), wanted);
    }
    full(seen);
    // These come when the disk is full, and for a null: other tests read them.
    wanted.removeIf(
        place ->
            place.startsWith("line/")
                || place.equals("frame/patch")
                || place.equals("history/field"));
    wanted.removeAll(seen);
    assertEquals(Set.of(), wanted, "described, and never told");
  }

  /** Sits down until all seats are taken. */
  private static void full(Set<String> seen) throws IOException {
    List<RawSocket> all = new ArrayList<>();
    try {
      while (!seen.contains("error/retryAfter")) {
        assertTrue(all.size() < 1_000, "there is always room");
        RawSocket one = sit("ana", "s" + all.size(), "");
        all.add(one);
        JsonNode first = one.next();
        note(first.path("type").asText(), first, seen);
        if (first.path("type").asText().equals("error")) {
          assertEquals(4429, one.closed().code());
        }
      }
    } finally {
      for (RawSocket one : all) {
        one.close();
      }
    }
  }

  private static void tooFast(RawSocket raw, Set<String> seen) throws IOException {
    for (int n = 1_000; n < 1_300; n++) {
      raw.act(n, "chat.say", "{\"text\":\"quick\"}");
    }
    while (!seen.contains("frame/receipts/retryAfter")) {
      next(raw, "frame", seen);
    }
  }

  /** Messages a client may send, and what may be done to them so that they are wrong. */
  private static final List<String> GOOD =
      List.of(
          "{\"type\":\"act\",\"n\":7,\"action\":\"chat.say\",\"payload\":{\"text\":\"Hm.\"}}",
          "{\"type\":\"act\",\"n\":8,\"action\":\"no.such\",\"payload\":{},\"basedOn\":1}",
          "{\"type\":\"signal\",\"kind\":\"typing\",\"payload\":{\"a\":[1,null]}}",
          "{\"type\":\"open\",\"path\":\"/notes\"}",
          "{\"type\":\"shut\",\"path\":\"/notes\"}",
          "{\"type\":\"page\",\"path\":\"/notes\"}",
          "{\"type\":\"page\",\"path\":\"/notes\",\"after\":\"n1\",\"limit\":1}",
          "{\"type\":\"page\",\"path\":\"/notes\",\"before\":\"\",\"limit\":200}",
          "{\"type\":\"pause\"}",
          "{\"type\":\"ready\"}");

  /** Each of a device of its own, with a rate of its own. */
  private static int readers;

  private static final List<String> WRONG = List.of("true", "-1", "0", "1.5", "201", "\"x\"", "[]");

  @Test
  void aMessageIsTakenJustWhenTheDescriptionAllowsIt() throws Exception {
    int taken = 0;
    int refused = 0;
    for (String good : GOOD) {
      ObjectNode message = (ObjectNode) RunningServer.JSON.readTree(good);
      List<ObjectNode> all = new ArrayList<>(List.of(message));
      for (Map.Entry<String, JsonNode> each : message.properties()) {
        ObjectNode without = message.deepCopy();
        without.remove(each.getKey());
        all.add(without);
        for (String wrong : WRONG) {
          ObjectNode other = message.deepCopy();
          other.set(each.getKey(), RunningServer.JSON.readTree(wrong));
          all.add(other);
        }
      }
      for (ObjectNode one : all) {
        boolean allowed = Description.fromClient(one).isEmpty();
        assertEquals(allowed, isRead(one), one + " " + Description.fromClient(one));
        taken += allowed ? 1 : 0;
        refused += allowed ? 0 : 1;
      }
    }
    System.out.println(taken + " messages were allowed and read, " + refused + " neither");
    assertTrue(taken > 10 && refused > 100);
  }

  /** Whether the server could read a message; what it came to does not matter. */
  private static boolean isRead(JsonNode message) throws IOException {
    readers++;
    try (RawSocket raw = sit("gm", "reads-" + readers, "")) {
      raw.next("welcome");
      raw.text(message.toString());
      raw.text("{\"type\":\"page\",\"path\":\"/nothing\"}");
      boolean read = true;
      boolean answered = false;
      // A payload is judged a little later, and has a receipt, before that of a later action.
      boolean judged = !message.path("type").asText().equals("act");
      if (!judged) {
        raw.act(1_000_000, "no.such", "{}");
      }
      while (!answered || !judged) {
        JsonNode answer = raw.next();
        for (JsonNode receipt : answer.path("receipts")) {
          read &= !receipt.path("code").asText().equals("json-not-an-object");
          judged |= receipt.path("n").asLong() == 1_000_000;
        }
        if (answer.path("type").asText().equals("error")) {
          if (answer.path("field").asText().equals("/nothing")) {
            answered = true;
            continue;
          }
          String code = answer.path("code").asText();
          read &=
              !Set.of("missing-key", "wrong-type", "unknown-message", "bad-path").contains(code);
        }
      }
      return read;
    }
  }

  @Test
  void whatTheDescriptionGivesAsExamplesIsAllowedByIt() {
    for (String direction : List.of("send", "receive")) {
      for (JsonNode each : described.at("/operations/" + direction + "/messages")) {
        String name = each.path("$ref").asText().replaceAll(".*/", "");
        JsonNode examples = described.at("/components/messages/" + name + "/examples");
        assertFalse(examples.isEmpty(), name);
        for (JsonNode example : examples) {
          JsonNode payload = example.path("payload");
          assertEquals(
              List.of(),
              direction.equals("send")
                  ? Description.fromClient(payload)
                  : Description.fromServer(payload),
              payload::toString);
        }
      }
    }
  }

  @Test
  void thePublishedVectorsAreAllowedByTheDescription() {
    JsonNode vectors = described.path("x-vectors");
    assertTrue(vectors.size() > 20);
    for (JsonNode each : vectors) {
      boolean client = each.path("from").asText().equals("client");
      JsonNode said = each.path("json");
      assertEquals(
          List.of(),
          client ? Description.fromClient(said) : Description.fromServer(said),
          each::toString);
    }
  }

  @Test
  void pagesComeAlikeOverSocketAndHttp() throws Exception {
    List<String> keys = new ArrayList<>();
    try (RawSocket gm = sit("gm", "pages", "")) {
      gm.next("welcome");
      String after = "";
      while (after != null) {
        gm.text("{\"type\":\"page\",\"path\":\"/notes\",\"limit\":2,\"after\":\"" + after + "\"}");
        JsonNode page = gm.next("page");
        HttpResponse<String> same =
            server.get(
                "/api/campaigns/puddles/view?path=/notes&limit=2&after=" + after,
                "Authorization",
                "Bearer " + links.get("gm"));
        assertEquals(200, same.statusCode(), same::body);
        ((ObjectNode) page).remove("type");
        assertEquals(page, RunningServer.json(same));
        page.path("entities").fieldNames().forEachRemaining(keys::add);
        after = page.has("next") ? page.path("next").asText() : null;
      }
    }
    assertEquals(List.of("n1", "n2", "n3"), keys);
    for (String bad : List.of("&limit=0", "&limit=201", "&limit=x", "&after=a&before=b")) {
      HttpResponse<String> answer =
          server.get(
              "/api/campaigns/puddles/view?path=/notes" + bad,
              "Authorization",
              "Bearer " + links.get("gm"));
      assertEquals(400, answer.statusCode(), bad + answer.body());
    }
  }
}
