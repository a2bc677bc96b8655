package io.tablekeep.server.dice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tablekeep.engine.journal.entry.DiceEvent;
import io.tablekeep.engine.journal.entry.Effect;
import io.tablekeep.engine.journal.entry.Entry;
import io.tablekeep.engine.journal.entry.EntryDecoder;
import io.tablekeep.engine.journal.entry.EntryEncoder;
import io.tablekeep.engine.journal.entry.Rolled;
import io.tablekeep.engine.state.JsonNull;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.sdk.dice.Roll;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.state.Pointer;
import io.tablekeep.sdk.store.StoredEntry;
import io.tablekeep.server.cli.CommandLines;
import io.tablekeep.server.house.Archive;
import io.tablekeep.server.testing.RawSocket;
import io.tablekeep.server.testing.RunningServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An exported session verifies; whatever is changed in it is found, by the command and its code.
 */
class VerifyDiceTest {
  private static final DocumentId DEMO = DocumentId.campaign("demo");
  @TempDir static Path folder;
  private static RunningServer server;
  private static Path export;

  @BeforeAll
  static void play() throws Exception {
    server = RunningServer.start();
    try (RawSocket gm = seat("gm");
        RawSocket ana = seat("ana");
        RawSocket ben = seat("ben")) {
      act(gm, "session.start", "{}");
      nonce(ana, "ana", "ana-has-some-luck");
      nonce(ben, "ben", "ben-has-other-luck");
      for (int i = 0; i < 5; i++) {
        act(ana, "dice.roll", "{\"notation\":\"4d6kh3+2\"}");
        act(ben, "dice.roll", "{\"notation\":\"2d20kl1-1\",\"to\":[]}");
        // The demo is played by a system that writes dice as Foundry does.
        act(gm, "dice.roll", "{\"notation\":\"6d6x>5\",\"to\":[]}");
        act(ana, "dice.roll", "{\"notation\":\"d%\",\"blind\":true}");
      }
      act(gm, "session.end", "{}");
      act(gm, "dice.roll", "{\"notation\":\"1d20\"}");
    }
    export = folder.resolve("demo.zip");
    HttpResponse<byte[]> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(
                        URI.create(
                            "http://127.0.0.1:" + server.port() + "/api/campaigns/demo/export"))
                    .header("Authorization", "Bearer " + server.hostKey())
                    .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    assertEquals(200, answer.statusCode());
    Files.write(export, answer.body());
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  private static RawSocket seat(String who) throws IOException {
    RawSocket socket = RawSocket.seated(server.port(), "demo", server.token(who), "dice-" + who);
    socket.next("welcome");
    return socket;
  }

  private static void act(RawSocket seat, String type, String payload) throws IOException {
    JsonNode receipt = seat.receipt(seat.act(type, payload));
    assertEquals("ok", receipt.path("code").asText(), receipt::toString);
  }

  private static void nonce(RawSocket seat, String who, String nonce) throws Exception {
    String commitment = told(who, 0).at("/events/0/commitment").asText();
    act(seat, "dice.nonce", "{\"commitment\":\"" + commitment + "\",\"nonce\":\"" + nonce + "\"}");
  }

  private static JsonNode told(String who, long epoch) throws Exception {
    HttpResponse<String> answer =
        server.get(
            "/api/campaigns/demo/dice?epoch=" + epoch,
            "Authorization",
            "Bearer " + server.token(who));
    assertEquals(200, answer.statusCode(), answer::body);
    return RunningServer.json(answer);
  }

  private record Ran(int exit, JsonNode line) {
    List<String> codes() {
      List<String> codes = new ArrayList<>();
      line.path("faults").forEach(fault -> codes.add(fault.path("code").asText()));
      return List.copyOf(new TreeSet<>(codes));
    }
  }

  private static Ran verify(String... args) throws IOException {
    StringWriter out = new StringWriter();
    List<String> all = new ArrayList<>(List.of("verify-dice", "--json"));
    all.addAll(List.of(args));
    int exit =
        CommandLines.run(
            all.toArray(String[]::new), new PrintWriter(out), new PrintWriter(new StringWriter()));
    return new Ran(exit, RunningServer.JSON.readTree(out.toString().strip()));
  }

  /** The export with each entry changed, and the checksums made right again, as a forger would. */
  private static Path forged(UnaryOperator<Entry> change) throws IOException {
    Path other = folder.resolve("forged.zip");
    try (ZipFile zip = new ZipFile(export.toFile());
        ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(other))) {
      for (ZipEntry entry : java.util.Collections.list(zip.entries())) {
        to.putNextEntry(new ZipEntry(entry.getName()));
        try (InputStream in = zip.getInputStream(entry)) {
          byte[] bytes = in.readAllBytes();
          to.write(entry.getName().equals(Archive.JOURNAL) ? rewritten(bytes, change) : bytes);
        }
        to.closeEntry();
      }
    }
    return other;
  }

