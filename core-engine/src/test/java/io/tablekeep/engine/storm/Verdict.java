package io.tablekeep.engine.storm;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tablekeep.engine.Campaign;
import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.journal.entry.Cause;
import io.tablekeep.engine.journal.entry.Effect;
import io.tablekeep.engine.journal.entry.Entry;
import io.tablekeep.engine.journal.entry.Outcome;
import io.tablekeep.engine.journal.entry.Settled;
import io.tablekeep.engine.state.Canonical;
import io.tablekeep.engine.state.JsonContainer;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.JsonReader;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.engine.state.Values;
import io.tablekeep.sdk.state.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Holds what everyone was told and shows, at one table, against its journal. */
final class Verdict {
  private static final int WINDOW = 60;

  private final Storm storm;
  private final Room room;
  private final List<Entry> entries;
  private final List<JsonObject> roots;
  private final Map<String, Entry> asked = new HashMap<>();
  private final Map<String, Outcome> ends = new HashMap<>();

  Verdict(Storm storm, Room room) {
    this.storm = storm;
    this.room = room;
    entries = room.entries();
    roots = Room.roots(entries);
  }

  void give() {
    views();
    journal();
    room.all().forEach(this::told);
    new Times(storm, room, entries, roots).check();
    again();
    replay();
  }

  private void fail(String what) {
    storm.fail(room + ": " + what);
  }

  /** What each device shows is what the server has for it. */
  private void views() {
    Campaign campaign = room.campaign();
    for (Device device : room.all()) {
      byte[] seen = storm.house.await(campaign.look(device.who, Pointer.root())).json();
      JsonObject has = JsonReader.readObject(seen, JsonReader.Limits.DOCUMENT, 0);
      for (Pointer at : Times.leaves(has, device.view())) {
        if (!Values.same(Trees.get(has, at), Trees.get(device.view(), at))) {
          Object shown = Trees.get(device.view(), at);
          fail(device + " shows " + shown + " at " + at + ", and not " + Trees.get(has, at));
        }
      }
      if (!has.toString().equals(device.view().toString())) {
        fail(device + " shows " + device.view() + System.lineSeparator() + "and not " + has);
      }
    }
  }

  // The journal by itself.

  private void journal() {
    for (Entry entry : entries) {
      JsonObject before = roots.get((int) entry.version() - 1);
      JsonObject after = roots.get((int) entry.version());
      Set<String> over = new HashSet<>();
      for (Settled one : entry.settled()) {
        String id = id(one.by(), one.device(), one.n());
        over.add(id);
        if (ends.putIfAbsent(id, one.outcome()) != null) {
          fail(id + " came to a second end in entry " + entry.version());
        }
      }
      Cause cause = entry.cause();
      if (cause.hasId()) {
        String id = id(cause.by(), cause.device(), cause.n());
        if (asked.putIfAbsent(id, entry) != null) {
          fail(id + " was done twice, also in entry " + entry.version());
        }
        tookBack(entry, before, after);
        if (entry.outcome() == Outcome.OK || entry.outcome().equals(Outcome.OK)) {
          meant(entry, before, after);
        }
      }
      if (before.get("asks") instanceof JsonObject asks) {
        for (String key : asks.keys()) {
          Object sent = Trees.get(asks, key, "sent");
          String id =
              Trees.child(sent, "by")
                  + "/"
                  + Trees.child(sent, "device")
                  + '/'
                  + Trees.child(sent, "n");
          if (Trees.get(after, "asks", key) == null && !over.contains(id)) {
            fail(id + " waited until entry " + entry.version() + " and has no end");
          }
        }
      }
    }
  }

