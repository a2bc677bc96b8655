package io.tablekeep.server.dice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tablekeep.engine.dice.DiceHouse;
import io.tablekeep.engine.dice.DiceKey;
import io.tablekeep.engine.dice.DiceLog;
import io.tablekeep.engine.dice.DiceState;
import io.tablekeep.engine.dice.DiceTray;
import io.tablekeep.engine.dice.DiceTurn;
import io.tablekeep.engine.dice.Draws;
import io.tablekeep.engine.dice.Fallen;
import io.tablekeep.engine.dice.Throwing;
import io.tablekeep.engine.dice.check.DiceCheck;
import io.tablekeep.engine.dice.check.DiceFault;
import io.tablekeep.engine.dice.check.DiceReport;
import io.tablekeep.engine.journal.entry.Cause;
import io.tablekeep.engine.journal.entry.Entry;
import io.tablekeep.engine.journal.entry.Outcome;
import io.tablekeep.engine.journal.entry.Rolled;
import io.tablekeep.engine.runtime.Chance;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.JsonReader;
import io.tablekeep.sdk.dice.DiceException;
import io.tablekeep.sdk.dice.Notation;
import io.tablekeep.sdk.dice.References;
import io.tablekeep.sdk.model.action.DiceNonce;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.view.Audience;
import io.tablekeep.server.testing.RunningServer;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * The published vectors of verifiable dice, {@code page/dice/vectors.json}: this verifier and the
 * page's pass the same. With {@code -Dvectors.write=true} they are written anew.
 */
class DiceVectorsTest {
  private static final Path FILE = Path.of("src/main/resources/page/dice/vectors.json");
  private static final DocumentId DOCUMENT = DocumentId.campaign("goblin-hollow");

  private static JsonNode vectors() throws Exception {
    try (InputStream in = DiceVectorsTest.class.getResourceAsStream("/page/dice/vectors.json")) {
      return RunningServer.JSON.readTree(in);
    }
  }

  @Test
  void drawsComeOutAsPublished() throws Exception {
    int count = 0;
    for (JsonNode one : vectors().path("draws")) {
      Draws draws =
          Draws.of(
              HexFormat.of().parseHex(one.path("seed").asText()),
              one.path("nonces").asText(),
              one.path("campaign").asText(),
              one.path("stream").asText(),
              one.path("counter").asLong(),
              one.path("notation").asText());
      for (int i = 0; i < one.path("bounds").size(); i++, count++) {
        assertEquals(
            one.path("draws").get(i).asLong(), draws.below(one.path("bounds").get(i).asLong()));
      }
    }
    assertTrue(count > 100, "draws: " + count);
  }

  @Test
  void sessionsAreJudgedAsPublished() throws Exception {
    TreeSet<String> codes = new TreeSet<>();
    for (JsonNode one : vectors().path("sessions")) {
      String name = one.path("name").asText();
      DiceReport report = check(one.path("told"));
      assertEquals(texts(one.path("codes")), codes(report), name);
      assertEquals(
          one.path("proven").asInt(),
          report.epochs().stream().mapToInt(DiceReport.Epoch::proven).sum(),
          name);
      codes.addAll(codes(report));
    }
    assertTrue(codes.size() >= 10, "faults: " + codes);
  }

  private static DiceReport check(JsonNode told) {
    DiceCheck check = new DiceCheck(DOCUMENT.id());
    for (JsonNode each : told) {
      check.see(tree(each));
    }
    return check.report();
  }

  private static JsonObject tree(JsonNode node) {
    return JsonReader.readObject(
        node.toString().getBytes(StandardCharsets.UTF_8), JsonReader.Limits.DOCUMENT, 0);
  }

  private static List<String> codes(DiceReport report) {
    return List.copyOf(new TreeSet<>(report.faults().stream().map(DiceFault::code).toList()));
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(each -> texts.add(each.asText()));
    return texts;
  }

  @Test
  void theyAreWhatTheEngineDoes() throws Exception {
    String made = lines(made());
    if (Boolean.getBoolean("vectors.write")) {
      Files.writeString(FILE, made + "\n");
    }
    assertEquals(RunningServer.JSON.readTree(made), vectors());
  }

