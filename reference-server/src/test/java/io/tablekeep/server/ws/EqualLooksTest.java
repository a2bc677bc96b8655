package io.tablekeep.server.ws;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import io.tablekeep.server.http.Links;
import io.tablekeep.server.testing.CompactClient;
import io.tablekeep.server.testing.RawSocket;
import io.tablekeep.server.testing.RunningServer;
import io.tablekeep.server.wire.Wire;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Two servers whose campaigns look equal to a player give that player equal bytes: over both
 * encodings of the socket and over HTTP. Times, keys made of times, and sealed tokens are taken for
 * equal when they are as long. The engine's own test of non-interference goes far wider.
 */
class EqualLooksTest {
  private static final ObjectMapper CBOR = CBORMapper.builder().build();
  private static final String ID = "night";

  /** What is secret differs: X stands for one word or another, the lines marked A for one only. */
  private static final String NIGHT =
      """
      {"id":"x","schema":1,
       "campaign":{"name":"Night","createdAt":"2026-01-01T00:00:00Z","settings":{}},
       "participants":{"gm":{"name":"Gina","role":"gm"},
         "ana":{"name":"Ana","role":"player","character":"bram"},
         "ben":{"name":"Ben","role":"player"}},
       "currentSession":{"id":"s1","number":1,"active":true,"startedAt":"2026-01-01T00:00:00Z",
         "map":"inn","activeEncounterId":"brawl"},
       "actors":{"bram":{"name":"Bram","type":"character","owner":"ana","gmNotes":"is X"},
      A  "wolf":{"name":"Wolf","type":"monster","hidden":true},
         "host":{"name":"Host","type":"npc","gmNotes":"was X"}},
       "items":{
      A  "dagger":{"name":"Dagger","hidden":true},
         "rope":{"name":"Rope","gmNotes":"X"}},
       "maps":{"inn":{"name":"Inn","grid":{"wide":20,"high":20},"gmNotes":"X",
         "tokens":{"t1":{"actor":"bram","x":1,"y":1},
      A    "t3":{"actor":"wolf","x":5,"y":5,"hidden":true},
           "t4":{"actor":"host","x":3,"y":3}}}},
       "encounters":{"brawl":{"name":"Brawl","map":"inn","status":"active","round":1,"turn":"k1",
           "gmNotes":"X","order":{"k1":{"actor":"bram","initiative":15},
      A      "k3":{"actor":"wolf","token":"inn/t3","initiative":8,"hidden":true},
             "k4":{"actor":"host","initiative":3}}},
         "trap":{"name":"X","status":"draft","order":{}}},
       "quests":{"find":{"name":"Find","revealed":true,"gmNotes":"X",
           "objectives":{"o1":{"text":"Ask"},"o2":{"text":"X","revealed":false}}}},
       "lore":{"old":{"title":"Old","text":"is dead","revealed":true,"gmNotes":"X"},
      A  "new":{"title":"New","text":"is a wolf"},
         "own":{"title":"X"}},
       "notes":{"n1":{"title":"Mine","author":"ana"},
      A  "n2":{"title":"Ben's","author":"ben"},
         "n3":{"title":"Shared","author":"ben","readers":["ana"]}}}
      """;

  /** What anyone may see, by the game master. */
  private static final List<String> OPEN =
      List.of(
          "token.move {\"token\":\"inn/t4\",\"to\":{\"x\":#,\"y\":2}}",
          "token.move {\"token\":\"inn/t1\",\"to\":{\"x\":2,\"y\":#}}",
          "token.rotate {\"token\":\"inn/t4\",\"rotation\":#}",
          "turn.set {\"combatant\":\"brawl/k1\"}",
          "quest.edit {\"quest\":\"find\",\"name\":\"Find #\"}",
          "lore.edit {\"lore\":\"old\",\"text\":\"is # years dead\"}",
          "actor.edit {\"actor\":\"host\",\"description\":\"# ells tall\"}",
          "scene.edit {\"map\":\"inn\",\"name\":\"Inn #\"}",
          "chat.say {\"text\":\"# o'clock\"}",
          "chat.say {\"text\":\"psst #\",\"to\":[\"ana\"]}");

