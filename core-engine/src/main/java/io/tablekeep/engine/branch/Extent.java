package io.tablekeep.engine.branch;

import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.state.Pointer;
import io.tablekeep.sdk.state.Scope;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What of a campaign's document is in a scope, to be taken out of one document and laid into
 * another. Of the session that is what it points to: places of tokens and turns, which the document
 * keeps with maps and encounters. Of a user it is their characters and their notes. Pure.
 *
 * @param scope the scope
 * @param actors keys of the actors in it, when it is that of a user
 * @param notes keys of the notes in it, when it is that of a user
 */
public record Extent(Scope scope, Set<String> actors, Set<String> notes) {
  /**
   * What never travels through time, by its key at the root: who is at the table, which features
   * are on, what was said and rolled, what waits, what was learned of conflicts, and where the
   * document stands among others.
   */
  public static final List<String> STAYS =
      List.of(
          "asks",
          "branchOf",
          "branches",
          "changeLog",
          "chat",
          "conflicts",
          "dice",
          "flags",
          "id",
          "participants",
          "schema");

  /** The same, by its key in {@code campaign}: whose it is, its rules, what players may. */
  public static final List<String> CAMPAIGN_STAYS =
      List.of("archived", "createdAt", "gm", "policy", "system", "systemVersion");

  private static final String CAMPAIGN = "campaign";
  private static final String ASSETS = "assets";
  private static final String SESSION = "currentSession";
  private static final String ENCOUNTERS = "encounters";
  private static final String MAPS = "maps";
  private static final String TOKENS = "tokens";
  private static final String ACTORS = "actors";
  private static final String NOTES = "notes";

  /**
   * A scope of some versions of a document.
   *
   * @param scope the scope
   * @param of whose things, in the scope of a user
   * @param roots the versions: what is a user's in one of them is in it
   * @return the extent
   * @throws TablekeepException code {@code bad-scope}
   */
  public static Extent of(Scope scope, Optional<String> of, JsonObject... roots) {
    if (scope == Scope.EPHEMERAL) {
      throw bad("What is of the moment has no past.", "/scope");
    }
    if (scope != Scope.USER) {
      return new Extent(scope, Set.of(), Set.of());
    }
    String who = of.orElseThrow(() -> bad("Whose things are meant?", "/of"));
    Set<String> actors = new TreeSet<>();
    Set<String> notes = new TreeSet<>();
    for (JsonObject root : roots) {
      collect(root, ACTORS, "owner", who, actors);
      collect(root, NOTES, "author", who, notes);
    }
    return new Extent(scope, actors, notes);
  }

  private static TablekeepException bad(String message, String field) {
    return new TablekeepException(ErrorKind.USER, "bad-scope", message, field);
  }

  private static void collect(
      JsonObject root, String home, String key, String who, Set<String> into) {
    if (root.get(home) instanceof JsonObject all) {
      for (JsonObject.Cursor each = all.cursor(); each.next(); ) {
        if (each.value() instanceof JsonObject one && who.equals(one.get(key))) {
          into.add(each.key());
        }
      }
    }
  }

  /**
   * Whether a place is in it.
   *
   * @param at the place
   * @return false for what stays
   */
  public boolean covers(Pointer at) {
    if (at.isRoot()) {
      return false;
    }
    String home = at.key(0);
    return switch (scope) {
      case CAMPAIGN ->
          !STAYS.contains(home)
              && !(home.equals(CAMPAIGN) && at.size() > 1 && CAMPAIGN_STAYS.contains(at.key(1)));
      case SESSION ->
          home.equals(SESSION)
              || home.equals(ENCOUNTERS)
              || (home.equals(MAPS) && at.size() > 2 && at.key(2).equals(TOKENS));
      case USER ->
          at.size() > 1
              && ((home.equals(ACTORS) && actors.contains(at.key(1)))
                  || (home.equals(NOTES) && notes.contains(at.key(1))));
      case EPHEMERAL -> false;
    };
  }

