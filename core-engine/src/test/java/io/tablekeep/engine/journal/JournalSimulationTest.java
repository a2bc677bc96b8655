package io.tablekeep.engine.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.contracts.Seed;
import io.tablekeep.contracts.store.SimulatedDisk;
import io.tablekeep.contracts.store.SimulatedStore;
import io.tablekeep.engine.journal.entry.Cause;
import io.tablekeep.engine.journal.entry.Effect;
import io.tablekeep.engine.journal.entry.EntryDecoder;
import io.tablekeep.engine.journal.ledger.Asked;
import io.tablekeep.engine.journal.recovery.Verification;
import io.tablekeep.engine.runtime.sim.SimulatedRuntime;
import io.tablekeep.engine.runtime.sim.Simulation;
import io.tablekeep.engine.state.Canonical;
import io.tablekeep.sdk.state.Pointer;
import io.tablekeep.sdk.store.Refusal;
import io.tablekeep.sdk.store.StoreException;
import io.tablekeep.sdk.store.StoredEntry;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A writer on a disk that drops what was not synced, tears, fills up and fails, killed again and
 * again, from a seed. What was reported durable is there for ever; every id has one entry.
 */
class JournalSimulationTest {
  private static final JournalOptions OFTEN =
      JournalOptions.DEFAULT.withSnapshots(
          new JournalOptions.Snapshots(25, 1 << 20, Duration.ofMinutes(1), 5, 2));

  @Test
  @Tag("torture")
  void whatWasReportedDurableSurvivesEveryCrash() {
    long seed = Seed.of("whatWasReportedDurableSurvivesEveryCrash");
    String level = System.getProperty("tablekeep.torture", "quick");
    int stories = level.equals("long") ? 100_000 : level.equals("short") ? 2_000 : 60;
    for (int i = 0; i < stories; i++) {
      new Story(seed + i).play(12);
    }
  }

  @Test
  void aStoreThatAcknowledgesBeforeTheSyncIsCaught() {
    assertTrue(found(SimulatedStore.Plant.ACK_BEFORE_SYNC).contains("is not on the disk"));
  }

  @Test
  void aStoreThatBelievesASecondSyncIsCaught() {
    assertTrue(found(SimulatedStore.Plant.SYNC_AGAIN).contains("is not on the disk"));
  }

  /** What the stories say about a store with a planted mistake. */
  private static String found(SimulatedStore.Plant plant) {
    for (int seed = 0; seed < 300; seed++) {
      try {
        new Story(seed, plant).play(12);
      } catch (AssertionError found) {
        return String.valueOf(found.getMessage());
      }
    }
    return "not found";
  }

  /** One run from one seed. */
  private static final class Story {
    private final SplittableRandom random;
    private final Simulation simulation;
    private final SimulatedDisk disk;
    private final SimulatedStore.Plant[] plants;
    private final long seed;

    /** Ids in the order they were given, with the hash that belongs to each. */
    private final Map<Long, Cause> asked = new LinkedHashMap<>();

    private SimulatedStore store;
    private Desk desk;
    private long acknowledged;
    private long lastN;
    private int life;

    Story(long seed, SimulatedStore.Plant... plants) {
      this.seed = seed;
      this.plants = plants;
      random = new SplittableRandom(seed);
      simulation = new Simulation(seed);
      disk = new SimulatedDisk(seed);
      restart();
      desk.create();
    }

    void play(int lives) {
      try {
        for (int i = 0; i < lives; i++) {
          open();
          live();
          int end = random.nextInt(3);
          if (end < 2) {
            kill();
            if (end == 0) {
              disk.crash();
            } else {
              store.close();
            }
            restart();
          }
        }
        open();
        retryAll();
        Verification found = verify();
        assertTrue(found.sound(), () -> String.valueOf(found.damages()));
        assertEquals(Canonical.hash(desk.head), found.sha256());
        assertOneEntryForEachId();
      } catch (RuntimeException | AssertionError failure) {
        throw new AssertionError("seed " + seed + ": " + failure.getMessage(), failure);
      }
    }

    private Verification verify() {
      while (true) {
        try {
          return desk.verify();
        } catch (CompletionException failure) { // a fault of the disk that was still to come
          assertInstanceOf(StoreException.class, failure.getCause());
        }
      }
    }

