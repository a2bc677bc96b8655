package io.tablekeep.server.torture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tablekeep.server.torture.rogue.FraySystem;
import io.tablekeep.server.torture.rogue.RogueJar;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A real evening over the public protocol: a game master and five players, some of them in the
 * compact encoding, maps that were brought in, secrets, a fight, questions that wait, dropped
 * lines, and a server that is killed in the middle. Afterwards the journal, every view and every
 * byte that anyone got are looked through.
 */
@Tag("torture")
class EveningTest {
  private static final String CAMPAIGN = "evening";
  private static final String BASE = "/api/campaigns/" + CAMPAIGN;

  private final long seed = Effort.seed();
  private final SplittableRandom chance = new SplittableRandom(seed);
  private final Queue<String> faults = new ConcurrentLinkedQueue<>();
  private final Secrets secrets = new Secrets(chance.split(), faults);
  private final EveningTable table = new EveningTable(secrets);
  private final Count count = new Count();
  private final Map<String, Player> players = new LinkedHashMap<>();
  private final Chronicle chronicle = new Chronicle();
  private long answers;

  @Test
  void anEveningOverThePublicProtocolLosesNothingAndTellsNobodyWhatIsNotTheirs() throws Exception {
    int rounds = Effort.pick(14, 90, 900);
    Effort.say("evening: %d rounds from seed %d", rounds, seed);
    Path folder = Folder.fresh("evening");
    Path data = folder.resolve("data");
    String plugins =
        RogueJar.into(
                folder.resolve("plugins"),
                "fray",
                FraySystem.class,
                FraySystem.Strike.class,
                FraySystem.Arm.class)
            .toString();
    ServerProcess server = start(data, plugins);
    try {
      seat(server);
      EveningPlay play = new EveningPlay(secrets, table, chance, players);
      play.begin();
      assertEquals(3, play.maps(), "maps");
      for (int round = 0; round < rounds; round++) {
        if (round == rounds / 2) {
          server = killed(server, data, plugins, play);
        }
        round(server, play, round);
        sound();
      }
      afterwards(server);
      Effort.say("evening: %s", play.done);
    } catch (Exception | AssertionError e) {
      throw new AssertionError("seed " + seed + ", files in " + folder + ' ' + faults, e);
    } finally {
      players.values().forEach(Player::close);
      server.close();
    }
    report();
    Folder.delete(folder);
  }

  private static ServerProcess start(Path data, String plugins) throws IOException {
    return ServerProcess.start(data, "--demo", "false", "--plugins", plugins);
  }

  /** Makes the campaign, brings two maps in, and lets everyone sit down. */
  private void seat(ServerProcess server) throws Exception {
    server.post("/api/campaigns", server.hostKey(), table.document().toString());
    int number = 0;
    for (byte[] map : EveningTable.maps()) {
      String path = BASE + "/import?name=map-" + ++number + ".dd2vtt";
      assertEquals(200, server.send("POST", path, server.hostKey(), map).statusCode());
    }
    Map<String, String> tokens = server.tokens(CAMPAIGN);
    Optional<JsonNode> asyncapi = Optional.of(Json.parse(server.get("/api/asyncapi.json", "")));
    List<String> all = List.of("");
    add("gm", tokens, Optional.empty(), all);
    add("ana", tokens, asyncapi, all);
    add("ben", tokens, Optional.empty(), List.of());
    add("cleo", tokens, asyncapi, List.of("/notes", "/maps"));
    add("dora", tokens, Optional.empty(), all);
    add("eli", tokens, asyncapi, List.of());
    for (Player player : players.values()) {
      player.connect(server.port(), CAMPAIGN, chance);
    }
  }

  private void add(
      String who, Map<String, String> tokens, Optional<JsonNode> asyncapi, List<String> open) {
    Phone.Kind kind = new Phone.Kind(asyncapi, secrets.ear(who), open);
    players.put(who, new Player(who, who + ".1", tokens.get(who), kind, count, faults));
  }

  private void round(ServerProcess server, EveningPlay play, int round) throws Exception {
    int how = round % 5;
    EveningPlay.Asked asked = play.strike(how == 4 ? 1 : 0);
    play.everyone();
    play.master(round);
    play.decide(asked, how);
    play.pry();
    Player some = players.get(EveningTable.PLAYERS.get(chance.nextInt(5)));
    look(server, some);
    some.trick(chance);
    if (round % 3 == 1) {
      some.close();
      play.master(chance.nextInt(1_000));
      some.connect(server.port(), CAMPAIGN, chance, true, true);
    }
    for (Player player : players.values()) {
      player.calm();
    }
  }

  /** Looks around: over HTTP and the socket, at what is and at what was. */
  private void look(ServerProcess server, Player who) throws IOException {
    for (String path :
        List.of(
            "",
            "/state",
            "/view",
            "/view?path=/maps/cell",
            "/view?path=/actors/" + table.monsters.get(3).actor(),
            "/history/log?limit=100",
            "/history/said/chat",
            "/history/log?text=zq",
            "/history/state?device="
                + who.device
                + "&position="
                + Math.max(1, who.position() - 3))) {
      Secrets.Answer answer = secrets.get(server, BASE + path, who);
      boolean maybe = path.contains("actors") || path.contains("position");
      assertTrue(answer.status() == 200 || maybe, path + ": " + answer.status());
      answers++;
    }
    String state = new String(secrets.get(server, BASE + "/state", who).body(), UTF_8);
    for (String asset : players.get("gm").keys("assets")) {
      Secrets.Answer picture = secrets.get(server, BASE + "/assets/" + asset, who);
      assertTrue(
          picture.status() != 200 || state.contains(asset),
          who.participant + " got a picture that their view does not show: " + asset);
    }
    JsonNode page = who.asks("log", Json.object().put("limit", 30)).path("answer");
    JsonNode lines = page.isTextual() ? unpacked(page) : page;
    assertTrue(lines.path("lines").size() > 0, page::toString);
    String id = lines.at("/lines/0/id").asText();
    assertTrue(who.asks("state", Json.object().put("line", id).put("path", "/chat")).has("answer"));
    Player other = players.get(who.participant.equals("ana") ? "ben" : "ana");
    JsonNode refused = other.asks("state", Json.object().put("line", id));
    assertEquals("no-such-line", refused.path("code").asText());
    assertEquals(
        "gm-only", who.asks("state", Json.object().put("version", 1)).path("code").asText());
  }

