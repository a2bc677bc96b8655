package io.tablekeep.engine.history;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tablekeep.engine.journal.Journals;
import io.tablekeep.engine.journal.recovery.Calls;
import io.tablekeep.engine.metrics.HistoryMetrics;
import io.tablekeep.engine.runtime.EngineRuntime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the histories of all campaigns of one engine share. Thread-safe. */
public final class HistoryHome {
  /** Bytes of chapters kept. */
  private static final long CHAPTERS = 32L << 20;

  /** Bytes of documents kept at borders of chapters. */
  private static final long WAYPOINTS = 256L << 20;

  private static final Duration REST = Duration.ofMinutes(3);

  private final EngineRuntime runtime;
  private final Journals journals;
  private final HistoryMetrics metrics;
  private final LineSeal seal;
  private final Turn turn;
  private final AsyncCache<Chapter.Key, Reading> chapters;
  private final Cache<History, Waypoints> waypoints;

  /**
   * A home.
   *
   * @param runtime time and threads
   * @param journals where the past is read
   * @param metrics the meters
   * @param key seals ids of lines; at least 16 bytes
   */
  public HistoryHome(EngineRuntime runtime, Journals journals, HistoryMetrics metrics, byte[] key) {
    this.runtime = runtime;
    this.journals = journals;
    this.metrics = metrics;
    seal = new LineSeal(key);
    turn = new Turn(metrics);
    // Upkeep of the caches is done by whoever uses them: they have no threads of their own.
    chapters =
        Caffeine.newBuilder()
            .executor(Runnable::run)
            .ticker(runtime::nanos)
            .expireAfterAccess(REST)
            .maximumWeight(CHAPTERS)
            .weigher((Chapter.Key key1, Reading reading) -> reading.weight())
            .removalListener((key1, reading, cause) -> gone(key1))
            .buildAsync();
    waypoints =
        Caffeine.newBuilder()
            .executor(Runnable::run)
            .ticker(runtime::nanos)
            .expireAfterAccess(REST)
            .maximumWeight(WAYPOINTS)
            .weigher((History campaign, Waypoints marks) -> marks.weight())
            .build();
  }

  EngineRuntime runtime() {
    return runtime;
  }

  Journals journals() {
    return journals;
  }

  HistoryMetrics metrics() {
    return metrics;
  }

  LineSeal seal() {
    return seal;
  }

  Turn turn() {
    return turn;
  }

  /** What came of making a chapter. A class of its own, as only the instance counts. */
  private static final class Reading {
    final @Nullable Chapter chapter;
    final @Nullable Throwable failure;

    Reading(@Nullable Chapter chapter, @Nullable Throwable failure) {
      this.chapter = chapter;
      this.failure = failure == null ? null : Calls.unwrapped(failure);
    }

    int weight() {
      return chapter == null ? 1 : chapter.weight();
    }

    CompletionStage<Chapter> stage() {
      return chapter != null
          ? CompletableFuture.completedFuture(chapter)
          : CompletableFuture.failedFuture(
              failure == null ? new IllegalStateException("no chapter") : failure);
    }
  }

  private static void gone(Chapter.@Nullable Key key) {
    if (key != null) {
      key.campaign().chapters().remove(key);
    }
  }

  /**
   * A chapter, made once for all who want it at the same time. One that cannot be made is not kept,
   * and all who have waited for it are told why; nor is one of a campaign that is closed by now.
   */
  CompletionStage<Chapter> chapter(Chapter.Key key, Supplier<CompletionStage<Chapter>> making) {
    History campaign = key.campaign();
    if (campaign.isStopped()) {
      return making.get();
    }
    return chapters
        .get(
            key,
            (missing, executor) -> {
              campaign.chapters().add(key);
              return Calls.stage(making).handle(Reading::new).toCompletableFuture();
            })
        .thenCompose(
            reading -> {
              if (reading.failure != null || campaign.isStopped()) {
                chapters.synchronous().asMap().remove(key, reading);
              }
              return reading.stage();
            });
  }

  Waypoints waypoints(History campaign) {
    return campaign.isStopped()
        ? new Waypoints()
        : waypoints.get(campaign, none -> new Waypoints());
  }

  /** They have grown, and are weighed anew. */
  void grown(History campaign, Waypoints marks) {
    if (!campaign.isStopped()) {
      waypoints.put(campaign, marks);
    }
    if (campaign.isStopped()) {
      waypoints.invalidate(campaign); // closed in between
    }
  }

  /** How long what was not asked for is kept. */
  Duration rest() {
    return REST;
  }

  /** Lets go what was not asked for in a while; the caches do that only when they are used. */
  void tidy() {
    waypoints.cleanUp();
    chapters.synchronous().cleanUp();
  }

  /** How many chapters are kept, and campaigns whose borders are. */
  int kept() {
    return chapters.synchronous().asMap().size() + waypoints.asMap().size();
  }

  /** Costs what was kept of this campaign alone; it is stopped. */
  void forget(History campaign) {
    waypoints.invalidate(campaign);
    chapters.synchronous().invalidateAll(List.copyOf(campaign.chapters()));
    campaign.chapters().clear();
  }
}