  /** Who was told nothing but "ok" has overwritten nothing that they had not seen. */
  private void tookBack(Entry entry, JsonObject before, JsonObject after) {
    long base = entry.cause().base();
    if (base <= 0 || base >= roots.size() || !entry.outcome().code().equals("ok")) {
      return;
    }
    if (!entry.cause().type().endsWith(".edit") && !entry.cause().type().startsWith("sheets.")) {
      return;
    }
    JsonObject seen = roots.get((int) base);
    for (Effect effect : entry.effects()) {
      Object now = Trees.get(before, effect.at());
      Object then = Trees.get(after, effect.at());
      // What is explored follows from where tokens stand, and of sums the whole is looked at.
      String at = effect.at().toString();
      boolean derived = at.contains("/explored/") || at.endsWith("/sheets-coins");
      boolean unknown = now == null && storm.house.forgets; // what is gone is in nobody's way then
      if (!derived
          && !unknown
          && !(then instanceof JsonContainer)
          && !Values.same(now, Trees.get(seen, effect.at()))
          && !Values.same(now, then)) {
        fail("entry " + entry.version() + ", " + entry.cause() + " took back " + effect.at());
      }
    }
  }

  /** Who was told "ok" finds what they meant. */
  private void meant(Entry entry, JsonObject before, JsonObject after) {
    JsonObject payload = (JsonObject) entry.cause().payload();
    String actor = String.valueOf(payload.get("actor"));
    switch (entry.cause().type()) {
      case "sheets.value" ->
          expect(
              entry, after, payload.get("value"), "actors", actor, "sheets", word(payload, "key"));
      case "sheets.bag" ->
          expect(entry, after, payload.get("things"), "actors", actor, "sheets-bag");
      case "sheets.wound" ->
          expect(entry, after, payload.get("wounds"), "actors", actor, "sheets-wounds");
      case "sheets.own" ->
          expect(entry, after, payload.get("value"), "actors", actor, "sheets-own");
      case "sheets.coins" -> {
        long had = Trees.get(before, "actors", actor, "sheets-coins") instanceof Long l ? l : 0;
        Object more = payload.get("more");
        expect(
            entry, after, more instanceof Long m ? had + m : more, "actors", actor, "sheets-coins");
      }
      case "sheets.put" -> {
        String[] token = word(payload, "token").split("/", -1);
        expect(entry, after, payload.get("x"), "maps", token[0], "tokens", token[1], "x");
        expect(entry, after, payload.get("y"), "maps", token[0], "tokens", token[1], "y");
      }
      case "sheets.turn" ->
          expect(
              entry,
              after,
              payload.get("initiative"),
              "encounters",
              "e",
              "order",
              word(payload, "who"),
              "initiative");
      case "note.edit" -> {
        if (payload.has("text")) {
          expect(entry, after, payload.get("text"), "notes", word(payload, "note"), "text");
        }
      }
      case "actor.edit" -> {
        for (String part : List.of("description", "gmNotes", "notes", "name")) {
          if (payload.has(part)) {
            expect(entry, after, payload.get(part), "actors", actor, part);
          }
        }
      }
      default -> {}
    }
  }

  private static String word(JsonObject payload, String key) {
    return String.valueOf(payload.get(key));
  }

  private void expect(Entry entry, JsonObject after, @Nullable Object value, String... at) {
    Object found = Trees.get(after, at);
    if (!Values.same(value, found) && !String.valueOf(value).equals(String.valueOf(found))) {
      fail(
          "entry "
              + entry.version()
              + " is ok, "
              + entry.cause()
              + ", but at "
              + String.join("/", at)
              + " stands "
              + found);
    }
  }

  // What people were told.

  private static String id(String by, String device, long n) {
    return by + '/' + device + '/' + n;
  }