  /** One vector a line. */
  private static String lines(ObjectNode made) {
    StringBuilder text = new StringBuilder("{\"format\":" + made.get("format"));
    for (String list : List.of("draws", "sessions")) {
      text.append(",\n\"").append(list).append("\":[");
      String between = "\n";
      for (JsonNode one : made.path(list)) {
        text.append(between).append(one);
        between = ",\n";
      }
      text.append("\n]");
    }
    return text.append("}").toString();
  }

  /** Chance that is the same each time. */
  private static final class Known implements Chance {
    private final SplittableRandom random = new SplittableRandom(4);

    @Override
    public int below(int bound) {
      return random.nextInt(bound);
    }

    @Override
    public long bits() {
      return random.nextLong();
    }
  }

  /** A campaign whose journal is in memory. */
  private static final class Evening {
    private final List<Entry> entries = new ArrayList<>();
    private final Known chance = new Known();
    private final DiceKey key = new DiceKey(new byte[32], chance);
    private DiceState state = DiceState.NONE;
    private final DiceHouse house = new DiceHouse(key, chance, DOCUMENT, () -> state);
    private JsonObject root = JsonObject.empty(0);

    Rolled act(String by, Consumer<DiceTray> does, JsonObject after) {
      DiceTurn turn = house.turn(by);
      does.accept(turn.tray());
      return end(by, turn, after);
    }

    private Rolled end(String by, DiceTurn turn, JsonObject after) {
      List<Rolled> rolls = turn.rolls();
      Entry entry =
          new Entry(
              entries.size() + 1,
              1,
              Instant.EPOCH,
              Cause.withoutId(by, "x", root),
              List.of(),
              rolls,
              Outcome.OK,
              List.of(),
              turn.events(root, after));
      root = after;
      entries.add(entry);
      state = state.after(entry);
      return rolls.isEmpty() ? null : rolls.get(0);
    }

    Rolled roll(String by, String notation, Audience to, Optional<Rolled> before) {
      return act(
          by,
          tray -> {
            try {
              tray.roll(
                  new Throwing(
                      "x",
                      Notation.parse(notation),
                      "",
                      References.NONE,
                      to,
                      by,
                      actor -> "",
                      before.map(Fallen::of)));
            } catch (DiceException noResult) {
              assertEquals(DiceException.NUMBER, noResult.code());
            }
          },
          root);
    }

    void nonce(String by, String nonce) {
      DiceTurn turn = house.turn(by);
      turn.add(new DiceNonce(state.commitment(), nonce));
      end(by, turn, root);
    }

    void session(int number, boolean active) {
      act(
          "gm",
          tray -> {},
          root.with(
              "currentSession",
              JsonReader.readObject(
                  ("{\"id\":\"s" + number + "\",\"active\":" + active + "}")
                      .getBytes(StandardCharsets.UTF_8),
                  JsonReader.Limits.DOCUMENT,
                  0),
              0));
    }

    ArrayNode told(Optional<String> only) throws Exception {
      ArrayNode all = RunningServer.JSON.createArrayNode();
      for (long epoch = 1; epoch <= state.epoch(); epoch++) {
        DiceLog log = new DiceLog(DOCUMENT, state, epoch, only);
        entries.subList((int) log.first() - 1, (int) log.last(entries.size())).forEach(log::see);
        all.add(RunningServer.JSON.readTree(log.toBytes()));
      }
      return all;
    }
  }

