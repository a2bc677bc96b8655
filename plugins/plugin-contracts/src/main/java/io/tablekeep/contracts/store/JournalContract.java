package io.tablekeep.contracts.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.store.Appended;
import io.tablekeep.sdk.store.Epoch;
import io.tablekeep.sdk.store.Page;
import io.tablekeep.sdk.store.Refusal;
import io.tablekeep.sdk.store.StoreLimits;
import io.tablekeep.sdk.store.StoredEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Epochs and entries. */
abstract class JournalContract extends StoreFixture {

  @Test
  void whatIsAppendedIsReadInOrder() {
    Epoch epoch = acquire(DOC);
    append(DOC, epoch, 0, "one");
    append(DOC, epoch, 1, "two", "three");
    assertEquals(List.of("one", "two", "three"), texts(DOC));
    List<StoredEntry> read = await(store().read(DOC, 1, 10, 1 << 20)).items();
    assertEquals(List.of(2L, 3L), read.stream().map(StoredEntry::position).toList());
  }

  @Test
  void everyAcquireGivesAHigherEpoch() {
    Epoch first = acquire(DOC);
    Epoch second = acquire(DOC);
    assertTrue(second.compareTo(first) > 0, first + " then " + second);
    assertEquals(List.of(), texts(DOC));
  }

  @Test
  void anOlderEpochNeverWritesAgain() {
    Epoch old = acquire(DOC);
    append(DOC, old, 0, "one");
    Epoch young = acquire(DOC);
    assertRejected(Refusal.FENCED, send(DOC, old, 1, "stale"));
    assertRejected(Refusal.FENCED, store().putSnapshot(DOC, old, snapshot(1, "stale")));
    assertRejected(Refusal.FENCED, store().dropSnapshots(DOC, old, 5));
    assertRejected(Refusal.FENCED, store().delete(DOC, old));
    append(DOC, young, 1, "two");
    assertEquals(List.of("one", "two"), texts(DOC));
  }

  @Test
  void anEpochThatWasNeverGivenOutIsFenced() {
    assertRejected(Refusal.FENCED, send(DOC, new Epoch(1), 0, "never acquired"));
    Epoch epoch = acquire(DOC);
    assertRejected(Refusal.FENCED, send(DOC, new Epoch(epoch.value() + 1), 0, "from the future"));
    append(DOC, epoch, 0, "mine");
    assertEquals(List.of("mine"), texts(DOC));
  }

  @Test
  void whoIsFencedLearnsByWhom() {
    Epoch old = acquire(DOC);
    await(store().acquire(DOC, "the other server"));
    Appended answer = await(send(DOC, old, 0, "stale"));
    assertTrue(answer.toString().contains("the other server"), answer.toString());
  }

