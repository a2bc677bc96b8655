package io.tablekeep.engine.table;

import static io.tablekeep.engine.table.Rulings.gm;

import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.SystemDefinition;
import io.tablekeep.sdk.game.Table;
import io.tablekeep.sdk.model.ParticipantRef;
import io.tablekeep.sdk.model.action.ActorCreate;
import io.tablekeep.sdk.model.action.ActorRemove;
import io.tablekeep.sdk.model.action.world.ActorAssign;
import io.tablekeep.sdk.model.action.world.ActorEdit;
import io.tablekeep.sdk.model.action.world.ActorHide;
import io.tablekeep.sdk.model.action.world.ConditionAdd;
import io.tablekeep.sdk.model.action.world.ConditionRemove;
import io.tablekeep.sdk.model.world.Actor;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Node;
import java.util.HashSet;
import java.util.Set;

/** Who is in the story: actors come, change and go. */
final class Cast {
  private Cast() {}

  static void define(SystemDefinition system) {
    gm(system.action("actor.create", ActorCreate.class, Cast::create));
    system.action("actor.edit", ActorEdit.class, Cast::edit).edit();
    gm(system.action("actor.hide", ActorHide.class, Cast::hide));
    gm(system.action("actor.assign", ActorAssign.class, Cast::assign));
    gm(system.action("actor.remove", ActorRemove.class, Cast::remove));
    system.action("condition.add", ConditionAdd.class, Cast::addCondition).offline(true);
    system.action("condition.remove", ConditionRemove.class, Cast::removeCondition).offline(true);
  }

  private static Decision create(Table table, ActorCreate create) {
    Actor actor = Actor.of(create.name(), create.type(), create.owner());
    return Rulings.add(table, table.state().at("actors"), Rulings.MOST, actor);
  }

  private static Decision edit(Table table, ActorEdit edit) {
    Decision change =
        Edit.of(table.state().at(edit.actor().pointer()))
            .clear(edit.clear().contains(ActorEdit.Part.PORTRAIT), "portrait")
            .set("name", edit.name())
            .set("type", edit.type())
            .set("portrait", edit.portrait())
            .set("description", edit.description())
            .set("notes", edit.notes())
            .set("gmNotes", edit.gmNotes())
            .decide();
    return Rulings.gmField(table, edit.type().isPresent(), "type")
        .or(() -> Rulings.gmField(table, edit.gmNotes().isPresent(), "gmNotes"))
        .orElse(change);
  }

  private static Decision hide(Table table, ActorHide hide) {
    return Rulings.set(table, hide.actor().pointer(), "hidden", hide.hidden());
  }

  private static Decision assign(Table table, ActorAssign assign) {
    return Rulings.set(
        table, assign.actor().pointer(), "owner", assign.owner().map(ParticipantRef::id));
  }

  private static Decision remove(Table table, ActorRemove remove) {
    String id = remove.actor().id();
    Node root = table.state();
    Changes changes = Changes.none().remove(remove.actor().pointer());
    for (Node map : root.at("maps").children().toList()) {
      for (Node token : map.at("tokens").children().toList()) {
        if (token.at("actor").asText("").equals(id)) {
          changes = changes.remove(token);
        }
      }
    }
    for (Node encounter : root.at("encounters").children().toList()) {
      Set<String> leaving = new HashSet<>();
      for (Node one : encounter.at("order").children().toList()) {
        if (one.at("actor").asText("").equals(id)) {
          leaving.add(one.key());
        }
      }
      changes = leaving.isEmpty() ? changes : changes.and(Order.without(encounter, leaving));
    }
    changes = Rulings.unlink(changes, root.at("quests"), "giver", id);
    changes = Rulings.unlink(changes, root.at("participants"), "character", id);
    return Decision.apply(changes);
  }

  private static Decision addCondition(Table table, ConditionAdd add) {
    Node conditions = table.state().at(add.actor().pointer()).at("conditions");
    return Rulings.add(table, conditions, Rulings.MOST_PARTS, add.condition());
  }

  private static Decision removeCondition(Table table, ConditionRemove remove) {
    return Rulings.remove(remove.condition().pointer());
  }
}
