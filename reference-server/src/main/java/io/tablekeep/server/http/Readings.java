package io.tablekeep.server.http;

import io.tablekeep.engine.transfer.WatchedSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How far files have been read that come in over HTTP, by campaign. As many as are read at a time.
 * Thread-safe.
 */
final class Readings {
  private final Map<String, Set<Reading>> all = new ConcurrentHashMap<>();

  /** One file, until it is closed. */
  final class Reading implements WatchedSource.Watch, AutoCloseable {
    private final String campaign;
    private final String name;
    private volatile long read;
    private volatile long of;

    private Reading(String campaign, String name) {
      this.campaign = campaign;
      this.name = name;
    }

    @Override
    public void read(long bytes, long size) {
      of = size;
      read = bytes;
    }

    @Override
    public void close() {
      all.computeIfPresent(
          campaign,
          (id, some) -> {
            some.remove(this);
            return some.isEmpty() ? null : some;
          });
    }

    private Map<String, Object> json() {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("name", name);
      json.put("read", read);
      json.put("of", of);
      return json;
    }
  }

  Reading begin(String campaign, String name) {
    Reading reading = new Reading(campaign, name);
    all.compute(
        campaign,
        (id, some) -> {
          Set<Reading> now = some == null ? ConcurrentHashMap.newKeySet() : some;
          now.add(reading);
          return now;
        });
    return reading;
  }

  List<Map<String, Object>> of(String campaign) {
    List<Map<String, Object>> some = new ArrayList<>();
    all.getOrDefault(campaign, Set.of()).forEach(reading -> some.add(reading.json()));
    return some;
  }
}
