package io.tablekeep.contracts.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.contracts.store.SimulatedStore.Plant;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.store.Appended;
import io.tablekeep.sdk.store.Epoch;
import io.tablekeep.sdk.store.Refusal;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class SimulatedStoreTest {
  private static final DocumentId DOC = DocumentId.campaign("doc");
  private static final int SEEDS =
      switch (System.getProperty("tablekeep.torture", "quick")) {
        case "long" -> 20_000;
        case "short" -> 2_000;
        default -> 40;
      };

  private final SimulatedDisk disk = new SimulatedDisk(5);
  private final Clockwork clockwork = new Clockwork();
  private final SimulatedStore store = SimulatedStore.open(disk, clockwork, 6);
  private final Epoch epoch = await(store.acquire(DOC, "test"));

  private <T> T await(CompletionStage<T> stage) {
    while (!stage.toCompletableFuture().isDone()) {
      assertTrue(clockwork.step(), "never answered");
    }
    return stage.toCompletableFuture().join();
  }

  private CompletionStage<Appended> send(long after, String text) {
    return store.append(DOC, epoch, after, StoreFixture.entries(after, text));
  }

  @Test
  @Tag("torture")
  void nothingAckedIsEverLostThroughPowerCutsAndFailures() {
    int durable = 0;
    int unknown = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      Torment torment = torment(seed);
      durable += torment.durable;
      unknown += torment.unknown;
    }
    assertTrue(durable > SEEDS * 20, "it must not be vacuous: " + durable);
    assertTrue(unknown > SEEDS, "it must not be vacuous: " + unknown);
  }

  private static Torment torment(long seed, Plant... plants) {
    Torment torment = new Torment(seed, plants);
    for (int call = 5; call < 300; call += 1 + (int) ((seed + call) % 23)) {
      SimulatedDisk.Fault[] faults = SimulatedDisk.Fault.values();
      torment.disk.failCall(call, faults[(int) ((seed + call) % faults.length)]);
    }
    try {
      torment.run(1_500, seed % 2 == 0);
    } catch (AssertionError e) {
      throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
    }
    return torment;
  }

  @Test
  void eachDiskCallMayFailOnceInEachWay() {
    Torment whole = new Torment(77);
    whole.run(250, false);
    assertTrue(whole.disk.calls() > 50, "too little happened");
    for (SimulatedDisk.Fault fault : SimulatedDisk.Fault.values()) {
      for (long call = 2; call <= whole.disk.calls(); call++) {
        Torment torment = new Torment(77);
        torment.disk.failCall(call, fault);
        torment.run(250, false);
      }
    }
  }

  @Test
  void thePowerMayFailBeforeEachDiskCall() {
    Torment whole = new Torment(78);
    whole.run(250, false);
    for (long nth = 2; nth <= whole.disk.calls(); nth++) {
      long at = nth;
      Torment torment = new Torment(78);
      torment.cutBefore(at);
      torment.run(250, false);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPlantedMistakeIsFound(Plant plant) {
    for (long seed = 0; seed < 300; seed++) {
      try {
        torment(seed, plant);
      } catch (AssertionError e) {
        return;
      }
    }
    throw new AssertionError(plant + " was not noticed with 300 seeds");
  }

  @Test
  void theSameSeedGivesTheSameRun() {
    Torment one = torment(4);
    Torment two = torment(4);
    assertEquals(one.disk.calls(), two.disk.calls());
    assertEquals(one.durable, two.durable);
    assertEquals(one.disk.syncs(), two.disk.syncs());
  }

  @Test
  void anAckNeedsASync() {
    CompletionStage<Appended> sent = send(0, "one");
    long syncs = disk.syncs();
    assertEquals(0, store.durableLast(DOC));
    assertEquals(new Appended.Durable(1), await(sent));
    assertEquals(syncs + 1, disk.syncs());
    assertEquals(1, store.durableLast(DOC));
    assertEquals("one", StoreFixture.text(store.durableEntries(DOC).get(0)));
  }

  @Test
  void aFullDiskRefusesAndTakesAgainWhenRoomIsMade() {
    disk.capacity(disk.durable().length + 100);
    Appended.Rejected full =
        assertInstanceOf(Appended.Rejected.class, await(send(0, "x".repeat(200))));
    assertEquals(Refusal.FULL, full.reason());
    disk.capacity(10_000);
    assertEquals(new Appended.Durable(1), await(send(0, "x".repeat(200))));
  }

  @Test
  void aFailedSyncIsUnknownAndSpendsTheEpoch() {
    disk.failCall(disk.calls() + 2, SimulatedDisk.Fault.ERROR);
    CompletionStage<Appended> first = send(0, "one");
    assertInstanceOf(Appended.Unknown.class, await(first));
    Appended.Rejected spent = assertInstanceOf(Appended.Rejected.class, await(send(0, "again")));
    assertEquals(Refusal.FENCED, spent.reason());
    Epoch young = await(store.acquire(DOC, "test"));
    int found = await(store.read(DOC, 0, 9, 9_999)).items().size();
    CompletionStage<Appended> next =
        store.append(DOC, young, found, StoreFixture.entries(found, "next"));
    assertEquals(new Appended.Durable(found + 1), await(next));
    assertEquals(1, store.stats().recoveries());
  }

  @Test
  void aCrashedStoreNeverAnswersAgain() {
    CompletionStage<Appended> sent = send(0, "one");
    disk.crash();
    while (clockwork.step()) {
      assertTrue(!sent.toCompletableFuture().isDone());
    }
    SimulatedStore next = SimulatedStore.open(disk, clockwork, 7);
    assertTrue(next.durableLast(DOC) <= 1);
  }

  @Test
  void aDiskThatCannotBeReadIsNotOpened() {
    store.close();
    disk.failCall(disk.calls() + 1, SimulatedDisk.Fault.ERROR);
    assertThrows(RuntimeException.class, () -> SimulatedStore.open(disk, clockwork, 7));
    SimulatedStore.open(disk, clockwork, 8).close();
  }
}
