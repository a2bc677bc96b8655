package io.tablekeep.engine.cluster.placement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class HealthTest {
  @Test
  void theWorstPartCounts() {
    assertEquals(1, Health.score(0.7, 100_000, 0, 0.8, 0.9));
    assertEquals(0.5, Health.score(1, 0, 0, 0, 0), 1e-9);
    assertEquals(0.5, Health.score(0, 550_000, 0, 0, 0), 1e-9);
    assertEquals(0.5, Health.score(1, 550_000, 0.05, 0.9, 0.95), 1e-9);
    assertEquals(0, Health.score(0, 0, 0.1, 0, 0));
    assertEquals(0, Health.score(0, 0, 0, 1, 0));
    assertEquals(0, Health.score(0, 0, 0, 0, 1));
  }

  @Test
  void worseIsNeverBetter() {
    double last = 1;
    for (int i = 0; i <= 100; i++) {
      double score = Health.score(i / 100.0, i * 20_000L, i / 500.0, i / 100.0, i / 100.0);
      assertTrue(score <= last && score >= 0);
      last = score;
    }
  }
}
