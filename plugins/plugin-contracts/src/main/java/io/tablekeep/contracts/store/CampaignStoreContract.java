package io.tablekeep.contracts.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.store.Appended;
import io.tablekeep.sdk.store.DocumentInfo;
import io.tablekeep.sdk.store.Epoch;
import io.tablekeep.sdk.store.Page;
import io.tablekeep.sdk.store.Refusal;
import io.tablekeep.sdk.store.StoreCapability;
import io.tablekeep.sdk.store.StoreException;
import io.tablekeep.sdk.store.StoreHealth;
import io.tablekeep.sdk.store.StoreStats;
import io.tablekeep.sdk.store.StoredSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/**
 * What every {@link io.tablekeep.sdk.store.CampaignStore} promises. A store plugin's test extends
 * this class and says how its store is opened:
 *
 * <pre>{@code
 * final class MyStoreTest extends CampaignStoreContract {
 *   @TempDir Path folder;
 *
 *   @Override
 *   protected CampaignStore open() {
 *     return MyStore.open(folder.resolve("my.db"));
 *   }
 * }
 * }</pre>
 *
 * <p>What a store does not offer (see {@link StoreCapability}) is tested for its documented refusal
 * instead.
 */
public abstract class CampaignStoreContract extends JournalContract {

  /** For subclasses. */
  protected CampaignStoreContract() {}

  @Test
  void theNewestSnapshotAtOrBelowAPositionIsFound() {
    Epoch epoch = acquire(DOC);
    append(DOC, epoch, 0, "1", "2", "3", "4", "5");
    assertDurable(5, store().putSnapshot(DOC, epoch, snapshot(2, "two")));
    assertDurable(5, store().putSnapshot(DOC, epoch, snapshot(5, "five")));
    assertDurable(5, store().putSnapshot(DOC, epoch, snapshot(4, "four")));
    assertEquals(Optional.empty(), await(store().snapshot(DOC, 1)));
    assertSnapshot(2, "two", await(store().snapshot(DOC, 3)));
    assertSnapshot(4, "four", await(store().snapshot(DOC, 4)));
    assertSnapshot(5, "five", await(store().snapshot(DOC, Long.MAX_VALUE)));
    assertEquals(
        List.of(
            new StoredSnapshot.Info(2, 3, "meta of two"),
            new StoredSnapshot.Info(4, 4, "meta of four"),
            new StoredSnapshot.Info(5, 4, "meta of five")),
        await(store().snapshots(DOC)));
    assertDurable(5, store().dropSnapshots(DOC, epoch, 5));
    assertEquals(1, await(store().snapshots(DOC)).size());
    assertSnapshot(5, "five", await(store().snapshot(DOC, Long.MAX_VALUE)));
    assertEquals(5, texts(DOC).size());
  }

  @Test
  void aSnapshotOfTheSamePositionIsReplaced() {
    Epoch epoch = acquire(DOC);
    append(DOC, epoch, 0, "1");
    assertDurable(1, store().putSnapshot(DOC, epoch, snapshot(1, "old")));
    assertDurable(1, store().putSnapshot(DOC, epoch, snapshot(1, "new")));
    assertSnapshot(1, "new", await(store().snapshot(DOC, 1)));
    assertEquals(1, await(store().snapshots(DOC)).size());
  }

  @Test
  void aSnapshotBeyondTheJournalIsAConflict() {
    Epoch epoch = acquire(DOC);
    append(DOC, epoch, 0, "1");
    assertRejected(Refusal.CONFLICT, store().putSnapshot(DOC, epoch, snapshot(2, "ahead")));
    assertEquals(List.of(), await(store().snapshots(DOC)));
  }

  @Test
  void aSnapshotAtZeroMakesADocumentExist() {
    Epoch epoch = acquire(DOC);
    assertEquals(Optional.empty(), await(store().describe(DOC)));
    assertDurable(0, store().putSnapshot(DOC, epoch, snapshot(0, "imported")));
    assertEquals(0, await(store().describe(DOC)).orElseThrow().last());
    append(DOC, epoch, 0, "first");
    assertSnapshot(0, "imported", await(store().snapshot(DOC, 9)));
  }

