package io.tablekeep.engine.branch;

import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.sdk.state.Pointer;
import java.util.ArrayList;
import java.util.List;

/**
 * References that a mixture of two times leaves hanging, mended as the table's own actions mend
 * them when somebody leaves or an actor is removed: an owner who is not at the table owns nothing,
 * tokens and turns of an actor who is not there go, nobody speaks as them. What hung before is left
 * alone. Pure.
 *
 * @param root the document without them
 * @param mended the places that were mended
 */
record Tidy(JsonObject root, List<Pointer> mended) {

  /**
   * Mends.
   *
   * @param before the document as it stood
   * @param then the other time that was mixed into it
   * @param mixed what came of that
   * @param version see {@link JsonObject#version()}, for what is made
   */
  static Tidy of(JsonObject before, JsonObject then, JsonObject mixed, long version) {
    Mender mender = new Mender(before, then, mixed, version);
    mender.owners();
    mender.characters();
    mender.tokens();
    mender.turns();
    return new Tidy(mender.root, List.copyOf(mender.mended));
  }

  private static final class Mender {
    private final JsonObject before;
    private final JsonObject then;
    private final long version;
    private final List<Pointer> mended = new ArrayList<>();
    private JsonObject root;

    Mender(JsonObject before, JsonObject then, JsonObject mixed, long version) {
      this.before = before;
      this.then = then;
      this.root = mixed;
      this.version = version;
    }

    private static JsonObject members(JsonObject of, String... at) {
      return Trees.get(of, at) instanceof JsonObject all ? all : JsonObject.empty(0);
    }

    private void remove(Pointer at) {
      root = Trees.remove(root, at, version);
      mended.add(at);
    }

    /** Whether an actor was there at one of the times, and is not any more. */
    private boolean isGone(Object actor) {
      return actor instanceof String key
          && Trees.get(root, "actors", key) == null
          && (Trees.get(before, "actors", key) != null || Trees.get(then, "actors", key) != null);
    }

    void owners() {
      JsonObject people = members(root, "participants");
      for (JsonObject.Cursor actor = members(root, "actors").cursor(); actor.next(); ) {
        Object owner = Trees.child(actor.value(), "owner");
        if (owner instanceof String who
            && !people.has(who)
            && !who.equals(Trees.get(before, "actors", actor.key(), "owner"))) {
          remove(Pointer.of("actors", actor.key(), "owner"));
        }
      }
    }

    void characters() {
      for (JsonObject.Cursor one = members(root, "participants").cursor(); one.next(); ) {
        Object character = Trees.child(one.value(), "character");
        if (character != null && isGone(character)) {
          remove(Pointer.of("participants", one.key(), "character"));
        }
      }
    }

    void tokens() {
      for (JsonObject.Cursor map = members(root, "maps").cursor(); map.next(); ) {
        JsonObject tokens = members(root, "maps", map.key(), "tokens");
        for (JsonObject.Cursor token = tokens.cursor(); token.next(); ) {
          Object actor = Trees.child(token.value(), "actor");
          if (actor != null && isGone(actor)) {
            remove(Pointer.of("maps", map.key(), "tokens", token.key()));
          }
        }
      }
    }

    void turns() {
      for (JsonObject.Cursor each = members(root, "encounters").cursor(); each.next(); ) {
        Pointer at = Pointer.of("encounters", each.key());
        JsonObject order = members(root, "encounters", each.key(), "order");
        for (JsonObject.Cursor one = order.cursor(); one.next(); ) {
          Object actor = Trees.child(one.value(), "actor");
          if (actor != null && isGone(actor)) {
            remove(at.resolve(Pointer.of("order", one.key())));
            if (one.key().equals(Trees.get(root, at.child("turn")))) {
              remove(at.child("turn"));
            }
          }
        }
      }
      Pointer map = Pointer.of("currentSession", "map");
      if (Trees.get(root, map) instanceof String open
          && Trees.get(root, "maps", open) == null
          && (Trees.get(before, "maps", open) != null || Trees.get(then, "maps", open) != null)) {
        remove(map);
      }
    }
  }
}
