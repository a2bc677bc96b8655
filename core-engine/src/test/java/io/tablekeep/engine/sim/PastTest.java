package io.tablekeep.engine.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.contracts.Seed;
import io.tablekeep.engine.Moment;
import io.tablekeep.engine.state.JsonArray;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.engine.table.RichTable;
import io.tablekeep.sdk.game.Participant;
import io.tablekeep.sdk.game.Role;
import io.tablekeep.sdk.geometry.Point;
import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.model.EncounterRef;
import io.tablekeep.sdk.model.NoteRef;
import io.tablekeep.sdk.model.ParticipantRef;
import io.tablekeep.sdk.model.TokenRef;
import io.tablekeep.sdk.model.action.ChatSay;
import io.tablekeep.sdk.model.action.TokenMove;
import io.tablekeep.sdk.model.action.encounter.EncounterEdit;
import io.tablekeep.sdk.model.action.token.TokenHide;
import io.tablekeep.sdk.model.action.world.ActorHide;
import io.tablekeep.sdk.model.action.world.NoteEdit;
import io.tablekeep.sdk.model.document.ChatLine;
import io.tablekeep.sdk.model.people.ParticipantInvite;
import io.tablekeep.sdk.model.people.ParticipantRemove;
import io.tablekeep.sdk.model.people.ParticipantRole;
import io.tablekeep.sdk.state.Pointer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What was is told as it was seen: lines of the log, states of the past, and nothing besides. */
class PastTest {
  private static final long SEED = Seed.of("PastTest", 20261122L);

  @Test
  void theLinesOfTheLogLeadFromTheFirstViewToThePresentOne() {
    PastEvening evening = PastEvening.played(SEED, 700);
    for (Participant who : RichTable.ALL) {
      List<JsonObject> lines = evening.log(who.id(), false);
      assertEquals(lines, evening.log(who.id(), true), who + " reads otherwise forth than back");
      assertEquals(evening.changed.get(who.id()), lines.size() - 1, who + " has other lines");
      JsonObject view = follow(evening, who, lines, evening.random);
      assertEquals(evening.mirrors.get(who.id()).view().toString(), view.toString());
    }
    assertTrue(evening.changed.get("ada") < evening.changed.get("gm"));
  }

  /** Applies the lines to what was seen first, and looks up some moments on the way. */
  private static JsonObject follow(
      PastEvening evening, Participant who, List<JsonObject> lines, SplittableRandom random) {
    JsonObject first = lines.get(0);
    assertEquals(true, first.get("begins"));
    JsonObject view = (JsonObject) state(evening, who, first).get("state");
    for (JsonObject line : lines.subList(1, lines.size())) {
      assertNull(line.get("begins"));
      JsonObject whole = line;
      if (line.toString().contains("\"cut\":true")) {
        String id = (String) line.get("id");
        whole = PastEvening.read(evening.get(evening.campaign.past().line(who.id(), id)));
      }
      view = applied(view, whole);
      if (random.nextInt(20) == 0) {
        assertEquals(state(evening, who, line).get("state").toString(), view.toString());
      }
    }
    return view;
  }

  private static JsonObject state(PastEvening evening, Participant who, JsonObject line) {
    return evening.state(who.id(), new Moment.Line((String) line.get("id")), "");
  }

  private static JsonObject applied(JsonObject view, JsonObject line) {
    JsonArray changes = (JsonArray) line.get("changes");
    assertTrue(changes.size() > 0, "a line without a change: " + line);
    JsonObject next = view;
    for (int i = 0; i < changes.size(); i++) {
      JsonObject change = (JsonObject) changes.get(i);
      Pointer at = Pointer.parse((String) change.get("path"));
      assertEquals(Trees.get(next, at), change.get("before"), () -> "before: " + line);
      Object after = change.get("after");
      next = after == null ? Trees.remove(next, at, 0) : Trees.put(next, at, after, 0);
    }
    return next;
  }

