package io.tablekeep.engine.storm;

import io.tablekeep.engine.Campaign;
import io.tablekeep.engine.journal.entry.Effects;
import io.tablekeep.engine.journal.entry.Entry;
import io.tablekeep.engine.journal.entry.EntryDecoder;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.JsonReader;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.store.StoredEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A campaign at which some devices are: that of the evening, or a branch of it. */
final class Room {
  final Storm storm;
  final DocumentId id;
  final Map<String, Device> devices = new LinkedHashMap<>();

  Room(Storm storm, DocumentId id, Map<String, String> people, long seed) {
    this.storm = storm;
    this.id = id;
    people.forEach(
        (name, who) -> devices.put(name, new Device(this, who, name, seed ^ name.hashCode())));
  }

  CompletableFuture<Campaign> open() {
    return storm.house.engine.open(id);
  }

  /** Opens it, again and again while a fault is in the way. */
  Campaign campaign() {
    for (int i = 0; i < 50; i++) {
      CompletableFuture<Campaign> opening = open();
      storm.house.settle();
      for (int waits = 0; waits < 20 && !opening.isDone(); waits++) {
        storm.house.pass(java.time.Duration.ofMillis(200));
      }
      if (opening.isDone() && !opening.isCompletedExceptionally()) {
        return opening.join();
      }
    }
    throw new AssertionError(this + " cannot be opened");
  }

  Device device(String name) {
    Device device = devices.get(name);
    if (device == null) {
      throw new AssertionError("nobody sent " + name + " to " + this);
    }
    return device;
  }

  List<Device> all() {
    return List.copyOf(devices.values());
  }

  JsonObject root() {
    return JsonReader.readObject(
        storm.house.await(campaign().state()).canonical(), JsonReader.Limits.DOCUMENT, 0);
  }

  /** The durable journal. */
  List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    for (StoredEntry stored : storm.house.entries(id)) {
      entries.add(EntryDecoder.decode(id, stored));
    }
    return entries;
  }

  /** The document after each entry; the first is that before all. */
  static List<JsonObject> roots(List<Entry> entries) {
    List<JsonObject> roots = new ArrayList<>();
    roots.add(JsonObject.empty(0));
    for (Entry entry : entries) {
      roots.add(Effects.apply(roots.get(roots.size() - 1), entry.effects(), entry.version()));
    }
    return roots;
  }

  @Override
  public String toString() {
    return id.id();
  }
}
