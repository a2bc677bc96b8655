package io.tablekeep.engine.view;

import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.engine.view.sight.Read;
import io.tablekeep.sdk.view.Audience;
import java.util.List;

/**
 * What the table itself shows to whom, entity by entity and field by field, as the records of
 * {@code sdk.model} say. A key that stands neither here nor in a system's declarations is for its
 * owner and the GM. Maps have a class of their own, {@link MapVisibility}.
 */
final class TableVisibility {
  private TableVisibility() {}

  /** A new tree of rules that a game system may add to. */
  static ViewRules rules() {
    ViewRules rules = new ViewRules();
    everyone(rules, "", List.of("id", "schema", "flags"));
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
    everyone(rules, "participants/*/", List.of("name", "role", "color", "character"));
    everyone(
        rules,
        "currentSession/",
        List.of(
            "id",
            "number",
            "active",
            "startedAt",
            "endedAt",
            "map",
            "activeEncounterId",
            "present"));
    actors(rules);
    MapVisibility.add(rules);
    encounters(rules);
    world(rules);
    asks(rules);
    conflicts(rules);
    rules.gate("assets/*", TableVisibility::asset);
    everyone(rules, "assets/*/", List.of("type", "bytes", "width", "height"));
    rules.gate("chat/*", (look, path, line, around) -> toldTo(look, line, around, "from"));
    rules.gate(
        "dice/*",
        (look, path, line, around) ->
            Read.isTrue(line, "blind")
                ? full(true, around.and(look.crowd().named(line.get("to"))))
                : toldTo(look, line, around, "by"));
    for (Link link : Link.ALL) {
      rules.refers(link.text(), (path, value) -> link.target(value));
    }
    return rules;
  }

  /** What waits is known to its sender and to those asked, and to each of them something else. */
  private static void asks(ViewRules rules) {
    rules.gate(
        "asks/*",
        (look, path, ask, around) ->
            around.and(
                look.crowd().named(ask.get("to"))
                    | look.crowd().bit(Trees.get(ask, "sent", "by"))));
    rules.gate(
        "asks/*/sent",
        (look, path, sent, around) -> full(true, around.and(look.crowd().bit(sent.get("by")))));
    rules.gate(
        "asks/*/questions/*",
        (look, path, one, around) -> full(true, around.and(look.crowd().named(one.get("to")))));
    rules.gate(
        "asks/*/rolls/*",
        (look, path, one, around) ->
            full(
                true,
                one.get("to") == null ? around : around.and(look.crowd().named(one.get("to")))));
    rules.gate(
        "asks/*/proposal/shown/*",
        (look, path, one, around) ->
            full(true, around.and(look.crowd().bit(path.get(path.size() - 1)))));
  }

  /** What was settled is known to those whom it was about. */
  private static void conflicts(ViewRules rules) {
    rules.gate(
        "conflicts/settled/*",
        (look, path, one, around) -> full(true, around.and(look.crowd().named(one.get("to")))));
    rules.show("conflicts/settled/*/to", Audience.gm());
    rules.show("conflicts/settled/*/level", Audience.gm());
  }

  private static void actors(ViewRules rules) {
    rules.gate(
        "actors/*",
        (look, path, actor, around) -> {
          long own = look.crowd().bit(actor.get("owner"));
          return (Read.isTrue(actor, "hidden") ? around.and(own) : around).raised(own);
        });
    everyone(
        rules,
        "actors/*/",
        List.of("name", "type", "owner", "portrait", "description", "conditions"));
    rules.show("actors/*/gmNotes", Audience.gm());
    rules.refers("actors/*/inventory/*", TableVisibility::carried);
    rules.gate(
        "items/*", (look, path, item, around) -> unless(Read.isTrue(item, "hidden"), around));
    everyone(rules, "items/*/", List.of("name", "description", "picture"));
  }

  /** A nameless thing is known to those who know the thing of the catalogue that it is. */
  private static List<String> carried(List<String> path, Object stack) {
    boolean nameless =
        stack instanceof JsonObject one
            && !(one.get("name") instanceof String name && !name.isEmpty());
    return nameless && ((JsonObject) stack).get("item") instanceof String item
        ? List.of("items", item)
        : path.subList(0, 2);
  }

  private static void encounters(ViewRules rules) {
    rules.gate(
        "encounters/*",
        (look, path, fight, around) -> unless("draft".equals(fight.get("status")), around));
    rules.mask("encounters/*", TurnShown::mask);
    everyone(rules, "encounters/*/", List.of("name", "map", "status", "round", "turn", "effects"));
    rules.gate("encounters/*/order/*", TableVisibility::combatant);
    everyone(rules, "encounters/*/order/*/", List.of("actor", "token", "initiative", "acted"));
    rules.refers(
        "encounters/*/turn",
        (path, value) ->
            value instanceof String key ? List.of("encounters", path.get(1), "order", key) : null);
    rules.refers("encounters/*/order/*/token", (path, value) -> MapVisibility.token(value));
  }

  /** A combatant is known to those who know the actor. */
  static Levels combatant(Look look, List<String> path, JsonObject one, Levels around) {
    if (Read.isTrue(one, "hidden")) {
      return Levels.NONE;
    }
    if (!(one.get("actor") instanceof String actor)) {
      return around;
    }
    return around.and(look.sees(List.of(Link.ACTORS, actor))).raised(look.owner(actor));
  }

  private static void world(ViewRules rules) {
    for (String kind : List.of("quests/*", "locations/*", "lore/*")) {
      rules.gate(
          kind, (look, path, entity, around) -> unless(!Read.isTrue(entity, "revealed"), around));
    }
    everyone(rules, "quests/*/", List.of("name", "status", "summary", "giver", "location"));
    rules.gate(
        "quests/*/objectives/*",
        (look, path, step, around) -> full(!Boolean.FALSE.equals(step.get("revealed")), around));
    everyone(
        rules,
        "locations/*/",
        List.of("name", "description", "within", "map", "picture", "revealed"));
    everyone(rules, "lore/*/", List.of("title", "text", "tags", "revealed"));
    rules.gate("notes/*", TableVisibility::note);
  }

  static void everyone(ViewRules rules, String at, List<String> keys) {
    for (String key : keys) {
      rules.show(at + key, Audience.everyone());
    }
  }

  private static Levels note(Look look, List<String> path, JsonObject note, Levels around) {
    if (Read.isTrue(note, "everyone")) {
      return full(true, around);
    }
    long readers = look.crowd().bit(note.get("author")) | look.crowd().named(note.get("readers"));
    return full(true, around.and(readers));
  }

  /** A file is known to whoever sent it; others see what it is the picture of. */
  private static Levels asset(Look look, List<String> path, JsonObject asset, Levels around) {
    long senders = 0;
    if (asset.get("by") instanceof JsonObject by) {
      for (String sender : by.keys()) {
        senders |= look.crowd().bit(sender);
      }
    }
    return around.and(senders);
  }

  private static Levels toldTo(Look look, JsonObject line, Levels around, String author) {
    Object to = line.get("to");
    if (to == null) {
      return full(true, around);
    }
    return full(true, around.and(look.crowd().bit(line.get(author)) | look.crowd().named(to)));
  }

  static Levels unless(boolean secret, Levels around) {
    return secret ? Levels.NONE : around;
  }

  static Levels full(boolean shown, Levels around) {
    return shown ? around.raised(-1L) : Levels.NONE;
  }
}
