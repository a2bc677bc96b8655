package io.tablekeep.engine.view;

import io.tablekeep.engine.state.JsonArray;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.sdk.state.Pointer;
import io.tablekeep.sdk.view.Audience;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the table itself shows to whom, entity by entity and field by field, as the records of
 * {@code sdk.model} say. A key that stands neither here nor in a system's declarations is for its
 * owner and the GM.
 */
final class TableVisibility {
  private static final Pointer CURRENT_MAP = Pointer.of("currentSession", "map");
  private static final Pointer SESSION_RUNS = Pointer.of("currentSession", "active");

  private TableVisibility() {}

  /** A new tree of rules that a game system may add to. */
  static ViewRules rules() {
    ViewRules rules = new ViewRules();
    everyone(rules, "", List.of("id", "schema", "participants", "currentSession", "flags"));
    everyone(
        rules,
        "campaign/",
        List.of(
            "name",
            "description",
            "gm",
            "system",
            "systemVersion",
            "tags",
            "createdAt",
            "policy",
            "archived"));
    actors(rules);
    maps(rules);
    world(rules);
    asks(rules);
    rules.gate("chat/*", (key, line, root, viewer) -> toldTo(line, viewer, "from"));
    rules.gate(
        "dice/*",
        (key, line, root, viewer) ->
            isTrue(line, "blind")
                ? full(names(line.get("to"), viewer))
                : toldTo(line, viewer, "by"));
    return rules;
  }

  /** What waits is known to its sender and to those asked, and to each of them something else. */
  private static void asks(ViewRules rules) {
    rules.gate(
        "asks/*",
        (key, ask, root, viewer) ->
            unless(
                !names(ask.get("to"), viewer)
                    && !viewer.participant().equals(Trees.get(ask, "sent", "by"))));
    rules.gate(
        "asks/*/sent",
        (key, sent, root, viewer) -> full(viewer.participant().equals(sent.get("by"))));
    rules.gate(
        "asks/*/questions/*", (key, one, root, viewer) -> full(names(one.get("to"), viewer)));
    rules.gate(
        "asks/*/proposal/shown/*",
        (key, one, root, viewer) -> full(key.equals(viewer.participant())));
  }

  private static void actors(ViewRules rules) {
    rules.gate(
        "actors/*",
        (key, actor, root, viewer) ->
            viewer.participant().equals(actor.get("owner"))
                ? Level.FULL
                : unless(isTrue(actor, "hidden")));
    everyone(
        rules,
        "actors/*/",
        List.of("name", "type", "owner", "portrait", "description", "conditions"));
    gmOnly(rules, "actors/*/gmNotes");
    rules.gate("items/*", (key, item, root, viewer) -> unless(isTrue(item, "hidden")));
    everyone(rules, "items/*/", List.of("name", "description", "picture"));
  }

  private static void maps(ViewRules rules) {
    rules.gate(
        "maps/*",
        (key, entity, root, viewer) ->
            unless(isTrue(entity, "hidden") && !isCurrentMap(key, root)));
    everyone(rules, "maps/*/", List.of("name", "picture", "grid", "lighting", "wallsStop"));
    rules.gate("maps/*/layers/*", (key, layer, root, viewer) -> full(!isTrue(layer, "hidden")));
    everyone(rules, "maps/*/walls/*/", List.of("points", "blocksSight", "blocksMovement"));
    rules.gate("maps/*/walls/*/door", (key, door, root, viewer) -> full(!isTrue(door, "secret")));
    rules.gate("maps/*/lights/*", (key, light, root, viewer) -> full(!isTrue(light, "hidden")));
    rules.gate("maps/*/tokens/*", TableVisibility::token);
    everyone(
        rules,
        "maps/*/tokens/*/",
        List.of(
            "actor",
            "name",
            "picture",
            "x",
            "y",
            "width",
            "height",
            "rotation",
            "elevation",
            "layer"));
  }

  private static void world(ViewRules rules) {
    rules.gate(
        "encounters/*", (key, fight, root, viewer) -> unless("draft".equals(fight.get("status"))));
    everyone(rules, "encounters/*/", List.of("name", "map", "status", "round", "turn", "effects"));
    rules.gate("encounters/*/order/*", (key, one, root, viewer) -> full(!isTrue(one, "hidden")));
    for (String kind : List.of("quests/*", "locations/*", "lore/*")) {
      rules.gate(kind, (key, entity, root, viewer) -> unless(!isTrue(entity, "revealed")));
    }
    everyone(rules, "quests/*/", List.of("name", "status", "summary", "giver", "location"));
    rules.gate(
        "quests/*/objectives/*",
        (key, step, root, viewer) -> full(!Boolean.FALSE.equals(step.get("revealed"))));
    everyone(
        rules,
        "locations/*/",
        List.of("name", "description", "within", "map", "picture", "revealed"));
    everyone(rules, "lore/*/", List.of("title", "text", "tags", "revealed"));
    rules.gate("notes/*", TableVisibility::note);
  }

  private static void everyone(ViewRules rules, String at, List<String> keys) {
    for (String key : keys) {
      rules.show(at + key, Audience.everyone());
    }
  }

  private static void gmOnly(ViewRules rules, String pattern) {
    rules.show(pattern, Audience.gm());
  }

  private static Level token(String key, JsonObject token, JsonObject root, Viewer viewer) {
    if (isTrue(token, "hidden")) {
      return Level.NONE;
    }
    boolean own =
        token.get("actor") instanceof String actor
            && viewer.participant().equals(Trees.get(root, Pointer.of("actors", actor, "owner")));
    return own ? Level.FULL : Level.DECLARED;
  }

  private static Level note(String key, JsonObject note, JsonObject root, Viewer viewer) {
    return full(
        isTrue(note, "everyone")
            || viewer.participant().equals(note.get("author"))
            || names(note.get("readers"), viewer));
  }

  private static Level toldTo(JsonObject line, Viewer viewer, String author) {
    Object to = line.get("to");
    return full(to == null || viewer.participant().equals(line.get(author)) || names(to, viewer));
  }

  private static boolean names(@Nullable Object list, Viewer viewer) {
    return list instanceof JsonArray array && array.elements().contains(viewer.participant());
  }

  private static boolean isCurrentMap(String key, JsonObject root) {
    return key.equals(Trees.get(root, CURRENT_MAP))
        && Boolean.TRUE.equals(Trees.get(root, SESSION_RUNS));
  }

  private static boolean isTrue(JsonObject object, String key) {
    return Boolean.TRUE.equals(object.get(key));
  }

  private static Level unless(boolean secret) {
    return secret ? Level.NONE : Level.DECLARED;
  }

  private static Level full(boolean shown) {
    return shown ? Level.FULL : Level.NONE;
  }
}
