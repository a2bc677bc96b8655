package io.tablekeep.engine.table;

import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.Role;
import io.tablekeep.sdk.game.SystemDefinition;
import io.tablekeep.sdk.game.Table;
import io.tablekeep.sdk.model.action.ActorCreate;
import io.tablekeep.sdk.model.action.ActorRemove;
import io.tablekeep.sdk.model.world.Actor;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Node;
import io.tablekeep.sdk.state.Pointer;

/** Who is in the story: actors come and go. */
final class Cast {
  private Cast() {}

  static void define(SystemDefinition system) {
    system
        .action("actor.create", ActorCreate.class, Cast::create)
        .by(Role.GM, Role.CO_GM)
        .describe("Adds a character, an NPC or a monster to the campaign.");
    system
        .action("actor.remove", ActorRemove.class, Cast::remove)
        .by(Role.GM, Role.CO_GM)
        .describe("Takes an actor and all its tokens out of the campaign.");
  }

  private static Decision create(Table table, ActorCreate create) {
    Actor actor = Actor.of(create.name(), create.type(), create.owner());
    return Decision.apply(Changes.none().set(Pointer.of("actors", table.newId()), actor));
  }

  private static Decision remove(Table table, ActorRemove remove) {
    String id = remove.actor().id();
    Changes changes = Changes.none().remove(remove.actor().pointer());
    for (Node map : table.state().at("maps").children().toList()) {
      for (Node token : map.at("tokens").children().toList()) {
        if (token.at("actor").asText("").equals(id)) {
          changes = changes.remove(token);
        }
      }
    }
    return Decision.apply(changes);
  }
}
