package io.tablekeep.server.torture;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A server with one campaign and players at it, for tests that are about something else. */
final class Stage implements AutoCloseable {
  static final String CAMPAIGN = "table";

  final SplittableRandom chance;
  final Queue<String> faults = new ConcurrentLinkedQueue<>();
  final Count count = new Count();
  final List<Player> players = new ArrayList<>();
  final Play play;
  private ServerProcess server;

  private Stage(ServerProcess server, SplittableRandom chance) {
    this.server = server;
    this.chance = chance;
    play = new Play(chance, CAMPAIGN);
  }

  static Stage open(Path data, String... seats) throws IOException, InterruptedException {
    Stage stage =
        new Stage(
            ServerProcess.start(data, "--demo", "false"), new SplittableRandom(Effort.seed()));
    Map<String, String> tokens = Tables.create(stage.server, CAMPAIGN);
    for (String seat : seats) {
      stage.players.add(
          new Player(seat, seat + "-device", tokens.get(seat), stage.count, stage.faults));
    }
    stage.sit();
    return stage;
  }

  ServerProcess server() {
    return server;
  }

  /** Goes on with another process on the same folder. */
  void moveTo(ServerProcess next) throws IOException {
    server = next;
    sit();
  }

  private void sit() throws IOException {
    for (Player player : players) {
      player.connect(server.port(), CAMPAIGN, chance);
    }
  }

  /** So many actions of everyone, one commit after another. */
  void slowly(int actions) throws IOException {
    for (int i = 0; i < actions; i++) {
      Player player = players.get(i % players.size());
      play.act(player);
      player.calm();
    }
  }

  /** The journal against what everyone was told; gives the archive it was read from. */
  byte[] compare() throws IOException, InterruptedException {
    for (Player player : players) {
      player.calm();
    }
    byte[] archive = server.export(CAMPAIGN);
    Chronicle chronicle = new Chronicle();
    Set<String> disordered = new HashSet<>();
    players.forEach(player -> disordered.addAll(player.disordered()));
    chronicle.read(archive, disordered);
    players.forEach(player -> player.compare(chronicle, true));
    sound();
    return archive;
  }

  void sound() {
    assertTrue(faults.isEmpty(), () -> String.join("\n", faults));
  }

  @Override
  public void close() {
    players.forEach(Player::close);
    server.close();
  }
}
