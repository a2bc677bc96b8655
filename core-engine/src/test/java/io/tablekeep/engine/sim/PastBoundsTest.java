package io.tablekeep.engine.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.contracts.Seed;
import io.tablekeep.engine.LogQuery;
import io.tablekeep.engine.Moment;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.table.RichTable;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.game.Participant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Which moments may be asked for, by whom, in what words, and how much at a time. */
class PastBoundsTest {
  private static final long SEED = Seed.of("PastBoundsTest", 20261122L);

  @Test
  void aPositionIsWhatTheSeatShowedThen() {
    PastEvening evening = PastEvening.played(SEED + 2, 150);
    int looked = 0;
    for (Participant who : RichTable.ALL) {
      for (Map.Entry<Long, String> then : evening.shown.get(who.id()).entrySet()) {
        Moment moment = new Moment.Position("desk", then.getKey());
        JsonObject state = evening.state(who.id(), moment, "");
        assertEquals(then.getValue(), state.get("state").toString(), who + " at " + then.getKey());
        assertEquals(who.role().runsGame(), state.has("version"));
        looked++;
      }
    }
    assertTrue(looked > 300, "only " + looked);
    Moment unknown = new Moment.Position("desk", 100_000);
    Moment nowhere = new Moment.Position("other", 1);
    for (Moment moment : List.of(unknown, nowhere)) {
      assertEquals("no-such-position", evening.codeOf("ada", moment));
    }
    evening.restart();
    Moment before = new Moment.Position("desk", 5);
    assertEquals("no-such-position", evening.codeOf("ada", before));
  }

  @Test
  void onlyWhoRunsTheGameAddressesVersions() {
    PastEvening evening = PastEvening.played(SEED + 3, 20);
    Moment version = new Moment.Version(3);
    assertEquals("none", evening.codeOf("gm", version));
    assertEquals("none", evening.codeOf("co", version));
    assertEquals("gm-only", evening.codeOf("ada", version));
    assertEquals("gm-only", evening.codeOf("eve", new Moment.Version(1_000_000)));
    assertEquals("no-such-version", evening.codeOf("gm", new Moment.Version(1_000_000)));
    assertEquals("no-such-participant", evening.codeOf("nobody", version));
  }

  @Test
  void anIdCountsForWhomItWasGivenToAlone() {
    PastEvening evening = PastEvening.played(SEED + 4, 60);
    List<JsonObject> ada = evening.log("ada", false);
    String id = (String) ada.get(ada.size() - 1).get("id");
    for (String who : List.of("ben", "eve", "gm")) {
      assertEquals("no-such-line", evening.codeOf(who, new Moment.Line(id)));
      assertEquals(
          "no-such-line",
          evening.fault(evening.campaign.past().log(who, LogQuery.of(Map.of("before", id)))));
      assertEquals("no-such-line", evening.fault(evening.campaign.past().line(who, id)));
    }
    int taken = 0;
    for (int i = 0; i < 500; i++) {
      StringBuilder forged = new StringBuilder(id);
      int at = evening.random.nextInt(id.length() - 1);
      forged.setCharAt(at, id.charAt(at) == 'A' ? 'B' : 'A');
      taken += evening.codeOf("ada", new Moment.Line(forged.toString())).equals("none") ? 1 : 0;
    }
    assertEquals(0, taken);
    for (String odd : List.of("", "x", "????", id + id, id.substring(1))) {
      assertEquals("no-such-line", evening.codeOf("ada", new Moment.Line(odd)));
    }
  }

  @Test
  void answersToPlayersComeInSlotsOfTime() {
    PastEvening evening = PastEvening.played(SEED + 13, 300);
    for (String who : List.of("ada", "eve")) {
      for (int i = 0; i < 5; i++) {
        long begin = evening.simulation.nanos();
        evening.page(who, Map.of());
        double slots = Math.log((evening.simulation.nanos() - begin) / 10e6) / Math.log(2);
        assertEquals(Math.rint(slots), slots, 0.05, who + " was answered between the slots");
      }
    }
  }

  @Test
  void whoAsksTooMuchAtOnceIsToldToWait() {
    PastEvening evening = PastEvening.played(SEED + 14, 30);
    List<CompletableFuture<byte[]>> asked = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      asked.add(evening.campaign.past().log("ada", LogQuery.of(Map.of())));
    }
    List<String> codes = new ArrayList<>();
    asked.forEach(one -> codes.add(evening.fault(one)));
    assertEquals(4, codes.stream().filter("null"::equals).count(), codes.toString());
    assertEquals(2, codes.stream().filter("history-busy"::equals).count(), codes.toString());
    assertEquals("none", evening.codeOf("gm", new Moment.Version(1)));
    assertFalse(evening.page("ada", Map.of()).toString().isEmpty(), "and then may ask again");
  }

  @Test
  void badQueriesAreRefused() {
    for (Map<String, String> words :
        List.of(
            Map.of("limit", "0"),
            Map.of("limit", "101"),
            Map.of("limit", "many"),
            Map.of("before", "x", "after", "y"),
            Map.of("path", "no pointer"),
            Map.of("from", "yesterday"),
            Map.of("text", "x".repeat(201)),
            Map.of("said", "notes"))) {
      String code = "none";
      try {
        LogQuery.of(words);
      } catch (TablekeepException e) {
        code = e.code();
        assertTrue(words.containsKey(e.field().orElse("")), words.toString());
      }
      assertEquals("bad-query", code, words.toString());
    }
  }
}
