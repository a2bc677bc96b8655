package io.tablekeep.engine.sim;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.contracts.store.Fault;
import io.tablekeep.contracts.store.SimulatedDisk;
import io.tablekeep.engine.runtime.sim.RuleFate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A short evening, again and again, each time with another call failing. What has to hold is what
 * {@link World} holds every run to.
 */
@Tag("torture")
class EveryCallTest {
  private static final long SEED = 42;

  /** Every how many calls one fails: all of them in a long run, a sample in a quick one. */
  private static int stride() {
    String level = System.getProperty("tablekeep.torture", "quick");
    return level.equals("quick") ? 7 : 1;
  }

  private static Plan evening() {
    Plan plan = Plan.calm(SEED);
    plan.actionsEach = 5;
    plan.blows.add(new Plan.At(120, Plan.Blow.CLOSE));
    return plan;
  }

  @Test
  void everyCallOfTheDiskFailsOnce() {
    World calm = new World(evening());
    calm.play();
    assertTrue(calm.diskCalls() > 30, "calls: " + calm.diskCalls());
    for (SimulatedDisk.Fault fault : SimulatedDisk.Fault.values()) {
      for (long n = 1; n <= calm.diskCalls(); n += stride()) {
        Plan plan = evening();
        long call = n;
        plan.with("disk call " + n + " " + fault, () -> plan.diskFaults.put(call, fault));
        new World(plan).play();
      }
    }
  }

  @Test
  void thePowerFailsBeforeEveryCallOfTheDisk() {
    World calm = new World(evening());
    calm.play();
    for (long n = 1; n <= calm.diskCalls(); n += stride()) {
      Plan plan = evening();
      long call = n;
      plan.with("power cut before disk call " + n, () -> plan.cutBeforeDiskCall = call);
      new World(plan).play();
    }
  }

  @Test
  void everyCallOfTheStoreFailsOnceInEveryWay() {
    World calm = new World(evening());
    calm.play();
    assertTrue(calm.storeCalls() > 20, "calls: " + calm.storeCalls());
    for (Fault fault : Plan.allStoreFaults()) {
      for (long n = 1; n <= calm.storeCalls(); n += stride()) {
        Plan plan = evening();
        long call = n;
        plan.with("store call " + n + " " + fault, () -> plan.storeFaults.put(call, fault));
        new World(plan).play();
      }
    }
  }

  @Test
  void everyRuleAndEveryPieceOfWorkFailsOnce() {
    for (long n = 1; n <= 20; n += (stride() + 1) / 2) {
      long call = n;
      for (RuleFate fate : RuleFate.values()) {
        Plan plan = evening();
        plan.with("rule " + n + " " + fate, () -> plan.ruleFates.put(call, fate));
        new World(plan).play();
      }
      Plan plan = evening();
      plan.with("work " + n + " refused", () -> plan.refusedWork.add(call));
      new World(plan).play();
    }
  }
}