  private static byte[] rewritten(byte[] journal, UnaryOperator<Entry> change) {
    ByteArrayOutputStream to = new ByteArrayOutputStream();
    EntryEncoder encoder = new EntryEncoder();
    int chain = EntryDecoder.seed(DEMO);
    long position = 0;
    for (String line : new String(journal, StandardCharsets.UTF_8).lines().toList()) {
      byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
      Entry entry = EntryDecoder.decode(DEMO, new StoredEntry(++position, bytes));
      to.writeBytes(encoder.encode(change.apply(entry), chain));
      to.write('\n');
      chain = encoder.chain();
    }
    return to.toByteArray();
  }

  private static Entry with(Entry of, List<Rolled> rolls, List<DiceEvent> dice) {
    return new Entry(
        of.version(),
        of.epoch(),
        of.time(),
        of.cause(),
        of.effects(),
        rolls,
        of.outcome(),
        of.settled(),
        dice);
  }

  private static Entry with(Entry of, Effect more) {
    List<Effect> effects = new ArrayList<>(of.effects());
    effects.add(more);
    return with(of, effects);
  }

  private static Entry with(Entry of, List<Effect> effects) {
    return new Entry(
        of.version(),
        of.epoch(),
        of.time(),
        of.cause(),
        effects,
        of.rolls(),
        of.outcome(),
        of.settled(),
        of.dice());
  }

  /** The lines of dice that rolls have left. */
  private static UnaryOperator<Entry> lines(UnaryOperator<JsonObject> change) {
    return entry -> {
      List<Effect> effects = new ArrayList<>();
      for (Effect effect : entry.effects()) {
        effects.add(
            effect instanceof Effect.Put put
                    && put.at().startsWith(Pointer.of("dice"))
                    && put.at().size() == 2
                    && put.value() instanceof JsonObject line
                ? new Effect.Put(put.at(), change.apply(line))
                : effect);
      }
      return with(entry, effects);
    };
  }

  private static UnaryOperator<Entry> roll(String notation, UnaryOperator<Rolled> change) {
    boolean[] done = {false};
    return entry -> {
      List<Rolled> rolls = new ArrayList<>();
      for (Rolled each : entry.rolls()) {
        boolean hit = !done[0] && each.roll().notation().equals(notation);
        done[0] |= hit;
        rolls.add(hit ? change.apply(each) : each);
      }
      return with(entry, rolls, entry.dice());
    };
  }

  private static UnaryOperator<Entry> event(UnaryOperator<DiceEvent> change) {
    return entry -> with(entry, entry.rolls(), entry.dice().stream().map(change).toList());
  }

  @Test
  void anExportedSessionVerifies() throws Exception {
    Ran ran = verify(export.toString());
    assertEquals(0, ran.exit(), ran::toString);
    assertTrue(ran.line().path("sound").asBoolean());
    JsonNode session = ran.line().at("/epochs/1");
    assertEquals("revealed", session.path("state").asText());
    assertEquals(20, session.path("rolls").asInt());
    assertEquals(20, session.path("proven").asInt());
    assertEquals(2, session.path("nonces").asInt());
    assertEquals("open", ran.line().at("/epochs/2/state").asText());
    assertTrue(ran.line().path("notes").toString().contains("Epoch 3 goes on"));
    assertEquals(List.of(), verify(forged(entry -> entry).toString()).codes(), "rewritten alike");
  }

  @Test
  void oneAlteredDieIsFoundWithItsPlace() throws Exception {
    Path forged =
        forged(
            roll(
                "4d6kh3+2",
                was -> {
                  List<Long> faces = new ArrayList<>(was.roll().faces());
                  faces.set(3, faces.get(3) % 6 + 1);
                  long[] given = faces.stream().mapToLong(Long::longValue).toArray();
                  double total =
                      io.tablekeep.sdk.dice.Notation.parse("4d6kh3+2")
                          .roll(io.tablekeep.sdk.dice.DieSource.given(given))
                          .exact();
                  Roll other = new Roll(was.roll().notation(), faces, total);
                  return new Rolled(was.what(), other, was.to(), was.proof(), was.failed());
                }));
    Ran ran = verify(forged.toString());
    assertEquals(1, ran.exit());
    assertEquals(List.of("face-altered", "line-altered"), ran.codes());
    assertTrue(ran.line().at("/faults/0/where").asText().startsWith("entry "));
  }

  @Test
  void anAlteredTotalIsFound() throws Exception {
    Path forged =
        forged(
            roll(
                "2d20kl1-1",
                was -> {
                  Roll other = new Roll(was.roll().notation(), was.roll().faces(), 20);
                  return new Rolled(was.what(), other, was.to(), was.proof(), was.failed());
                }));
    assertEquals(List.of("line-altered", "total-altered"), verify(forged.toString()).codes());
  }

  @Test
  void aLineThatTellsOtherwiseThanItFellIsFound() throws Exception {
    Path other =
        forged(lines(line -> line.with("total", ((Number) line.get("total")).longValue() + 1, 1)));
    assertEquals(List.of("line-altered"), verify(other.toString()).codes());
    Path later =
        forged(
            entry ->
                entry.cause().type().equals("session.end")
                    ? with(entry, new Effect.Put(Pointer.of("dice", "any", "faces"), JsonNull.NULL))
                    : entry);
    assertEquals(List.of("line-altered"), verify(later.toString()).codes());
  }

