package io.tablekeep.plugin.resolver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.contracts.conflict.SampleConflict;
import io.tablekeep.sdk.conflict.ConflictResolver;
import io.tablekeep.sdk.conflict.Resolution;
import io.tablekeep.sdk.conflict.Resolution.Resolved;
import io.tablekeep.sdk.game.Participant;
import io.tablekeep.sdk.game.Role;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Pointer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What comes of the conflicts of each kind, from both sides. */
class SettledTest {
  private static final Participant MAREN = new Participant("gm", "Maren", Role.GM);
  private static final Instant EARLY = Instant.parse("2026-01-31T18:00:00Z");
  private static final Pointer TOKEN = Pointer.parse("/maps/m/tokens/t");

  private static Resolved settled(ConflictResolver resolver, SampleConflict sample) {
    return assertInstanceOf(Resolved.class, resolver.resolve(sample.conflict()));
  }

  private static Changes set(String place, Object value) {
    return Changes.none().set(Pointer.parse(place), value);
  }

  @Test
  void differentFieldsOfASheetAreBothTaken() {
    SampleConflict sample =
        SampleConflict.at("stats", "/actors/a/d20")
            .base(Map.of("hp", 20, "xp", 5))
            .theirs(Map.of("hp", 12, "xp", 5))
            .mine(Map.of("hp", 20, "xp", 9));
    assertEquals(set("/actors/a/d20/xp", 9L), settled(new Fields(), sample).changes());
    Resolved turned = settled(new Fields(), sample.turnedRound());
    assertEquals(set("/actors/a/d20/hp", 12L), turned.changes());
    assertTrue(turned.confidence() >= 0.8);
  }

  @Test
  void theSameFieldIsTheGameMastersOrForPeople() {
    SampleConflict sample =
        SampleConflict.at("stats", "/actors/a/d20/hp").base(20).theirs(12).mine(15);
    Resolved guess = settled(new Fields(), sample);
    assertEquals(set("/actors/a/d20/hp", 15L), guess.changes());
    assertTrue(guess.confidence() < 0.8);
    Resolved word = settled(new Fields(), sample.theirsBy(MAREN, EARLY));
    assertEquals(Changes.none(), word.changes());
    assertTrue(word.confidence() >= 0.8 && word.explanation().contains("Maren"));
  }

  @Test
  void whoJoinedOnEitherSideTakesTurns() {
    SampleConflict sample =
        SampleConflict.at("initiative", "/encounters/e")
            .base(TurnsTest.turns("a", "a", "b"))
            .theirs(TurnsTest.turns("b", "a", "b", "c"))
            .mine(TurnsTest.turns("a", "a", "b", "d"));
    Resolved both = settled(new Turns(), sample);
    assertEquals(
        set("/encounters/e/order/d", Map.of("actor", "d", "initiative", 100L)), both.changes());
    assertTrue(both.confidence() >= 0.8);
  }

  @Test
  void aTurnOfSomebodyWhoLeftIsForPeople() {
    Resolved gone =
        settled(
            new Turns(),
            SampleConflict.at("initiative", "/encounters/e")
                .base(TurnsTest.turns("a", "a", "b", "c"))
                .theirs(TurnsTest.turns("a", "a", "c"))
                .mine(TurnsTest.turns("b", "a", "b", "c")));
    assertEquals(Changes.none(), gone.changes());
    assertTrue(gone.confidence() < 0.8);
  }

  @Test
  void proseOfBothIsKeptAndContradictionsAreMarked() {
    SampleConflict sample =
        SampleConflict.at("narrative", "/notes/n/text")
            .base("It is dark.\nA rat.\n")
            .theirs("It is light.\nA rat.\n")
            .mine("It is cold.\nA rat.\nIt squeaks.\n");
    Resolved marked = settled(new Prose(), sample);
    assertTrue(marked.confidence() < 0.8);
    String text =
        "<<<<<<< Ana\nIt is light.\n=======\nIt is cold.\n>>>>>>> Ben\nA rat.\nIt squeaks.\n";
    assertEquals(set("/notes/n/text", text), marked.changes());
  }

  @Test
  void aFightHasOneCourse() {
    SampleConflict sample =
        SampleConflict.at("combat", "/actors/a/duel")
            .base(Map.of("hp", 20, "down", false))
            .theirs(Map.of("hp", 12, "down", false))
            .mine(Map.of("hp", 20, "down", true));
    assertEquals(Changes.none(), settled(new Fights(), sample).changes());
    assertTrue(settled(new Fights(), sample).confidence() < 0.8);
    Resolved word = settled(new Fights(), sample.mineBy(MAREN, EARLY));
    assertEquals(
        Map.of("/actors/a/duel/hp", 20L, "/actors/a/duel/down", true), puts(word.changes()));
    assertTrue(word.confidence() >= 0.8);
  }