  @Test
  void aBigSnapshotComesBackAsItWasWhileTheJournalGoesOn() {
    byte[] state = new byte[9_000_001];
    new SplittableRandom(7).nextBytes(state);
    Epoch epoch = acquire(DOC);
    append(DOC, epoch, 0, "1");
    CompletionStage<Appended> put =
        store().putSnapshot(DOC, epoch, new StoredSnapshot(1, state, "big"));
    CompletionStage<Appended> two = send(DOC, epoch, 1, "2");
    CompletionStage<Appended> three = send(DOC, epoch, 2, "3");
    assertDurable(2, two);
    assertDurable(3, three);
    assertTrue(await(put) instanceof Appended.Durable);
    assertArrayEquals(state, await(store().snapshot(DOC, 3)).orElseThrow().bytes());
  }

  @Test
  void aSnapshotOverTheLimitIsRefused() {
    Epoch epoch = acquire(DOC);
    append(DOC, epoch, 0, "1");
    String meta = "m".repeat(store().limits().snapshotMeta());
    assertDurable(1, store().putSnapshot(DOC, epoch, new StoredSnapshot(1, new byte[1], meta)));
    assertRejected(
        Refusal.TOO_LARGE,
        store().putSnapshot(DOC, epoch, new StoredSnapshot(1, new byte[1], meta + "m")));
    assertEquals(meta, await(store().snapshots(DOC)).get(0).meta());
  }

  @Test
  void aDeletedDocumentIsGoneAndItsEpochWithIt() {
    Epoch epoch = acquire(DOC);
    append(DOC, epoch, 0, "1", "2");
    assertDurable(2, store().putSnapshot(DOC, epoch, snapshot(2, "two")));
    assertDurable(2, store().delete(DOC, epoch));
    assertEquals(List.of(), texts(DOC));
    assertEquals(List.of(), await(store().snapshots(DOC)));
    assertEquals(Optional.empty(), await(store().describe(DOC)));
    assertEquals(new Page<>(List.of(), false), await(store().list(DOC.kind(), "", 10)));
    assertRejected(Refusal.FENCED, send(DOC, epoch, 0, "from the grave"));
    assertRejected(Refusal.FENCED, send(DOC, epoch, 2, "from the grave"));
    Epoch reborn = acquire(DOC);
    assertTrue(reborn.compareTo(epoch) > 0, epoch + " then " + reborn);
    assertRejected(Refusal.FENCED, send(DOC, epoch, 0, "from the grave"));
    append(DOC, reborn, 0, "new life");
    assertEquals(List.of("new life"), texts(DOC));
    assertEquals(Optional.empty(), await(store().snapshot(DOC, 9)));
  }

  @Test
  void deletingWhatDoesNotExistIsFine() {
    Epoch epoch = acquire(DOC);
    assertDurable(0, store().delete(DOC, epoch));
    assertRejected(Refusal.FENCED, store().delete(DOC, epoch));
  }

