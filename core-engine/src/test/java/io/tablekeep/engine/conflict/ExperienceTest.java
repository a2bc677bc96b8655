package io.tablekeep.engine.conflict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.engine.conflict.SheetTable.Device;
import io.tablekeep.engine.journal.entry.Effects;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.Trees;
import org.junit.jupiter.api.Test;

/** What became of conflicts counts for the next. */
class ExperienceTest {
  private static String value(String key, int value) {
    return "{\"actor\":\"bram\",\"key\":\"" + key + "\",\"value\":" + value + "}";
  }

  /** Ben and Ada change the same; gives what Ada is told. */
  private static String meet(SheetTable table, int round) {
    Device ada = table.device("ada");
    Device ben = table.device("ben");
    long base = ada.position;
    ben.act("sheets.value", value("dex", round % 2 == 0 ? 3 : 4));
    return ada.edit(base, "sheets.value", value("dex", round % 2 == 0 ? 5 : 6)).code();
  }

  @Test
  void twentyTimesAgreedToItIsAppliedWithoutAsking() {
    try (SheetTable table = new SheetTable(Stranger.later(0.5, "stats"))) {
      int asked = 0;
      while (asked < 30 && meet(table, asked).equals("conflict")) {
        assertEquals("conflict-settled", table.choose("ben", "merged").code());
        asked++;
      }
      assertTrue(asked > 5 && asked <= 20, asked + " times");
      assertEquals("conflict-settled", meet(table, asked + 1));
      assertEquals(
          (long) asked, table.at("conflicts", "feedback", "stats:50"), "what people chose counts");
    }
  }

  @Test
  void twentyTimesDisputedItIsAskedAndCanComeBack() {
    try (SheetTable table = new SheetTable(Stranger.later(1, "stats"))) {
      int settled = 0;
      while (settled < 30 && meet(table, settled).equals("conflict-settled")) {
        JsonObject all = (JsonObject) table.device("ben").at("conflicts", "settled");
        String last = all.keys().get(all.size() - 1);
        String dispute = "{\"conflict\":\"" + last + "\"}";
        assertEquals("no-such-thing", table.device("cid").act("conflict.dispute", dispute).code());
        assertEquals("ok", table.device("ben").act("conflict.dispute", dispute).code());
        assertEquals("not-automatic", table.device("ben").act("conflict.dispute", dispute).code());
        settled++;
      }
      assertTrue(settled > 2 && settled <= 20, settled + " times");
      table.choose("ben", "merged");
      for (int i = 0; i < 20; i++) {
        if (meet(table, i).equals("conflict")) {
          table.choose("ben", "merged");
        }
      }
      assertEquals("conflict-settled", meet(table, 0));
    }
  }

  @Test
  void theThresholdIsTheGameMasters() {
    try (SheetTable table = new SheetTable(Stranger.later(0.5, "stats"))) {
      assertEquals(
          "not-allowed",
          table.device("ada").act("conflict.threshold", "{\"threshold\":0.4}").code());
      assertEquals(
          "out-of-range", table.device("gm").act("conflict.threshold", "{\"threshold\":0}").code());
      assertEquals(
          "ok", table.device("gm").act("conflict.threshold", "{\"threshold\":0.4}").code());
      assertEquals("conflict-settled", meet(table, 0));
      table.device("gm").act("conflict.threshold", "{\"threshold\":1}");
      assertEquals("conflict", meet(table, 1));
    }
  }

  @Test
  void twentyEqualOutcomesCarryAnyConfidenceAcrossAnyThreshold() {
    JsonObject root = JsonObject.empty(0);
    for (int i = 0; i < 25; i++) {
      root = Effects.apply(root, Experience.learn(root, "stats:10", true), 1);
      root = Effects.apply(root, Experience.learn(root, "stats:95", false), 1);
    }
    assertEquals(1, Experience.weighed(root, "stats", 0.1));
    assertEquals(0, Experience.weighed(root, "stats", 0.95));
    assertEquals(0.5, Experience.weighed(root, "stats", 0.5));
    assertEquals(20L, Trees.get(root, "conflicts", "feedback", "stats:10"), "bounded");
  }

  @Test
  void whatIsRememberedIsBounded() {
    JsonObject root = JsonObject.empty(0);
    root = Effects.apply(root, Experience.learn(root, "keep:1", true), 1);
    root = Effects.apply(root, Experience.learn(root, "keep:1", true), 1);
    for (int i = 0; i < 2 * Experience.MOST; i++) {
      root = Effects.apply(root, Experience.learn(root, "x:" + i, true), 1);
    }
    JsonObject all = (JsonObject) Trees.get(root, "conflicts", "feedback");
    assertEquals(Experience.MOST, all.size());
    assertEquals(2L, all.get("keep:1"));
  }
}