  /** In the compact encoding an answer comes as bytes. */
  private static JsonNode unpacked(JsonNode answer) {
    return Json.parse(java.util.Base64.getUrlDecoder().decode(answer.asText()));
  }

  /** In the middle of everything, with a question waiting. */
  private ServerProcess killed(ServerProcess server, Path data, String plugins, EveningPlay play)
      throws Exception {
    EveningPlay.Asked asked = play.strike(0);
    play.everyone();
    server.kill();
    players.values().forEach(Player::close);
    ServerProcess next = start(data, plugins);
    journal(next, false);
    for (Player player : players.values()) {
      player.connect(next.port(), CAMPAIGN, chance, true, false);
    }
    for (Player player : players.values()) {
      player.calm();
    }
    play.decide(asked, 0);
    return next;
  }

  /** The journal against what everyone was told; replayed it leads to what is live. */
  private void journal(ServerProcess server, boolean all) throws Exception {
    Set<String> disordered = new HashSet<>();
    players.values().forEach(player -> disordered.addAll(player.disordered()));
    String hash = chronicle.read(server.export(CAMPAIGN), disordered);
    assertEquals(hash, Json.hash(server.state(CAMPAIGN, players.get("gm").token())), "live");
    players.values().forEach(player -> player.compare(chronicle, all));
    sound();
  }

  private void afterwards(ServerProcess server) throws Exception {
    for (Player player : players.values()) {
      for (int i = 0; i < 20; i++) {
        player.trick(chance);
        player.calm();
      }
      sameAsFresh(server, player);
      past(server, player);
    }
    journal(server, true);
    players.values().forEach(Player::close);
    assertEquals(0, server.stop());
    assertEquals(List.of(), server.complaints());
  }

  /** What somebody has, made of a welcome and frames, is what a newcomer would get. */
  private void sameAsFresh(ServerProcess server, Player player) throws Exception {
    Player fresh =
        new Player(
            player.participant,
            player.participant + ".2",
            player.token(),
            player.kind(),
            count,
            faults);
    fresh.connect(server.port(), CAMPAIGN, chance);
    String theirs = Json.canonicalText(fresh.view());
    fresh.close();
    try {
      player.await("the last frames", () -> Json.canonicalText(player.view()).equals(theirs));
    } catch (AssertionError late) {
      throw new AssertionError(
          player.participant + Json.difference("", player.view(), Json.parse(theirs)), late);
    }
  }

  /** The whole change log, from the first view to the present one. */
  private void past(ServerProcess server, Player player) throws Exception {
    List<JsonNode> lines = new ArrayList<>();
    String older = "";
    do {
      JsonNode page = past(server, player, "/history/log?limit=100" + older);
      page.path("lines").forEach(lines::add);
      older = page.has("older") ? "&before=" + page.path("older").asText() : "";
    } while (!older.isEmpty());
    JsonNode first = lines.get(lines.size() - 1);
    assertTrue(first.path("begins").asBoolean(), first::toString);
    ObjectNode view =
        (ObjectNode)
            past(server, player, "/history/state?line=" + first.path("id").asText()).get("state");
    for (int i = lines.size() - 2; i >= 0; i--) {
      JsonNode line = lines.get(i);
      if (line.toString().contains("\"cut\":true")) {
        line = past(server, player, "/history/lines/" + line.path("id").asText());
      }
      for (JsonNode change : line.path("changes")) {
        String at = change.path("path").asText();
        if (change.has("after")) {
          Json.put(view, at, change.get("after"));
        } else {
          Json.drop(view, at);
        }
      }
    }
    JsonNode now = past(server, player, "/state").get("state");
    assertEquals("", Json.difference("", view, now), player.participant);
    assertNotEquals(0, lines.size());
  }

  private JsonNode past(ServerProcess server, Player player, String path) throws IOException {
    Secrets.Answer answer = secrets.get(server, BASE + path, player);
    assertEquals(200, answer.status(), path);
    answers++;
    return Json.parse(answer.body());
  }

  private void sound() {
    assertTrue(faults.isEmpty(), () -> String.join("\n", faults));
  }

  private void report() {
    Effort.say(
        "evening: seed %d: %d entries, %d actions, %d acks, %d refused, %d settled later, %d sent"
            + " again, %d same receipts, %d reused ids refused, %d welcomes, %d resumed, %d frames",
        seed,
        chronicle.version(),
        count.actions,
        count.acks,
        count.refused,
        count.settled,
        count.resentAcked + count.resentOpen,
        count.sameReceipts,
        count.reused,
        count.welcomes,
        count.resumes,
        count.frames);
    Effort.say(
        "evening: %d secrets, %d shared with some, %d kept; %d bytes and %d answers looked through",
        secrets.size(), secrets.shared(), secrets.kept(), secrets.bytes(), answers);
  }
}
