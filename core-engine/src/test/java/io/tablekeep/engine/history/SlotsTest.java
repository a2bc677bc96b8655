package io.tablekeep.engine.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlotsTest {
  @ParameterizedTest
  @ValueSource(longs = {0, 1, 8_999_999, 9_000_000, 9_000_001, 10_000_000, 19_950_000, 700_000_000})
  void anAnswerIsGivenAtASlotAndNeverAtOnce(long took) {
    long rest = Slots.rest(took).toNanos();
    assertTrue(rest >= 1_000_000, "held " + rest);
    assertEquals(1, Long.bitCount((took + rest) / 10_000_000));
    assertEquals(0, (took + rest) % 10_000_000);
  }

  @Test
  void theNextSlotIsTakenThatIsFarEnoughAway() {
    assertEquals(
        List.of(10L, 10L, 20L, 20L, 40L),
        List.of(0, 9, 10, 19, 20).stream()
            .map(millis -> millis + Slots.rest(millis * 1_000_000L).toMillis())
            .toList());
  }
}
