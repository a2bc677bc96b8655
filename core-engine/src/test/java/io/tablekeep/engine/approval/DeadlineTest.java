package io.tablekeep.engine.approval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.contracts.store.Fault;
import io.tablekeep.contracts.store.FaultyStore.Call;
import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.runtime.sim.RuleFate;
import io.tablekeep.sdk.model.action.ChatSay;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is due and cannot be decided is tried again in peace, and decided as soon as it can be. */
class DeadlineTest {
  private static void poll(AskTable table, long n, int seconds) {
    Receipt receipt =
        table.send("ada", n, "duel.poll", "{\"whom\":[\"ben\"],\"seconds\":" + seconds + "}");
    assertEquals(Receipt.Outcome.PENDING, receipt.outcome());
  }

  /** Steps that are taken in five minutes. */
  private static long steps(AskTable table) {
    long before = table.simulation.steps();
    table.pass(Duration.ofMinutes(5));
    return table.simulation.steps() - before;
  }

  @Test
  void nothingSpinsWhileTheTableIsReadOnly() {
    try (AskTable table = new AskTable()) {
      poll(table, 1, 10);
      table.entrance.failNext(Call.APPEND, Fault.full());
      long next = table.entrance.calls(Call.ACQUIRE);
      for (int i = 1; i <= 110; i++) {
        table.entrance.fail(Call.ACQUIRE, next + i, Fault.full());
      }
      assertEquals(Receipt.Outcome.RETRY, table.act("ben", new ChatSay("Lost.")).outcome());
      long steps = steps(table);
      assertEquals(1, table.waiting().size());
      assertTrue(steps < 1_000, steps + " steps");
      table.pass(Duration.ofMinutes(2));
      assertEquals(List.of(), table.waiting());
      assertEquals(4L, table.at("duel", "sum"));
    }
  }

  @Test
  void nothingSpinsWhileTheRulesArePutAside() {
    try (AskTable table = new AskTable()) {
      poll(table, 1, 10);
      table.runtime.ruleFates(owner -> RuleFate.THROW);
      for (int n = 2; n <= 101; n++) {
        table.send("ada", n, "duel.nag", "{}");
      }
      assertEquals("plugin-quarantined", table.send("ada", 102, "duel.nag", "{}").code());
      long steps = steps(table);
      assertEquals(1, table.waiting().size());
      assertTrue(steps < 1_000, steps + " steps");
    }
  }

  @Test
  void nothingSpinsOverWhatIsNoWaitingAction() {
    String odd = "\"asks\":{\"odd\":{\"proposal\":{\"until\":\"2026-01-01T00:00:01Z\"}}},";
    try (AskTable table = new AskTable(1, odd)) {
      long steps = steps(table);
      assertTrue(steps < 1_000, steps + " steps");
      poll(table, 1, 10);
      table.pass(Duration.ofSeconds(16));
      assertEquals(List.of("odd"), table.waiting());
      assertEquals(4L, table.at("duel", "sum"));
    }
  }
}
