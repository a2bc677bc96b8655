package io.tablekeep.engine.view.sight;

import io.tablekeep.engine.state.JsonObject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A small number for each who looks; never another one, so that nothing numbered by it goes wrong.
 * Thread-safe.
 */
final class Slots {
  /** Beyond so many, answers are not kept. */
  static final int MOST = 64;

  private final Map<String, Integer> slots = new ConcurrentHashMap<>();

  int of(String who) {
    Integer slot = slots.get(who);
    if (slot != null) {
      return slot;
    }
    synchronized (slots) {
      if (slots.size() >= MOST) {
        return slots.getOrDefault(who, -1);
      }
      return slots.computeIfAbsent(who, w -> slots.size());
    }
  }

  /** Whether no number is left. */
  boolean areTaken() {
    return slots.size() >= MOST;
  }

  /** Whether somebody has a number who is no member. */
  boolean isAnyOfOthersThan(@Nullable JsonObject members) {
    for (String who : slots.keySet()) {
      if (!who.equals(Scene.EVERYONE) && (members == null || !members.has(who))) {
        return true;
      }
    }
    return false;
  }
}