  /** What the player must not notice, in one of the servers. */
  private static final List<String> SECRET =
      List.of(
          "actor.edit {\"actor\":\"bram\",\"gmNotes\":\"was #\"}",
          "scene.edit {\"map\":\"inn\",\"gmNotes\":\"#\"}",
          "encounter.edit {\"encounter\":\"trap\",\"name\":\"Trap #\"}",
          "lore.create {\"title\":\"Lore #\",\"text\":\"\",\"tags\":[],\"revealed\":false,"
              + "\"gmNotes\":\"\"}",
          "objective.edit {\"objective\":\"find/o2\",\"text\":\"Kill #\"}",
          "chat.say {\"text\":\"psst #\",\"to\":[\"ben\"]}",
          "chat.say {\"text\":\"hm #\",\"to\":[]}",
          "dice.roll {\"notation\":\"2d6\",\"to\":[]}");

  /** The same, where the first of the servers has something of its own. */
  private static final List<String> HIDDEN =
      List.of(
          "token.move {\"token\":\"inn/t3\",\"to\":{\"x\":#,\"y\":7}}",
          "actor.edit {\"actor\":\"wolf\",\"name\":\"Wolf #\"}",
          "item.edit {\"item\":\"dagger\",\"name\":\"Dagger #\"}",
          "lore.edit {\"lore\":\"new\",\"text\":\"is # wolves\"}");

  /** By the player: some of it is refused, for one reason or another. */
  private static final List<String> OWN =
      List.of(
          "token.move {\"token\":\"inn/t1\",\"to\":{\"x\":#,\"y\":1}}",
          "token.move {\"token\":\"inn/t3\",\"to\":{\"x\":#,\"y\":1}}",
          "token.move {\"token\":\"inn/t9\",\"to\":{\"x\":#,\"y\":1}}",
          "actor.edit {\"actor\":\"bram\",\"notes\":\"owes #\"}",
          "actor.edit {\"actor\":\"wolf\",\"notes\":\"#\"}",
          "turn.end {\"encounter\":\"brawl\"}",
          "turn.end {\"encounter\":\"trap\"}",
          "note.edit {\"note\":\"n1\",\"text\":\"# things\"}",
          "note.edit {\"note\":\"n2\",\"text\":\"# things\"}",
          "lore.edit {\"lore\":\"new\",\"text\":\"#\"}",
          "dance.on {\"n\":#}",
          "chat.say {\"words\":#}");

  private static final List<String> PLACES =
      List.of(
          "",
          "/actors",
          "/actors/bram",
          "/actors/wolf",
          "/actors/wolf/name",
          "/actors/nobody",
          "/actors/bram/gmNotes",
          "/items",
          "/items/dagger",
          "/maps/inn/tokens",
          "/maps/inn/tokens/t3",
          "/maps/inn/tokens/t9/name",
          "/encounters/brawl",
          "/encounters/brawl/order/k3",
          "/encounters/trap",
          "/quests/find/objectives/o2",
          "/lore/new",
          "/lore/own",
          "/notes/n2",
          "/notes",
          "/asks",
          "/changeLog");

  private static RunningServer first;
  private static RunningServer second;

  @BeforeAll
  static void start() throws IOException {
    first = RunningServer.start();
    second = RunningServer.start();
  }

  @AfterAll
  static void stop() throws IOException {
    first.close();
    second.close();
  }

  private static String night(boolean one) {
    return NIGHT
        .replaceAll("(?m)^A.*\n", one ? "$0" : "")
        .replaceAll("(?m)^A", " ")
        .replace("X", one ? "cursed" : "paid");
  }

