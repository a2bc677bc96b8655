package io.tablekeep.engine.history;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tablekeep.engine.journal.Journals;
import io.tablekeep.engine.metrics.HistoryMetrics;
import io.tablekeep.engine.runtime.EngineRuntime;
import java.time.Duration;

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
  private final AsyncCache<Chapter.Key, Chapter> chapters;
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
            .weigher((Chapter.Key key1, Chapter chapter) -> chapter.weight())
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

  AsyncCache<Chapter.Key, Chapter> chapters() {
    return chapters;
  }

  Waypoints waypoints(History campaign) {
    return waypoints.get(campaign, none -> new Waypoints());
  }

  /** They have grown, and are weighed anew. */
  void grown(History campaign, Waypoints marks) {
    waypoints.put(campaign, marks);
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

  void forget(History campaign) {
    waypoints.invalidate(campaign);
    chapters.asMap().keySet().removeIf(key -> key.campaign().equals(campaign));
  }
}
