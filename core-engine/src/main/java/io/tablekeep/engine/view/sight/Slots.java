package io.tablekeep.engine.view.sight;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A small number for each who looks, one life long. Thread-safe. */
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
}
