package io.tablekeep.server.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** No room: nothing acked is lost, everyone is told, and it goes on when there is room again. */
@Tag("torture")
class FullDiskTest {
  private static boolean does(String... command) throws IOException, InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException missing) {
      return false;
    }
  }

  /** No file may grow beyond a size, which takes no rights to set. */
  @Test
  void whenFilesMayNotGrowTheTableIsReadOnlyAndGoesOnLater() throws Exception {
    Path folder = Folder.fresh("limit");
    try (Stage stage = Stage.open(folder.resolve("data"), "gm", "ana", "ben")) {
      String pid = Long.toString(stage.server().pid());
      if (!does("prlimit", "--pid", pid, "--fsize=unlimited:")) {
        Effort.say("left out: a limit on the size of files, which prlimit cannot set here");
        return;
      }
      for (int round = 0; round < Effort.pick(1, 4, 15); round++) {
        stage.slowly(10);
        long now = Files.size(folder.resolve("data/tablekeep.db-wal"));
        long limit = now + stage.chance.nextInt(1_000, 60_000);
        assertTrue(does("prlimit", "--pid", pid, "--fsize=" + limit + ":"));
        suffers(stage);
        assertTrue(does("prlimit", "--pid", pid, "--fsize=unlimited:"));
        recovers(stage);
      }
      survives(stage, folder.resolve("data"));
      Effort.say(
          "disk: file size limit: %d acks, %d told to retry",
          stage.count.acks, stage.count.retries);
    }
    Folder.delete(folder);
  }

  /** Plays until everyone has been told that nothing can be written. */
  private static void suffers(Stage stage) throws Exception {
    long until = System.nanoTime() + 60_000_000_000L;
    while (stage.players.stream().anyMatch(player -> player.line().isEmpty())) {
      assertTrue(System.nanoTime() < until, "nobody was told that the disk is full");
      goOn(stage, 20);
      Thread.sleep(5);
    }
    for (Player player : stage.players) {
      String reason = player.line().orElseThrow();
      assertTrue(reason.length() > 10 && reason.endsWith("."), reason);
      Answer.discreet(reason);
    }
    // Between two tries to write, nothing is known to be wrong; what is left may take some more.
    while (true) {
      var ready = stage.server().send("GET", "/health/ready", "", new byte[0]);
      if (ready.statusCode() == 503) {
        Effort.say(
            "disk: while nothing can be written: %s",
            new String(ready.body(), StandardCharsets.UTF_8));
        return;
      }
      assertTrue(System.nanoTime() < until, "it says that it is ready");
      goOn(stage, 1);
      Thread.sleep(20);
    }
  }

  /** Each acts who waits for few receipts; with many, old ids would fall out of the window. */
  private static void goOn(Stage stage, int few) throws Exception {
    for (Player player : stage.players) {
      if (player.waiting() < few) {
        stage.play.act(player);
      }
      player.retryLater();
    }
  }

  private static void recovers(Stage stage) throws Exception {
    for (Player player : stage.players) {
      player.await("the line to be free again", () -> player.line().isEmpty());
      player.calm();
    }
    long until = System.nanoTime() + 20_000_000_000L;
    while (stage.server().send("GET", "/health/ready", "", new byte[0]).statusCode() != 200) {
      assertTrue(System.nanoTime() < until, "it does not become ready again");
      Thread.sleep(100);
    }
    stage.compare();
  }

  private static void survives(Stage stage, Path data) throws Exception {
    byte[] before = stage.compare();
    stage.players.forEach(Player::close);
    assertEquals(List.of(), stackTraces(stage.server()));
    stage.server().kill();
    Program.Ended verified = Program.run("verify", "--data", data.toString(), "--json");
    assertEquals(0, verified.exit(), verified.out());
    String hash = Chronicle.manifest(before).path("sha256").asText();
    for (JsonNode one : verified.json().path("campaigns")) {
      assertEquals(hash, one.path("sha256").asText());
    }
    try (ServerProcess again = ServerProcess.start(data, "--demo", "false")) {
      stage.moveTo(again);
      stage.compare();
    }
  }

  /** A full disk is worth errors in the log, but it is no defect. */
  private static List<String> stackTraces(ServerProcess server) throws IOException {
    return server.complaints().stream().filter(line -> line.contains("\\tat ")).toList();
  }

  /** A file system of its own, where that may be made. */
  @Test
  void whenTheDiskIsFullTheTableIsReadOnlyAndGoesOnLater() throws Exception {
    assumeTrue(Effort.now() != Effort.QUICK, "a full disk is left to longer runs");
    Path folder = Folder.fresh("disk");
    String where = folder.toString();
    if (!does("mount", "-t", "tmpfs", "-o", "size=96m", "tablekeep-torture", where)) {
      Effort.say("left out: a full disk, as no file system may be mounted here");
      return;
    }
    try (Stage stage = Stage.open(folder.resolve("data"), "gm", "ana", "ben")) {
      FileStore disk = Files.getFileStore(folder);
      Path ballast = folder.resolve("ballast");
      // Less than what the store keeps in reserve, and then nothing at all.
      for (long left : new long[] {20 << 20, 0}) {
        stage.slowly(10);
        fill(ballast, disk.getUsableSpace() - left);
        suffers(stage);
        Files.delete(ballast);
        recovers(stage);
      }
      survives(stage, folder.resolve("data"));
      Effort.say(
          "disk: full disk: %d acks, %d told to retry", stage.count.acks, stage.count.retries);
    } finally {
      does("umount", "-l", where);
    }
    Folder.delete(folder);
  }

  private static void fill(Path ballast, long bytes) throws IOException {
    byte[] part = new byte[64 << 10];
    try (var out =
        Files.newOutputStream(ballast, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      for (long left = bytes; left > 0; left -= part.length) {
        out.write(part, 0, (int) Math.min(left, part.length));
      }
    } catch (IOException full) {
      Effort.say("disk: filled to the brim");
    }
  }
}
