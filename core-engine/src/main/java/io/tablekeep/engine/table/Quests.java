package io.tablekeep.engine.table;

import static io.tablekeep.engine.table.Rulings.gm;

import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.SystemDefinition;
import io.tablekeep.sdk.game.Table;
import io.tablekeep.sdk.model.action.world.ObjectiveAdd;
import io.tablekeep.sdk.model.action.world.ObjectiveEdit;
import io.tablekeep.sdk.model.action.world.ObjectiveRemove;
import io.tablekeep.sdk.model.action.world.ObjectiveReveal;
import io.tablekeep.sdk.model.action.world.QuestCreate;
import io.tablekeep.sdk.model.action.world.QuestEdit;
import io.tablekeep.sdk.model.action.world.QuestRemove;
import io.tablekeep.sdk.model.action.world.QuestReveal;
import io.tablekeep.sdk.model.world.Quest;
import io.tablekeep.sdk.state.Node;
import java.util.Map;

/** Quests and their steps. */
final class Quests {
  private Quests() {}

  static void define(SystemDefinition system) {
    gm(system.action("quest.create", QuestCreate.class, Quests::create));
    gm(system.action("quest.edit", QuestEdit.class, Quests::edit)).edit();
    gm(system.action("quest.reveal", QuestReveal.class, Quests::reveal));
    gm(system.action("quest.remove", QuestRemove.class, Quests::remove));
    gm(system.action("objective.add", ObjectiveAdd.class, Quests::addStep));
    gm(system.action("objective.edit", ObjectiveEdit.class, Quests::editStep)).edit();
    gm(system.action("objective.reveal", ObjectiveReveal.class, Quests::revealStep));
    gm(system.action("objective.remove", ObjectiveRemove.class, Quests::removeStep));
  }

  private static Decision create(Table table, QuestCreate create) {
    Quest quest =
        new Quest(
            create.name(),
            Quest.Status.OPEN,
            create.summary(),
            create.giver(),
            create.location(),
            Map.of(),
            create.revealed(),
            create.gmNotes());
    return Rulings.add(table, table.state().at("quests"), Rulings.MOST, quest);
  }

  private static Decision edit(Table table, QuestEdit edit) {
    return Edit.of(table.state().at(edit.quest().pointer()))
        .clear(edit.clear().contains(QuestEdit.Part.GIVER), "giver")
        .clear(edit.clear().contains(QuestEdit.Part.LOCATION), "location")
        .set("name", edit.name())
        .set("status", edit.status())
        .set("summary", edit.summary())
        .set("giver", edit.giver())
        .set("location", edit.location())
        .set("gmNotes", edit.gmNotes())
        .decide();
  }

  private static Decision reveal(Table table, QuestReveal reveal) {
    return Rulings.set(table, reveal.quest().pointer(), "revealed", reveal.revealed());
  }

  private static Decision remove(Table table, QuestRemove remove) {
    return Rulings.remove(remove.quest().pointer());
  }

  private static Decision addStep(Table table, ObjectiveAdd add) {
    Node steps = table.state().at(add.quest().pointer()).at("objectives");
    Quest.Objective step = new Quest.Objective(add.text(), false, add.revealed());
    return Rulings.add(table, steps, Rulings.MOST_PARTS, step);
  }

  private static Decision editStep(Table table, ObjectiveEdit edit) {
    return Edit.of(table.state().at(edit.objective().pointer()))
        .set("text", edit.text())
        .set("done", edit.done())
        .decide();
  }

  private static Decision revealStep(Table table, ObjectiveReveal reveal) {
    return Rulings.set(table, reveal.objective().pointer(), "revealed", reveal.revealed());
  }

  private static Decision removeStep(Table table, ObjectiveRemove remove) {
    return Rulings.remove(remove.objective().pointer());
  }
}
