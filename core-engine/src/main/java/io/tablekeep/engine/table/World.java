package io.tablekeep.engine.table;

import static io.tablekeep.engine.table.Rulings.gm;

import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.SystemDefinition;
import io.tablekeep.sdk.game.Table;
import io.tablekeep.sdk.model.action.world.LocationCreate;
import io.tablekeep.sdk.model.action.world.LocationEdit;
import io.tablekeep.sdk.model.action.world.LocationRemove;
import io.tablekeep.sdk.model.action.world.LocationReveal;
import io.tablekeep.sdk.model.action.world.LoreCreate;
import io.tablekeep.sdk.model.action.world.LoreEdit;
import io.tablekeep.sdk.model.action.world.LoreRemove;
import io.tablekeep.sdk.model.action.world.LoreReveal;
import io.tablekeep.sdk.model.world.Location;
import io.tablekeep.sdk.model.world.Lore;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Node;

/** Places of the world and what is to know about it. */
final class World {
  private World() {}

  static void define(SystemDefinition system) {
    gm(system.action("location.create", LocationCreate.class, World::createLocation));
    gm(system.action("location.edit", LocationEdit.class, World::editLocation)).edit();
    gm(system.action("location.reveal", LocationReveal.class, World::revealLocation));
    gm(system.action("location.remove", LocationRemove.class, World::removeLocation));
    gm(system.action("lore.create", LoreCreate.class, World::createLore));
    gm(system.action("lore.edit", LoreEdit.class, World::editLore)).edit();
    gm(system.action("lore.reveal", LoreReveal.class, World::revealLore));
    gm(system.action("lore.remove", LoreRemove.class, World::removeLore));
  }

  private static Decision createLocation(Table table, LocationCreate create) {
    Location location =
        new Location(
            create.name(),
            create.description(),
            create.within(),
            create.map(),
            create.picture(),
            create.revealed(),
            create.gmNotes());
    return Rulings.add(table, table.state().at("locations"), Rulings.MOST, location);
  }

  private static Decision editLocation(Table table, LocationEdit edit) {
    if (edit.within().isPresent() && edit.within().get().equals(edit.location())) {
      return Rulings.refuse("within-itself", "No place is part of itself.", "within");
    }
    return Edit.of(table.state().at(edit.location().pointer()))
        .clear(edit.clear().contains(LocationEdit.Part.WITHIN), "within")
        .clear(edit.clear().contains(LocationEdit.Part.MAP), "map")
        .clear(edit.clear().contains(LocationEdit.Part.PICTURE), "picture")
        .set("name", edit.name())
        .set("description", edit.description())
        .set("within", edit.within())
        .set("map", edit.map())
        .set("picture", edit.picture())
        .set("gmNotes", edit.gmNotes())
        .decide();
  }

  private static Decision revealLocation(Table table, LocationReveal reveal) {
    return Rulings.set(table, reveal.location().pointer(), "revealed", reveal.revealed());
  }

  private static Decision removeLocation(Table table, LocationRemove remove) {
    String id = remove.location().id();
    Node root = table.state();
    Changes changes = Changes.none().remove(remove.location().pointer());
    changes = Rulings.unlink(changes, root.at("locations"), "within", id);
    return Decision.apply(Rulings.unlink(changes, root.at("quests"), "location", id));
  }

  private static Decision createLore(Table table, LoreCreate create) {
    Lore lore =
        new Lore(create.title(), create.text(), create.tags(), create.revealed(), create.gmNotes());
    return Rulings.add(table, table.state().at("lore"), Rulings.MOST, lore);
  }

  private static Decision editLore(Table table, LoreEdit edit) {
    return Edit.of(table.state().at(edit.lore().pointer()))
        .set("title", edit.title())
        .set("text", edit.text())
        .set("tags", edit.tags())
        .set("gmNotes", edit.gmNotes())
        .decide();
  }

  private static Decision revealLore(Table table, LoreReveal reveal) {
    return Rulings.set(table, reveal.lore().pointer(), "revealed", reveal.revealed());
  }

  private static Decision removeLore(Table table, LoreRemove remove) {
    return Rulings.remove(remove.lore().pointer());
  }
}