  private void told(Device device) {
    for (Intent intent : device.intents) {
      Receipt end = intent.end;
      Entry entry = asked.remove(id(device.who, device.name, intent.n));
      if (end == null) {
        fail(device + ": nobody was told what became of " + intent);
        continue;
      }
      count(intent, end);
      Receipt other = intent.overheard;
      if (other != null && !Device.isSame(end, other)) {
        fail(device + ": " + intent + ", but elsewhere that person was told " + other);
      }
      if (entry == null) {
        if (end.outcome() != Receipt.Outcome.REFUSED) {
          fail(device + ": " + intent + " stands in no entry");
        }
        continue;
      }
      if (!entry.cause().type().equals(intent.type)) {
        fail(device + ": " + intent + " stands as " + entry.cause());
      }
      Outcome said = ends.getOrDefault(id(device.who, device.name, intent.n), entry.outcome());
      boolean refused = said instanceof Outcome.Refused;
      if (!said.code().equals(end.code())
          || refused != (end.outcome() == Receipt.Outcome.REFUSED)
          || said instanceof Outcome.Pending) {
        fail(device + ": " + intent + ", but the journal says " + said);
      }
      boolean plain = end.outcome() == Receipt.Outcome.APPLIED && end.code().equals("ok");
      if (!plain && end.message().length() < 5) {
        fail(device + ": no cause is told of " + intent);
      }
    }
    for (Entry entry : asked.values()) {
      if (entry.cause().device().equals(device.name) && entry.cause().by().equals(device.who)) {
        fail("nobody wanted " + entry.cause() + " of entry " + entry.version());
      }
    }
  }

  private void count(Intent intent, Receipt end) {
    boolean applied = end.outcome() == Receipt.Outcome.APPLIED;
    boolean conflict = intent.pending != null && intent.pending.code().equals("conflict");
    String code = end.code();
    String kind;
    if (conflict) {
      kind = "conflicted, asked: " + code;
    } else if (code.startsWith("conflict-") || code.equals("nothing-meant")) {
      kind = "conflicted, " + code.replace("conflict-", "by a resolver: ");
    } else if (intent.pending != null && !(applied && code.equals("ok"))) {
      kind = "ended while it waited: " + code;
    } else {
      kind = applied ? "accepted" : "refused: " + code;
    }
    storm.count("end " + kind);
    if (intent.pending != null) {
      storm.count("asked");
    }
    if (code.equals("conflict-settled")) {
      storm.count("settled");
    }
    if (intent.type.equals("history.return")) {
      storm.count("return " + code);
    } else if (intent.type.startsWith("branch.")) {
      storm.count(intent.type.substring(7) + ' ' + code);
    }
  }

  /** The same numbers sent once more find the same receipts. */
  private void again() {
    for (Device device : room.all()) {
      List<Intent> some =
          device
              .intents
              .subList(Math.max(0, device.intents.size() - WINDOW), device.intents.size())
              .stream()
              .filter(intent -> intent.end != null && isJournaled(device, intent))
              .toList();
      List<CompletableFuture<Receipt>> answers = device.again(device.seat(), some);
      for (int i = 0; i < some.size(); i++) {
        Receipt end = some.get(i).end;
        Receipt answer = storm.house.await(answers.get(i));
        if (end == null || !Device.isSame(end, answer)) {
          fail(device + ": " + some.get(i) + " was told once more: " + answer);
        }
      }
    }
  }

  private boolean isJournaled(Device device, Intent intent) {
    return entries.stream()
        .anyMatch(
            entry ->
                entry.cause().by().equals(device.who)
                    && entry.cause().device().equals(device.name)
                    && entry.cause().n() == intent.n);
  }

  /** What is read again is what was played. */
  private void replay() {
    JsonObject last = roots.get(roots.size() - 1);
    String played = new String(Canonical.bytes(last), StandardCharsets.UTF_8);
    Campaign.State live = storm.house.await(room.campaign().state());
    same("live", played, live);
    if (room.entries().size() != entries.size()) {
      fail("asking once more made entries: " + room.entries().size() + " of " + entries.size());
    }
    storm.dies(true);
    same("read again", played, storm.house.await(room.campaign().state()));
    var found = storm.house.verify(room.id, new SimpleMeterRegistry());
    if (!found.damages().isEmpty() || !found.sha256().equals(live.sha256())) {
      fail("the journal is damaged: " + found);
    }
    room.all().forEach(device -> device.come(Integer.MAX_VALUE));
    storm.house.settle();
    views();
  }

  private void same(String what, String played, Campaign.State state) {
    if (state.version() != entries.size()
        || !played.equals(new String(state.canonical(), StandardCharsets.UTF_8))) {
      fail(what + " is not what the entries make of it");
    }
  }
}
