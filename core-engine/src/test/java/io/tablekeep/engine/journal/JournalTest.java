package io.tablekeep.engine.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.contracts.store.Fault;
import io.tablekeep.contracts.store.FaultyStore;
import io.tablekeep.contracts.store.FaultyStore.Call;
import io.tablekeep.contracts.store.InMemoryStore;
import io.tablekeep.engine.journal.entry.Cause;
import io.tablekeep.engine.journal.entry.Entry;
import io.tablekeep.engine.journal.entry.Outcome;
import io.tablekeep.engine.journal.ledger.Asked;
import io.tablekeep.engine.journal.recovery.Verification;
import io.tablekeep.engine.runtime.sim.Simulation;
import io.tablekeep.engine.state.JsonNull;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.store.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class JournalTest {
  private final Simulation simulation = new Simulation(1);
  private final FaultyStore store = new FaultyStore(new InMemoryStore());
  private final Desk desk = Desk.fresh(simulation, store, JournalOptions.DEFAULT);

  @Test
  void aNewDocumentHasItsWholeContentInItsFirstEntry() {
    assertEquals(1, desk.journal.recovered().version());
    assertEquals("{\"k0\":{}}", desk.journal.recovered().root().toString());
    TablekeepException again = assertThrowsInside(desk::create);
    assertEquals("document-exists", again.code());
  }

  @Test
  void aDocumentNobodyMadeIsOpenedEmpty() {
    Desk other = new Desk(simulation, new InMemoryStore(), JournalOptions.DEFAULT, "other");
    other.open();
    assertEquals(0, other.journal.recovered().version());
    assertTrue(other.journal.recovered().root().isEmpty());
  }

  @Test
  void whatIsAppendedInOneTurnGoesToTheStoreTogetherAndIsReportedWhenDurable() {
    long before = store.calls(Call.APPEND);
    desk.onLoop(
        () -> {
          for (int i = 0; i < 10; i++) {
            desk.append("x");
          }
          assertEquals(11, desk.journal.version());
          assertEquals(1, desk.journal.durableVersion());
        });
    simulation.runUntilIdle();
    assertEquals(before + 1, store.calls(Call.APPEND));
    assertEquals(List.of(11L), desk.durable);
    assertEquals(11, desk.journal.durableVersion());
    assertEquals(desk.head, desk.journal.durableMark().root());
    assertEquals(10, desk.count("tablekeep.journal.entries"));
  }

  @Test
  void severalCallsAreOnTheirWayAtOnceAndAnsweredInOrder() {
    store.failNext(Call.APPEND, Fault.delayed());
    long before = store.calls(Call.APPEND);
    for (int i = 0; i < 5; i++) {
      desk.write(2);
      desk.onLoop(() -> {});
    }
    simulation.runUntilIdle();
    assertEquals(before + 5, store.calls(Call.APPEND));
    assertEquals(List.of(), desk.durable);
    store.release();
    simulation.runUntilIdle();
    assertEquals(List.of(3L, 5L, 7L, 9L, 11L), desk.durable);
  }

  @Test
  void aRefusedAppendIsLostWithAllThatFollows() {
    store.failNext(Call.APPEND, Fault.full());
    desk.write(2);
    desk.write(3);
    simulation.runUntilIdle();
    assertEquals(List.of(), desk.durable);
    assertEquals(1, desk.losses.size());
    Loss loss = desk.losses.get(0);
    assertEquals(Loss.Kind.REJECTED, loss.kind());
    assertEquals("store-full", loss.code());
    assertEquals(1, loss.durable());
    assertEquals(Room.CLOSED, desk.journal.room());
    assertThrows(IllegalStateException.class, () -> desk.append("more"));
    assertEquals(0, gauge("tablekeep.journal.inflight"));
    desk.reopen();
    assertEquals(1, desk.journal.version());
    assertSound();
  }

  @Test
  void whatIsUnknownIsFoundOutByReopening() {
    for (boolean stored : new boolean[] {true, false}) {
      for (Fault.How how : Fault.How.values()) {
        long before = desk.journal.version();
        desk.losses.clear();
        store.failNext(Call.APPEND, new Fault.Unknown(stored, how));
        desk.write(2);
        desk.write(1);
        simulation.runUntilIdle();
        assertEquals(List.of(Loss.Kind.UNKNOWN), desk.losses.stream().map(Loss::kind).toList());
        desk.reopen();
        assertEquals(before + (stored ? 2 : 0), desk.journal.version(), how.name());
        assertSound();
      }
    }
  }

  @Test
  void anIdIsStillKnownWhenItsOutcomeWasNot() {
    Cause cause = new Cause("ann", "phone", 7, 99, "write", "x", 0);
    store.failNext(Call.APPEND, Fault.unknownButStored());
    desk.onLoop(() -> desk.append(cause, List.of()));
    simulation.runUntilIdle();
    assertInstanceOf(Asked.InFlight.class, ask(cause));
    desk.reopen();
    assertInstanceOf(Asked.Same.class, ask(cause));
    assertThrows(IllegalStateException.class, () -> desk.append(cause, List.of()));
    assertEquals(2, desk.journal.version());
  }

  @Test
  void anIdThatWasNotStoredMayRunAgain() {
    Cause cause = new Cause("ann", "phone", 7, 99, "write", "x", 0);
    store.failNext(Call.APPEND, Fault.unknownNotStored());
    desk.onLoop(() -> desk.append(cause, List.of()));
    simulation.runUntilIdle();
    desk.reopen();
    assertInstanceOf(Asked.New.class, ask(cause));
    desk.onLoop(() -> assertTrue(desk.append(cause, List.of())));
    simulation.runUntilIdle();
    assertInstanceOf(Asked.Same.class, ask(cause));
  }

  @Test
  void theOlderOfTwoWritersIsFencedAndToldSo() {
    desk.writeAndWait(3);
    Desk second = new Desk(simulation, store, JournalOptions.DEFAULT, "two");
    second.open();
    assertEquals(4, second.journal.version());
    desk.writeAndWait(1);
    assertEquals(Loss.Kind.FENCED, desk.losses.get(0).kind());
    assertEquals("store-fenced", desk.losses.get(0).code());
    second.writeAndWait(1);
    assertEquals(List.of(5L), second.durable);
    assertSound();
  }

  @Test
  void anEntryThatIsNotTheNextOneIsADefectAndChangesNothing() {
    Cause cause = Cause.withoutId("", "t", JsonNull.NULL);
    Entry skipping = entry(3, desk.journal.epoch().value(), cause);
    Entry foreign = entry(2, desk.journal.epoch().value() + 1, cause);
    assertThrows(IllegalStateException.class, () -> desk.journal.append(skipping, desk.head));
    assertThrows(IllegalStateException.class, () -> desk.journal.append(foreign, desk.head));
    desk.writeAndWait(1);
    assertEquals(List.of(2L), desk.durable);
    assertSound();
  }

  @Test
  void theSameIdIsNeverWrittenTwice() {
    Cause cause = new Cause("ann", "phone", 7, 99, "write", "x", 0);
    desk.onLoop(
        () -> {
          desk.append(cause, List.of());
          assertThrows(IllegalStateException.class, () -> desk.append(cause, List.of()));
        });
    simulation.runUntilIdle();
    assertThrows(IllegalStateException.class, () -> desk.append(cause, List.of()));
  }

  @Test
  void tooMuchOnItsWayIsRefusedUntilThereIsRoom() {
    Desk small = small(JournalOptions.DEFAULT.withInFlight(3, 1 << 20));
    store.failNext(Call.APPEND, Fault.delayed());
    small.write(3);
    assertEquals(Room.FULL, small.journal.room());
    assertEquals("journal-full", Room.FULL.code());
    assertEquals(1, small.count("tablekeep.journal.refused"));
    simulation.runUntilIdle();
    store.release();
    simulation.runUntilIdle();
    assertEquals(Room.OPEN, small.journal.room());
  }

  @Test
  void aFullQuotaIsRefusedAndWarnedOfBefore() {
    long used = desk.journal.usage().bytes();
    Desk small = small(JournalOptions.DEFAULT.withQuota(used + 1_000));
    assertFalse(small.journal.usage().warning());
    assertEquals(used, small.journal.usage().bytes());
    int written = 0;
    boolean warned = false;
    while (small.journal.room() == Room.OPEN) {
      small.writeAndWait(1);
      written++;
      warned |= small.journal.usage().warning() && small.journal.room() == Room.OPEN;
    }
    assertEquals(Room.QUOTA, small.journal.room());
    assertTrue(written > 2 && warned);
    assertEquals(1, small.count("tablekeep.journal.quota.warnings"));
    Desk again = small(JournalOptions.DEFAULT.withQuota(used + 1_000));
    assertEquals(Room.QUOTA, again.journal.room());
    assertEquals(small.journal.usage(), again.journal.usage());
  }

  @Test
  void anEntryThatIsTooLargeLeavesNoTrace() {
    Desk small = small(JournalOptions.DEFAULT.withEntryBytes(1_000));
    small.onLoop(
        () -> {
          assertFalse(small.append("x".repeat(2_000)));
          assertEquals(1, small.journal.version());
          assertTrue(small.append("short"));
        });
    simulation.runUntilIdle();
    assertEquals(List.of(2L), small.durable);
    assertSound();
  }

  @Test
  void closingWaitsForWhatIsOnItsWayAndLeavesASnapshot() {
    CompletionStage<Void> closed = closing(5);
    simulation.await(closed);
    assertEquals(List.of(6L), desk.durable);
    assertThrows(IllegalStateException.class, () -> desk.append("late"));
    desk.open();
    assertEquals(6, desk.journal.recovered().snapshot());
    assertEquals(0, desk.journal.recovered().replayed());
  }

  @Test
  void closingALostJournalEnds() {
    store.failNext(Call.APPEND, Fault.unknownNotStored());
    simulation.await(closing(5));
    assertEquals(1, desk.losses.size());
  }

  @Test
  void closingEndsAlsoWhenTheSnapshotFails() {
    store.failNext(Call.PUT_SNAPSHOT, Fault.full());
    simulation.await(closing(1));
    assertEquals(1, desk.count("tablekeep.journal.snapshot.failures"));
    assertSound();
  }

  @Test
  void aDocumentTooLargeForOneEntryIsMadeOfSeveral() {
    TinyStore tiny = new TinyStore(new InMemoryStore(), 6_000, 9_000);
    Desk large = new Desk(simulation, tiny, JournalOptions.DEFAULT, "large");
    TreeMap<String, Object> actors = new TreeMap<>();
    for (int i = 0; i < 40; i++) {
      actors.put("a" + i, JsonObject.of(Map.of("notes", "x".repeat(300)), 0));
    }
    JsonObject root = JsonObject.of(Map.of("actors", JsonObject.of(actors, 0), "name", "Mine"), 0);
    long version =
        simulation.await(
            large.journals.create(Desk.DOCUMENT, "gm", JsonNull.NULL, root, large.runtime.now()));
    assertTrue(version > 4, "entries: " + version);
    large.open();
    assertEquals(root, large.head);
    assertEquals(version, large.journal.version());
    assertTrue(large.verify().sound());
  }

  @Test
  void aDocumentWhoseMakingWasBrokenOffIsRefused() {
    FaultyStore faulty = new FaultyStore(new InMemoryStore());
    TinyStore tiny = new TinyStore(faulty, 6_000, 9_000);
    Desk large = new Desk(simulation, tiny, JournalOptions.DEFAULT, "large");
    TreeMap<String, Object> members = new TreeMap<>();
    for (int i = 0; i < 10; i++) {
      members.put("k" + i, "x".repeat(1_500));
    }
    JsonObject root = JsonObject.of(members, 0);
    faulty.fail(Call.APPEND, 2, Fault.full());
    TablekeepException full =
        assertThrowsInside(
            () ->
                simulation.await(
                    large.journals.create(
                        Desk.DOCUMENT, "gm", JsonNull.NULL, root, large.runtime.now())));
    assertEquals("store-full", full.code());
    assertEquals("journal-incomplete", assertThrowsInside(large::open).code());
  }

  @Test
  void aDocumentWhoseMakingWasBrokenOffIsMadeAnewAndAWholeOneIsNot() {
    FaultyStore faulty = new FaultyStore(new InMemoryStore());
    Desk large =
        new Desk(simulation, new TinyStore(faulty, 6_000, 9_000), JournalOptions.DEFAULT, "large");
    TreeMap<String, Object> members = new TreeMap<>();
    for (int i = 0; i < 10; i++) {
      members.put("k" + i, "x".repeat(1_500));
    }
    faulty.fail(Call.APPEND, 2, Fault.full());
    assertThrowsInside(() -> made(large, JsonObject.of(members, 0)));
    members.put("k3", "anew");
    made(large, JsonObject.of(members, 0));
    large.open();
    assertEquals("anew", large.journal.recovered().root().get("k3"));
    assertEquals(
        "document-exists", assertThrowsInside(() -> made(large, JsonObject.of(members, 0))).code());
    large.open();
    assertEquals("anew", large.journal.recovered().root().get("k3"));
  }

  private void made(Desk desk, JsonObject root) {
    long unused =
        simulation.await(
            desk.journals.create(Desk.DOCUMENT, "gm", JsonNull.NULL, root, desk.runtime.now()));
  }

  @Test
  void aStoreThatDoesNotAnswerMakesOpeningFail() {
    for (Call call : new Call[] {Call.ACQUIRE, Call.DESCRIBE, Call.SNAPSHOT, Call.READ}) {
      store.failNext(call, new Fault.Rejected(Refusal.UNAVAILABLE));
      assertThrows(RuntimeException.class, desk::open, call.name());
      store.failNext(call, new Fault.Unknown(false, Fault.How.THROWN));
      assertThrows(RuntimeException.class, desk::open, call.name());
    }
    desk.open();
    assertEquals(8, desk.count("tablekeep.journal.open.failures"));
  }

  @Test
  void reopeningReadsOnlyWhatLiesAboveTheDurableVersion() {
    desk.writeAndWait(200);
    store.failNext(Call.APPEND, Fault.unknownButStored());
    desk.writeAndWait(2);
    JsonObject known = desk.journal.durableMark().root();
    desk.reopen();
    assertEquals(2, desk.journal.recovered().replayed());
    assertEquals(203, desk.journal.version());
    assertNotSame(known, desk.head);
    assertEquals(200, desk.losses.get(0).durable() - 1);
    assertSound();
  }

  @Test
  void aStoreThatForgetsAnAppendIsNotWaitedForForEver() {
    store.failNext(Call.APPEND, Fault.delayed());
    desk.writeAndWait(2);
    simulation.advance(Duration.ofSeconds(25));
    assertEquals(List.of(), desk.losses);
    simulation.advance(Duration.ofSeconds(20));
    assertEquals(Loss.Kind.UNKNOWN, desk.losses.get(0).kind());
    store.release();
    simulation.runUntilIdle();
    assertEquals(List.of(), desk.durable, "too late");
    desk.reopen();
    assertEquals(3, desk.journal.version());
    assertSound();
  }

  private Desk small(JournalOptions options) {
    Desk small = new Desk(simulation, store, options, "small");
    small.open();
    return small;
  }

  private CompletionStage<Void> closing(int entries) {
    List<CompletionStage<Void>> closed = new ArrayList<>();
    desk.onLoop(
        () -> {
          for (int i = 0; i < entries; i++) {
            desk.append("last");
          }
          closed.add(desk.journal.close());
        });
    return closed.get(0);
  }

  private Asked ask(Cause cause) {
    return desk.journal
        .ledger()
        .ask(cause.by(), cause.device(), cause.n(), cause.hash(), desk.runtime.now());
  }

  private double gauge(String name) {
    return desk.meters.get(name).gauge().value();
  }

  private void assertSound() {
    Verification found = desk.verify();
    assertTrue(found.sound(), () -> String.valueOf(found.damages()));
  }

  private static Entry entry(long version, long epoch, Cause cause) {
    return new Entry(version, epoch, Instant.EPOCH, cause, List.of(), List.of(), Outcome.OK);
  }

  private static TablekeepException assertThrowsInside(Runnable task) {
    CompletionException failure = assertThrows(CompletionException.class, task::run);
    return assertInstanceOf(TablekeepException.class, failure.getCause());
  }
}
