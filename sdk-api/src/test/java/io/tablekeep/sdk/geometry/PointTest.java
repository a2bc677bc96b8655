package io.tablekeep.sdk.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PointTest {
  @Test
  void distanceIsStraightAndTheSameBothWays() {
    assertEquals(5, new Point(1, 1).to(new Point(4, 5)));
    assertEquals(5, new Point(4, 5).to(new Point(1, 1)));
    assertEquals(0, new Point(-2.5, 7).to(new Point(-2.5, 7)));
  }
}
