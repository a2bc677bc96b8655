package io.tablekeep.contracts.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.store.Appended;
import io.tablekeep.sdk.store.CampaignStore;
import io.tablekeep.sdk.store.Epoch;
import io.tablekeep.sdk.store.Refusal;
import io.tablekeep.sdk.store.StoreCapability;
import io.tablekeep.sdk.store.StoreException;
import io.tablekeep.sdk.store.StoredEntry;
import io.tablekeep.sdk.store.StoredSnapshot;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.function.Executable;

/** What the parts of the contract have in common: opening, waiting, and short words for calls. */
abstract class StoreFixture {
  static final DocumentId DOC = DocumentId.campaign("lost-mine");

  private @Nullable CampaignStore current;

  /**
   * Opens the store of this test; each test begins with an empty place, and opening again within
   * one test opens the same place.
   *
   * @return a store of the kind under test
   * @throws Exception fails the test
   */
  protected abstract CampaignStore open() throws Exception;

  /**
   * Waits for a stage. A store in simulated time overrides this and lets time pass.
   *
   * @param stage from a call
   * @param <T> what it gives
   * @return what it gave
   * @throws CompletionException when it failed
   */
  protected <T> T await(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new CompletionException(e.getCause());
    } catch (TimeoutException e) {
      throw new AssertionError("The store did not answer within a minute.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /**
   * Runs tasks at the same time. A single-threaded store overrides this and runs them one by one.
   *
   * @param tasks independent of each other
   */
  protected void concurrently(List<Executable> tasks) {
    List<Throwable> failures = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (Executable task : tasks) {
      Thread thread =
          new Thread(
              () -> {
                try {
                  task.execute();
                } catch (Throwable e) {
                  synchronized (failures) {
                    failures.add(e);
                  }
                }
              });
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError(e);
      }
    }
    if (!failures.isEmpty()) {
      throw new AssertionError(failures.size() + " tasks failed.", failures.get(0));
    }
  }

  @BeforeEach
  final void openFirst() throws Exception {
    current = open();
  }

  @AfterEach
  final void closeLast() {
    store().close();
  }

  final CampaignStore store() {
    return Objects.requireNonNull(current);
  }

  /** Closes and opens the same place again. */
  final CampaignStore reopen() throws Exception {
    store().close();
    current = open();
    return store();
  }

  final boolean can(StoreCapability capability) {
    return store().capabilities().contains(capability);
  }

  final Epoch acquire(DocumentId id) {
    return await(store().acquire(id, "contract"));
  }

  final CompletionStage<Appended> send(DocumentId id, Epoch epoch, long after, String... texts) {
    return store().append(id, epoch, after, entries(after, texts));
  }

  final void append(DocumentId id, Epoch epoch, long after, String... texts) {
    assertDurable(after + texts.length, send(id, epoch, after, texts));
  }

  final List<String> texts(DocumentId id) {
    return await(store().read(id, 0, 100_000, Long.MAX_VALUE)).items().stream()
        .map(StoreFixture::text)
        .toList();
  }

  final void assertDurable(long position, CompletionStage<Appended> stage) {
    assertEquals(new Appended.Durable(position), await(stage));
  }

  final void assertRejected(Refusal reason, CompletionStage<Appended> stage) {
    Appended.Rejected rejected = assertInstanceOf(Appended.Rejected.class, await(stage));
    assertEquals(reason, rejected.reason(), rejected.message());
  }

  final void assertFails(Refusal reason, CompletionStage<?> stage) {
    CompletionException failure = assertThrows(CompletionException.class, () -> await(stage));
    StoreException cause = assertInstanceOf(StoreException.class, failure.getCause());
    assertEquals(reason, cause.reason(), cause.getMessage());
  }

  static List<StoredEntry> entries(long after, String... texts) {
    List<StoredEntry> entries = new ArrayList<>();
    for (String text : texts) {
      entries.add(new StoredEntry(++after, bytes(text)));
    }
    return entries;
  }

  static StoredSnapshot snapshot(long position, String text) {
    return new StoredSnapshot(position, bytes(text), "meta of " + text);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static String text(StoredEntry entry) {
    return new String(entry.bytes(), StandardCharsets.UTF_8);
  }
}
