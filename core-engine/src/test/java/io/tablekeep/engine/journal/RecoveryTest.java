package io.tablekeep.engine.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.contracts.Seed;
import io.tablekeep.contracts.store.Fault;
import io.tablekeep.contracts.store.FaultyStore;
import io.tablekeep.contracts.store.FaultyStore.Call;
import io.tablekeep.contracts.store.InMemoryStore;
import io.tablekeep.engine.journal.entry.Cause;
import io.tablekeep.engine.journal.entry.Damage;
import io.tablekeep.engine.journal.entry.Entry;
import io.tablekeep.engine.journal.entry.EntryDecoder;
import io.tablekeep.engine.journal.entry.EntryEncoder;
import io.tablekeep.engine.journal.entry.JournalException;
import io.tablekeep.engine.journal.entry.Outcome;
import io.tablekeep.engine.journal.entry.RandomEntries;
import io.tablekeep.engine.journal.ledger.Ledger;
import io.tablekeep.engine.journal.ledger.LedgerLimits;
import io.tablekeep.engine.journal.recovery.Replay;
import io.tablekeep.engine.journal.recovery.SnapshotCodec;
import io.tablekeep.engine.journal.recovery.Verification;
import io.tablekeep.engine.runtime.sim.Simulation;
import io.tablekeep.engine.state.Canonical;
import io.tablekeep.sdk.store.Epoch;
import io.tablekeep.sdk.store.StoredEntry;
import io.tablekeep.sdk.store.StoredSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class RecoveryTest {
  private static final JournalOptions OFTEN =
      JournalOptions.DEFAULT.withSnapshots(
          new JournalOptions.Snapshots(20, 1 << 20, Duration.ofMinutes(1), 5, 3));
  private static final JournalOptions NEVER =
      JournalOptions.DEFAULT.withSnapshots(
          new JournalOptions.Snapshots(
              Integer.MAX_VALUE, Long.MAX_VALUE, Duration.ofMinutes(1), Integer.MAX_VALUE, 3));

  private final Simulation simulation = new Simulation(2);
  private final FaultyStore faulty = new FaultyStore(new InMemoryStore());
  private final TinyStore store = new TinyStore(faulty, 4 << 20, 16 << 20);

  @Test
  void snapshotsAreTakenWithoutTheLoopAndOldOnesGo() {
    Desk desk = Desk.fresh(simulation, store, OFTEN);
    for (int i = 0; i < 100; i++) {
      desk.writeAndWait(2);
    }
    List<StoredSnapshot.Info> infos = simulation.await(store.snapshots(Desk.DOCUMENT));
    assertEquals(3, infos.size());
    desk.open();
    assertEquals(infos.get(2).position(), desk.journal.recovered().snapshot());
    assertTrue(desk.journal.recovered().replayed() < 40);
    assertEquals(3, desk.verify().snapshots());
    assertTrue(desk.verify().sound());
  }

  @Test
  void aTableAtRestIsKeptInASnapshot() {
    Desk desk = Desk.fresh(simulation, store, JournalOptions.DEFAULT);
    desk.writeAndWait(98);
    simulation.advance(Duration.ofHours(1));
    assertEquals(0, snapshots());
    desk.writeAndWait(1);
    simulation.advance(Duration.ofSeconds(50));
    desk.writeAndWait(1);
    simulation.advance(Duration.ofSeconds(50));
    assertEquals(0, snapshots(), "somebody played less than a minute ago");
    simulation.advance(Duration.ofSeconds(70));
    assertEquals(1, snapshots());
    simulation.advance(Duration.ofHours(1));
    assertEquals(1, snapshots());
  }

  @Test
  void aTailFoundWhenOpeningCountsTowardsTheNextSnapshot() {
    Desk desk = Desk.fresh(simulation, store, NEVER);
    desk.writeAndWait(30);
    Desk again = new Desk(simulation, store, OFTEN, "again");
    again.open();
    again.writeAndWait(1);
    assertEquals(1, snapshots());
  }

  @Test
  void aSnapshotThatFailsIsTriedAgainLaterAndHurtsNobody() {
    Desk desk = Desk.fresh(simulation, store, OFTEN);
    faulty.failNext(Call.PUT_SNAPSHOT, Fault.full());
    desk.writeAndWait(25);
    assertEquals(0, snapshots());
    assertEquals(1, desk.count("tablekeep.journal.snapshot.failures"));
    desk.writeAndWait(5);
    assertEquals(0, snapshots());
    desk.writeAndWait(20);
    assertEquals(1, snapshots());
    assertEquals(List.of(), desk.losses);
  }

  @Test
  void aSnapshotOfUnknownFateEndsTheEpochAndIsNotTakenForAnotherWriter() {
    for (Call call : new Call[] {Call.PUT_SNAPSHOT, Call.DROP_SNAPSHOTS}) {
      Desk desk = new Desk(simulation, store, OFTEN, call.name());
      if (call == Call.PUT_SNAPSHOT) {
        desk.create();
      }
      desk.open();
      faulty.failNext(call, Fault.unknownNotStored());
      for (int i = 0; desk.losses.isEmpty(); i++) {
        assertTrue(i < 10);
        desk.writeAndWait(20);
      }
      assertEquals(Loss.Kind.UNKNOWN, desk.losses.get(0).kind());
      long version = desk.journal.version();
      assertEquals(version, desk.journal.durableVersion());
      desk.reopen();
      assertEquals(version, desk.journal.version());
      desk.writeAndWait(1);
      assertEquals(1, desk.losses.size());
      assertTrue(desk.verify().sound());
    }
  }

  @Test
  void damagedSnapshotsArePassedOverLoudly() {
    Desk desk = Desk.fresh(simulation, store, OFTEN);
    for (int i = 0; i < 5; i++) {
      desk.writeAndWait(20);
    }
    String hash = Canonical.hash(desk.head);
    List<Long> positions =
        simulation.await(store.snapshots(Desk.DOCUMENT)).stream()
            .map(StoredSnapshot.Info::position)
            .toList();
    for (int sound = 1; sound >= -1; sound--) {
      long newestSound = sound < 0 ? 0 : positions.get(sound);
      store.snapshots = s -> s.position() > newestSound ? altered(s) : s;
      Desk again = new Desk(simulation, store, NEVER, "again");
      again.open();
      assertEquals(newestSound, again.journal.recovered().snapshot());
      assertEquals(hash, Canonical.hash(again.head));
      List<Damage> damages = again.journal.recovered().damages();
      assertEquals(2 - sound, damages.size());
      assertEquals("snapshot-damaged", damages.get(0).code());
      assertEquals(positions.get(2), damages.get(0).position());
      assertEquals(2 - sound, again.count("tablekeep.journal.snapshot.damaged"));
      assertEquals(2 - sound, again.verify().damages().size());
    }
  }

  @Test
  void aDamagedEntryStopsOpeningAndIsNamed() {
    Desk desk = Desk.fresh(simulation, store, NEVER);
    desk.writeAndWait(50);
    store.entries = e -> e.position() == 37 ? altered(e) : e;
    JournalException found = opening(desk);
    assertEquals("journal-damaged", found.code());
    assertEquals(37, found.damage().position());
    assertEquals(Desk.DOCUMENT, found.damage().document());
    assertEquals(1, desk.count("tablekeep.journal.open.failures"));
  }

  @Test
  void entriesInWrongPlacesStopOpening() {
    Desk desk = Desk.fresh(simulation, store, NEVER);
    desk.writeAndWait(50);
    List<StoredEntry> journal = entries();
    // the ninth again in place of the tenth
    store.entries = e -> e.position() == 10 ? at(10, journal.get(8)) : e;
    assertEquals(10, opening(desk).damage().position());
    // swapped
    store.entries =
        e ->
            e.position() == 20
                ? at(20, journal.get(20))
                : e.position() == 21 ? at(21, journal.get(19)) : e;
    assertEquals(20, opening(desk).damage().position());
    // one skipped, the later ones moved up
    store.entries =
        e -> e.position() < 30 || e.position() == 51 ? e : at(e.position(), after(journal, e));
    assertEquals(30, opening(desk).damage().position());
    store.entries = e -> e;
    desk.open();
    assertEquals(51, desk.journal.version());
  }

  @Test
  void aJournalThatEndsBelowItsSnapshotIsRefused() {
    Desk desk = Desk.fresh(simulation, store, OFTEN);
    desk.writeAndWait(25);
    List<StoredEntry> journal = entries();
    StoredSnapshot snapshot =
        simulation.await(store.snapshot(Desk.DOCUMENT, Long.MAX_VALUE)).orElseThrow();
    // an older copy of the journal, with the newer snapshot beside it
    InMemoryStore copy = new InMemoryStore();
    Epoch epoch = simulation.await(copy.acquire(Desk.DOCUMENT, "host"));
    simulation.await(copy.append(Desk.DOCUMENT, epoch, 0, journal.subList(0, 10)));
    TinyStore mixed = new TinyStore(copy, 4 << 20, 16 << 20);
    simulation.await(
        copy.putSnapshot(
            Desk.DOCUMENT, epoch, new StoredSnapshot(10, snapshot.bytes(), snapshot.meta())));
    mixed.snapshots = s -> snapshot;
    JournalException found = opening(new Desk(simulation, mixed, NEVER, "other"));
    assertEquals("journal-gap", found.code());
    assertEquals(11, found.damage().position());
  }

  @Test
  void reopeningAJournalThatHasLostAcknowledgedEntriesIsRefused() {
    Desk desk = Desk.fresh(simulation, store, NEVER);
    desk.writeAndWait(5);
    Epoch epoch = simulation.await(store.acquire(Desk.DOCUMENT, "host"));
    simulation.await(store.delete(Desk.DOCUMENT, epoch));
    desk.writeAndWait(1);
    assertEquals(1, desk.losses.size());
    CompletionException failure = assertThrows(CompletionException.class, desk::reopen);
    assertEquals(
        "journal-gap", assertInstanceOf(JournalException.class, failure.getCause()).code());
  }

  @Test
  void verificationNamesAllThatIsDamagedAndGoesOnAtTheNextSnapshot() {
    Desk desk = Desk.fresh(simulation, store, OFTEN);
    for (int i = 0; i < 5; i++) {
      desk.writeAndWait(20);
    }
    List<Long> positions =
        simulation.await(store.snapshots(Desk.DOCUMENT)).stream()
            .map(StoredSnapshot.Info::position)
            .toList();
    long first = positions.get(0) - 3;
    long second = positions.get(1) + 2;
    store.entries = e -> e.position() == first || e.position() == second ? altered(e) : e;
    Verification found = desk.verify();
    assertFalse(found.sound());
    assertEquals(List.of(first, second), found.damages().stream().map(Damage::position).toList());
    assertEquals(desk.journal.version(), found.version());
    assertEquals(Canonical.hash(desk.head), found.sha256());
  }

  @Test
  void verificationFindsASnapshotThatTellsSomethingElse() {
    Desk desk = Desk.fresh(simulation, store, NEVER);
    desk.writeAndWait(30);
    desk.onLoop(() -> {});
    Desk other = Desk.fresh(simulation, new InMemoryStore(), NEVER);
    other.writeAndWait(10);
    StoredSnapshot foreign =
        SnapshotCodec.encode(
                Desk.DOCUMENT, other.journal.durableMark(), other.journal.ledger().freeze())
            .snapshot();
    simulation.await(store.putSnapshot(Desk.DOCUMENT, desk.journal.epoch(), foreign));
    Verification found = desk.verify();
    assertTrue(found.damages().stream().anyMatch(d -> d.code().equals("snapshot-differs")));
    assertEquals(11, found.damages().get(0).position());
  }

  @Test
  void anActionThatRanTwiceIsFoundByVerification() {
    InMemoryStore twice = new InMemoryStore();
    List<StoredEntry> journal = new ArrayList<>();
    RandomEntries random = new RandomEntries(new SplittableRandom(3));
    EntryEncoder encoder = new EntryEncoder();
    int chain = EntryDecoder.seed(Desk.DOCUMENT);
    Entry entry = random.next(1);
    while (!entry.cause().hasId()) {
      entry = random.next(1);
    }
    for (long version = 1; version <= 2; version++) {
      Entry same =
          new Entry(version, 1, entry.time(), entry.cause(), List.of(), List.of(), entry.outcome());
      journal.add(new StoredEntry(version, encoder.encode(same, chain)));
      chain = encoder.chain();
    }
    Epoch epoch = simulation.await(twice.acquire(Desk.DOCUMENT, "host"));
    simulation.await(twice.append(Desk.DOCUMENT, epoch, 0, journal));
    Desk desk = new Desk(simulation, twice, NEVER, "host");
    Verification found = desk.verify();
    assertEquals(List.of("action-twice"), found.damages().stream().map(Damage::code).toList());
    assertEquals(2, found.damages().get(0).position());
  }

  @Test
  void anEntryThatAFencedWriterGotThroughIsFound() {
    EntryEncoder encoder = new EntryEncoder();
    Cause cause = Cause.withoutId("", "t", "x");
    Replay replay = Replay.fromStart(Desk.DOCUMENT, LedgerLimits.DEFAULT);
    for (long version = 1; version <= 2; version++) {
      Entry entry =
          new Entry(version, 5 - version, Instant.EPOCH, cause, List.of(), List.of(), Outcome.OK);
      byte[] text = encoder.encode(entry, replay.mark().chain());
      StoredEntry stored = new StoredEntry(version, text);
      if (version == 1) {
        replay.apply(stored);
      } else {
        JournalException found = assertThrows(JournalException.class, () -> replay.apply(stored));
        assertTrue(found.getMessage().contains("epoch 3 wrote it after one of epoch 4"));
        assertEquals(1, replay.mark().version());
      }
    }
  }

  @Test
  void documentAndReceiptsAreTheSameFromASnapshotAsFromTheWholeJournal() {
    long seed = Seed.of("documentAndReceiptsAreTheSameFromASnapshotAsFromTheWholeJournal");
    for (int round = 0; round < 30; round++) {
      List<StoredEntry> journal = randomJournal(seed + round, 400);
      Replay whole = Replay.fromStart(Desk.DOCUMENT, LedgerLimits.DEFAULT);
      int cut = new SplittableRandom(seed - round).nextInt(journal.size());
      Replay tail = Replay.fromStart(Desk.DOCUMENT, LedgerLimits.DEFAULT);
      for (StoredEntry stored : journal) {
        whole.apply(stored);
        tail.apply(stored);
        if (stored.position() == cut) {
          tail = again(tail);
        }
      }
      assertArrayEquals(bytes(whole), bytes(tail));
      assertEquals(whole.mark(), tail.mark());
    }
  }

  /** What comes back from a snapshot of this. */
  private static Replay again(Replay replay) {
    StoredSnapshot stored =
        SnapshotCodec.encode(Desk.DOCUMENT, replay.mark(), replay.ledger().freeze()).snapshot();
    SnapshotCodec.Decoded decoded = SnapshotCodec.decode(Desk.DOCUMENT, stored);
    Ledger ledger = new Ledger(LedgerLimits.DEFAULT);
    ledger.restore(decoded.devices());
    return new Replay(Desk.DOCUMENT, decoded.mark(), ledger, stored.position());
  }

  private static byte[] bytes(Replay replay) {
    return SnapshotCodec.encode(Desk.DOCUMENT, replay.mark(), replay.ledger().freeze())
        .snapshot()
        .bytes();
  }

  /** Entries of few participants and devices, so that windows fill and devices are forgotten. */
  private static List<StoredEntry> randomJournal(long seed, int length) {
    RandomEntries random = new RandomEntries(new SplittableRandom(seed));
    Ledger admitted = new Ledger(LedgerLimits.DEFAULT);
    EntryEncoder encoder = new EntryEncoder();
    List<StoredEntry> journal = new ArrayList<>();
    int chain = EntryDecoder.seed(Desk.DOCUMENT);
    while (journal.size() < length) {
      Entry entry = random.next(journal.size() + 1L);
      if (admitted.admits(entry.cause()) && admitted.record(entry)) {
        journal.add(new StoredEntry(entry.version(), encoder.encode(entry, chain)));
        chain = encoder.chain();
      }
    }
    return journal;
  }

  private long snapshots() {
    return simulation.await(store.snapshots(Desk.DOCUMENT)).size();
  }

  private List<StoredEntry> entries() {
    return simulation
        .await(store.read(Desk.DOCUMENT, 0, Integer.MAX_VALUE, Long.MAX_VALUE))
        .items();
  }

  private static JournalException opening(Desk desk) {
    CompletionException failure = assertThrows(CompletionException.class, desk::open);
    return assertInstanceOf(JournalException.class, failure.getCause());
  }

  private static StoredEntry at(long position, StoredEntry entry) {
    return new StoredEntry(position, entry.bytes());
  }

  private static StoredEntry after(List<StoredEntry> journal, StoredEntry entry) {
    return journal.get((int) entry.position());
  }

  private static StoredEntry altered(StoredEntry entry) {
    byte[] bytes = entry.bytes().clone();
    bytes[bytes.length / 2] ^= 1;
    return new StoredEntry(entry.position(), bytes);
  }

  private static StoredSnapshot altered(StoredSnapshot snapshot) {
    byte[] bytes = snapshot.bytes().clone();
    bytes[bytes.length / 2] ^= 0x55;
    return new StoredSnapshot(snapshot.position(), bytes, snapshot.meta());
  }
}
