package io.tablekeep.server.torture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tablekeep.server.torture.rogue.RogueJar;
import io.tablekeep.server.torture.rogue.SwayBroken;
import io.tablekeep.server.torture.rogue.SwayOne;
import io.tablekeep.server.torture.rogue.SwayTwo;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A plugin is replaced again and again under people who play: nothing is lost or done twice, nobody
 * is cut off, a version that cannot be had changes nothing, and of the old ones nothing stays.
 */
@Tag("torture")
class HotSwapTest {
  private static final int SWAPS = Effort.pick(6, 40, 200);
  private static final String CAMPAIGN = "swaying";

  private final SplittableRandom chance = new SplittableRandom(Effort.seed());
  private final Queue<String> faults = new ConcurrentLinkedQueue<>();
  private final List<Long> waits = Collections.synchronizedList(new ArrayList<>());
  private final Count count = new Count();

  @Test
  void aPluginIsReplacedAgainAndAgainWhilePeoplePlay() throws Exception {
    Path folder = Folder.fresh("hotswap");
    Path plugins =
        RogueJar.into(folder.resolve("plugins"), "sway", SwayOne.class, SwayOne.Sway.class);
    List<Player> players = new ArrayList<>();
    try (ServerProcess server =
        ServerProcess.start(
            folder.resolve("data"), "--demo", "false", "--plugins", plugins.toString())) {
      server.post("/api/campaigns", server.hostKey(), document().toString());
      Map<String, String> tokens = server.tokens(CAMPAIGN);
      for (String who : List.of("gm", "ana", "ben")) {
        Player player = new Player(who, who + ".1", tokens.get(who), count, faults);
        players.add(player);
        player.connect(server.port(), CAMPAIGN, chance);
      }
      AtomicBoolean over = new AtomicBoolean();
      List<Thread> hands = players.stream().map(player -> plays(player, over)).toList();
      double longest = 0;
      for (int swap = 1; swap <= SWAPS; swap++) {
        boolean second = swap % 2 == 1;
        if (swap % 5 == 0) {
          RogueJar.into(plugins, "sway", SwayBroken.class, SwayBroken.Sway.class);
          assertEquals("migration-failed", reload(server, 422).path("code").asText());
        }
        RogueJar.into(
            plugins,
            "sway",
            second ? SwayTwo.class : SwayOne.class,
            second ? SwayTwo.Sway.class : SwayOne.Sway.class);
        JsonNode system = reload(server, 200);
        assertEquals(1, system.path("campaigns").asInt());
        assertEquals(0, system.path("differences").size(), system::toString);
        longest = Math.max(longest, system.path("pauseMs").asDouble());
        Thread.sleep(chance.nextInt(120));
      }
      List<Long> during = sorted();
      waits.clear();
      Thread.sleep(2_000);
      List<Long> after = sorted();
      over.set(true);
      for (Thread hand : hands) {
        hand.join();
      }
      for (Player player : players) {
        player.calm();
      }
      looksRight(server, players);
      Effort.say(
          "hot swap: %d times under %d actions, longest pause %.1f ms; an answer within %.1f ms"
              + " (99%%: %.1f) meanwhile, %.1f (99%%: %.1f) afterwards",
          SWAPS,
          count.acks,
          longest,
          during.get(during.size() / 2) / 1e6,
          during.get(during.size() * 99 / 100) / 1e6,
          after.get(after.size() / 2) / 1e6,
          after.get(after.size() * 99 / 100) / 1e6);
      nothingStays(server);
      players.forEach(Player::close);
      assertEquals(0, server.stop());
    } finally {
      players.forEach(Player::close);
    }
    assertTrue(faults.isEmpty(), () -> String.join("\n", faults));
    Folder.delete(folder);
  }

  private Thread plays(Player player, AtomicBoolean over) {
    Thread hand =
        new Thread(
            () -> {
              try {
                while (!over.get()) {
                  long since = System.nanoTime();
                  JsonNode receipt = player.does("sway.sway", "{}");
                  waits.add(System.nanoTime() - since);
                  if (!receipt.path("outcome").asText().equals("applied")) {
                    faults.add(receipt.toString());
                  }
                  Thread.sleep(30);
                }
              } catch (Exception | AssertionError e) {
                faults.add(player.participant + ": " + e);
              }
            },
            "hand of " + player.participant);
    hand.start();
    return hand;
  }

  private List<Long> sorted() {
    synchronized (waits) {
      return waits.stream().sorted().toList();
    }
  }

  private static JsonNode reload(ServerProcess server, int status) throws Exception {
    HttpResponse<byte[]> answer =
        server.send("POST", "/api/plugins/sway/reload", server.hostKey(), new byte[0]);
    String text = new String(answer.body(), UTF_8);
    assertEquals(status, answer.statusCode(), text);
    return Json.parse(text);
  }

  private void looksRight(ServerProcess server, List<Player> players) throws Exception {
    Chronicle chronicle = new Chronicle();
    Set<String> disordered = new HashSet<>();
    players.forEach(player -> disordered.addAll(player.disordered()));
    String hash = chronicle.read(server.export(CAMPAIGN), disordered);
    assertEquals(hash, Json.hash(server.state(CAMPAIGN, players.get(0).token())), "live");
    players.forEach(player -> player.compare(chronicle, true));
    assertEquals(count.acks, chronicle.document().at("/sway/count").asLong());
    players.get(1).await("the last frames", () -> seen(players.get(1)) == shown());
  }

  /** The last version is the first one after an even number of swaps. */
  private long shown() {
    return SWAPS % 2 == 0 ? 0 : count.acks;
  }

  private static long seen(Player player) {
    return player.view().at("/sway/count").asLong();
  }

  /** Of old versions, once the memory is tidied. */
  private static void nothingStays(ServerProcess server) throws Exception {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    double left = SWAPS;
    for (int i = 0; i < 20 && left > 0; i++) {
      new ProcessBuilder(jcmd, Long.toString(server.pid()), "GC.run")
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
      String metrics = new String(server.get("/metrics", server.hostKey()), UTF_8);
      left =
          metrics
              .lines()
              .filter(line -> line.startsWith("tablekeep_plugins_retired"))
              .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
              .sum();
    }
    assertEquals(0, left, "class loaders of old versions are still in memory");
  }

  private static ObjectNode document() {
    ObjectNode document = Json.object().put("id", CAMPAIGN).put("schema", 1);
    document
        .putObject("campaign")
        .put("name", "Swaying")
        .put("gm", "gm")
        .put("system", "sway")
        .put("createdAt", "2026-01-01T00:00:00Z");
    ObjectNode participants = document.putObject("participants");
    participants.putObject("gm").put("name", "Maren").put("role", "gm");
    participants.putObject("ana").put("name", "Ana").put("role", "player");
    participants.putObject("ben").put("name", "Ben").put("role", "player");
    return document;
  }
}
