package io.tablekeep.server.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.server.testing.RawSocket;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;

/**
 * Where garbage is thrown: a server of its own with three campaigns. One is the target, one is
 * another, and at one somebody plays in peace. Afterwards the log has no complaint and no secret,
 * nobody was kept waiting, and all journals are sound.
 */
@Tag("torture")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class GarbageStand {
  ServerProcess server;
  Map<String, String> target = Map.of();
  Map<String, String> other = Map.of();
  Witness witness;
  SplittableRandom chance = new SplittableRandom(Effort.seed());
  Garbage garbage = new Garbage(chance);
  private Path folder = Path.of("");
  private Map<String, String> calm = Map.of();
  private Pulse pulse;

  private String name() {
    return getClass().getSimpleName().replace("Test", "").toLowerCase(Locale.ROOT);
  }

  @BeforeAll
  void start() throws Exception {
    Effort.say("%s: seed %d", name(), Effort.seed());
    folder = Folder.fresh(name());
    server = ServerProcess.start(folder.resolve("data"), "--demo", "false");
    target = Tables.create(server, "target");
    other = Tables.create(server, "other");
    calm = Tables.create(server, "calm");
  }

  @AfterAll
  void stop() throws Exception {
    assertEquals(List.of(), server.complaints());
    String log = Program.lenient(server.log());
    assertFalse(log.contains(server.hostKey()), "the log has the host's key");
    for (Map<String, String> tokens : List.of(target, other, calm)) {
      tokens.values().forEach(token -> assertFalse(log.contains(token), "the log has a token"));
    }
    assertEquals(0, server.stop());
    Program.Ended verified =
        Program.run("verify", "--data", folder.resolve("data").toString(), "--json");
    assertEquals(0, verified.exit(), verified.out());
    Folder.delete(folder);
  }

  @BeforeEach
  void watch() throws Exception {
    chance = new SplittableRandom(Effort.seed());
    garbage = new Garbage(chance);
    witness = new Witness(server, "target");
    pulse = Pulse.at(server, "calm", calm.get("ana"));
  }

  @AfterEach
  void nobodyElseWasHurt(TestInfo test) throws Exception {
    Effort.say("%s: %s: %s", name(), test.getDisplayName(), pulse.finish());
    assertTrue(server.isAlive());
  }

  Heckler heckler(String participant) {
    return new Heckler(
        server, "target", participant, target.get(participant), "h" + System.nanoTime());
  }

  RawSocket seated(String participant) throws IOException {
    RawSocket raw =
        RawSocket.seated(server.port(), "target", target.get(participant), "s" + System.nanoTime());
    raw.next("welcome");
    return raw;
  }

  /** A figure of the server's metrics. */
  double metric(String name) throws IOException, InterruptedException {
    String all = new String(server.get("/metrics", ""), StandardCharsets.UTF_8);
    return all.lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElse(0);
  }
}