  @Test
  void thePastIsTheSameAfterARestartAndAfterPacking() {
    PastEvening evening = PastEvening.played(SEED + 1, 400);
    Map<String, List<JsonObject>> logs = new HashMap<>();
    RichTable.ALL.forEach(who -> logs.put(who.id(), evening.log(who.id(), false)));
    String moment = (String) logs.get("ada").get(50).get("id");
    JsonObject then = evening.state("ada", new Moment.Line(moment), "");
    evening.restart();
    evening.simulation.advance(Duration.ofMinutes(10));
    for (Participant who : RichTable.ALL) {
      assertEquals(logs.get(who.id()), evening.log(who.id(), false));
    }
    assertEquals(then, evening.state("ada", new Moment.Line(moment), ""));
    evening.sitDown(RichTable.ALL.toArray(new Participant[0]));
    for (int i = 0; i < 40; i++) {
      evening.actAny();
    }
    for (Participant who : RichTable.ALL) {
      List<JsonObject> now = evening.log(who.id(), false);
      assertEquals(logs.get(who.id()), now.subList(0, logs.get(who.id()).size()));
      JsonObject view = follow(evening, who, now, evening.random);
      assertEquals(evening.mirrors.get(who.id()).view().toString(), view.toString());
    }
  }

  /** The same things happen in the open, at one table with much besides behind the screen. */
  @Test
  void whatOneDoesNotSeeLeavesNoTraceInTheLog() {
    for (long seed = SEED + 5; seed < SEED + 8; seed++) {
      List<String> quiet = seenByAda(seed, 0);
      List<String> busy = seenByAda(seed, 6);
      assertEquals(quiet, busy, "seed " + seed);
      assertTrue(quiet.size() > 50);
    }
  }

  private static List<String> seenByAda(long seed, int hidden) {
    PastEvening evening = new PastEvening(seed);
    evening.sitDown(RichTable.GM, RichTable.ADA, RichTable.BEN);
    SplittableRandom open = new SplittableRandom(seed);
    SplittableRandom secret = new SplittableRandom(seed);
    for (int i = 0; i < 60; i++) {
      evening.act(RichTable.BEN, new TokenMove(TokenRef.parse("inn/t3"), place(open)));
      evening.act(RichTable.GM, say("The wind " + i, Optional.empty()));
      for (int j = 0; j < secret.nextInt(hidden + 1); j++) {
        evening.act(RichTable.GM, new TokenMove(TokenRef.parse("inn/t2"), place(secret)));
        evening.act(RichTable.GM, say("psst " + j, Optional.of(Set.of(new ParticipantRef("ben")))));
      }
    }
    List<String> seen = new ArrayList<>();
    Map<String, String> names = new HashMap<>();
    for (JsonObject line : evening.log("ada", false)) {
      // Ids are random to who has no key, times and keys of lines are those of the clock.
      String id = names.computeIfAbsent((String) line.get("id"), k -> "line" + names.size());
      seen.add(
          id
              + line.without("id", 0)
                  .without("at", 0)
                  .toString()
                  .replaceAll("/chat/[^\"]*", "/chat/x")
                  .replaceAll("\"at\":\"[^\"]*\"", "\"at\":x"));
    }
    return seen;
  }

  private static Point place(SplittableRandom random) {
    return new Point(random.nextInt(0, 80) / 4.0, random.nextInt(0, 80) / 4.0);
  }

  private static ChatSay say(String text, Optional<Set<ParticipantRef>> to) {
    return new ChatSay(text, ChatLine.Kind.SAY, Optional.empty(), to);
  }

