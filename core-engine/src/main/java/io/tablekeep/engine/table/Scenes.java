package io.tablekeep.engine.table;

import static io.tablekeep.engine.table.Rulings.gm;

import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.SystemDefinition;
import io.tablekeep.sdk.game.Table;
import io.tablekeep.sdk.model.action.scene.LayerCreate;
import io.tablekeep.sdk.model.action.scene.LayerEdit;
import io.tablekeep.sdk.model.action.scene.LayerHide;
import io.tablekeep.sdk.model.action.scene.LayerRemove;
import io.tablekeep.sdk.model.action.scene.SceneCreate;
import io.tablekeep.sdk.model.action.scene.SceneEdit;
import io.tablekeep.sdk.model.action.scene.SceneHide;
import io.tablekeep.sdk.model.action.scene.SceneRemove;
import io.tablekeep.sdk.model.map.Grid;
import io.tablekeep.sdk.model.map.TableMap;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Node;
import java.util.Map;

/** Maps and their layers. */
final class Scenes {
  private static final Grid GRID = Grid.squares(30, 20);

  private Scenes() {}

  static void define(SystemDefinition system) {
    gm(system.action("scene.create", SceneCreate.class, Scenes::create));
    gm(system.action("scene.edit", SceneEdit.class, Scenes::edit)).edit();
    gm(system.action("scene.hide", SceneHide.class, Scenes::hide));
    gm(system.action("scene.remove", SceneRemove.class, Scenes::remove));
    gm(system.action("layer.create", LayerCreate.class, Scenes::createLayer));
    gm(system.action("layer.edit", LayerEdit.class, Scenes::editLayer)).edit();
    gm(system.action("layer.hide", LayerHide.class, Scenes::hideLayer));
    gm(system.action("layer.remove", LayerRemove.class, Scenes::removeLayer));
  }

  private static Decision create(Table table, SceneCreate create) {
    TableMap map =
        new TableMap(
            create.name(),
            create.picture(),
            create.grid().orElse(GRID),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            create.lighting(),
            create.hidden(),
            "",
            create.wallsStop());
    return Rulings.add(table, table.state().at("maps"), Rulings.MOST_PARTS, map);
  }

  private static Decision edit(Table table, SceneEdit edit) {
    return Edit.of(table.state().at(edit.map().pointer()))
        .clear(edit.clear().contains(SceneEdit.Part.PICTURE), "picture")
        .clear(edit.clear().contains(SceneEdit.Part.LIGHTING), "lighting")
        .set("name", edit.name())
        .set("grid", edit.grid())
        .set("picture", edit.picture())
        .set("lighting", edit.lighting())
        .set("wallsStop", edit.wallsStop())
        .set("gmNotes", edit.gmNotes())
        .decide();
  }

  private static Decision hide(Table table, SceneHide hide) {
    return Rulings.set(table, hide.map().pointer(), "hidden", hide.hidden());
  }

  private static Decision remove(Table table, SceneRemove remove) {
    String id = remove.map().id();
    Node root = table.state();
    Changes changes = Changes.none().remove(remove.map().pointer());
    changes = Rulings.unlink(changes, root.at("encounters"), "map", id);
    changes = Rulings.unlink(changes, root.at("locations"), "map", id);
    Node current = root.at("currentSession", "map");
    return Decision.apply(current.asText("").equals(id) ? changes.remove(current) : changes);
  }

  private static Decision createLayer(Table table, LayerCreate create) {
    Node layers = table.state().at(create.map().pointer()).at("layers");
    return Rulings.add(table, layers, Rulings.MOST_PARTS, create.layer());
  }

  private static Decision editLayer(Table table, LayerEdit edit) {
    return Edit.of(table.state().at(edit.layer().pointer()))
        .clear(edit.clear().contains(LayerEdit.Part.PICTURE), "picture")
        .set("name", edit.name())
        .set("order", edit.order())
        .set("picture", edit.picture())
        .decide();
  }

  private static Decision hideLayer(Table table, LayerHide hide) {
    return Rulings.set(table, hide.layer().pointer(), "hidden", hide.hidden());
  }

  private static Decision removeLayer(Table table, LayerRemove remove) {
    Node tokens = table.state().at("maps", remove.layer().map(), "tokens");
    Changes changes = Changes.none().remove(remove.layer().pointer());
    return Decision.apply(Rulings.unlink(changes, tokens, "layer", remove.layer().id()));
  }
}
