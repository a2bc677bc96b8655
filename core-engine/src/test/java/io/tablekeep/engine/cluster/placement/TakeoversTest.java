package io.tablekeep.engine.cluster.placement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class TakeoversTest {
  @Test
  void thoseThatMostWaitForComeFirst() {
    Takeovers<String> takeovers = new Takeovers<>(10, 10);
    assertTrue(takeovers.ask("idle", 0));
    assertTrue(takeovers.ask("early", 3));
    assertTrue(takeovers.ask("late", 3));
    assertTrue(takeovers.ask("grown", 2));
    assertTrue(takeovers.ask("grown", 2));
    assertEquals(4, takeovers.waiting());
    for (String expected : new String[] {"grown", "early", "late", "idle"}) {
      assertEquals(Optional.of(expected), takeovers.next());
    }
    assertEquals(Optional.empty(), takeovers.next());
    assertEquals(4, takeovers.running());
  }

  @Test
  void onlySoManyRunAndWait() {
    Takeovers<Integer> takeovers = new Takeovers<>(2, 3);
    for (int i = 0; i < 3; i++) {
      assertTrue(takeovers.ask(i, 1));
    }
    assertFalse(takeovers.ask(3, 9), "too many wait");
    assertTrue(takeovers.ask(2, 9), "one that waits may want it more");
    assertEquals(Optional.of(2), takeovers.next());
    assertEquals(Optional.of(0), takeovers.next());
    assertEquals(Optional.empty(), takeovers.next());
    takeovers.finished();
    assertTrue(takeovers.forget(1));
    assertFalse(takeovers.forget(1));
    assertEquals(Optional.empty(), takeovers.next());
    takeovers.finished();
    assertThrows(IllegalStateException.class, takeovers::finished);
  }
}