  @Test
  void aSearchFindsWhatOneSawAndNothingElse() {
    PastEvening evening = new PastEvening(SEED + 9);
    evening.sitDown(RichTable.GM, RichTable.ADA, RichTable.BEN);
    for (int i = 0; i < 600; i++) {
      evening.act(RichTable.BEN, say("idle " + i, Optional.empty()));
      if (i % 100 == 50) {
        evening.act(RichTable.GM, say("The Krähe calls", Optional.empty()));
        evening.act(
            RichTable.GM, say("krähe: run", Optional.of(Set.of(new ParticipantRef("ben")))));
      }
    }
    assertEquals(6, count(evening, "ada", Map.of("text", "kräHE")));
    assertEquals(12, count(evening, "ben", Map.of("text", "krähe")));
    assertEquals(12, count(evening, "gm", Map.of("text", "krähe")));
    assertEquals(6, count(evening, "ada", Map.of("by", "gm")));
    assertEquals(600, count(evening, "ada", Map.of("by", "ben", "action", "chat.say")));
    assertEquals(0, count(evening, "ada", Map.of("action", "token.move")));
    assertEquals(606, count(evening, "ada", Map.of("path", "/chat")));
    assertEquals(0, count(evening, "ada", Map.of("path", "/actors")));
    assertEquals(606, count(evening, "ada", Map.of("said", "chat")));
    assertEquals(0, count(evening, "ada", Map.of("said", "dice")));
    JsonObject newest =
        (JsonObject) ((JsonArray) evening.page("ada", Map.of()).get("lines")).get(0);
    String now = (String) newest.get("at");
    assertEquals(0, count(evening, "ada", Map.of("until", "2020-01-01T00:00:00Z")));
    int last = count(evening, "ada", Map.of("from", now, "said", "chat"));
    assertTrue(last >= 1 && last < 50, "of the last moment: " + last);
    assertEquals("Hello", firstOf(evening.state("gm", new Moment.Version(1), "/chat/00a1/text")));
  }

  @Test
  void theLogIsReadByScope() {
    PastEvening evening = new PastEvening(SEED + 12);
    evening.sitDown(RichTable.GM, RichTable.ADA, RichTable.BEN);
    int joined = count(evening, "ada", Map.of("scope", "user"));
    for (int i = 0; i < 5; i++) {
      evening.act(RichTable.ADA, say("word " + i, Optional.empty()));
      evening.act(RichTable.ADA, note("n1", "plan " + i));
    }
    evening.act(RichTable.BEN, note("n2", "met"));
    evening.act(
        RichTable.GM,
        new EncounterEdit(
            new EncounterRef("brawl"),
            Optional.of("Fight again"),
            Optional.empty(),
            Optional.empty(),
            Set.of()));
    assertEquals(joined + 5, count(evening, "ada", Map.of("scope", "user")));
    assertEquals(1, count(evening, "ada", Map.of("scope", "user", "of", "ben", "text", "met")));
    assertEquals(0, count(evening, "ben", Map.of("scope", "user", "of", "ada", "text", "plan")));
    assertEquals(1, count(evening, "gm", Map.of("scope", "session", "text", "Fight again")));
    assertEquals(0, count(evening, "gm", Map.of("scope", "session", "text", "plan 3")));
    assertEquals(2, count(evening, "gm", Map.of("scope", "campaign", "text", "plan 3")));
    assertEquals(0, count(evening, "gm", Map.of("scope", "campaign", "text", "word 3")));
  }

  private static NoteEdit note(String key, String text) {
    return new NoteEdit(new NoteRef(key), Optional.empty(), Optional.of(text));
  }

  private static Object firstOf(JsonObject state) {
    return state.get("state");
  }

  private static int count(PastEvening evening, String who, Map<String, String> words) {
    int count = 0;
    Map<String, String> asked = new HashMap<>(words);
    asked.put("limit", "77");
    while (true) {
      JsonObject page = evening.page(who, asked);
      count += ((JsonArray) page.get("lines")).size();
      if (!(page.get("older") instanceof String older)) {
        return count;
      }
      asked.put("before", older);
    }
  }

