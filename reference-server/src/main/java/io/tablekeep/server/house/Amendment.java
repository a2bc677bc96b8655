package io.tablekeep.server.house;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tablekeep.engine.Engine;
import io.tablekeep.engine.journal.Journal;
import io.tablekeep.engine.journal.JournalListener;
import io.tablekeep.engine.journal.JournalOptions;
import io.tablekeep.engine.journal.Journals;
import io.tablekeep.engine.journal.Loss;
import io.tablekeep.engine.journal.entry.Cause;
import io.tablekeep.engine.journal.entry.Entry;
import io.tablekeep.engine.journal.entry.Outcome;
import io.tablekeep.engine.runtime.EngineRuntime;
import io.tablekeep.engine.runtime.Loop;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.store.CampaignStore;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Writes changes that no action made into the journal of a campaign that is there already, as one
 * entry. The campaign is closed for it, which tells its seats to come again; a seat that comes in
 * the middle opens it under a newer epoch, and then this write is refused by the store and says so.
 */
final class Amendment implements JournalListener {
  private final DocumentId id;
  private final EngineRuntime runtime;
  private final Loop loop;
  private final CompletableFuture<Long> done = new CompletableFuture<>();
  private @Nullable Journal journal;

  private Amendment(DocumentId id, EngineRuntime runtime) {
    this.id = id;
    this.runtime = runtime;
    loop = runtime.loop("import " + id);
  }

  /** Writes the changes and waits until they are durable. Not on an event loop. */
  static long write(
      Engine engine,
      CampaignStore store,
      EngineRuntime runtime,
      String campaign,
      String format,
      String file,
      Changes changes) {
    engine.open(campaign).join().close().join();
    Amendment amendment = new Amendment(DocumentId.campaign(campaign), runtime);
    Journals journals =
        new Journals(store, runtime, JournalOptions.DEFAULT, new SimpleMeterRegistry(), "import");
    Cause cause = Cause.withoutId("", "import." + format, JsonObject.of(Map.of("file", file), 0));
    amendment.loop.resume(
        journals.open(amendment.id, amendment.loop, amendment),
        (opened, failure) -> {
          if (opened == null) {
            amendment.done.completeExceptionally(
                failure == null ? new IllegalStateException("no journal") : failure);
          } else {
            amendment.append(opened, cause, changes);
          }
        });
    return amendment.done.join();
  }

  private void append(Journal opened, Cause cause, Changes changes) {
    journal = opened;
    try {
      long version = opened.version() + 1;
      Drafting draft = new Drafting(opened.recovered().root(), version);
      draft.apply(changes);
      draft.check();
      Instant before = opened.recovered().time();
      Instant now = runtime.now();
      Entry entry =
          new Entry(
              version,
              opened.epoch().value(),
              now.isAfter(before) ? now : before.plus(1, ChronoUnit.MILLIS),
              cause,
              draft.effects(),
              List.of(),
              Outcome.OK);
      if (!opened.append(entry, draft.root())) {
        throw new TablekeepException(
            ErrorKind.USER,
            "import-too-large",
            "This is too large to be added at once; import it as a new campaign.");
      }
    } catch (RuntimeException e) {
      finish(() -> done.completeExceptionally(e));
    }
  }

  @Override
  public void durable(long version) {
    finish(() -> done.complete(version));
  }

  @Override
  public void lost(Loss loss) {
    done.completeExceptionally(
        new TablekeepException(ErrorKind.RESOURCE, loss.code(), loss.message()));
  }

  private void finish(Runnable then) {
    Journal opened = journal;
    if (opened != null) {
      loop.resume(opened.close(), (closed, failure) -> then.run());
    }
  }
}