  private static Evening played() {
    Evening evening = new Evening();
    Audience all = Audience.everyone();
    evening.session(1, true);
    evening.nonce("ana", "ana-ana-ana-ana-ana");
    evening.roll("gm", "1d20", Audience.gm(), Optional.empty());
    evening.nonce("ben", "ben_ben_ben_ben_ben");
    Rolled first = evening.roll("ana", "4d6kh3+2", all, Optional.empty());
    evening.nonce("cleo", "cleo-comes-too-late");
    evening.roll("ben", "d%", all, Optional.empty());
    evening.roll("ben", "4dF", all, Optional.empty());
    evening.roll("ana", "3d6!", all, Optional.empty());
    evening.roll("ana", "2d8-1d4", Audience.named("ana"), Optional.empty());
    evening.roll("ben", "1d100", Audience.named(), Optional.empty());
    evening.roll("ben", "2d10dl1", Audience.named("ana", "ben"), Optional.empty());
    evening.roll("ana", "5d6kh3+2", all, Optional.of(first));
    evening.roll("ana", "3d6", all, Optional.of(first));
    for (int i = 0; i < 4; i++) {
      evening.roll("gm", "1/(d2-1)", all, Optional.empty());
    }
    evening.session(1, false);
    evening.roll("gm", "2d6+3", all, Optional.empty());
    evening.session(2, true);
    evening.roll("gm", "1d20", all, Optional.empty());
    return evening;
  }

  private static ObjectNode made() throws Exception {
    ObjectNode made = RunningServer.JSON.createObjectNode();
    made.put("format", Draws.RULE);
    ArrayNode draws = made.putArray("draws");
    long[] bounds = {2, 3, 6, 10, 20, 100, 1_000_003, 1L << 32, 9_007_199_254_740_991L, 6, 6, 6};
    String[][] rolls = {
      {"", "goblin-hollow", "public", "1", "4d6kh3+2"},
      {"ana=ana-ana-ana-ana-ana,ben=x_-y", "goblin-hollow", "public", "2", "4d6kh3+2"},
      {"ana=ana-ana-ana-ana-ana", "c", "to:ana,ben", "9007199254740991", "2d6[Feuer \u00fc]"},
      {"", "goblin-hollow", "gm", "17", "1d20"},
      {"", "goblin-hollow", "blind", "1", ""},
      {"zoe=0123456789abcdef", "long", "gm", "3", "1d6+".repeat(40) + "1"},
      {"", "goblin-hollow", "public", "10", "d%"},
      {"", "goblin-hollow", "public", "11", "d%"},
      {"", "goblin-hollow", "public", "12", "d%"},
    };
    for (int i = 0; i < rolls.length; i++) {
      byte[] seed = new byte[32];
      new SplittableRandom(i).nextBytes(seed);
      ObjectNode one = draws.addObject();
      one.put("seed", HexFormat.of().formatHex(seed));
      one.put("commitment", Draws.commitment(seed));
      String[] r = rolls[i];
      one.put("nonces", r[0]).put("campaign", r[1]).put("stream", r[2]);
      one.put("counter", Long.parseLong(r[3])).put("notation", r[4]);
      Draws source = Draws.of(seed, r[0], r[1], r[2], Long.parseLong(r[3]), r[4]);
      ArrayNode asked = one.putArray("bounds");
      ArrayNode drawn = one.putArray("draws");
      for (long bound : bounds) {
        asked.add(bound);
        drawn.add(source.below(bound));
      }
    }
    sessions(made.putArray("sessions"));
    return made;
  }