  @Test
  void whoDidItIsToldWhereItIsSeenWhatItWasAbout() {
    PastEvening evening = new PastEvening(SEED + 10);
    evening.sitDown(RichTable.GM, RichTable.ADA, RichTable.BEN);
    evening.act(RichTable.GM, say("so it begins", Optional.empty()));
    assertEquals("chat.say gm", newest(evening, "ada"));
    evening.act(RichTable.BEN, new TokenMove(TokenRef.parse("inn/t3"), new Point(4, 4)));
    assertEquals("token.move ben", newest(evening, "ada"));
    evening.act(RichTable.GM, new TokenHide(List.of(TokenRef.parse("inn/t2")), false));
    assertEquals("null null", newest(evening, "ada"), "that it was hidden before is not told");
    assertEquals("token.hide gm", newest(evening, "gm"));
    evening.act(RichTable.GM, new ActorHide(new ActorRef("host"), true));
    assertEquals("null null", newest(evening, "ada"));
  }

  private static String newest(PastEvening evening, String who) {
    JsonObject page = evening.page(who, Map.of("limit", "1"));
    JsonObject line = (JsonObject) ((JsonArray) page.get("lines")).get(0);
    return line.get("action") + " " + line.get("by");
  }

  @Test
  void whoWasDemotedDoesNotKeepTheEyesOfTheGameMaster() {
    PastEvening evening = new PastEvening(SEED + 11);
    evening.sitDown(RichTable.GM, RichTable.CO);
    evening.act(RichTable.GM, say("only for us", Optional.of(Set.of())));
    evening.act(RichTable.GM, say("for all", Optional.empty()));
    List<JsonObject> ran = evening.log("co", false);
    evening.act(RichTable.GM, new ParticipantRole(new ParticipantRef("co"), Role.PLAYER));
    List<JsonObject> plays = evening.log("co", false);
    assertTrue(ran.toString().contains("only for us"));
    assertFalse(plays.toString().contains("only for us"));
    assertTrue(plays.toString().contains("for all"));
    assertFalse(plays.toString().contains("\"version\""));
    for (JsonObject line : ran) {
      Moment then = new Moment.Line((String) line.get("id"));
      assertEquals("no-such-line", evening.codeOf("co", then));
    }
    JsonObject first = evening.state("co", new Moment.Line((String) plays.get(0).get("id")), "");
    assertFalse(first.toString().contains("Wolf"));
    assertFalse(first.toString().contains("Raging"));
    evening.act(RichTable.GM, new ParticipantRole(new ParticipantRef("ben"), Role.SPECTATOR));
    List<JsonObject> watches = evening.log("ben", false);
    JsonObject last = watches.get(watches.size() - 1);
    assertEquals(true, last.get("begins"), "who watches now played before: another view begins");
    assertNotEquals(null, last.get("id"));
  }

  @Test
  void aMomentAtWhichSomebodyWasNotThereIsNoneForThem() {
    PastEvening evening = new PastEvening(SEED + 12);
    evening.sitDown(RichTable.GM, RichTable.CO);
    evening.act(RichTable.GM, say("before she came", Optional.empty()));
    invite(evening);
    evening.act(RichTable.GM, say("while she is here", Optional.empty()));
    List<JsonObject> first = evening.log("zoe", false);
    assertEquals(List.of(true, "null"), begins(first));
    assertFalse(first.toString().contains("before she came"));
    assertTrue(first.toString().contains("while she is here"));
    evening.act(RichTable.GM, new ParticipantRemove(new ParticipantRef("zoe")));
    assertEquals("no-such-participant", evening.codeOf("zoe", new Moment.Version(1)));
    evening.act(RichTable.GM, say("while she is away", Optional.empty()));
    invite(evening);
    List<JsonObject> again = evening.log("zoe", false);
    assertEquals(List.of(true, "null", true), begins(again));
    assertFalse(again.toString().contains("while she is away"));
    assertEquals(first, again.subList(0, 2));
  }

  private static void invite(PastEvening evening) {
    evening.act(
        RichTable.GM,
        new ParticipantInvite("Zoe", Role.PLAYER, Optional.empty(), Optional.of("zoe")));
  }

  private static List<Object> begins(List<JsonObject> lines) {
    List<Object> begins = new ArrayList<>();
    lines.forEach(line -> begins.add(line.has("begins") ? true : "null"));
    return begins;
  }
}
