package io.tablekeep.server.ws;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.contracts.Seed;
import io.tablekeep.server.testing.RunningServer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Two servers whose campaigns look equal to a player give that player equal bytes: over both
 * encodings of the socket, signals included, and over HTTP, views, pictures, tiles and the past.
 * Times, keys made of times, and sealed tokens are taken for equal when they are as long, ids of
 * the past when they come again in the same places. The engine's own test of non-interference goes
 * far wider.
 */
class EqualLooksTest {
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
      A  "wolf":{"name":"Wolf","type":"monster","hidden":true,"portrait":"@3"},
         "host":{"name":"Host","type":"npc","gmNotes":"was X","portrait":"@1"}},
       "items":{
      A  "dagger":{"name":"Dagger","hidden":true},
         "rope":{"name":"Rope","gmNotes":"X","picture":"@5"}},
       "maps":{
      A  "cellar":{"name":"Cellar","hidden":true,"grid":{"wide":9,"high":9,"cellPixels":2},
      A    "picture":{"asset":"@4","width":18,"height":18}},
         "inn":{"name":"Inn","grid":{"wide":20,"high":20,"cellPixels":2},"gmNotes":"X",
         "picture":{"asset":"@2","width":40,"height":40},"lighting":{"sight":true,"fog":true},
         "walls":{"w1":{"points":[{"x":10,"y":0},{"x":10,"y":20}]}},
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

  /** Over HTTP, besides views. LINE is a line of the past that was told before. */
  private static final List<String> PATHS =
      List.of(
          "",
          "/state",
          "/export",
          "/flags",
          "/invitations",
          "/none",
          "/assets",
          "/assets/@1",
          "/assets/@2",
          "/assets/@3",
          "/assets/@4",
          "/assets/@5",
          "/assets/@6",
          "/maps/inn/tiles",
          "/maps/inn/tiles/2/1",
          "/maps/inn/tiles/17/1",
          "/maps/cellar/tiles",
          "/maps/cellar/tiles/0/0",
          "/maps/none/tiles",
          "/history/log?limit=7",
          "/history/log?text=wolf",
          "/history/log?by=gm&limit=9",
          "/history/log?path=/actors",
          "/history/log?limit=5&before=LINE",
          "/history/log?limit=5&after=LINE",
          "/history/said/chat",
          "/history/said/dice",
          "/history/lines/LINE",
          "/history/state?line=LINE",
          "/history/state?line=LINE&path=/actors/wolf",
          "/history/state?version=2");

  private static final List<String> SIGNALS =
      List.of(
          "drag {\"token\":\"inn/t4\",\"x\":#}",
          "drag {\"token\":\"inn/t1\",\"x\":#}",
          "ping {\"map\":\"inn\",\"x\":#,\"y\":3}",
          "ping {\"map\":\"inn\",\"x\":19.5,\"y\":#}",
          "typing {\"to\":[\"ana\",\"ben\"]}");

  /** Of no concern to the player. */
  private static final List<String> SECRET_SIGNALS =
      List.of(
          "drag {\"token\":\"inn/t3\",\"x\":#}",
          "drag {\"token\":\"inn/t9\",\"x\":#}",
          "ping {\"map\":\"cellar\",\"x\":#,\"y\":3}",
          "typing {\"to\":[\"ben\"]}",
          "typing {\"to\":[]}");

  private static final List<byte[]> PICTURES =
      IntStream.range(0, 7).mapToObj(n -> picture(n)).toList();

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

  private static byte[] picture(int n) {
    BufferedImage image = new BufferedImage(40, 40, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 40 * 40; i++) {
      image.setRGB(i % 40, i / 40, (n << 16) | (i % 40 << 8) | i / 40);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** With the names of pictures put in. */
  private static String named(String text) {
    return Pattern.compile("@([1-6])")
        .matcher(text)
        .replaceAll(found -> name(PICTURES.get(Integer.parseInt(found.group(1)))));
  }

  private static String name(byte[] picture) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(picture));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Of the hidden pictures only the first campaign has the bytes. */
  private static EqualSide side(RunningServer server, String id, boolean one) throws Exception {
    List<Integer> numbers = one ? List.of(1, 2, 3, 4) : List.of(1, 2);
    List<byte[]> pictures = numbers.stream().map(PICTURES::get).toList();
    return new EqualSide(server, id, named(night(one)), pictures);
  }

  @Test
  void aPlayerWhoseCampaignsLookEqualIsToldEqualBytes() throws Exception {
    long seed = Seed.of("aPlayerWhoseCampaignsLookEqualIsToldEqualBytes", 20_261_122L);
    long pictures = 0;
    long past = 0;
    for (int story = 0; story < 4; story++) {
      SplittableRandom random = new SplittableRandom(seed + story);
      try (EqualSide a = side(first, ID + story, true);
          EqualSide b = side(second, ID + story, false)) {
        for (int i = 0; i < 180; i++) {
          play(a, b, random);
        }
        a.comesBack();
        b.comesBack();
        a.end();
        b.end();
        a.assertToldTheSameAs(b);
        pictures += a.answered("/assets/") + a.answered("/maps/");
        past += a.answered("/history/");
      }
    }
    assertNotEquals(night(true), night(false));
    assertTrue(pictures > 10 && past > 20, pictures + " pictures, " + past + " of the past");
  }

  private static String one(List<String> list, SplittableRandom random) {
    return list.get(random.nextInt(list.size()))
        .replace("#", Integer.toString(1 + random.nextInt(18)));
  }

  private static void play(EqualSide a, EqualSide b, SplittableRandom random) throws Exception {
    switch (random.nextInt(14)) {
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
      case 8, 9, 10 -> {
        String path = named(one(PATHS, random));
        a.asks(path);
        b.asks(path);
      }
      case 11 -> {
        String signal = one(SIGNALS, random);
        a.signals(signal);
        b.signals(signal);
      }
      case 12 -> {
        boolean first = random.nextBoolean();
        String signal = one(SECRET_SIGNALS, random);
        a.signals(first ? signal : "");
        b.signals(first ? "" : signal);
        // Pictures that nobody shows the player, one of them of their own, too.
        boolean mine = random.nextInt(4) == 0;
        byte[] picture = PICTURES.get(mine ? 6 : 3 + random.nextInt(2));
        a.sends(mine ? "ana" : "gm", picture);
        if (mine) {
          b.sends("ana", picture);
        }
      }
      default -> {
        String place = one(PLACES, random);
        a.opens(place);
        b.opens(place);
      }
    }
  }
}
