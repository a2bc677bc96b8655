package io.tablekeep.plugin.foundry.sheet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Formulas as sums of dice. */
class SumTest {
  private static String sum(String formula) {
    return Sum.of(
            formula, path -> path.equals("mod") ? OptionalDouble.of(3) : OptionalDouble.empty())
        .map(Sum::toString)
        .orElse("none");
  }

  @Test
  void sumsAreBroughtTogether() {
    assertEquals("2d6+1d4+5", sum("1d4 + 2d6 + @mod + 2"));
    assertEquals("3d6-1", sum("d6 + 2d6 - (2 - 1)"));
    assertEquals("8d8", sum("(4 + 2 * 2)d8"));
    assertEquals("1d8+3", sum("1d8[fire] + max(1, @mod)"));
    assertEquals("-1d4", sum("-1d4"));
    assertEquals("2", sum("floor(@mod / 2) + 1"));
    assertEquals("0", sum("@mod - 3"));
  }

  @Test
  void whatIsNoSumIsNone() {
    assertEquals("none", sum("2d6kh1"));
    assertEquals("none", sum("2 * 1d6"));
    assertEquals("none", sum("1d6 + @who"));
    assertEquals("none", sum("1d6 +"));
    assertEquals("none", sum("1 / 0"));
    assertEquals("none", sum("500d6"));
    assertEquals("none", sum(""));
  }
}