  /**
   * What of a document is in it.
   *
   * @param root the document
   * @return the document without all else
   */
  public JsonObject part(JsonObject root) {
    if (scope == Scope.CAMPAIGN) {
      JsonObject part = without(root, STAYS);
      return part.get(CAMPAIGN) instanceof JsonObject campaign
          ? part.with(CAMPAIGN, without(campaign, CAMPAIGN_STAYS), 0)
          : part;
    }
    JsonObject part = JsonObject.empty(0);
    if (scope == Scope.USER) {
      return copy(root, copy(root, part, ACTORS, actors), NOTES, notes);
    }
    part = copy(root, part, SESSION);
    part = copy(root, part, ENCOUNTERS);
    if (root.get(MAPS) instanceof JsonObject maps) {
      JsonObject tables = JsonObject.empty(0);
      for (JsonObject.Cursor map = maps.cursor(); map.next(); ) {
        if (map.value() instanceof JsonObject one) {
          tables = tables.with(map.key(), copy(one, JsonObject.empty(0), TOKENS), 0);
        }
      }
      part = part.with(MAPS, tables, 0);
    }
    return part;
  }

  private static JsonObject without(JsonObject object, List<String> keys) {
    JsonObject left = object;
    for (String key : keys) {
      left = left.has(key) ? left.without(key, 0) : left;
    }
    return left;
  }

  private static JsonObject copy(JsonObject from, JsonObject to, String key) {
    Object value = from.get(key);
    return value == null ? to : to.with(key, value, 0);
  }

  private static JsonObject copy(JsonObject from, JsonObject to, String home, Set<String> keys) {
    JsonObject some = JsonObject.empty(0);
    for (String key : keys) {
      Object value = Trees.get(from, home, key);
      some = value == null ? some : some.with(key, value, 0);
    }
    return to.with(home, some, 0);
  }

  /**
   * Lays a part into a document.
   *
   * @param root the document
   * @param part what {@link #part} gave of another one
   * @param version see {@link JsonObject#version()}, for what is made
   * @return the document with that part instead of its own, and what is not in the scope as it is;
   *     files that either has
   */
  public JsonObject lay(JsonObject root, JsonObject part, long version) {
    return switch (scope) {
      case CAMPAIGN -> whole(root, part, version);
      case SESSION -> session(root, part, version);
      default -> some(some(root, part, ACTORS, actors, version), part, NOTES, notes, version);
    };
  }

  private static JsonObject whole(JsonObject root, JsonObject part, long version) {
    JsonObject laid = part;
    for (String key : STAYS) {
      laid = take(root, laid, key, version);
    }
    if (root.get(CAMPAIGN) instanceof JsonObject now) {
      JsonObject info =
          part.get(CAMPAIGN) instanceof JsonObject then ? then : JsonObject.empty(version);
      for (String key : CAMPAIGN_STAYS) {
        info = take(now, info, key, version);
      }
      laid = laid.with(CAMPAIGN, info, version);
    }
    if (root.get(ASSETS) instanceof JsonObject now) {
      JsonObject files =
          part.get(ASSETS) instanceof JsonObject then ? then : JsonObject.empty(version);
      for (JsonObject.Cursor file = now.cursor(); file.next(); ) {
        files = files.with(file.key(), file.value(), version);
      }
      laid = laid.with(ASSETS, files, version);
    }
    return laid;
  }

  private static JsonObject session(JsonObject root, JsonObject part, long version) {
    JsonObject laid = take(part, root, SESSION, version);
    laid = take(part, laid, ENCOUNTERS, version);
    if (laid.get(MAPS) instanceof JsonObject maps) {
      for (JsonObject.Cursor map = maps.cursor(); map.next(); ) {
        if (map.value() instanceof JsonObject now
            && Trees.get(part, MAPS, map.key()) instanceof JsonObject then) {
          laid =
              Trees.put(
                  laid, Pointer.of(MAPS, map.key()), take(then, now, TOKENS, version), version);
        }
      }
    }
    return laid;
  }

  private static JsonObject some(
      JsonObject root, JsonObject part, String home, Set<String> keys, long version) {
    JsonObject laid = root;
    for (String key : keys) {
      Pointer at = Pointer.of(home, key);
      laid = placed(laid, at, Trees.get(part, at), version);
    }
    return laid;
  }

  private static JsonObject placed(
      JsonObject root, Pointer at, @Nullable Object value, long version) {
    if (value != null) {
      return Trees.put(root, at, value, version);
    }
    return Trees.get(root, at) == null ? root : Trees.remove(root, at, version);
  }

  /** The second object with a member as the first has it, or has it not. */
  private static JsonObject take(JsonObject from, JsonObject to, String key, long version) {
    Object value = from.get(key);
    if (value != null) {
      return to.with(key, value, version);
    }
    return to.has(key) ? to.without(key, version) : to;
  }
}