    /** An id without an entry is one that may no longer run: so many larger ones have. */
    private void assertOneEntryForEachId() {
      Map<Long, Cause> missing = new LinkedHashMap<>(asked);
      for (StoredEntry stored : store.durableEntries(Desk.DOCUMENT)) {
        Cause cause = EntryDecoder.decode(Desk.DOCUMENT, stored).cause();
        if (cause.hasId()) {
          assertEquals(missing.remove(cause.n()), cause, "an id has two entries");
        }
      }
      for (Cause cause : missing.values()) {
        assertInstanceOf(Asked.Refused.class, ask(cause));
      }
      assertTrue(missing.size() <= asked.size() / 4, "almost everything is written");
    }

    private void kill() {
      ((SimulatedRuntime) desk.runtime).kill();
    }

    private void restart() {
      for (SimulatedStore opened = null; opened == null; ) {
        try {
          opened = SimulatedStore.open(disk, simulation::after, random.nextLong(), plants);
          store = opened;
        } catch (StoreException failedOnce) {
          assertEquals(Refusal.UNAVAILABLE, failedOnce.reason());
        }
      }
      desk = new Desk(simulation, store, OFTEN, "life" + life++);
    }

    /** Opens or reopens, as often as the disk makes that necessary. */
    private void open() {
      for (int attempt = 0; ; attempt++) {
        assertTrue(attempt < 20, "the document cannot be opened");
        try {
          if (desk.journal == null || random.nextBoolean()) {
            desk.open();
          } else {
            desk.reopen();
          }
          break;
        } catch (CompletionException failure) {
          assertInstanceOf(StoreException.class, failure.getCause(), "only the store may refuse");
        }
      }
      desk.losses.clear();
      assertTrue(
          desk.journal.version() >= acknowledged,
          () -> "version " + desk.journal.version() + " after " + acknowledged);
    }

    private void live() {
      int turns = random.nextInt(30);
      if (random.nextInt(3) == 0) {
        SimulatedDisk.Fault fault =
            random.nextBoolean() ? SimulatedDisk.Fault.FULL : SimulatedDisk.Fault.ERROR;
        disk.failCall(disk.calls() + 1 + random.nextInt(40), fault);
      }
      for (int i = 0; i < turns && desk.losses.isEmpty(); i++) {
        desk.onLoop(this::turn);
        if (random.nextInt(3) == 0) {
          simulation.runUntilIdle();
        }
        acknowledge();
      }
      if (random.nextInt(3) > 0) {
        simulation.runUntilIdle();
        acknowledge();
      }
    }

    private void turn() {
      for (int i = random.nextInt(4); i > 0 && desk.losses.isEmpty(); i--) {
        boolean retry = !asked.isEmpty() && random.nextInt(3) == 0;
        long n = retry ? 1 + random.nextLong(lastN) : ++lastN;
        send(asked.computeIfAbsent(n, this::cause));
      }
    }

    private Cause cause(long n) {
      return new Cause("ann", "phone", n, n * 31, "write", "x" + n, 0);
    }

    /** What the loop does with an action. */
    private void send(Cause cause) {
      Asked answer = ask(cause);
      if (answer instanceof Asked.New) {
        desk.append(
            cause,
            List.of(new Effect.Put(Pointer.of("k0", "k" + cause.n() % 40), cause.payload())));
      } else if (answer instanceof Asked.Same same) {
        assertTrue(same.receipt().version() <= desk.journal.durableVersion());
      } else if (answer instanceof Asked.Refused refused) {
        assertEquals("action-id-too-old", refused.problem().code());
      }
    }

    private Asked ask(Cause cause) {
      return desk.journal
          .ledger()
          .ask(cause.by(), cause.device(), cause.n(), cause.hash(), desk.runtime.now());
    }

    /** Holds what was reported durable against what would survive a power cut now. */
    private void acknowledge() {
      for (long version : desk.durable) {
        assertTrue(
            version <= store.durableLast(Desk.DOCUMENT),
            () -> "version " + version + " was reported durable and is not on the disk");
        acknowledged = Math.max(acknowledged, version);
      }
      desk.durable.clear();
    }

    /** What every client does in the end: sends again whatever it has no answer for. */
    private void retryAll() {
      for (int attempt = 0; attempt < 10; attempt++) {
        for (Cause cause : asked.values()) {
          desk.onLoop(
              () -> {
                if (desk.losses.isEmpty()) {
                  send(cause);
                }
              });
        }
        simulation.runUntilIdle();
        acknowledge();
        if (desk.losses.isEmpty()) {
          return;
        }
        open();
      }
      throw new AssertionError("it cannot be written any more");
    }
  }
}