  /** One of the two, with its game master, and the player's sockets. */
  private static final class Side implements AutoCloseable {
    private final RunningServer server;
    private final String id;
    private final Map<String, String> tokens = new TreeMap<>();
    private final RawSocket gm;
    private RawSocket plain;
    private final RawSocket compact;
    private final CompactClient reader;
    private final List<String> texts = new ArrayList<>();
    private final List<byte[]> binaries = new ArrayList<>();
    private final List<JsonNode> decoded = new ArrayList<>();
    private final List<String> answers = new ArrayList<>();
    private int applied;
    private int done;
    private int own;

    Side(RunningServer server, String id, boolean one) throws Exception {
      this.server = server;
      this.id = id;
      server.server().engine().create(id, night(one).getBytes(StandardCharsets.UTF_8)).join();
      for (Links.Link link : server.server().links(id)) {
        tokens.put(link.participant(), link.token());
      }
      gm = RawSocket.seated(server.port(), id, token("gm"), "desk");
      gm.next("welcome");
      plain = RawSocket.open(server.port(), id);
      plain.text(RawSocket.whole(token("ana"), "p1"));
      compact = RawSocket.open(server.port(), id, Wire.CBOR);
      JsonNode hello = RunningServer.JSON.readTree(RawSocket.whole(token("ana"), "p2"));
      compact.binary(CBOR.writeValueAsBytes(hello));
      reader = new CompactClient(RunningServer.json(server.get("/api/asyncapi.json")));
      text();
      binary();
    }

    private String token(String who) {
      return tokens.get(who);
    }

    private String text() throws IOException {
      String text = new String(plain.message(), StandardCharsets.UTF_8);
      texts.add(text);
      return text;
    }

    private String binary() throws IOException {
      byte[] bytes = compact.nextBinary();
      binaries.add(bytes);
      ObjectNode read = reader.read(bytes);
      decoded.add(read);
      return read.toString();
    }

    void gm(String action) throws IOException {
      int space = action.indexOf(' ');
      int n = gm.act(action.substring(0, space), action.substring(space + 1));
      done++;
      applied += gm.receipt(n).path("outcome").asText().equals("applied") ? 1 : 0;
    }

    /** The player acts and waits for the receipt. */
    void ana(String action) throws IOException {
      int space = action.indexOf(' ');
      own++;
      plain.act(own, action.substring(0, space), action.substring(space + 1));
      done++;
      String told;
      do {
        told = text();
      } while (!told.contains("\"receipts\"") || !told.contains("\"n\":" + own + ","));
      applied += told.contains("\"applied\"") ? 1 : 0;
    }

    void looks(String place) throws Exception {
      String path = URLEncoder.encode(place, StandardCharsets.UTF_8);
      asks("/api/campaigns/" + id + "/view?path=" + path);
    }

    void asks(String path) throws Exception {
      HttpResponse<String> answer = server.get(path, "Authorization", "Bearer " + token("ana"));
      Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
      headers.remove("date");
      headers.remove("connection");
      headers.remove("content-length"); // times are not always as long; the body is compared
      answers.add(path + ' ' + answer.statusCode() + ' ' + headers + ' ' + answer.body());
    }

    void opens(String place) throws IOException {
      plain.text("{\"type\":\"open\",\"path\":\"" + place + "\"}");
      String told;
      do {
        told = text();
      } while (!told.contains("\"type\":\"part\"") && !told.contains("\"type\":\"error\""));
    }

    /** The player's line drops and comes back with what it was given first. */
    void comesBack() throws IOException {
      plain.close();
      JsonNode welcome = RunningServer.JSON.readTree(texts.get(0));
      gm("lore.edit {\"lore\":\"old\",\"text\":\"is long dead\"}");
      plain = RawSocket.open(server.port(), id);
      String hello = RawSocket.whole(token("ana"), "p1");
      plain.text(
          hello.substring(0, hello.length() - 1)
              + ",\"resume\":\""
              + welcome.path("resume").asText()
              + "\",\"position\":"
              + welcome.path("position").asLong()
              + '}');
      while (!text().contains("is long dead")) {}
    }

