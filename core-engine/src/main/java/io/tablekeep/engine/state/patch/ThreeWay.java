package io.tablekeep.engine.state.patch;

import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.Values;
import io.tablekeep.sdk.state.Pointer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Two later versions of a tree made one, member by member, by what each changed of the version both
 * began with. Objects that one of them, or both, put where nothing was are merged like others.
 * Arrays are values: nobody can tell from two lists which element went where. What the versions
 * share is not looked at, so the cost follows the changes of the side that comes later.
 *
 * @param value the tree that holds what both changed; at a clash, what stands there already
 * @param clashes places that both changed differently, in key order
 */
public record ThreeWay(Object value, List<Clash> clashes) {
  /**
   * A place that both changed differently.
   *
   * @param place where, the deepest such place
   * @param base what both began with; null for nothing
   * @param theirs what stands there already; null for nothing
   * @param mine what comes later; null for nothing
   */
  public record Clash(
      Pointer place, @Nullable Object base, @Nullable Object theirs, @Nullable Object mine) {}

  /**
   * Copies the list.
   *
   * @param value as in the record
   * @param clashes as in the record
   */
  public ThreeWay {
    clashes = List.copyOf(clashes);
  }

  /**
   * Merges.
   *
   * @param base the tree value both began with
   * @param theirs the one that stands already
   * @param mine the one that comes later
   * @param version see {@link JsonObject#version()}, for what is made
   * @return the merged tree and where it could not be
   */
  public static ThreeWay merge(Object base, Object theirs, Object mine, long version) {
    List<Clash> clashes = new ArrayList<>();
    Object merged = merged(Pointer.root(), base, theirs, mine, version, clashes);
    if (merged == null) {
      throw new IllegalStateException("a whole tree is never removed");
    }
    return new ThreeWay(merged, clashes);
  }

  private static @Nullable Object merged(
      Pointer place,
      @Nullable Object base,
      @Nullable Object theirs,
      @Nullable Object mine,
      long version,
      List<Clash> clashes) {
    if (same(base, mine) || same(theirs, mine)) {
      return theirs;
    } else if (same(base, theirs)) {
      return mine;
    } else if (theirs instanceof JsonObject one
        && mine instanceof JsonObject two
        && (base == null || base instanceof JsonObject)) {
      JsonObject was = base instanceof JsonObject object ? object : JsonObject.empty(version);
      Members members = new Members(place, one, version, clashes);
      JsonObject.differing(was, two, members);
      return members.made;
    }
    clashes.add(new Clash(place, base, theirs, mine));
    return theirs;
  }

  private static boolean same(@Nullable Object one, @Nullable Object other) {
    return Values.same(one, other);
  }

  /** Takes the changed members of the side that comes later. */
  private static final class Members implements JsonObject.MemberVisitor {
    private final Pointer place;
    private final JsonObject theirs;
    private final long version;
    private final List<Clash> clashes;
    private JsonObject made;

    Members(Pointer place, JsonObject theirs, long version, List<Clash> clashes) {
      this.place = place;
      this.theirs = theirs;
      this.version = version;
      this.clashes = clashes;
      this.made = theirs;
    }

    @Override
    public void member(String key, @Nullable Object before, @Nullable Object after) {
      Object there = theirs.get(key);
      Object value = merged(place.child(key), before, there, after, version, clashes);
      if (value == null) {
        made = there == null ? made : made.without(key, version);
      } else if (value != there) {
        made = made.with(key, value, version);
      }
    }
  }
}
