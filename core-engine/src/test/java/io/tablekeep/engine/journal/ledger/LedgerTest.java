package io.tablekeep.engine.journal.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.contracts.Seed;
import io.tablekeep.engine.journal.entry.Cause;
import io.tablekeep.engine.journal.entry.Entry;
import io.tablekeep.engine.journal.entry.Outcome;
import io.tablekeep.engine.journal.entry.Settled;
import io.tablekeep.engine.state.JsonNull;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private static final Instant START = Instant.parse("2026-11-22T01:15:57.123Z");
  private static final Outcome NO = new Outcome.Refused("no", "No.", "");

  private final Ledger ledger = new Ledger(new LedgerLimits(64, 2_048, Duration.ofDays(30)));
  private long version;

  @Test
  void anActionThatHasRunGetsItsReceiptAgain() {
    assertNew(ask("d", 1, 77));
    record("d", 1, 77, NO);
    Asked.Same same = assertInstanceOf(Asked.Same.class, ask("d", 1, 77));
    assertEquals(new Asked.Receipt(1, 77, 1, NO), same.receipt());
  }

  @Test
  void theSameIdWithOtherContentIsRefused() {
    record("d", 1, 77, NO);
    assertRefused("action-id-reused", ask("d", 1, 78));
    ledger.claim("ann", "d", 2, 5);
    assertRefused("action-id-reused", ask("d", 2, 6));
  }

  @Test
  void devicesAndParticipantsHaveNumbersOfTheirOwn() {
    record("d", 1, 77, NO);
    assertNew(ask("e", 1, 1));
    assertNew(ledger.ask("bob", "d", 1, 1, START));
  }

  @Test
  void anActionOnItsWayIsKnown() {
    ledger.claim("ann", "d", 1, 77);
    assertEquals(new Asked.InFlight(0), ask("d", 1, 77));
    ledger.sent(cause("d", 1, 77), 5);
    assertEquals(new Asked.InFlight(5), ask("d", 1, 77));
    assertFalse(ledger.admits(cause("d", 1, 77)));
    ledger.record(entry(cause("d", 1, 77), 5, START, NO));
    assertInstanceOf(Asked.Same.class, ask("d", 1, 77));
  }

  @Test
  void aClaimThatIsReleasedLeavesTheNumberUnused() {
    ledger.claim("ann", "d", 1, 77);
    ledger.release("ann", "d", 1);
    assertNew(ask("d", 1, 78));
    assertEquals(0, ledger.devices());
  }

  @Test
  void aNumberThatWasPassedByMayStillRunAsLongAsItsReceiptCanBeKept() {
    record("d", 5, 1, NO);
    assertNew(ask("d", 3, 1));
    record("d", 3, 1, NO);
    for (long n = 6; n < 6 + 62; n++) {
      record("d", n, 1, NO);
    }
    assertInstanceOf(Asked.Same.class, ask("d", 3, 1));
    assertRefused("action-id-too-old", ask("d", 2, 1));
    record("d", 100, 1, NO);
    assertRefused("action-id-too-old", ask("d", 3, 1));
    assertRefused("action-id-too-old", ask("d", 4, 1));
    assertInstanceOf(Asked.Same.class, ask("d", 5, 1));
  }

  @Test
  void whatIsOnItsWayCountsWhenAskingWhetherAReceiptCanBeKept() {
    record("d", 1, 1, NO);
    for (long n = 100; n < 164; n++) {
      assertNew(ask("d", n, 1));
      ledger.claim("ann", "d", n, 1);
    }
    assertRefused("action-id-too-old", ask("d", 50, 1));
    for (long n = 100; n < 164; n++) {
      record("d", n, 1, NO);
    }
    assertRefused("action-id-too-old", ask("d", 50, 1));
  }

  @Test
  void anIdThatRanTwiceIsNoticedAndTheFirstReceiptStays() {
    record("d", 1, 77, NO);
    Entry again = entry(cause("d", 1, 77), ++version, START, Outcome.OK);
    assertFalse(ledger.record(again));
    assertEquals(NO, assertInstanceOf(Asked.Same.class, ask("d", 1, 77)).receipt().outcome());
  }

  @Test
  void aReceiptThatWaitedIsReplacedWhenItIsSettled() {
    record("d", 1, 77, new Outcome.Pending("waits", "", "a1"));
    List<Image> before = ledger.freeze();
    settle("d", 1);
    Asked.Receipt settled = assertInstanceOf(Asked.Same.class, ask("d", 1, 77)).receipt();
    assertEquals(new Asked.Receipt(1, 77, version, NO), settled);
    assertRefused("action-id-reused", ask("d", 1, 78));
    Ledger snapshot = new Ledger(LedgerLimits.DEFAULT);
    snapshot.restore(before);
    Asked waited = snapshot.ask("ann", "d", 1, 77, START);
    assertInstanceOf(
        Outcome.Pending.class, assertInstanceOf(Asked.Same.class, waited).receipt().outcome());
  }

  @Test
  void whatIsSettledAfterItsReceiptWasLetGoStaysTooOld() {
    for (long n = 1; n <= 65; n++) {
      record("d", n, 1, new Outcome.Pending("waits", "", "a" + n));
    }
    settle("d", 1);
    settle("nobody", 1);
    assertRefused("action-id-too-old", ask("d", 1, 1));
    assertEquals(1, ledger.devices());
  }

  private void settle(String device, long n) {
    Entry entry =
        new Entry(
            ++version,
            1,
            START,
            Cause.withoutId("", "ask.expire", JsonNull.NULL),
            List.of(),
            List.of(),
            Outcome.OK,
            List.of(new Settled("ann", device, n, NO)),
            List.of());
    assertTrue(ledger.record(entry));
  }

  @Test
  void whatHasNoIdIsNotKept() {
    Cause timer = Cause.withoutId("ann", "t", JsonNull.NULL);
    assertTrue(ledger.record(entry(timer, 1, START, Outcome.OK)));
    assertTrue(ledger.admits(timer));
    assertEquals(0, ledger.devices());
  }

  @Test
  void onlyDevicesLeftAloneForAMonthMakeRoom() {
    for (int i = 0; i < 64; i++) {
      Instant used = START.plus(Duration.ofDays(i / 32));
      ledger.record(entry(cause("d" + i, 1, 1), ++version, used, NO));
    }
    Instant early = START.plus(Duration.ofDays(29));
    assertRefused("too-many-devices", ledger.ask("ann", "new", 1, 1, early));
    assertNew(ledger.ask("bob", "new", 1, 1, early));
    Instant later = START.plus(Duration.ofDays(30));
    assertNew(ledger.ask("ann", "new", 1, 1, later));
    ledger.record(entry(cause("new", 1, 1), ++version, later, NO));
    assertEquals(64, ledger.devices());
    assertNew(ledger.ask("ann", "d0", 1, 1, later)); // forgotten; takes the room of d1
    assertInstanceOf(Asked.Same.class, ledger.ask("ann", "d63", 1, 1, later));
  }

  @Test
  void aDeviceInUseIsNotForgottenEvenWhenTooManyWereLetIn() {
    for (int i = 0; i < 64; i++) {
      record("d" + i, 1, 1, NO);
    }
    record("new", 1, 1, NO);
    assertEquals(65, ledger.devices());
    assertInstanceOf(Asked.Same.class, ask("d0", 1, 1));
  }

  @Test
  void allDevicesTogetherAreLimited() {
    Ledger small = new Ledger(new LedgerLimits(64, 3, Duration.ofDays(30)));
    for (int i = 0; i < 3; i++) {
      Cause cause = new Cause("p" + i, "d", 1, 1, "t", JsonNull.NULL, 0);
      small.record(entry(cause, i + 1L, START.plusMillis(i), NO));
    }
    assertRefused("too-many-devices", small.ask("p9", "d", 1, 1, START));
    Instant later = START.plus(Duration.ofDays(30));
    assertNew(small.ask("p9", "d", 1, 1, later));
    Cause cause = new Cause("p9", "d", 1, 1, "t", JsonNull.NULL, 0);
    small.record(entry(cause, 4, later, NO));
    assertEquals(3, small.devices());
    assertRefused("too-many-devices", small.ask("p0", "d", 1, 1, later));
  }

  @Test
  void itAgreesWithASimpleModelWhateverHappens() {
    long seed = Seed.of("itAgreesWithASimpleModelWhateverHappens");
    SplittableRandom random = new SplittableRandom(seed);
    Map<String, TreeMap<Long, Asked.Receipt>> model = new HashMap<>();
    Map<String, Long> floors = new HashMap<>();
    for (int step = 0; step < 60_000; step++) {
      String device = "d" + random.nextInt(3);
      TreeMap<Long, Asked.Receipt> known = model.computeIfAbsent(device, d -> new TreeMap<>());
      long top = known.isEmpty() ? 0 : known.lastKey();
      long n = Math.max(1, top + random.nextInt(-80, 6));
      long hash = random.nextInt(2);
      boolean frozen = random.nextInt(50) == 0;
      if (frozen) {
        ledger.freeze();
      }
      Asked asked = ask(device, n, hash);
      Asked.Receipt receipt = known.get(n);
      if (receipt != null) {
        if (receipt.hash() == hash) {
          assertEquals(new Asked.Same(receipt), asked);
        } else {
          assertRefused("action-id-reused", asked);
        }
        continue;
      }
      boolean tooOld = n <= floors.getOrDefault(device, 0L) || known.tailMap(n).size() >= 64;
      if (tooOld) {
        assertRefused("action-id-too-old", asked);
        continue;
      }
      assertNew(asked);
      record(device, n, hash, Outcome.OK);
      known.put(n, new Asked.Receipt(n, hash, version, Outcome.OK));
      if (known.size() > 64) {
        floors.put(device, known.pollFirstEntry().getKey());
      }
    }
  }

  private Asked ask(String device, long n, long hash) {
    return ledger.ask("ann", device, n, hash, START);
  }

  private void record(String device, long n, long hash, Outcome outcome) {
    assertTrue(ledger.record(entry(cause(device, n, hash), ++version, START, outcome)));
  }

  private static Cause cause(String device, long n, long hash) {
    return new Cause("ann", device, n, hash, "t", JsonNull.NULL, 0);
  }

  private static Entry entry(Cause cause, long version, Instant time, Outcome outcome) {
    return new Entry(version, 1, time, cause, List.of(), List.of(), outcome);
  }

  private static void assertNew(Asked asked) {
    assertInstanceOf(Asked.New.class, asked);
  }

  private static void assertRefused(String code, Asked asked) {
    assertEquals(code, assertInstanceOf(Asked.Refused.class, asked).problem().code());
  }
}
