package io.tablekeep.testkit;

import static io.tablekeep.testkit.TestTable.BRAM;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.GameSystem;
import io.tablekeep.sdk.game.SystemDefinition;
import io.tablekeep.sdk.game.Table;
import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.view.Audience;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Given, when, then; recordings; what a decision costs. */
class ScenarioTest {
  record Sheet(int luck) {}

  record Try(ActorRef who) {}

  /** Luck decides; it is the owner's and the game master's to know, the mood is everyone's. */
  static final class Luck implements GameSystem {
    @Override
    public String id() {
      return "luck";
    }

    @Override
    public void define(SystemDefinition system) {
      system.action("try", Try.class, Luck::attempt);
      system.shape("actors/*/luck", Sheet.class, sheet -> Stream.of());
      system.visible("actors/*/luck/mood", Audience.everyone());
    }

    private static Decision attempt(Table table, Try attempt) {
      var luck = table.state().at("actors", attempt.who().id(), "luck");
      if (!luck.exists()) {
        return Decision.reject("no-luck", "There is no luck in this one.");
      }
      int total = table.roll("try", "1d20").total() + luck.at("luck").asInt();
      String mood = total >= 15 ? "glad" : "sad";
      return Decision.propose(
          Changes.none().set(luck.at("mood"), mood).say(Audience.everyone(), "All " + mood + "."),
          "tries");
    }
  }

  @Test
  void aScenarioReadsFromTopToBottom() {
    try (TestTable table = TestTable.playing(new Luck())) {
      table
          .given("/actors/bram/luck", new Sheet(3))
          .dice(12)
          .when("ada", new Try(BRAM))
          .approved()
          .then("/actors/bram/luck/mood", "glad")
          .seenBy("ben", "/actors/bram/luck/mood", "glad")
          .hiddenFrom("ben", "/actors/bram/luck/luck")
          .heardBy("ben", "All glad.")
          .when("ada", new Try(TestTable.CORA))
          .refused("no-luck");
    }
  }

  @Test
  void whatIsNotSoFailsTheTest() {
    try (TestTable table = TestTable.playing(new Luck())) {
      table.given("/actors/bram/luck", new Sheet(3)).dice(1);
      Happened tried = table.when("ada", new Try(BRAM)).pending();
      for (Runnable wrong :
          List.<Runnable>of(
              tried::applied,
              () -> tried.refused("no-luck"),
              () -> tried.then("/actors/bram/luck/luck", 4),
              () -> tried.seenBy("ben", "/actors/bram/luck/luck", 3),
              () -> tried.hiddenFrom("ada", "/actors/bram/luck/luck"),
              () -> tried.heardBy("ben", "All sad."))) {
        assertThrows(AssertionError.class, wrong::run);
      }
      tried.declined("Not today.").hiddenFrom("ben", "/actors/bram/luck/mood");
    }
  }

  @Test
  void whatTheRulesRefuseCannotBeGiven() {
    try (TestTable table = TestTable.playing(new Luck())) {
      assertThrows(
          AssertionError.class, () -> table.given("/actors/bram/luck", List.of("no sheet")));
    }
  }

  @Test
  void asManyPlayersAsAreWantedEachWithAHero() {
    try (TestTable table = TestTable.playing(new Luck(), 9)) {
      table
          .given("/actors/hero9/luck", new Sheet(20))
          .when("player9", new Try(new ActorRef("hero9")))
          .approved()
          .seenBy("eve", "/actors/hero9/luck/mood", "glad");
      assertEquals(10, table.document().at("participants").keys().size());
    }
  }

  @Test
  void aPlayIsComparedWithItsRecording(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("golden/try.txt");
    assertThrows(AssertionError.class, () -> Golden.check(file, played(12), false));
    Golden.check(file, played(12), true);
    Golden.check(file, played(12), false);
    assertTrue(Files.readString(file).contains("\n> ada luck.try {\"who\":\"bram\"}\n"));
    AssertionError e =
        assertThrows(AssertionError.class, () -> Golden.check(file, played(11), false));
    assertTrue(String.valueOf(e.getMessage()).contains("differs from line 5 on"), e::toString);
  }

  private static String played(int face) {
    try (TestTable table = TestTable.playing(new Luck())) {
      table.everyoneSits().given("/actors/bram/luck", new Sheet(3)).dice(face);
      table.when("ada", new Try(BRAM)).approved();
      return table.transcript();
    }
  }

  @Test
  void aDecisionsCostIsMeasured() {
    try (TestTable table = TestTable.playing(new Luck())) {
      table.given("/actors/bram/luck", new Sheet(3));
      Rehearsal.Cost cost = table.rehearsal().cost("ada", new Try(BRAM), 200);
      assertEquals(200, cost.times());
      assertTrue(cost.best() > 0 && cost.best() <= cost.median() && cost.median() <= cost.p99());
      assertFalse(table.document().at("actors", "bram", "luck", "mood").exists());
    }
  }
}
