package io.tablekeep.plugin.fate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.contracts.Seed;
import io.tablekeep.engine.Receipt;
import io.tablekeep.sdk.model.action.AskAnswer;
import io.tablekeep.sdk.model.action.AskDecide;
import io.tablekeep.sdk.model.action.AskWithdraw;
import io.tablekeep.sdk.state.Node;
import io.tablekeep.testkit.TestTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Legal and illegal deeds by chance, with answers that fit and answers that do not. {@code
 * -Dfate.actions=1000000} for the long run.
 */
class RandomFateTest {
  private static final int A_TABLE = 500;

  /** So many kinds of deeds come up in a long run. */
  private static final int KINDS = 34;

  private static final Set<String> FAULTS =
      Set.of(
          "rule-failed",
          "rule-timeout",
          "document-spoiled",
          "not-a-number",
          "bad-suggestion",
          "asked-too-often",
          "plugin-quarantined",
          "place-protected",
          "reactions-do-not-end");

  private final Map<String, Integer> tried = new TreeMap<>();
  private final Map<String, Integer> refusals = new TreeMap<>();
  private int accepted;

  @Test
  void nothingThatIsDoneByChanceBreaksTheRules() {
    int actions = Integer.getInteger("fate.actions", 4_000);
    SplittableRandom chance = Seed.random("RandomFateTest");
    int done = 0;
    // On, where by chance some deed has not come up yet.
    while (done < actions || (actions >= 4_000 && tried.size() < KINDS && done < 5 * actions)) {
      done += playOne(chance.split(), A_TABLE);
    }
    System.out.println(done + " deeds, " + accepted + " accepted; " + tried);
    System.out.println("refused: " + refusals);
    assertTrue(accepted * 2 >= done, accepted + " of " + done + " were accepted");
    int least = actions >= 1_000_000 ? 1_000 : 1;
    if (actions >= 4_000) {
      tried.forEach((type, times) -> assertTrue(times >= least, type + ": " + times));
      assertTrue(tried.size() >= KINDS, tried.keySet()::toString);
    }
  }

  private int playOne(SplittableRandom chance, int deeds) {
    try (TestTable table = TestTable.playing(new Fate(), 3)) {
      Sheets.all().forEach(table::given);
      table.given("/actors/dain/fate", Sheets.cora());
      table.given("/actors/wolf/hidden", chance.nextBoolean());
      Watch watch = new Watch(table);
      Deeds by = new Deeds(chance, table.document());
      for (int i = 0; i < deeds; i++) {
        by.look(table.document());
        Deeds.Deed deed = by.deed(by.kind());
        String type = deed.what().getClass().getSimpleName();
        tried.merge(type, 1, Integer::sum);
        Receipt receipt = table.seat(deed.who()).act(deed.what());
        note(receipt, deed.toString());
        accepted += receipt.outcome() == Receipt.Outcome.REFUSED ? 0 : 1;
        if (receipt.outcome() == Receipt.Outcome.REFUSED) {
          refusals.merge(type + ' ' + receipt.code(), 1, Integer::sum);
        }
        watch.after(type, deed.toString());
        answers(table, chance, watch);
      }
      return deeds;
    }
  }

  private static void note(Receipt receipt, String what) {
    assertFalse(
        FAULTS.contains(receipt.code()),
        () -> what + ": " + receipt.code() + ": " + receipt.message());
  }

  /** Until most of what waits is settled; now and then something is left for later. */
  private void answers(TestTable table, SplittableRandom chance, Watch watch) {
    for (int i = 0; i < 40; i++) {
      List<Node> asks = table.document().at("asks").children().toList();
      if (asks.isEmpty() || (asks.size() < 6 && chance.nextInt(12) == 0)) {
        return;
      }
      Node ask = asks.get(chance.nextInt(asks.size()));
      String type = ask.at("sent", "type").asText();
      Record answer = answer(ask, chance);
      String who =
          answer instanceof AskWithdraw ? ask.at("sent", "by").asText() : answerer(ask, chance);
      Receipt receipt = table.seat(who).act(answer);
      note(receipt, type + " " + answer);
      watch.after("ask " + type, answer.toString());
    }
  }

  private static String answerer(Node ask, SplittableRandom chance) {
    List<String> to = ask.at("to").children().map(Node::asText).toList();
    return to.isEmpty() || chance.nextInt(4) == 0 ? "gm" : to.get(0);
  }

  private static Record answer(Node ask, SplittableRandom chance) {
    if (chance.nextInt(40) == 0) {
      return new AskWithdraw(ask.key());
    }
    List<Node> open =
        ask.at("questions").children().filter(q -> !q.at("answered").asBoolean(false)).toList();
    if (open.isEmpty()) {
      return new AskDecide(ask.key(), chance.nextInt(4) > 0, Optional.empty());
    }
    Node question = open.get(0);
    String key = question.key();
    Map<String, Object> answer = new LinkedHashMap<>();
    Node suggestion = question.at("suggestion");
    suggestion.keys().forEach(k -> answer.put(k, suggestion.at(k).value()));
    if (key.startsWith("invoke")) {
      String summary = question.at("summary").asText();
      String[] parts = summary.split("[“”]", -1);
      String aspect = parts.length > 2 ? parts[1] : "Nothing";
      answer.put("aspect", chance.nextInt(3) == 0 ? "" : chance.nextInt(9) == 0 ? "?" : aspect);
      answer.put("use", chance.nextBoolean() ? "plus-two" : "reroll");
    } else if (key.startsWith("defend") && chance.nextInt(6) == 0) {
      answer.put("skill", "Juggling");
    } else if (key.startsWith("absorb") && chance.nextInt(3) == 0) {
      List<Object> boxes = new ArrayList<>();
      for (int i = 0; i < chance.nextInt(3); i++) {
        boxes.add(chance.nextInt(5));
      }
      answer.put("boxes", boxes);
      answer.put("consequences", chance.nextBoolean() ? Map.of("mild", "Ouch") : Map.of());
      answer.put("out", chance.nextInt(12) == 0);
    } else if (key.startsWith("compel")) {
      String choice = List.of("accept", "refuse", "counter").get(chance.nextInt(3));
      answer.put("choice", choice);
      answer.put("instead", chance.nextInt(4) == 0 ? "" : "Something else.");
    } else {
      answer.replaceAll((k, v) -> v instanceof Boolean ? (Object) chance.nextBoolean() : v);
    }
    return new AskAnswer(ask.key(), key, answer);
  }