  private static void sessions(ArrayNode to) throws Exception {
    Evening evening = played();
    add(to, "all of it", evening.told(Optional.empty()), told -> {});
    add(to, "as ana is told", evening.told(Optional.of("ana")), told -> {});
    add(to, "as a stranger to hidden dice is told", evening.told(Optional.of("dora")), t -> {});
    ArrayNode all = evening.told(Optional.empty());
    add(
        to,
        "one altered die",
        all,
        told -> roll(told, "4dF").withArray("faces").set(0, face(told)));
    add(to, "an altered total", all, told -> roll(told, "2d8-1d4").put("total", 99));
    add(to, "an altered notation", all, told -> roll(told, "d%").put("notation", "d%+1"));
    add(
        to,
        "an altered list of dice",
        all,
        told -> ((ObjectNode) roll(told, "d%").path("proof")).put("dice", "d200"));
    add(to, "a roll left out", all, told -> remove(told, "4dF"));
    add(to, "the last roll left out", all, told -> remove(told, "2d10dl1"));
    add(to, "a roll told twice", all, told -> twice(told, "d%"));
    add(to, "a roll without its proof", all, told -> roll(told, "2d8-1d4").remove("proof"));
    add(
        to,
        "faces that a test told",
        all,
        told -> {
          ObjectNode proof = (ObjectNode) roll(told, "1d20").path("proof");
          proof.put("epoch", 0).put("stream", "scripted").put("counter", 0);
        });
    add(to, "a changed nonce", all, told -> event(told, "by", "ana").put("nonce", "x".repeat(16)));
    add(
        to,
        "a nonce that is said to be late",
        all,
        told -> event(told, "by", "ben").put("late", true));
    add(to, "a late nonce that is counted", all, told -> event(told, "by", "cleo").remove("late"));
    add(
        to,
        "a late nonce that is dropped",
        all,
        told -> ((ObjectNode) told.get(2).path("events").get(0)).putObject("nonces"));
    add(
        to,
        "a replaced seed",
        all,
        told -> event(told, "closed", "2").put("seed", "ab".repeat(32)));
    add(to, "a seed that is none", all, told -> event(told, "closed", "2").put("seed", "xyz"));
    add(to, "a lost seed", all, told -> event(told, "closed", "2").put("seed", ""));
    add(
        to,
        "a replaced commitment",
        all,
        told -> event(told, "opened", "2").put("commitment", "ab".repeat(32)));
    add(to, "a session that never ends", all, told -> drop(told, "closed"));
    add(to, "an epoch that begins twice", all, told -> ((ArrayNode) told).add(told.get(0)));
    add(to, "a beginning left out", all, told -> drop(told, "opened"));
  }

  private static JsonNode face(JsonNode told) {
    long was = roll(told, "4dF").path("faces").get(0).asLong();
    return RunningServer.JSON.getNodeFactory().numberNode(was == 1 ? 0 : was + 1);
  }

  private static void add(ArrayNode to, String name, ArrayNode base, Consumer<JsonNode> change) {
    ArrayNode told = base.deepCopy();
    change.accept(told);
    DiceReport report = check(told);
    ObjectNode one = to.addObject().put("name", name);
    ArrayNode codes = one.putArray("codes");
    codes(report).forEach(codes::add);
    one.put("proven", report.epochs().stream().mapToInt(DiceReport.Epoch::proven).sum());
    one.set("told", told);
  }

  private static ObjectNode find(JsonNode told, String notation) {
    for (JsonNode epoch : told) {
      for (JsonNode event : epoch.path("events")) {
        if (event.at("/roll/notation").asText().equals(notation)) {
          return (ObjectNode) event;
        }
      }
    }
    throw new IllegalStateException(notation);
  }

  private static ObjectNode roll(JsonNode told, String notation) {
    return (ObjectNode) find(told, notation).path("roll");
  }

  private static ObjectNode event(JsonNode told, String member, String value) {
    for (JsonNode epoch : told) {
      for (JsonNode event : epoch.path("events")) {
        if (event.path(member).asText().equals(value)) {
          return (ObjectNode) event;
        }
      }
    }
    throw new IllegalStateException(member);
  }

  private static void remove(JsonNode told, String notation) {
    ObjectNode gone = find(told, notation);
    for (JsonNode epoch : told) {
      ArrayNode events = (ArrayNode) epoch.path("events");
      for (int i = 0; i < events.size(); i++) {
        if (events.get(i).equals(gone)) {
          events.remove(i);
          return;
        }
      }
    }
  }

  private static void twice(JsonNode told, String notation) {
    ObjectNode once = find(told, notation);
    ArrayNode events = (ArrayNode) told.get(1).path("events");
    for (int i = 0; i < events.size(); i++) {
      if (events.get(i).equals(once)) {
        events.insert(i, once.deepCopy());
        return;
      }
    }
  }

  private static void drop(JsonNode told, String member) {
    ArrayNode events = (ArrayNode) told.get(1).path("events");
    for (int i = 0; i < events.size(); i++) {
      if (events.get(i).has(member)) {
        events.remove(i);
        return;
      }
    }
  }
}
