package io.tablekeep.engine.cluster.placement.copies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.contracts.Seed;
import io.tablekeep.engine.cluster.placement.copies.CopyPlan.Pattern;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CopyPolicyTest {
  private static final CopyPolicy POLICY = CopyPolicy.defaults();

  private static CopyPlan fresh(Map<String, Double> reads, double writes) {
    return POLICY.decide(reads, writes, POLICY.initial());
  }

  @Test
  void theThreeKindsOfTheSeeds() {
    CopyPlan read = fresh(Map.of("a", 15.0, "b", 5.0), 0.1);
    assertEquals(new CopyPlan(Pattern.READ_HEAVY, List.of("a", "b"), Duration.ofSeconds(30)), read);
    CopyPlan balanced = fresh(Map.of("a", 3.0), 0.5);
    assertEquals(new CopyPlan(Pattern.BALANCED, List.of(), Duration.ofSeconds(15)), balanced);
    CopyPlan write = fresh(Map.of("a", 300.0), 150);
    assertEquals(Pattern.WRITE_HEAVY, write.pattern());
    assertEquals(List.of(), write.nodes());
    assertTrue(write.maxAge().compareTo(Duration.ofSeconds(5)) <= 0);
  }

  @Test
  void whatIsWrittenOftenIsUsedForAShorterTime() {
    assertEquals(Duration.ofSeconds(5), fresh(Map.of("a", 50.0), 2).maxAge());
    assertEquals(Duration.ofMillis(250), fresh(Map.of("a", 9_000.0), 500).maxAge(), "the least");
    assertEquals(Duration.ofSeconds(15), fresh(Map.of(), 0).maxAge());
  }

  @Test
  void aNodeThatReadsLittleKeepsNone() {
    CopyPlan plan = fresh(Map.of("much", 100.0, "few", 0.4, "asOften", 8.0), 5);
    assertEquals(List.of("much"), plan.nodes());
  }

  @Test
  void whatStandsStaysUntilItIsClearlyWrong() {
    CopyPlan plan = fresh(Map.of("a", 11.0), 1);
    assertEquals(List.of("a"), plan.nodes());
    plan = POLICY.decide(Map.of("a", 6.0), 1, plan);
    assertEquals(Pattern.READ_HEAVY, plan.pattern());
    assertEquals(List.of("a"), plan.nodes());
    plan = POLICY.decide(Map.of("a", 4.9), 1, plan);
    assertEquals(Pattern.BALANCED, plan.pattern());
    plan = POLICY.decide(Map.of("a", 9.9), 1, plan);
    assertEquals(Pattern.BALANCED, plan.pattern(), "it takes as much again to come back");
    plan = fresh(Map.of("a", 1.0), 101);
    plan = POLICY.decide(Map.of("a", 1.0), 51, plan);
    assertEquals(Pattern.WRITE_HEAVY, plan.pattern());
    plan = POLICY.decide(Map.of("a", 1.0), 49, plan);
    assertEquals(Pattern.BALANCED, plan.pattern());
  }

  @Test
  void theBusiestReadersKeepCopiesAndAreReplacedBySlightlyBusierOnesNever() {
    Map<String, Double> reads = new HashMap<>();
    for (int i = 0; i < 8; i++) {
      reads.put("n" + i, 100.0 + i);
    }
    CopyPlan plan = fresh(reads, 0);
    assertEquals(List.of("n3", "n4", "n5", "n6", "n7"), plan.nodes());
    reads.put("n0", 140.0);
    assertEquals(plan, POLICY.decide(reads, 0, plan));
    reads.put("n0", 160.0);
    assertEquals(List.of("n0", "n4", "n5", "n6", "n7"), POLICY.decide(reads, 0, plan).nodes());
  }

  /** Rates wander by up to a fifth: after the first plans nothing changes any more. */
  @Test
  void noiseChangesNothing() {
    SplittableRandom random = Seed.random("CopyPolicyTest");
    for (int round = 0; round < 500; round++) {
      double writes = Math.pow(10, random.nextDouble(-3, 3));
      Map<String, Double> base = new HashMap<>();
      for (int i = 0; i < 9; i++) {
        base.put("n" + i, Math.pow(10, random.nextDouble(-2, 4)));
      }
      CopyPlan plan = POLICY.initial();
      int changed = 0;
      for (int step = 0; step < 200; step++) {
        Map<String, Double> reads = new HashMap<>();
        base.forEach((node, rate) -> reads.put(node, rate * random.nextDouble(0.9, 1.1)));
        CopyPlan next = POLICY.decide(reads, writes * random.nextDouble(0.95, 1.05), plan);
        assertTrue(next.nodes().size() <= POLICY.mostCopies());
        assertTrue(next.maxAge().compareTo(POLICY.leastAge()) >= 0);
        assertTrue(next.maxAge().compareTo(POLICY.readHeavyAge()) <= 0);
        changed += next.equals(plan) ? 0 : 1;
        plan = next;
      }
      assertTrue(changed <= 12, changed + " changes");
    }
  }

  @Test
  void ratesForgetByHalves() {
    Rates rates = Rates.NONE;
    for (int i = 0; i < 600; i++) {
      rates = rates.after(20, 2, 1_000);
    }
    assertEquals(20, rates.reads(), 0.01);
    assertEquals(2, rates.writes(), 0.01);
    assertEquals(10, rates.after(0, 0, 30_000).reads(), 0.01);
    assertEquals(rates, rates.after(9, 9, 0));
    assertThrows(IllegalArgumentException.class, () -> new Rates(-1, 0));
    assertThrows(IllegalArgumentException.class, () -> new Rates(Double.NaN, 0));
  }
}