    void end() throws IOException {
      gm("chat.say {\"text\":\"That is all.\"}");
      while (!text().contains("That is all.")) {}
      while (!binary().contains("That is all.")) {}
    }

    @Override
    public void close() throws IOException {
      gm.close();
      plain.close();
      compact.close();
    }
  }

  @Test
  void aPlayerWhoseCampaignsLookEqualIsToldEqualBytes() throws Exception {
    long seed = Long.getLong("seed", 20_261_122L);
    for (int story = 0; story < 4; story++) {
      System.out.println("seed " + (seed + story));
      SplittableRandom random = new SplittableRandom(seed + story);
      try (Side a = new Side(first, ID + story, true);
          Side b = new Side(second, ID + story, false)) {
        for (int i = 0; i < 120; i++) {
          play(a, b, random);
        }
        a.comesBack();
        b.comesBack();
        a.end();
        b.end();
        compare(a, b);
        assertTrue(a.applied * 2 > a.done, a.applied + " of " + a.done + " applied");
      }
    }
  }

  private static String one(List<String> list, SplittableRandom random) {
    return list.get(random.nextInt(list.size()))
        .replace("#", Integer.toString(1 + random.nextInt(18)));
  }

  private static void play(Side a, Side b, SplittableRandom random) throws Exception {
    switch (random.nextInt(10)) {
      case 0, 1, 2 -> {
        String action = one(OPEN, random);
        a.gm(action);
        b.gm(action);
      }
      case 3 -> (random.nextBoolean() ? a : b).gm(one(SECRET, random));
      case 4 -> a.gm(one(HIDDEN, random));
      case 5, 6 -> {
        String action = one(OWN, random);
        a.ana(action);
        b.ana(action);
      }
      case 7 -> {
        String place = one(PLACES, random);
        a.looks(place);
        b.looks(place);
      }
      case 8 -> {
        String path =
            one(List.of("", "/state", "/export", "/flags", "/invitations", "/none"), random);
        a.asks("/api/campaigns/" + a.id + path);
        b.asks("/api/campaigns/" + b.id + path);
      }
      default -> {
        String place = one(PLACES, random);
        a.opens(place);
        b.opens(place);
      }
    }
  }

  private static final Pattern TIME =
      Pattern.compile("20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9:]{8}(\\.[0-9]+)?Z");
  private static final Pattern TIME_KEY = Pattern.compile("0[0-9a-z]{10}(-[0-9a-z]{2,})?");
  private static final Pattern SEALED = Pattern.compile("\"resume\":\"([A-Za-z0-9_=-]+)\"");

  private static String timeless(String told) {
    String sealed = SEALED.matcher(told).replaceAll(m -> "\"resume\":" + m.group(1).length());
    return TIME_KEY.matcher(TIME.matcher(sealed).replaceAll("T")).replaceAll("K");
  }

  private static void compare(Side a, Side b) {
    assertEquals(a.answers.size(), b.answers.size());
    for (int i = 0; i < a.answers.size(); i++) {
      assertEquals(timeless(a.answers.get(i)), timeless(b.answers.get(i)));
    }
    assertEquals(
        a.texts.stream().map(EqualLooksTest::timeless).toList(),
        b.texts.stream().map(EqualLooksTest::timeless).toList());
    assertEquals(a.binaries.size(), b.binaries.size());
    for (int i = 0; i < a.binaries.size(); i++) {
      String one = a.decoded.get(i).toString();
      assertEquals(timeless(one), timeless(b.decoded.get(i).toString()));
      if (timeless(one).equals(one)) {
        assertArrayEquals(a.binaries.get(i), b.binaries.get(i), one);
      }
    }
    assertNotEquals(night(true), night(false));
    assertTrue(a.texts.size() > 50, a.texts.size() + " messages");
  }
}
