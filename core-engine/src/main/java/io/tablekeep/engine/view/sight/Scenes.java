package io.tablekeep.engine.view.sight;

import io.tablekeep.engine.metrics.TableMetrics;
import io.tablekeep.engine.state.JsonObject;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The scenes of one campaign that were asked for last: some maps, a few roots of each. The oldest
 * goes first; what was forgotten is made again. Thread-safe.
 */
public final class Scenes {
  private static final int MOST_MAPS = 16;
  private static final int MOST_ROOTS = 6;

  private final Map<String, ArrayDeque<Scene>> kept = new LinkedHashMap<>(16, 0.75f, true);

  /** Of all kept scenes, which therefore go when new numbers are given out. */
  private Slots slots = new Slots();

  /** The members for whom it was looked into last whether numbers are to be given out anew. */
  private @Nullable JsonObject numbered;

  /** The last two that were made, to be found without a lock. */
  private volatile @Nullable Scene newest;

  private volatile @Nullable Scene older;
  private final @Nullable TableMetrics metrics;

  /**
   * Nothing kept yet.
   *
   * @param metrics where scenes are counted, if they are
   */
  public Scenes(Optional<TableMetrics> metrics) {
    this.metrics = metrics.orElse(null);
  }

  /**
   * The scene of a map.
   *
   * @param root the document
   * @param key the map's key
   * @return null if there is no such map or sight does not count on it
   */
  public @Nullable Scene of(JsonObject root, String key) {
    JsonObject map = Read.object(Read.object(root, "maps"), key);
    if (map == null) {
      return null;
    }
    JsonObject actors = Read.object(root, "actors");
    JsonObject members = Read.object(root, "participants");
    Scene last = newest;
    if (last != null && last.isOf(map, actors, members)) {
      return last;
    }
    last = older;
    if (last != null && last.isOf(map, actors, members)) {
      return last;
    }
    return Read.isTrue(Read.object(map, "lighting"), "sight")
        ? find(key, map, actors, members)
        : null;
  }

  @SuppressWarnings("ReferenceEquality") // one instance has not changed
  private void renumber(@Nullable JsonObject members) {
    if (numbered != members && slots.areTaken()) {
      numbered = members;
      if (slots.isAnyOfOthersThan(members)) {
        clear();
        slots = new Slots();
      }
    }
  }

  private synchronized Scene find(
      String key, JsonObject map, @Nullable JsonObject actors, @Nullable JsonObject members) {
    renumber(members);
    ArrayDeque<Scene> known = kept.computeIfAbsent(key, k -> new ArrayDeque<>(MOST_ROOTS));
    for (Scene scene : known) {
      if (scene.isOf(map, actors, members)) {
        return scene;
      }
    }
    Scene last = known.peekFirst();
    SceneMaker maker = new SceneMaker(map, actors, members);
    Scene made = last == null ? maker.anew(slots) : maker.after(last, slots);
    known.addFirst(made);
    older = newest;
    newest = made;
    if (metrics != null) {
      metrics.scenes.incrementAndGet();
      (last == null ? metrics.scenesIndexed : metrics.scenesFollowed).increment();
    }
    if (known.size() > MOST_ROOTS) {
      known.removeLast();
      forgot(1);
    }
    if (kept.size() > MOST_MAPS) {
      Map.Entry<String, ArrayDeque<Scene>> oldest = kept.entrySet().iterator().next();
      kept.remove(oldest.getKey());
      forgot(oldest.getValue().size());
    }
    return made;
  }

  private void forgot(int scenes) {
    if (metrics != null) {
      metrics.scenes.addAndGet(-scenes);
    }
  }

  /** Forgets all; the campaign is closed. */
  public synchronized void clear() {
    kept.values().forEach(all -> forgot(all.size()));
    kept.clear();
    newest = null;
    older = null;
  }
}
