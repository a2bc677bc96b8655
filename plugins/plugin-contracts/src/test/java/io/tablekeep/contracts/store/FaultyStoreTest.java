package io.tablekeep.contracts.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.contracts.store.FaultyStore.Call;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.store.Appended;
import io.tablekeep.sdk.store.CampaignStore;
import io.tablekeep.sdk.store.Epoch;
import io.tablekeep.sdk.store.Refusal;
import io.tablekeep.sdk.store.StoreException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

final class FaultyStoreTest extends CampaignStoreContract {
  private static final DocumentId ID = DocumentId.campaign("doc");

  private final FaultyStore faulty = new FaultyStore(new InMemoryStore());

  /** Without a fault it is a store like any other. */
  @Override
  protected CampaignStore open() {
    return new FaultyStore(new InMemoryStore());
  }

  private Epoch take() {
    return faulty.acquire(ID, "test").toCompletableFuture().join();
  }

  private CompletableFuture<Appended> put(Epoch epoch, long after) {
    return faulty.append(ID, epoch, after, entries(after, "x")).toCompletableFuture();
  }

  private int stored() {
    return faulty.read(ID, 0, 99, 99).toCompletableFuture().join().items().size();
  }

  @Test
  void theNthCallIsRefusedAndWhatBuildsOnItIsAConflict() {
    faulty.fail(3, Fault.full());
    Epoch epoch = take();
    assertEquals(new Appended.Durable(1), put(epoch, 0).join());
    assertEquals(
        Refusal.FULL, assertInstanceOf(Appended.Rejected.class, put(epoch, 1).join()).reason());
    assertEquals(
        Refusal.CONFLICT, assertInstanceOf(Appended.Rejected.class, put(epoch, 2).join()).reason());
    assertEquals(new Appended.Durable(2), put(epoch, 1).join());
    assertEquals(5, faulty.calls());
    assertEquals(4, faulty.calls(Call.APPEND));
  }

  @Test
  void anUnknownOutcomeIsStoredOrNotAndSpendsTheEpoch() {
    for (Fault.How how : Fault.How.values()) {
      for (boolean done : new boolean[] {true, false}) {
        final int before = stored();
        Epoch epoch = take();
        faulty.failNext(Call.APPEND, new Fault.Unknown(done, how));
        switch (how) {
          case SAID -> assertInstanceOf(Appended.Unknown.class, put(epoch, before).join());
          case FAILED -> assertThrows(CompletionException.class, put(epoch, before)::join);
          case THROWN -> assertThrows(IllegalStateException.class, () -> put(epoch, before));
        }
        assertEquals(before + (done ? 1 : 0), stored());
        for (long after = before; after < before + 2; after++) {
          Appended.Rejected spent =
              assertInstanceOf(Appended.Rejected.class, put(epoch, after).join());
          assertEquals(Refusal.FENCED, spent.reason());
        }
        assertInstanceOf(Appended.Durable.class, put(take(), stored()).join());
      }
    }
  }

  @Test
  void aDelayedAnswerHoldsBackLaterOnes() {
    Epoch epoch = take();
    faulty.failNext(Call.APPEND, Fault.delayed());
    CompletableFuture<Appended> first = put(epoch, 0);
    CompletableFuture<Appended> second = put(epoch, 1);
    assertFalse(first.isDone() || second.isDone());
    faulty.release();
    assertTrue(first.isDone() && second.isDone());
    assertTrue(put(epoch, 2).isDone());
  }

  @Test
  void readingFailsWithAReason() {
    faulty.failNext(Call.READ, new Fault.Rejected(Refusal.DAMAGED));
    CompletionException failure = assertThrows(CompletionException.class, this::stored);
    assertEquals(
        Refusal.DAMAGED, assertInstanceOf(StoreException.class, failure.getCause()).reason());
    faulty.failNext(Call.ACQUIRE, Fault.unknownButStored());
    assertThrows(CompletionException.class, this::take);
    assertEquals(2, take().value());
  }
}
