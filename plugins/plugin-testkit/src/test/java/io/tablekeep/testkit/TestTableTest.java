package io.tablekeep.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.GameSystem;
import io.tablekeep.sdk.game.Question;
import io.tablekeep.sdk.game.SystemDefinition;
import io.tablekeep.sdk.game.Table;
import io.tablekeep.sdk.model.action.ChatSay;
import io.tablekeep.sdk.model.action.SessionStart;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.view.Audience;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TestTableTest {
  record Roll(String notation) {}

  record Ask() {}

  record Reply(int number) {}

  /** A system that rolls whatever it is told, and asks for numbers. */
  static final class Rolling implements GameSystem {
    @Override
    public String id() {
      return "rolling";
    }

    @Override
    public void define(SystemDefinition system) {
      system.action("roll", Roll.class, Rolling::roll);
      system.action("ask", Ask.class, Rolling::ask);
    }

    private static Decision roll(Table table, Roll roll) {
      int total = table.roll("it", roll.notation()).total();
      return Decision.apply(Changes.none().say(Audience.everyone(), "rolled " + total));
    }

    private static Decision ask(Table table, Ask ask) {
      Optional<Reply> reply = table.answer("number", Reply.class);
      if (reply.isEmpty()) {
        return Decision.ask(
            Question.of("number", Audience.ownerOf("cora"), "A number?", new Reply(0)));
      }
      return Decision.apply(
          Changes.none().say(Audience.everyone(), "said " + reply.get().number()));
    }
  }

  @Test
  void diceFallAsToldAndThenByThemselves() {
    try (TestTable table = TestTable.playing(new Rolling())) {
      table.dice(6, 5, 1, 3);
      table.seat("ada").act(new Roll("2d6+1"));
      table.seat("ada").act(new Roll("2dF"));
      table.seat("ada").act(new Roll("1d1"));
      assertEquals(List.of("rolled 12", "rolled 0", "rolled 1"), table.seat("ben").chat());
    }
  }

  @Test
  void theSameTestHasTheSameDice() {
    assertEquals(rolledByChance(), rolledByChance());
  }

  private static List<String> rolledByChance() {
    try (TestTable table = TestTable.playing(new Rolling())) {
      for (int i = 0; i < 5; i++) {
        table.gm().act(new Roll("1d1000"));
      }
      return table.gm().chat();
    }
  }

  @Test
  void aFaceThatNoDieShowedFailsTheTest() {
    TestTable table = TestTable.playing(new Rolling());
    table.dice(3);
    assertThrows(AssertionError.class, table::close);
  }

  @Test
  void aFaceTheDieDoesNotHaveFailsTheTest() {
    TestTable table = TestTable.playing(new Rolling());
    table.dice(7);
    AssertionError e = assertThrows(AssertionError.class, () -> table.gm().act(new Roll("1d6")));
    assertEquals("the test says 7, and the die has 6 sides", e.getMessage());
  }

  @Test
  void theBuiltInActionsAreThereAndEverySeatSeesItsOwn() {
    try (TestTable table = TestTable.playing(new Rolling())) {
      assertEquals("ok", table.gm().act(new SessionStart()).code());
      assertEquals("ok", table.seat("ada").act(new ChatSay("Hello?")).code());
      assertEquals(List.of("Hello?"), table.seat("ben").chat());
      assertTrue(table.gm().view().at("actors", "wolf").exists());
      assertFalse(table.seat("ben").view().at("actors", "wolf").exists());
      assertEquals("not-allowed", table.seat("ben").act(new SessionStart()).code());
    }
  }

  @Test
  void whoIsAskedAnswers() {
    try (TestTable table = TestTable.playing(new Rolling())) {
      table.seat("ada").act(new Ask());
      assertThrows(AssertionError.class, () -> table.seat("ada").approve());
      assertEquals("ok", table.seat("ben").answer("number", Map.of("number", 7)).code());
      assertEquals(List.of("said 7"), table.seat("ada").chat());
    }
  }

  @Test
  void timePassesWhenAsked() {
    try (TestTable table = TestTable.playing(new Rolling())) {
      table.gm().act(new ChatSay("first"));
      table.pass(Duration.ofHours(3));
      table.gm().act(new ChatSay("second"));
      List<Instant> at =
          table
              .document()
              .at("chat")
              .children()
              .map(line -> Instant.parse(line.at("at").asText()))
              .toList();
      assertTrue(Duration.between(at.get(0), at.get(1)).toMinutes() >= 180, at::toString);
    }
  }
}