  @Test
  void aSkippedCounterIsFoundAlsoAtTheEnd() throws Exception {
    for (String notation : List.of("4d6kh3+2", "6d6x>5", "d%")) {
      int[] seen = {0};
      for (int which = 0; which < 5; which++) {
        int left = which;
        seen[0] = 0;
        Path forged =
            forged(
                entry -> {
                  List<Rolled> rolls = new ArrayList<>(entry.rolls());
                  rolls.removeIf(
                      each -> each.roll().notation().equals(notation) && seen[0]++ == left);
                  return with(entry, rolls, entry.dice());
                });
        Ran ran = verify(forged.toString());
        assertEquals(1, ran.exit());
        assertTrue(ran.codes().contains("counter-skipped"), notation + " " + which + ran);
      }
    }
  }

  @Test
  void aChangedNonceAndAReplacedSeedAreFound() throws Exception {
    Path nonce =
        forged(
            event(
                event ->
                    event instanceof DiceEvent.Nonce one && one.by().equals("ben")
                        ? new DiceEvent.Nonce(one.epoch(), one.by(), "another-sort-of-luck", false)
                        : event));
    Ran ran = verify(nonce.toString());
    assertEquals(List.of("face-altered"), ran.codes());
    // Each of the 20 rolls falls anew. A d% falls as before once in a hundred times, a 2d20 once in
    // 400: that nine do is rarer than 1e-18.
    int faults = ran.line().path("faults").size();
    assertTrue(faults >= 12 && faults <= 20, ran::toString);
    Path seed =
        forged(
            event(
                event ->
                    event instanceof DiceEvent.Closed closed
                        ? new DiceEvent.Closed(closed.epoch(), "ab".repeat(32), closed.counters())
                        : event));
    assertEquals(List.of("seed-replaced"), verify(seed.toString()).codes());
  }

  @Test
  void aJournalThatWasEditedByHandIsFound() throws Exception {
    Path journal = folder.resolve("by-hand");
    Files.createDirectories(journal);
    try (ZipFile zip = new ZipFile(export.toFile())) {
      for (String name : List.of(Archive.MANIFEST, Archive.JOURNAL)) {
        Files.write(journal.resolve(name), zip.getInputStream(zip.getEntry(name)).readAllBytes());
      }
    }
    Path file = journal.resolve(Archive.JOURNAL);
    assertEquals(0, verify(file.toString()).exit());
    Files.writeString(
        file, Files.readString(file).replaceFirst("(\"rolls\":.{1,60}\"faces\":\\[)\\d", "$19"));
    Ran ran = verify(file.toString());
    assertEquals(1, ran.exit());
    assertTrue(ran.codes().contains("journal-altered"), ran::toString);
    assertTrue(ran.codes().contains("face-altered"), ran::toString);
  }

  @Test
  void aRunningServerIsCheckedThroughASeatWhichIsToldOnlyWhatItMaySee() throws Exception {
    String base = "http://127.0.0.1:" + server.port() + "/c/demo#seat=";
    for (String who : List.of("gm", "ana", "ben")) {
      Ran ran = verify("--url", base + server.token(who));
      assertEquals(0, ran.exit(), who + ran);
      int rolls = ran.line().at("/epochs/1/rolls").asInt();
      assertEquals(who.equals("gm") ? 20 : who.equals("ben") ? 10 : 5, rolls, who);
    }
    String ana = told("ana", 2).toString();
    // As whole values and keys: in the digits of a hash or a seed anything may stand by chance.
    for (String secret : List.of("\"6d6", "\"2d20", "\"d%", "\"blind", "\"version")) {
      assertFalse(ana.contains(secret), secret);
    }
    assertEquals(
        404,
        server
            .get(
                "/api/campaigns/demo/dice?epoch=99",
                "Authorization",
                "Bearer " + server.token("ana"))
            .statusCode());
    assertEquals(
        400,
        server
            .get(
                "/api/campaigns/demo/dice?epoch=x",
                "Authorization",
                "Bearer " + server.token("ana"))
            .statusCode());
    assertEquals(401, server.get("/api/campaigns/demo/dice").statusCode());
    Path saved = folder.resolve("told.json");
    Files.writeString(saved, "[" + told("ben", 1) + "," + told("ben", 2) + "]");
    assertEquals(0, verify(saved.toString()).exit());
    Files.writeString(saved, told("ben", 2).toString().replace("4d6kh3+2", "4d6kh3+3"));
    assertEquals(1, verify(saved.toString()).exit());
  }

  @Test
  void whatIsNoDiceIsSaidSo() throws Exception {
    Path file = Files.writeString(folder.resolve("x.json"), "{}");
    assertEquals("not-dice", verify(file.toString()).line().path("error").asText());
    assertEquals("usage", verify().line().path("error").asText());
    assertEquals(4, verify(folder.resolve("none.zip").toString()).exit());
  }
}
