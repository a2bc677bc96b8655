package io.tablekeep.server.torture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tablekeep.server.cli.CommandLines;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The files of a killed or stopped server, cut and flipped. Either everything that was acked comes
 * back, or it is said what is damaged; a cut write-ahead file gives back a beginning. The commands
 * are those of the program, run in this process to be quick about it; servers are started on some.
 */
@Tag("torture")
class DamagedFilesTest {
  private static final String FILE = "tablekeep.db";
  private static final int HEADER = 32;

  /** A commit that made the file no longer cannot be missed in it. */
  private static final int A_PAGE_OF_ENTRIES = 30;

  private static Path folder = Path.of("");
  private static List<byte[]> truth = List.of();
  private static String hash = "";

  private final SplittableRandom chance = new SplittableRandom(Effort.seed());
  private int sound;
  private int damaged;
  private int refused;

  private record Ran(int exit, JsonNode json, String all) {}

  /** Writes a campaign and leaves its files as a kill and as a stop leave them. */
  @BeforeAll
  static void play() throws Exception {
    Effort.say("files: seed %d", Effort.seed());
    folder = Folder.fresh("files");
    Path data = folder.resolve("data");
    try (Stage stage = Stage.open(data, "gm", "ana", "ben")) {
      stage.slowly(Effort.pick(30, 90, 150));
      truth = Chronicle.journal(stage.compare());
      hash = stage.server().hash(Stage.CAMPAIGN);
      stage.server().kill();
    }
    Files.delete(data.resolveSibling("data.log"));
    Folder.copy(data, folder.resolve("killed"));
    try (ServerProcess server = ServerProcess.start(data, "--demo", "false")) {
      assertEquals(hash, server.hash(Stage.CAMPAIGN));
      assertEquals(0, server.stop());
    }
    Folder.copy(data, folder.resolve("stopped"));
  }

  @AfterAll
  static void clean() throws IOException {
    Folder.delete(folder);
  }

  private static Ran run(Path data, String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--data", data.toString(), "--json"));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exit =
        CommandLines.run(all.toArray(String[]::new), new PrintWriter(out), new PrintWriter(err));
    String text = out.toString().strip();
    return new Ran(exit, Json.parse(text.substring(text.lastIndexOf('\n') + 1)), text + err);
  }

  private Path copy(String of) throws IOException {
    Path data = folder.resolve("copy-" + of + '-' + chance.nextInt(1 << 30));
    Folder.copy(folder.resolve(of), data);
    return data;
  }

  /**
   * What {@code verify} says of a folder, and whether it is true. Gives how many entries are there;
   * -1 when it is said that something is damaged.
   */
  private int judge(Path data, String how) throws IOException {
    Ran verify = run(data, "verify");
    Path archive = data.resolveSibling(data.getFileName() + ".zip");
    Ran export = run(data, "export", Stage.CAMPAIGN, "-o", archive.toString());
    try {
      for (Ran ran : List.of(verify, export)) {
        assertTrue(ran.exit() != 70, () -> how + ": a defect: " + ran.all());
        if (ran.exit() != 0 && ran.json().has("error")) {
          assertTrue(ran.json().path("message").asText().length() > 10, ran.all());
        }
      }
      boolean says = verify.exit() == 0;
      if (!says && verify.json().has("damages")) {
        JsonNode first = verify.json().path("damages").path(0);
        assertTrue(!first.path("where").asText().isEmpty(), () -> how + ": " + verify.all());
        damaged++;
      } else if (!says) {
        refused++;
      } else {
        sound++;
      }
      if (export.exit() != 0) {
        boolean none = export.json().path("error").asText().equals("no-such-campaign");
        assertTrue(!says || none, () -> how + ": sound, yet " + export.all());
        return says ? 0 : -1;
      }
      byte[] zip = Files.readAllBytes(archive);
      List<byte[]> journal = Chronicle.journal(zip);
      if (!says) {
        assertEquals(
            hash,
            Chronicle.manifest(zip).path("sha256").asText(),
            () -> how + ": another document is served, though damage is known: " + verify.all());
        return -1;
      }
      new Chronicle().read(zip, ids());
      for (int i = 0; i < journal.size() && i < truth.size(); i++) {
        int entry = i;
        assertArrayEquals(truth.get(i), journal.get(i), () -> how + ": entry " + (entry + 1));
      }
      return journal.size();
    } finally {
      Files.deleteIfExists(archive);
    }
  }

  private static java.util.Set<String> ids() {
    java.util.Set<String> ids = new java.util.HashSet<>();
    for (byte[] line : truth) {
      JsonNode entry = Json.parse(line);
      ids.add(
          Chronicle.id(
              entry.path("by").asText(), entry.path("device").asText(), entry.path("n").asLong()));
    }
    return ids;
  }

  private void report(String what) {
    Effort.say(
        "files: %s: %d sound, %d with damage named, %d refused", what, sound, damaged, refused);
  }