  @Test
  void documentsAreListedByKindInOrderPageByPage() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      String name = "c-" + (char) ('z' - i);
      names.add(0, name);
      append(DocumentId.campaign(name), acquire(DocumentId.campaign(name)), 0, "x");
    }
    DocumentId user = new DocumentId(DocumentId.Kind.USER, "c-a");
    append(user, acquire(user), 0, "x");
    acquire(DocumentId.campaign("c-acquired-only"));
    List<String> listed = new ArrayList<>();
    boolean more = true;
    while (more) {
      String after = listed.isEmpty() ? "" : listed.get(listed.size() - 1);
      Page<DocumentInfo> page = await(store().list(DocumentId.Kind.CAMPAIGN, after, 10));
      page.items().forEach(info -> listed.add(info.id().id()));
      more = page.more();
    }
    assertEquals(names, listed);
    assertEquals(1, await(store().list(DocumentId.Kind.USER, "", 10)).items().size());
  }

  @Test
  void aDocumentIsDescribed() {
    Epoch epoch = await(store().acquire(DOC, "host-1"));
    append(DOC, epoch, 0, "1", "2", "3");
    assertEquals(
        Optional.of(new DocumentInfo(DOC, epoch, "host-1", 1, 3)), await(store().describe(DOC)));
    assertEquals(
        List.of(new DocumentInfo(DOC, epoch, "host-1", 1, 3)),
        await(store().list(DOC.kind(), "", 10)).items());
  }

  @Test
  void theStoreChecksItself() {
    Epoch epoch = acquire(DOC);
    append(DOC, epoch, 0, "1", "2");
    assertDurable(2, store().putSnapshot(DOC, epoch, snapshot(1, "one")));
    List<StoreHealth.Problem> problems = new ArrayList<>();
    assertEquals(new StoreHealth(1, 2, 1, 0), await(store().check(problems::add)));
    assertEquals(List.of(), problems);
  }

  @Test
  void theStoreCountsWhatItDoes() {
    Epoch epoch = acquire(DOC);
    append(DOC, epoch, 0, "1", "2");
    StoreStats stats = store().stats();
    assertEquals(2, stats.entries());
    assertTrue(stats.commits() >= 1, stats.toString());
    assertEquals(0, stats.queuedWrites(), stats.toString());
    if (can(StoreCapability.DURABLE)) {
      assertTrue(stats.syncs() >= 1, stats.toString());
    }
  }

  @Test
  void aReopenedStoreKnowsEverything() throws Exception {
    Epoch epoch = acquire(DOC);
    append(DOC, epoch, 0, "1", "2");
    assertDurable(2, store().putSnapshot(DOC, epoch, snapshot(2, "two")));
    boolean durable = can(StoreCapability.DURABLE);
    reopen();
    if (!durable) {
      assertEquals(Optional.empty(), await(store().describe(DOC)), "it never promised to keep it");
      return;
    }
    assertEquals(List.of("1", "2"), texts(DOC));
    assertSnapshot(2, "two", await(store().snapshot(DOC, 2)));
    Epoch young = acquire(DOC);
    assertTrue(young.compareTo(epoch) > 0, epoch + " then " + young);
    assertRejected(Refusal.FENCED, send(DOC, epoch, 2, "stale"));
    append(DOC, young, 2, "3");
    assertDurable(3, store().delete(DOC, young));
    reopen();
    assertEquals(List.of(), texts(DOC));
    assertTrue(acquire(DOC).compareTo(young) > 0);
  }

  @Test
  void closingAnswersWhatWasAccepted() {
    Epoch epoch = acquire(DOC);
    List<CompletionStage<Appended>> sent = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      sent.add(send(DOC, epoch, i, "entry " + i));
    }
    store().close();
    for (CompletionStage<Appended> stage : sent) {
      assertTrue(stage.toCompletableFuture().isDone());
      assertTrue(await(stage) instanceof Appended.Durable);
    }
  }

  @Test
  void aClosedStoreSaysSo() {
    Epoch epoch = acquire(DOC);
    append(DOC, epoch, 0, "1");
    store().close();
    store().close();
    assertRejected(Refusal.CLOSED, send(DOC, epoch, 1, "late"));
    assertRejected(Refusal.CLOSED, store().putSnapshot(DOC, epoch, snapshot(1, "late")));
    assertRejected(Refusal.CLOSED, store().dropSnapshots(DOC, epoch, 1));
    assertRejected(Refusal.CLOSED, store().delete(DOC, epoch));
    assertFails(Refusal.CLOSED, store().acquire(DOC, "late"));
    assertFails(Refusal.CLOSED, store().read(DOC, 0, 1, 1));
    assertFails(Refusal.CLOSED, store().snapshot(DOC, 1));
    assertFails(Refusal.CLOSED, store().snapshots(DOC));
    assertFails(Refusal.CLOSED, store().describe(DOC));
    assertFails(Refusal.CLOSED, store().list(DOC.kind(), "", 1));
    assertFails(Refusal.CLOSED, store().check(problem -> {}));
  }

  @Test
  void aSecondOpenerIsRefusedUnlessTheStoreIsShared() throws Exception {
    if (can(StoreCapability.SHARED)) {
      try (var second = open()) {
        Epoch old = acquire(DOC);
        await(second.acquire(DOC, "second"));
        assertRejected(Refusal.FENCED, send(DOC, old, 0, "stale"));
      }
    } else if (can(StoreCapability.DURABLE)) {
      StoreException refused = assertThrows(StoreException.class, this::open);
      assertEquals(Refusal.IN_USE, refused.reason(), refused.getMessage());
      Epoch epoch = acquire(DOC);
      append(DOC, epoch, 0, "the first goes on");
    } else {
      assertFalse(can(StoreCapability.DURABLE), "nothing to share");
    }
  }

  private static void assertSnapshot(long position, String text, Optional<StoredSnapshot> found) {
    assertEquals(position, found.orElseThrow().position());
    assertEquals(text, new String(found.get().bytes(), java.nio.charset.StandardCharsets.UTF_8));
    assertEquals("meta of " + text, found.get().meta());
  }
}
