package io.tablekeep.engine.storm;

import io.tablekeep.engine.branch.Extent;
import io.tablekeep.engine.journal.entry.Cause;
import io.tablekeep.engine.journal.entry.Effect;
import io.tablekeep.engine.journal.entry.Entry;
import io.tablekeep.engine.state.JsonArray;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.engine.state.Values;
import io.tablekeep.sdk.state.Pointer;
import io.tablekeep.sdk.state.Scope;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Whether the past came back as it was, and branches as both sides made them. */
final class Times {
  private final Storm storm;
  private final Room room;
  private final List<Entry> entries;
  private final List<JsonObject> roots;

  Times(Storm storm, Room room, List<Entry> entries, List<JsonObject> roots) {
    this.storm = storm;
    this.room = room;
    this.entries = entries;
    this.roots = roots;
  }

  void check() {
    long returned = 0;
    Map<String, Long> merged = new HashMap<>();
    for (Entry entry : entries) {
      Cause cause = entry.cause();
      boolean done = entry.outcome().code().equals("ok");
      if (done && cause.type().equals("history.return")) {
        returned(entry);
        returned = entry.version();
      } else if (done && cause.type().equals("branch.merge")) {
        merged(entry, returned, merged);
      }
    }
  }

  private void fail(Entry entry, String what) {
    storm.fail(room + ", entry " + entry.version() + ", " + entry.cause() + ": " + what);
  }

  private JsonObject before(Entry entry) {
    return roots.get((int) entry.version() - 1);
  }

  private JsonObject after(Entry entry) {
    return roots.get((int) entry.version());
  }

  /** Everything in the scope is as it was, everything outside as it is, and there is a way back. */
  private void returned(Entry entry) {
    JsonObject payload = (JsonObject) entry.cause().payload();
    JsonObject then = roots.get(((Long) Trees.get(payload, "to")).intValue());
    String name = payload.get("scope") instanceof String said ? said : "campaign";
    Optional<String> of =
        payload.get("of") instanceof String who ? Optional.of(who) : Optional.empty();
    Extent extent =
        Extent.of(Scope.valueOf(name.toUpperCase(Locale.ROOT)), of, then, before(entry));
    for (Pointer at : leaves(then, before(entry), after(entry))) {
      Object is = Trees.get(after(entry), at);
      Object was = Trees.get(extent.covers(at) ? then : before(entry), at);
      if (!isApart(at) && !Values.same(is, was)) {
        fail(
            entry,
            at
                + " is "
                + is
                + " and not "
                + was
                + " as "
                + (extent.covers(at) ? "then" : "before"));
      }
    }
    boolean way = false;
    for (Effect effect : entry.effects()) {
      way |= effect instanceof Effect.Put put && put.at().key(0).equals("branches");
    }
    if (!way) {
      fail(entry, "there is no way back");
    }
  }

  /** What follows from the moment rather than from what returns. */
  private static boolean isApart(Pointer at) {
    String text = at.toString();
    return text.startsWith("/asks/")
        || text.startsWith("/branches/")
        || text.startsWith("/chat/")
        || text.startsWith("/assets/")
        || text.contains("/explored")
        || text.startsWith("/currentSession")
        || text.endsWith("/sheets-spell/until");
  }

  /** What only one side changed is there, and what both did is what one of them, or both, made. */
  private void merged(Entry entry, long returned, Map<String, Long> last) {
    JsonObject payload = (JsonObject) entry.cause().payload();
    String key = String.valueOf(payload.get("branch"));
    Object tip = payload.get("tip");
    Room branch = null;
    for (Room other : storm.rooms()) {
      branch = key.equals(Trees.get(other.root(), "branchOf", "branch")) ? other : branch;
    }
    if (branch == null || !(tip instanceof Long newest)) {
      return;
    }
    List<Entry> course = branch.entries();
    List<JsonObject> played = Room.roots(course);
    Long merged = last.put(key, newest);
    if (merged != null && wentBack(course, merged, newest)) {
      return; // what was merged is a dead end of the branch since
    }
    long began =
        Trees.get(played.get(1), "branchOf", "version") instanceof Long version ? version : 0;
    if (began == 0 || (merged != null ? merged > 0 && returned > 0 : returned > began)) {
      return; // where both come from is another moment then
    }
    JsonObject base = merged == null ? roots.get((int) began) : played.get(merged.intValue());
    JsonObject mine = played.get(newest.intValue());
    JsonObject theirs = before(entry);
    Extent extent = Extent.of(Scope.CAMPAIGN, Optional.empty());
    for (Pointer at : leaves(base, mine, theirs)) {
      if (isApart(at) || !extent.covers(at) || at.toString().startsWith("/dice")) {
        continue;
      }
      Object was = Trees.get(base, at);
      Object one = Trees.get(mine, at);
      Object other = Trees.get(theirs, at);
      Object is = Trees.get(after(entry), at);
      boolean whole = isTaken(at, base, mine) && isTaken(at, base, theirs);
      if (whole || isGone(at, mine, theirs) || Values.same(one, other)) {
        continue;
      }
      if (Values.same(was, one) && !Values.same(is, other)) {
        fail(entry, at + " was " + other + " here alone, and is " + is);
      } else if (Values.same(was, other) && !Values.same(is, one) && !mended(at)) {
        fail(entry, at + " was " + one + " in the branch alone, and is " + is);
      } else if (!Values.same(was, one) && !Values.same(was, other)) {
        storm.count("merge both");
      }
    }
  }

  /** Whether a side changed the token or the fight around a place, which resolvers take whole. */
  private static boolean isTaken(Pointer at, JsonObject base, JsonObject side) {
    int deep = at.key(0).equals("encounters") ? 2 : at.key(0).equals("maps") ? 4 : at.size();
    if (at.size() <= deep || (deep == 4 && !at.key(2).equals("tokens"))) {
      return false;
    }
    Pointer unit = Pointer.of(at.keys().subList(0, deep));
    return !Values.same(Trees.get(base, unit), Trees.get(side, unit));
  }

  private static boolean wentBack(List<Entry> course, long after, long upTo) {
    return course.stream()
        .anyMatch(
            entry ->
                entry.version() > after
                    && entry.version() <= upTo
                    && entry.cause().type().equals("history.return"));
  }

  /** Of a thing that one side took away it counts what became of the thing. */
  private static boolean isGone(Pointer at, JsonObject mine, JsonObject theirs) {
    for (int i = 2; i < at.size(); i++) {
      Pointer above = Pointer.of(at.keys().subList(0, i));
      if (Trees.get(mine, above) == null || Trees.get(theirs, above) == null) {
        return true;
      }
    }
    return false;
  }

  /** References that would lead nowhere are mended. */
  private static boolean mended(Pointer at) {
    return at.toString().startsWith("/encounters/") && at.size() == 3;
  }

  static Set<Pointer> leaves(JsonObject... of) {
    Set<Pointer> all = new TreeSet<>((a, b) -> a.toString().compareTo(b.toString()));
    for (JsonObject one : of) {
      leaves(Pointer.root(), one, all);
    }
    return all;
  }

  private static void leaves(Pointer at, @Nullable Object value, Set<Pointer> into) {
    if (value instanceof JsonObject object) {
      for (JsonObject.Cursor each = object.cursor(); each.next(); ) {
        leaves(at.child(each.key()), each.value(), into);
      }
    } else if (value instanceof JsonArray || value != null) {
      into.add(at);
    }
  }
}
