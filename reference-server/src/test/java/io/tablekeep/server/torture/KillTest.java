package io.tablekeep.server.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Six sockets play while the server is killed again and again. After each kill the files are
 * verified, the server comes back, its export is compared with what every client was told and
 * shown, and the clients send again what they do not know about.
 */
@Tag("torture")
class KillTest {
  /** Rounds in one campaign; then another one begins, so that exports stay small. */
  private static final int SEASON = 25;

  private enum Kill {
    AT_PLAY,
    AFTER_AN_ACK,
    WHILE_STOPPING,
    AT_START
  }

  private static final Pattern WAITED =
      Pattern.compile("timed out|in vain|hello-timeout|idle|slow-consumer|gone while waiting");

  private final long seed = Effort.seed();
  private final Noise noise = Noise.measuring();
  private final SplittableRandom chance = new SplittableRandom(seed);
  private final Queue<String> faults = new ConcurrentLinkedQueue<>();
  private final Count count = new Count();
  private final Map<Kill, Integer> kills = new EnumMap<>(Kill.class);
  private final List<Player> players = new ArrayList<>();
  private final long began = System.nanoTime();
  private Path data = Path.of("");
  private ObjectNode document = Json.object();
  private String campaign = "";
  private Chronicle chronicle = new Chronicle();
  private Play play = new Play(chance, "");
  private @Nullable ServerProcess serving;
  private int stoodStill;
  private boolean seasonEnds;
  private int seasons;
  private long openAtKill;
  private long openAndDurable;
  private long snapshots;
  private long compared;
  private long entries;
  private long slowestBack;

  @Test
  void everyAckedActionOutlivesKillsExactlyOnceAndInOrder() throws Exception {
    int rounds = Effort.pick(2, 25, 200);
    Effort.say("kill: %d rounds from seed %d", rounds, seed);
    Path folder = Folder.fresh("kill");
    data = folder.resolve("data");
    document = Tables.document(data);
    for (int round = 0; round < rounds; round++) {
      noise.clear();
      try {
        round(round);
        assertTrue(faults.isEmpty(), () -> String.join("\n", faults));
      } catch (Exception | AssertionError e) {
        if (onlyWaitedTooLong(e)) {
          continue;
        }
        throw new AssertionError(
            "round " + round + " of seed " + seed + ", files in " + folder + ' ' + faults, e);
      }
      if (round % 10 == 9) {
        Effort.say("kill: %d rounds, %d acks", round + 1, count.acks);
      }
    }
    ServerProcess last = start();
    comeBack(last);
    close(last);
    assertEquals(0, last.stop());
    verify();
    assertEquals(List.of(), last.complaints());
    report(rounds);
    Folder.delete(folder);
  }

  private void round(int round) throws Exception {
    ServerProcess server = start();
    serving = server;
    seasonEnds |= round % SEASON == 0;
    if (seasonEnds) {
      if (!players.isEmpty()) {
        comeBack(server);
        close(server);
      }
      season(server);
    }
    comeBack(server);
    play.fat(chance.nextInt(6) == 0);
    frolic(server, chance.nextInt(30, 80), 0);
    if (chance.nextBoolean() || round == 0) {
      compareViews(server);
    }
    end(server);
    openAtKill += players.stream().mapToInt(Player::waiting).sum();
    players.forEach(Player::close);
    // Without it the server itself is the first to open what the kill left.
    if (Effort.now() != Effort.QUICK && chance.nextBoolean()) {
      verify();
    }
  }

  /** When all processes stood still at once, waiting runs out: the round ends in a kill then. */
  private boolean onlyWaitedTooLong(Throwable failure) {
    String all = failure + " " + failure.getCause();
    if (!noise.isStandstill()
        || !(WAITED.matcher(all).find() || !faults.isEmpty())
        || !faults.stream().allMatch(fault -> WAITED.matcher(fault).find())) {
      return false;
    }
    Effort.say("kill: this machine stood still for %d ms: %s", noise.worstMillis(), failure);
    faults.clear();
    if (serving != null) {
      serving.kill();
    }
    players.forEach(Player::close);
    stoodStill++;
    return true;
  }

  /** Another campaign, with new devices. */
  private void season(ServerProcess server) throws Exception {
    String next = "table-" + ++seasons;
    Map<String, String> tokens = Tables.create(server, document, next);
    campaign = next;
    seasonEnds = false;
    players.clear();
    for (String seat : List.of("gm", "ana", "ana", "ben", "cleo", "dora")) {
      String device = seat + "." + players.size();
      players.add(new Player(seat, device, tokens.get(seat), count, faults));
    }
    chronicle = new Chronicle();
    play = new Play(chance, campaign);
  }

  /** Starts the server; at times it is killed before it is there, and started again. */
  private ServerProcess start() throws IOException, InterruptedException {
    while (Effort.now() != Effort.QUICK && chance.nextInt(5) == 0) {
      ServerProcess early = ServerProcess.launch(data, "--demo", "false");
      Thread.sleep(chance.nextInt(50, 2_500));
      early.kill();
      kills.merge(Kill.AT_START, 1, Integer::sum);
    }
    return ServerProcess.start(data, "--demo", "false");
  }