  private static Map<String, Object> puts(Changes changes) {
    Map<String, Object> puts = new TreeMap<>();
    changes
        .list()
        .forEach(
            change -> {
              Changes.Change.Put put = assertInstanceOf(Changes.Change.Put.class, change);
              puts.put(put.at().toString(), put.value());
            });
    return puts;
  }

  @Test
  void diceStayAsTheyFell() {
    Resolved dice =
        settled(
            new FallenDice(),
            SampleConflict.at("dice", "/dice/r")
                .base(Map.of("total", 4))
                .theirs(Map.of("total", 4)));
    assertEquals(Changes.none(), dice.changes());
    assertEquals(1, dice.confidence());
  }

  @Test
  void countsAddUpAndListsJoin() {
    assertEquals(
        set("/a", 17L),
        settled(new Collections(), SampleConflict.at("counter", "/a").base(20).theirs(18).mine(19))
            .changes());
    assertEquals(
        set("/a", List.of("b", "c")),
        settled(
                new Collections(),
                SampleConflict.at("set", "/a")
                    .base(List.of("a"))
                    .theirs(List.of("a", "b"))
                    .mine(List.of("c")))
            .changes());
    assertEquals(
        set("/a", List.of("x", "a", "y")),
        settled(
                new Collections(),
                SampleConflict.at("list", "/a")
                    .base(List.of("a"))
                    .theirs(List.of("x", "a"))
                    .mine(List.of("a", "y")))
            .changes());
  }

  private static Map<String, Object> at(double x, double y) {
    return Map.of("actor", "a", "x", x, "y", y);
  }

  /** A wall stands east of the token, somebody else stands south of it. */
  private static SampleConflict walked(Map<String, Object> theirs, Map<String, Object> mine) {
    Map<String, Object> wall =
        Map.of("points", List.of(Map.of("x", 2, "y", 0), Map.of("x", 2, "y", 9)));
    return SampleConflict.at("position", TOKEN.toString())
        .in(
            Map.of(
                "maps",
                Map.of(
                    "m",
                    Map.of(
                        "wallsStop",
                        true,
                        "grid",
                        Map.of("wide", 9, "high", 9),
                        "walls",
                        Map.of("w", wall),
                        "tokens",
                        Map.of("other", at(1.5, 4.5))))))
        .base(at(1.5, 1.5))
        .theirs(theirs)
        .mine(mine);
  }

  private static Map<String, Object> stands(SampleConflict sample) {
    Resolved settled = settled(new Places(), sample);
    assertTrue(settled.confidence() >= 0.8, settled::explanation);
    Map<String, Object> stands =
        new TreeMap<>(Map.of("/x", sample.conflict().theirs().value().at("x").asDouble()));
    stands.put("/y", sample.conflict().theirs().value().at("y").asDouble());
    puts(settled.changes())
        .forEach((at, value) -> stands.put(at.substring(TOKEN.toString().length()), value));
    return stands;
  }

  @Test
  void theLaterPossibleMoveCounts() {
    assertEquals(Map.of("/x", 0.5, "/y", 2.5), stands(walked(at(1.5, 2.5), at(0.5, 2.5))));
    assertEquals(Map.of("/x", 1.5, "/y", 2.5), stands(walked(at(1.5, 2.5), at(3.5, 1.5))));
    assertEquals(Map.of("/x", 0.5, "/y", 0.5), stands(walked(at(0.5, 0.5), at(1.5, 4.5))));
    assertEquals(Map.of("/x", 0.5, "/y", 0.5), stands(walked(at(0.5, 0.5), at(1.5, 40))));
  }

  @Test
  void whereNoMoveWasPossibleItIsBackWhereBothKnewIt() {
    assertEquals(Map.of("/x", 1.5, "/y", 1.5), stands(walked(at(1.5, 4.5), at(4.5, 1.5))));
  }

  @Test
  void wallsDoNotStopTheGameMaster() {
    SampleConflict sample = walked(at(3.5, 1.5), at(0.5, 1.5)).theirsBy(MAREN, EARLY);
    assertEquals(Map.of("/x", 3.5, "/y", 1.5), stands(sample));
  }

  @Test
  void whatIsNoTokenIsLeftToPeople() {
    SampleConflict gone = walked(at(1.5, 2.5), Map.of("x", "east", "y", 1));
    assertInstanceOf(Resolution.Abstain.class, new Places().resolve(gone.conflict()));
  }
}
