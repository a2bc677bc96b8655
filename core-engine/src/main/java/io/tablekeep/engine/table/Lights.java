package io.tablekeep.engine.table;

import static io.tablekeep.engine.table.Rulings.gm;

import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.SystemDefinition;
import io.tablekeep.sdk.game.Table;
import io.tablekeep.sdk.model.action.scene.LightEdit;
import io.tablekeep.sdk.model.action.scene.LightHide;
import io.tablekeep.sdk.model.action.scene.LightMove;
import io.tablekeep.sdk.model.action.scene.LightPlace;
import io.tablekeep.sdk.model.action.scene.LightRemove;
import io.tablekeep.sdk.model.action.scene.LightSwitch;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Node;

/** Lights on maps. */
final class Lights {
  private Lights() {}

  static void define(SystemDefinition system) {
    gm(system.action("light.place", LightPlace.class, Lights::place));
    gm(system.action("light.move", LightMove.class, Lights::move));
    gm(system.action("light.edit", LightEdit.class, Lights::edit)).edit();
    gm(system.action("light.switch", LightSwitch.class, Lights::turn));
    gm(system.action("light.hide", LightHide.class, Lights::hide));
    gm(system.action("light.remove", LightRemove.class, Lights::remove));
  }

  private static Decision place(Table table, LightPlace place) {
    Node lights = table.state().at(place.map().pointer()).at("lights");
    return Rulings.add(table, lights, Rulings.MOST, place.light());
  }

  private static Decision move(Table table, LightMove move) {
    Node light = table.state().at(move.light().pointer());
    return Decision.apply(
        Changes.none().set(light.at("x"), move.to().x()).set(light.at("y"), move.to().y()));
  }

  private static Decision edit(Table table, LightEdit edit) {
    return Edit.of(table.state().at(edit.light().pointer()))
        .set("bright", edit.bright())
        .set("dim", edit.dim())
        .set("color", edit.color())
        .set("intensity", edit.intensity())
        .set("shadows", edit.shadows())
        .decide();
  }

  private static Decision turn(Table table, LightSwitch turn) {
    return Rulings.set(table, turn.light().pointer(), "on", turn.on());
  }

  private static Decision hide(Table table, LightHide hide) {
    return Rulings.set(table, hide.light().pointer(), "hidden", hide.hidden());
  }

  private static Decision remove(Table table, LightRemove remove) {
    return Rulings.remove(remove.light().pointer());
  }
}