  /** What must be so after every entry. */
  private static final class Watch {
    private final TestTable table;
    private final Map<String, Integer> acted = new HashMap<>();
    private final Set<String> doing = new HashSet<>();
    private final Map<String, Integer> rounds = new HashMap<>();
    private int points;
    private Node before;

    Watch(TestTable table) {
      this.table = table;
      this.before = table.document();
      this.points = total(before);
    }

    private static int total(Node document) {
      int all = document.at("fate", "gm", "points").asInt(0);
      for (Node actor : document.at("actors").children().toList()) {
        all += actor.at("fate", "points").asInt(0) + actor.at("fate", "owed").asInt(0);
      }
      return all;
    }

    void after(String type, String what) {
      Node now = table.document();
      assertTrue(now.at("fate", "gm", "points").asInt(0) >= 0, what);
      for (Node actor : now.at("actors").children().toList()) {
        sheet(actor.at("fate"), before.at("actors", actor.key(), "fate"), type, what);
      }
      conflict(now, what);
      int total = total(now);
      int[] may = may(type);
      int changed = total - points;
      assertTrue(changed >= may[0] && changed <= may[1], type + ' ' + changed + ": " + what);
      points = total;
      before = now;
    }

    private static void sheet(Node sheet, Node was, String type, String what) {
      assertTrue(sheet.at("points").asInt(0) >= 0 && sheet.at("owed").asInt(0) >= 0, what);
      assertTrue(sheet.at("slots").keys().containsAll(sheet.at("consequences").keys()), what);
      boolean made = type.equals("Make") || type.equals("ask fate.sheet");
      for (Node track : sheet.at("stress").children().toList()) {
        int boxes = was.at("stress", track.key()).size();
        assertTrue(made || track.size() == boxes, type + " changed a track: " + what);
      }
      for (String pool : List.of("aspects", "consequences", "secrets")) {
        for (Node aspect : sheet.at(pool).children().toList()) {
          aspect.at("free").children().forEach(free -> assertTrue(free.asInt() >= 0, what));
        }
      }
      // Nothing but time heals: what is suffered stays, unless a rule says it goes.
      boolean heals = made || Set.of("NextScene", "SessionStart", "Milestone").contains(type);
      assertTrue(
          heals || sheet.at("consequences").keys().containsAll(was.at("consequences").keys()),
          type + " healed: " + what);
    }

    private void conflict(Node now, String what) {
      now.at("fate", "aspects")
          .children()
          .forEach(a -> a.at("free").children().forEach(f -> assertTrue(f.asInt() >= 0, what)));
      String id = now.at("fate", "conflict").asText("");
      if (id.isEmpty()) {
        return;
      }
      Node encounter = now.at("encounters", id);
      assertTrue(encounter.exists(), what);
      assertEquals("active", encounter.at("status").asText(), what);
      Node order = encounter.at("order");
      String turn = encounter.at("turn").asText("");
      assertTrue(
          order.size() == 0 ? turn.isEmpty() : order.at(turn.isEmpty() ? "-" : turn).exists(),
          () -> "nobody's turn: " + what);
      int round = encounter.at("round").asInt();
      assertTrue(round >= rounds.getOrDefault(id, 0), what);
      rounds.put(id, round);
      for (Node one : order.children().toList()) {
        String key = id + '/' + one.key();
        boolean done = one.at("fate", "done").asBoolean(false);
        if (done && doing.add(key)) {
          int times = acted.merge(key + '/' + round, 1, Integer::sum);
          assertEquals(1, times, () -> one + " acted twice in a round: " + what);
        } else if (!done) {
          doing.remove(key);
        }
      }
    }

    /** How many fate points there may be more or fewer after something. */
    private static int[] may(String type) {
      return switch (type) {
        case "ask fate.attack",
            "ask fate.overcome",
            "ask fate.create",
            "ask fate.move",
            "ask fate.treat",
            "Attack",
            "Overcome",
            "Create",
            "Move",
            "Treat" ->
            new int[] {-6, 0};
        case "ask fate.compel" -> new int[] {-3, 3};
        case "ask fate.detail", "Detail" -> new int[] {-1, 0};
        case "Concede" -> new int[] {0, 7};
        case "Give" -> new int[] {-20, 20};
        case "SessionStart" -> new int[] {0, 20};
        case "NextScene" -> new int[] {-1_000, 20};
        default -> new int[] {0, 0};
      };
    }
  }
}
