package io.tablekeep.server.torture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/** A table of Maren, Ana and Ben whose rules are replaced while they play. */
final class SwapTable implements AutoCloseable {
  final SplittableRandom chance = new SplittableRandom(Effort.seed());
  final List<Player> players = new ArrayList<>();
  final Count count = new Count();

  private final Queue<String> faults = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean over = new AtomicBoolean();
  private final List<Thread> hands = new ArrayList<>();
  private final String campaign;
  private final String rules;

  /** Names the campaign, and the plugin that is its system too. */
  SwapTable(String campaign, String rules) {
    this.campaign = campaign;
    this.rules = rules;
  }

  /** What the campaign begins with; a test adds its own. */
  ObjectNode document() {
    ObjectNode document = Json.object().put("id", campaign).put("schema", 1);
    document
        .putObject("campaign")
        .put("name", "Under change")
        .put("gm", "gm")
        .put("system", rules)
        .put("createdAt", "2026-01-01T00:00:00Z");
    ObjectNode participants = document.putObject("participants");
    participants.putObject("gm").put("name", "Maren").put("role", "gm");
    participants.putObject("ana").put("name", "Ana").put("role", "player");
    participants.putObject("ben").put("name", "Ben").put("role", "player");
    return document;
  }

  Player sits(ServerProcess server, Map<String, String> tokens, String who, String device)
      throws IOException {
    Player player = new Player(who, device, tokens.get(who), count, faults);
    players.add(player);
    player.connect(server.port(), campaign, chance);
    return player;
  }

  /** Has somebody play one turn after another, each of which has to be applied. */
  void plays(Player player, long restMillis, Callable<JsonNode> turn) {
    Thread hand =
        new Thread(
            () -> {
              try {
                while (!over.get()) {
                  applied(turn.call());
                  Thread.sleep(restMillis);
                }
              } catch (Exception | AssertionError e) {
                faults.add(player.participant + ": " + e);
              }
            },
            "hand of " + player.participant);
    hands.add(hand);
    hand.start();
  }

  /** Nobody begins another turn; those begun are over. */
  void ends() throws InterruptedException {
    over.set(true);
    for (Thread hand : hands) {
      hand.join();
    }
  }

  void applied(JsonNode receipt) {
    if (!receipt.path("outcome").asText().equals("applied")) {
      faults.add(receipt.toString());
    }
  }

  JsonNode reload(ServerProcess server, int status) throws Exception {
    HttpResponse<byte[]> answer =
        server.send("POST", "/api/plugins/" + rules + "/reload", server.hostKey(), new byte[0]);
    String text = new String(answer.body(), UTF_8);
    assertEquals(status, answer.statusCode(), text);
    return Json.parse(text);
  }

  /** Journal, what the game master sees, and what each player has seen agree; gives the journal. */
  Chronicle looksRight(ServerProcess server) throws Exception {
    for (Player player : players) {
      player.calm();
    }
    Chronicle chronicle = new Chronicle();
    Set<String> disordered = new HashSet<>();
    players.forEach(player -> disordered.addAll(player.disordered()));
    String hash = chronicle.read(server.export(campaign), disordered);
    assertEquals(hash, Json.hash(server.state(campaign, players.get(0).token())), "live");
    players.forEach(player -> player.compare(chronicle, true));
    return chronicle;
  }

  void nothingWentWrong() {
    assertTrue(faults.isEmpty(), () -> String.join("\n", faults));
  }

  @Override
  public void close() {
    players.forEach(Player::close);
  }
}