  @Test
  void anAppendSentBeforeAnAcquireIsNeverSeenAfterIt() {
    Epoch old = acquire(DOC);
    List<CompletionStage<Appended>> sent = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      sent.add(send(DOC, old, i, "entry " + i));
    }
    Epoch young = acquire(DOC);
    List<String> truth = texts(DOC);
    sent.add(send(DOC, old, truth.size(), "late"));
    for (int i = 0; i < sent.size(); i++) {
      boolean durable = await(sent.get(i)) instanceof Appended.Durable;
      assertEquals(i < truth.size(), durable, "append " + i);
    }
    assertEquals(truth, texts(DOC));
    append(DOC, young, truth.size(), "after");
  }

  @Test
  void appendsMayBePipelined() {
    Epoch epoch = acquire(DOC);
    List<CompletionStage<Appended>> sent = new ArrayList<>();
    List<Long> answered = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      CompletionStage<Appended> stage = send(DOC, epoch, i, "entry " + i);
      sent.add(
          stage.whenComplete(
              (done, failed) -> {
                synchronized (answered) {
                  answered.add(((Appended.Durable) done).position());
                }
              }));
    }
    for (int i = 0; i < 200; i++) {
      assertDurable(i + 1, sent.get(i));
      assertEquals(i + 1L, answered.get(i), "answers come in order");
    }
    assertEquals(200, texts(DOC).size());
  }

  @Test
  void whatBuildsOnARefusedAppendIsAConflict() {
    Epoch epoch = acquire(DOC);
    append(DOC, epoch, 0, "one");
    CompletionStage<Appended> gap = send(DOC, epoch, 5, "gap");
    CompletionStage<Appended> onTheGap = send(DOC, epoch, 6, "on the gap");
    CompletionStage<Appended> again = send(DOC, epoch, 0, "again");
    assertRejected(Refusal.CONFLICT, gap);
    assertRejected(Refusal.CONFLICT, onTheGap);
    assertRejected(Refusal.CONFLICT, again);
    append(DOC, epoch, 1, "two");
    assertEquals(List.of("one", "two"), texts(DOC));
  }

  @Test
  void anAppendIsStoredWholeOrNotAtAll() {
    Epoch epoch = acquire(DOC);
    assertRejected(Refusal.CONFLICT, send(DOC, epoch, 1, "a", "b", "c"));
    assertEquals(List.of(), texts(DOC));
    append(DOC, epoch, 0, "a", "b", "c");
    assertEquals(List.of("a", "b", "c"), texts(DOC));
  }

  @Test
  void nonsenseIsRefusedAsSuch() {
    Epoch epoch = acquire(DOC);
    assertRejected(Refusal.INVALID, store().append(DOC, epoch, 0, List.of()));
    assertRejected(Refusal.INVALID, store().append(DOC, epoch, 0, entries(1, "starts at two")));
    List<StoredEntry> gap = new ArrayList<>(entries(0, "one"));
    gap.addAll(entries(2, "three"));
    assertRejected(Refusal.INVALID, store().append(DOC, epoch, 0, gap));
    assertFails(Refusal.INVALID, store().acquire(DOC, ""));
    assertFails(Refusal.INVALID, store().acquire(DOC, "x".repeat(201)));
    append(DOC, epoch, 0, "fine");
  }

  @Test
  void anyBytesComeBackAsTheyWere() {
    List<byte[]> payloads = new ArrayList<>();
    payloads.add(new byte[0]);
    payloads.add(new byte[] {0});
    payloads.add(new byte[] {(byte) 0xff, (byte) 0xfe, 0, 'a'});
    payloads.add(bytes("plain"));
    payloads.add(bytes("{\"name\":\"Žofie 龍 🐉 \\u0000\"}"));
    payloads.add(bytes("nul \0 inside"));
    payloads.add(new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80});
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    payloads.add(all);
    Epoch epoch = acquire(DOC);
    List<StoredEntry> entries = new ArrayList<>();
    for (byte[] payload : payloads) {
      entries.add(new StoredEntry(entries.size() + 1, payload));
    }
    assertDurable(payloads.size(), store().append(DOC, epoch, 0, entries));
    List<StoredEntry> read = await(store().read(DOC, 0, 100, 1 << 20)).items();
    for (int i = 0; i < payloads.size(); i++) {
      assertArrayEquals(payloads.get(i), read.get(i).bytes(), "payload " + i);
    }
  }

  @Test
  void entriesUpToTheLimitFitAndLargerOnesAreRefused() {
    StoreLimits limits = store().limits();
    StoreLimits least = StoreLimits.MINIMUM;
    assertTrue(limits.entryBytes() >= least.entryBytes());
    assertTrue(limits.appendBytes() >= least.appendBytes());
    assertTrue(limits.appendEntries() >= least.appendEntries());
    assertTrue(limits.snapshotBytes() >= least.snapshotBytes());
    assertTrue(limits.snapshotMeta() >= least.snapshotMeta());
    Epoch epoch = acquire(DOC);
    byte[] big = new byte[least.entryBytes()];
    new SplittableRandom(4).nextBytes(big);
    assertDurable(1, store().append(DOC, epoch, 0, List.of(new StoredEntry(1, big))));
    assertArrayEquals(big, await(store().read(DOC, 0, 1, 1)).items().get(0).bytes());
    if (limits.entryBytes() < Integer.MAX_VALUE - 8) {
      byte[] tooBig = new byte[limits.entryBytes() + 1];
      assertRejected(
          Refusal.TOO_LARGE, store().append(DOC, epoch, 1, List.of(new StoredEntry(2, tooBig))));
    }
    String[] many = new String[least.appendEntries()];
    java.util.Arrays.fill(many, "x");
    append(DOC, epoch, 1, many);
    String[] tooMany = new String[limits.appendEntries() + 1];
    java.util.Arrays.fill(tooMany, "x");
    assertRejected(Refusal.TOO_LARGE, send(DOC, epoch, 1 + many.length, tooMany));
    assertEquals(1 + many.length, texts(DOC).size());
  }

  @Test
  void readingIsPagedByCountAndBytes() {
    Epoch epoch = acquire(DOC);
    append(DOC, epoch, 0, "aaaa", "bbbb", "cccc", "dddd", "eeee");
    Page<StoredEntry> two = await(store().read(DOC, 0, 2, 1 << 20));
    assertEquals(List.of("aaaa", "bbbb"), two.items().stream().map(StoreFixture::text).toList());
    assertTrue(two.more());
    Page<StoredEntry> eightBytes = await(store().read(DOC, 2, 100, 8));
    assertEquals(2, eightBytes.items().size());
    assertTrue(eightBytes.more());
    Page<StoredEntry> atLeastOne = await(store().read(DOC, 4, 100, 1));
    assertEquals(List.of("eeee"), atLeastOne.items().stream().map(StoreFixture::text).toList());
    assertFalse(atLeastOne.more());
    Page<StoredEntry> behindTheEnd = await(store().read(DOC, 5, 100, 100));
    assertEquals(new Page<>(List.of(), false), behindTheEnd);
    assertEquals(
        new Page<>(List.of(), false), await(store().read(DocumentId.campaign("no"), 0, 9, 9)));
  }

  @Test
  void aLongJournalIsReadPageByPageWithoutAGap() {
    Epoch epoch = acquire(DOC);
    DocumentId other = DocumentId.campaign("other");
    Epoch otherEpoch = acquire(other);
    List<CompletionStage<Appended>> sent = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      sent.add(send(DOC, epoch, i, "entry " + (i + 1)));
      sent.add(send(other, otherEpoch, i, "other " + (i + 1)));
    }
    sent.forEach(this::await);
    long position = 0;
    boolean more = true;
    while (more) {
      Page<StoredEntry> page = await(store().read(DOC, position, 700, 1 << 20));
      for (StoredEntry entry : page.items()) {
        assertEquals(++position, entry.position());
        assertEquals("entry " + position, text(entry));
      }
      more = page.more();
    }
    assertEquals(3_000, position);
  }

  @Test
  void documentsDoNotDisturbEachOther() {
    List<DocumentId.Kind> kinds = List.of(DocumentId.Kind.values());
    List<Executable> tasks = new ArrayList<>();
    for (int d = 0; d < 16; d++) {
      DocumentId id = new DocumentId(kinds.get(d % kinds.size()), "doc-" + d / kinds.size());
      tasks.add(
          () -> {
            Epoch epoch = acquire(id);
            List<CompletionStage<Appended>> sent = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
              sent.add(send(id, epoch, i, id + " " + i));
            }
            for (int i = 0; i < 100; i++) {
              assertDurable(i + 1, sent.get(i));
            }
          });
    }
    concurrently(tasks);
    for (DocumentId.Kind kind : DocumentId.Kind.values()) {
      DocumentId id = new DocumentId(kind, "doc-3");
      List<String> read = texts(id);
      assertEquals(100, read.size());
      assertEquals(id + " 99", read.get(99));
    }
  }
}