  /** What the journal says now, against what everyone knows; then everyone sits down again. */
  private void comeBack(ServerProcess server) throws Exception {
    Set<String> disordered = new HashSet<>();
    players.forEach(player -> disordered.addAll(player.disordered()));
    String hash = chronicle.read(server.export(campaign), disordered);
    JsonNode seen = server.state(campaign, players.get(0).token());
    assertEquals(hash, Json.hash(seen), "the game master sees another document");
    if (!verified.isEmpty()) {
      assertEquals(verified, hash, "verify found another document than the server has");
      verified = "";
    }
    for (Player player : players) {
      player.compare(chronicle, false);
      openAndDurable += player.durable(chronicle);
    }
    assertTrue(faults.isEmpty(), () -> String.join("\n", faults));
    long from = System.nanoTime();
    for (Player player : players) {
      player.connect(server.port(), campaign, chance);
    }
    for (Player player : players) {
      player.calm();
    }
    slowestBack = Math.max(slowestBack, (System.nanoTime() - from) / 1_000_000);
  }

  private String verified = "";

  /** Plays, in bursts, for so many steps or until the server is gone. */
  private void frolic(ServerProcess server, int steps, long until) throws InterruptedException {
    for (int step = 0; step < steps && server.isAlive(); step++) {
      if (until > 0 && System.nanoTime() - until > 0) {
        return;
      }
      Player player = players.get(chance.nextInt(players.size()));
      int burst = player.waiting() > 20 ? 0 : chance.nextInt(1, 6);
      for (int i = 0; i < burst; i++) {
        play.act(player);
      }
      if (chance.nextInt(10) == 0) {
        player.trick(chance);
      }
      player.retryLater();
      Thread.sleep(chance.nextInt(0, 15));
    }
  }

  private void end(ServerProcess server) throws InterruptedException {
    Kill how =
        switch (chance.nextInt(10)) {
          case 0, 1, 2, 3, 4 -> Kill.AT_PLAY;
          case 5, 6, 7 -> Kill.AFTER_AN_ACK;
          default -> Kill.WHILE_STOPPING;
        };
    kills.merge(how, 1, Integer::sum);
    if (how == Kill.AFTER_AN_ACK) {
      AtomicInteger left = new AtomicInteger(chance.nextInt(1, 60));
      Runnable onAck =
          () -> {
            if (left.decrementAndGet() == 0) {
              server.killNow();
            }
          };
      players.forEach(player -> player.onAck(onAck));
      frolic(server, 2_000, System.nanoTime() + 20_000_000_000L);
      players.forEach(player -> player.onAck(() -> {}));
    } else if (how == Kill.AT_PLAY) {
      frolic(server, 2_000, System.nanoTime() + chance.nextInt(20, 900) * 1_000_000L);
      storm();
    } else {
      frolic(server, 15, 0);
      server.askToStop();
      frolic(server, 1_000, System.nanoTime() + chance.nextInt(1, 250) * 1_000_000L);
    }
    server.kill();
  }

  /** All at once, so that some of it is on its way, some durable and some acked when it ends. */
  private void storm() throws InterruptedException {
    for (int i = chance.nextInt(1, 8); i > 0; i--) {
      players.forEach(play::act);
    }
    Thread.sleep(0, chance.nextInt(1_000_000));
    if (chance.nextBoolean()) {
      Thread.sleep(chance.nextInt(1, 10));
    }
  }

  /** Every client's own view against the server's, when nothing is on its way. */
  private void compareViews(ServerProcess server) throws Exception {
    for (Player player : players) {
      player.calm();
    }
    for (Player player : players) {
      JsonNode theirs = server.state(campaign, player.token());
      player.await("the last frames", () -> Json.hash(player.view()).equals(Json.hash(theirs)));
      compared++;
    }
  }

  /** Everyone gets their receipts, and the season's journal has each action once. */
  private void close(ServerProcess server) throws Exception {
    compareViews(server);
    players.forEach(Player::close);
    Set<String> disordered = new HashSet<>();
    players.forEach(player -> disordered.addAll(player.disordered()));
    chronicle.read(server.export(campaign), disordered);
    players.forEach(player -> player.compare(chronicle, true));
    assertTrue(faults.isEmpty(), () -> String.join("\n", faults));
    entries += chronicle.version();
  }

  /** The program's own search for damage, on the files as the kill left them. */
  private void verify() throws IOException, InterruptedException {
    Program.Ended ended = Program.run("verify", "--data", data.toString(), "--json");
    JsonNode found = ended.json();
    assertEquals(0, ended.exit(), ended.out() + ended.err());
    assertTrue(found.path("sound").asBoolean(), ended.out());
    for (JsonNode one : found.path("campaigns")) {
      if (one.path("id").asText().equals(campaign)) {
        verified = one.path("sha256").asText();
        snapshots = Math.max(snapshots, one.path("snapshots").asLong());
      }
    }
  }

  private void report(int rounds) {
    Effort.say(
        "kill: seed %d, %d rounds in %d s, kills %s; %d actions sent, %d acked (%d refusals),"
            + " %d entries",
        seed,
        rounds,
        (System.nanoTime() - began) / 1_000_000_000,
        kills,
        count.actions,
        count.acks,
        count.refused,
        entries);
    Effort.say(
        "kill: %d without receipt when it was killed, of which %d were durable; %d sent again, and"
            + " %d that were acked: %d same receipts, %d reused ids refused, %d told to retry",
        openAtKill,
        openAndDurable,
        count.resentOpen,
        count.resentAcked,
        count.sameReceipts,
        count.reused,
        count.retries);
    Effort.say(
        "kill: %d welcomes, %d frames, %d views equal, up to %d snapshots kept, all back within %d"
            + " ms; %d rounds cut short as this machine stood still",
        count.welcomes, count.frames, compared, snapshots, slowestBack, stoodStill);
  }
}
