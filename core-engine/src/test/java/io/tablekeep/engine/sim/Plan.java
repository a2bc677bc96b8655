package io.tablekeep.engine.sim;

import io.tablekeep.contracts.store.Fault;
import io.tablekeep.contracts.store.SimulatedDisk;
import io.tablekeep.contracts.store.SimulatedStore;
import io.tablekeep.engine.runtime.sim.RuleFate;
import io.tablekeep.sdk.store.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;

/** Who plays and what goes wrong in one run. */
final class Plan {
  /** Something that happens to the hosts or their disk. */
  enum Blow {
    /** Power fails: what was not synced is at the mercy of the disk; everyone is gone. */
    POWER_CUT,
    /** The newest host dies; the store lives on, with what was on its way to it. */
    KILL,
    /** Another host takes the table over from one that is alive and does not know. */
    TAKEOVER,
    /** The campaign is closed in order, and opened again by whoever comes. */
    CLOSE,
    /** No room on the disk for a while. */
    DISK_FULL,
    /** The wall clock is set wrong. */
    CLOCK,
    /** The host's workers are too busy for a while. */
    BUSY
  }

  /** A mistake made on purpose, to prove that it would be noticed. */
  enum Plant {
    NONE,
    /** The store answers when the write is in the cache. */
    ACK_BEFORE_SYNC,
    /** The store syncs once more after a failed sync, and believes it. */
    SYNC_AGAIN,
    /** The store lets a host write that has lost the table to another. */
    NO_FENCING,
    /** The engine forgets which actions have run. */
    RETRY_TWICE,
    /** An entry never reaches the journal; those after it close the gap. */
    SKIPPED_ENTRY
  }

  /** Milliseconds after which no blow is struck. */
  static final int LAST_BLOW = 400;

  final long seed;
  final Map<Long, SimulatedDisk.Fault> diskFaults = new LinkedHashMap<>();
  final Map<Long, Fault> storeFaults = new LinkedHashMap<>();
  final Map<Long, RuleFate> ruleFates = new LinkedHashMap<>();
  final TreeSet<Long> refusedWork = new TreeSet<>();
  final List<At> blows = new ArrayList<>();
  long cutBeforeDiskCall;
  int actionsEach = 6;
  int window = 2;
  Plant plant = Plant.NONE;

  /** A blow at a time. */
  record At(long millis, Blow blow) {}

  private String told = "calm";

  private Plan(long seed) {
    this.seed = seed;
  }

  /** Nothing goes wrong. */
  static Plan calm(long seed) {
    return new Plan(seed);
  }

  /** Whatever the seed makes of it. */
  static Plan ofSeed(long seed) {
    Plan plan = new Plan(seed);
    plan.told = "as the seed says";
    SplittableRandom random = new SplittableRandom(seed ^ 0x5eed);
    plan.actionsEach = random.nextInt(4, 14);
    plan.window = random.nextInt(1, 6);
    int blows = random.nextInt(7);
    for (int i = 0; i < blows; i++) {
      // An orderly close leaves a snapshot, so that later openings begin with one.
      Blow blow = random.nextInt(4) == 0 ? Blow.CLOSE : any(random, Blow.values());
      plan.blows.add(new At(random.nextInt(LAST_BLOW), blow));
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      plan.diskFaults.put(1L + random.nextInt(150), any(random, SimulatedDisk.Fault.values()));
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      plan.storeFaults.put(1L + random.nextInt(80), anyFault(random));
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      plan.ruleFates.put(1L + random.nextInt(25), any(random, RuleFate.values()));
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      plan.refusedWork.add(1L + random.nextInt(40));
    }
    return plan;
  }

  private static <T> T any(SplittableRandom random, T[] all) {
    return all[random.nextInt(all.length)];
  }

  /** Every way in which a call of a store may go wrong. */
  static List<Fault> allStoreFaults() {
    List<Fault> all = new ArrayList<>();
    for (Fault.How how : Fault.How.values()) {
      all.add(new Fault.Unknown(true, how));
      all.add(new Fault.Unknown(false, how));
    }
    all.add(Fault.full());
    all.add(new Fault.Rejected(Refusal.READ_ONLY));
    all.add(new Fault.Rejected(Refusal.OVERLOADED));
    all.add(new Fault.Rejected(Refusal.UNAVAILABLE));
    all.add(Fault.delayed());
    return all;
  }

  private static Fault anyFault(SplittableRandom random) {
    List<Fault> all = allStoreFaults();
    return all.get(random.nextInt(all.size()));
  }

  Plan with(String what, Runnable change) {
    told = what;
    change.run();
    return this;
  }

  Plan planted(Plant mistake) {
    plant = mistake;
    return this;
  }

  /** Whether two hosts may think that the table is theirs. */
  boolean hasTakeover() {
    return blows.stream().anyMatch(at -> at.blow() == Blow.TAKEOVER);
  }

  SimulatedStore.Plant[] storePlants() {
    return switch (plant) {
      case ACK_BEFORE_SYNC -> plants(SimulatedStore.Plant.ACK_BEFORE_SYNC);
      case SYNC_AGAIN -> plants(SimulatedStore.Plant.SYNC_AGAIN);
      case NO_FENCING -> plants(SimulatedStore.Plant.NO_FENCING);
      default -> plants();
    };
  }

  private static SimulatedStore.Plant[] plants(SimulatedStore.Plant... plants) {
    return plants;
  }

  @Override
  public String toString() {
    return "seed " + seed + ", " + told + (plant == Plant.NONE ? "" : ", planted " + plant);
  }
}