  @Test
  void aWriteAheadFileCutAtAnyFrameGivesBackABeginning() throws Exception {
    Path killed = folder.resolve("killed").resolve(FILE + "-wal");
    assertTrue(Files.exists(killed), "the kill left no write-ahead file");
    int page;
    try (RandomAccessFile file = new RandomAccessFile(killed.toFile(), "r")) {
      file.seek(8);
      page = file.readInt();
    }
    int frames = (int) ((Files.size(killed) - HEADER) / (24 + page));
    int step = Math.max(1, frames / Effort.pick(2, 24, frames));
    Path without = copy("killed");
    Files.delete(without.resolve(FILE + "-wal"));
    int alone = judge(without, "without its write-ahead file");
    Folder.delete(without);
    int cuts = 0;
    for (int frame = chance.nextInt(step); frame <= frames; frame += step) {
      Path data = copy("killed");
      long length = HEADER + (long) frame * (24 + page);
      if (chance.nextBoolean() && frame < frames) {
        length += chance.nextInt(24 + page);
      }
      try (RandomAccessFile file =
          new RandomAccessFile(data.resolve(FILE + "-wal").toFile(), "rw")) {
        file.setLength(length);
      }
      String how = "cut at byte " + length + " (frame " + frame + " of " + frames + ")";
      int entries = judge(data, how);
      // Refused it may be: what lies in the file already would be hidden behind older pages.
      int least = alone - A_PAGE_OF_ENTRIES;
      assertTrue(
          entries < 0 || entries >= least,
          () -> how + ": " + entries + " entries, and not a word; the file alone has " + alone);
      if (entries < 0) {
        saved(data, how);
      } else if (cuts % 15 == 1) {
        serves(data, how);
      }
      cuts++;
      Folder.delete(data);
    }
    report("write-ahead file of " + frames + " frames cut at " + cuts);
    Path whole = copy("killed");
    assertEquals(truth.size(), judge(whole, "whole"), "all that was acked");
    Folder.delete(whole);
  }

  /**
   * What was refused can be opened by whoever says that they know; where pages of before and after
   * do not fit together, that is said.
   */
  private static void saved(Path data, String how) throws IOException {
    Ran ran = run(data, "verify", "--store", "sqlite:" + FILE + "?salvage=true");
    boolean told =
        ran.json().has("damages") || ran.json().path("error").asText().equals("store-damaged");
    assertTrue(ran.exit() == 0 || told, () -> how + ": " + ran.all());
  }

  /** A server on what is left goes on. */
  private void serves(Path data, String how) throws Exception {
    try (ServerProcess server = ServerProcess.start(data, "--demo", "false")) {
      JsonNode all = Json.parse(server.get("/api/campaigns", server.hostKey()));
      if (all.path("campaigns").size() > 0) {
        String gm = server.tokens(Stage.CAMPAIGN).get("gm");
        JsonNode receipt =
            server.post(
                "/api/campaigns/table/actions",
                gm,
                "{\"device\":\"after\",\"n\":1,\"type\":\"chat.say\",\"payload\":{\"text\":\"on\"}}");
        assertEquals("applied", receipt.path("outcome").asText(), how);
      }
      assertEquals(List.of(), server.complaints(), how);
    } finally {
      Files.deleteIfExists(data.resolveSibling(data.getFileName() + ".log"));
    }
  }

  @Test
  void aBitFlippedInTheWriteAheadFileLosesAtMostTheLastCommit() throws Exception {
    int flips = Effort.pick(2, 25, 400);
    for (int i = 0; i < flips; i++) {
      Path data = copy("killed");
      String how = flip(data.resolve(FILE + "-wal"));
      int entries = judge(data, how);
      assertTrue(
          entries < 0 || entries >= truth.size() - 1,
          () -> how + ": only " + entries + " of " + truth.size() + " entries, and not a word");
      Folder.delete(data);
    }
    report(flips + " bits flipped in the write-ahead file");
  }

  @Test
  void aBitFlippedInTheFileIsFoundOrChangesNothing() throws Exception {
    int flips = Effort.pick(3, 50, 600);
    for (int i = 0; i < flips; i++) {
      Path data = copy("stopped");
      String how = flip(data.resolve(FILE));
      int entries = judge(data, how);
      assertTrue(
          entries < 0 || entries == truth.size(),
          () -> how + ": only " + entries + " of " + truth.size() + " entries, and not a word");
      if (entries < 0 && i % 20 == 3) {
        startsOrSaysWhy(data, how);
      }
      Folder.delete(data);
    }
    report(flips + " bits flipped in the file");
  }

  private void startsOrSaysWhy(Path data, String how) throws Exception {
    Path log = data.resolveSibling(data.getFileName() + ".log");
    ServerProcess server = ServerProcess.launch(data, "--demo", "false");
    try {
      server.await();
      byte[] links = "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
      var answer = server.send("POST", "/api/campaigns/table/links", server.hostKey(), links);
      JsonNode body = Json.parse(answer.body());
      if (answer.statusCode() >= 400) {
        Answer.coded(body);
      } else {
        String gm = server.tokens(Stage.CAMPAIGN).get("gm");
        assertEquals(hash, Json.hash(server.state(Stage.CAMPAIGN, gm)), how);
      }
    } catch (IOException refused) {
      int exit = server.awaitEnd();
      assertTrue(exit != 0 && exit != 70, () -> how + ": " + exit + refused);
      assertTrue(Program.lenient(log).contains("tablekeep: "), how);
    } finally {
      server.close();
      Files.deleteIfExists(log);
    }
  }

  private String flip(Path file) throws IOException {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      long at = chance.nextLong(bytes.length());
      int bit = chance.nextInt(8);
      bytes.seek(at);
      int old = bytes.read();
      bytes.seek(at);
      bytes.write(old ^ 1 << bit);
      return "bit "
          + bit
          + " of byte "
          + at
          + " of "
          + bytes.length()
          + " in "
          + file.getFileName();
    }
  }

  @Test
  void aFileOfNothingOrOfSomethingElseIsNotServed() throws Exception {
    for (String text : List.of("this is no database, but it is long enough to be one".repeat(99))) {
      Path data = copy("stopped");
      Files.writeString(data.resolve(FILE), text);
      Ran ran = run(data, "verify");
      assertTrue(ran.exit() != 0 && ran.exit() != 70, ran.all());
      assertTrue(ran.json().path("message").asText().contains(FILE), ran.all());
      assertEquals(text, Files.readString(data.resolve(FILE)), "it was overwritten");
      Folder.delete(data);
    }
  }
}
