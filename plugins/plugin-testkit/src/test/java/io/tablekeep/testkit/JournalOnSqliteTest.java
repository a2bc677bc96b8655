package io.tablekeep.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tablekeep.contracts.fixture.CampaignFixture;
import io.tablekeep.engine.journal.Journal;
import io.tablekeep.engine.journal.JournalListener;
import io.tablekeep.engine.journal.JournalOptions;
import io.tablekeep.engine.journal.Journals;
import io.tablekeep.engine.journal.Loss;
import io.tablekeep.engine.journal.entry.ActionHash;
import io.tablekeep.engine.journal.entry.Cause;
import io.tablekeep.engine.journal.entry.Effect;
import io.tablekeep.engine.journal.entry.Effects;
import io.tablekeep.engine.journal.entry.Entry;
import io.tablekeep.engine.journal.entry.Outcome;
import io.tablekeep.engine.journal.ledger.Asked;
import io.tablekeep.engine.journal.recovery.Verification;
import io.tablekeep.engine.runtime.Loop;
import io.tablekeep.engine.runtime.vertx.VertxRuntime;
import io.tablekeep.engine.state.Canonical;
import io.tablekeep.engine.state.JsonNull;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.JsonReader;
import io.tablekeep.engine.state.Values;
import io.tablekeep.plugin.sqlite.SqliteStore;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.state.Pointer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A big campaign and a long tail on the real store and the real runtime. */
class JournalOnSqliteTest {
  private static final DocumentId DOCUMENT = DocumentId.campaign("big");
  private static final int TAIL = 10_000;
  private static final JournalOptions NO_SNAPSHOTS =
      JournalOptions.DEFAULT.withSnapshots(
          new JournalOptions.Snapshots(
              Integer.MAX_VALUE, Long.MAX_VALUE, Duration.ofDays(1), Integer.MAX_VALUE, 3));

  private final VertxRuntime runtime = VertxRuntime.builder().build();
  private final Loop loop = runtime.loop("big");

  @AfterEach
  void close() {
    runtime.close();
  }

  @Test
  void aBigCampaignComesBackWithItsTail(@TempDir Path folder) throws Exception {
    byte[] json =
        new JsonMapper().writeValueAsBytes(CampaignFixture.campaign(1, CampaignFixture.BIG, 6));
    JsonObject root = JsonReader.readObject(json, JsonReader.Limits.DOCUMENT, 0);
    try (SqliteStore store = SqliteStore.open(folder.resolve("journal.db"))) {
      Journals journals =
          new Journals(store, runtime, NO_SNAPSHOTS, new SimpleMeterRegistry(), "test");
      await(journals.create(DOCUMENT, "gm", JsonNull.NULL, root, Instant.now()));
      Writer first = new Writer(await(() -> journals.open(DOCUMENT, loop, new Quiet())));
      await(() -> first.journal.close()); // leaves a snapshot
      Ear ear = new Ear();
      Writer writer = new Writer(await(() -> journals.open(DOCUMENT, loop, ear)));
      long start = writer.journal.version();
      for (int sent = 0; sent < TAIL; sent += 100) {
        onLoop(() -> writer.moves(100));
        ear.await(start + sent + 100 - 1_000);
      }
      ear.await(start + TAIL);

      long best = Long.MAX_VALUE;
      for (int i = 0; i < 20; i++) {
        long begin = System.nanoTime();
        Journal again = await(() -> journals.open(DOCUMENT, loop, new Quiet()));
        best = Math.min(best, System.nanoTime() - begin);
        assertEquals(start, again.recovered().snapshot());
        assertEquals(TAIL, again.recovered().replayed());
        assertEquals(writer.head, again.recovered().root());
        Cause last = writer.last;
        assertInstanceOf(
            Asked.Same.class,
            again.ledger().ask(last.by(), last.device(), last.n(), last.hash(), Instant.now()));
      }
      System.out.printf(
          "reopened %d bytes and %d entries in %.1f ms at best%n", json.length, TAIL, best / 1e6);
      Verification found = await(journals.verify(DOCUMENT));
      assertTrue(found.sound(), () -> String.valueOf(found.damages()));
      assertEquals(Canonical.hash(writer.head), found.sha256());
    }
  }

  /** Moves tokens, on the loop. */
  private static final class Writer {
    final Journal journal;
    volatile JsonObject head;
    volatile Cause last = Cause.withoutId("", "", JsonNull.NULL);

    Writer(Journal journal) {
      this.journal = journal;
      head = journal.recovered().root();
    }

    void moves(int count) {
      for (int i = 0; i < count; i++) {
        long version = journal.version() + 1;
        String token = "t" + version % 20;
        Object x = Values.number(version % 100 / 4.0);
        Object y = Values.number(version % 70);
        JsonObject to = JsonObject.of(Map.of("x", x, "y", y), version);
        JsonObject ref = JsonObject.of(Map.of("map", "m1", "id", token), version);
        JsonObject payload = JsonObject.of(Map.of("token", ref, "to", to), version);
        long hash = ActionHash.of("token.move", payload);
        last = new Cause("p" + version % 6, "d-7f3a", version, hash, "token.move", payload, 0);
        List<Effect> effects =
            List.of(
                new Effect.Put(Pointer.of("maps", "m1", "tokens", token, "x"), x),
                new Effect.Put(Pointer.of("maps", "m1", "tokens", token, "y"), y));
        Entry entry =
            new Entry(
                version,
                journal.epoch().value(),
                Instant.ofEpochMilli(1_795_000_000_000L + version),
                last,
                effects,
                List.of(),
                Outcome.OK);
        head = Effects.apply(head, effects, version);
        assertTrue(journal.append(entry, head));
      }
    }
  }

  private static class Quiet implements JournalListener {
    @Override
    public void durable(long version) {}

    @Override
    public void lost(Loss loss) {}
  }

  private static final class Ear extends Quiet {
    private long durable;
    private boolean lost;

    @Override
    public synchronized void durable(long version) {
      durable = version;
      notifyAll();
    }

    @Override
    public synchronized void lost(Loss loss) {
      lost = true;
      notifyAll();
    }

    synchronized void await(long version) throws InterruptedException {
      while (durable < version && !lost) {
        wait(60_000);
      }
      assertTrue(durable >= version, () -> "only " + durable + " is durable");
    }
  }

  private void onLoop(Runnable task) throws Exception {
    await(
        () -> {
          task.run();
          return CompletableFuture.completedFuture(true);
        });
  }

  /** Calls on the loop and waits for the stage. */
  private <T> T await(Supplier<CompletionStage<T>> call) throws Exception {
    CompletableFuture<T> done = new CompletableFuture<>();
    loop.execute(
        () -> {
          try {
            call.get()
                .whenComplete(
                    (value, failure) -> {
                      if (failure != null) {
                        done.completeExceptionally(failure);
                      } else {
                        done.complete(value);
                      }
                    });
          } catch (RuntimeException | AssertionError failure) {
            done.completeExceptionally(failure);
          }
        });
    return await(done);
  }

  private static <T> T await(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
  }
}
