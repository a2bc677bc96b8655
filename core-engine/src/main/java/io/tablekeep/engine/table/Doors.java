package io.tablekeep.engine.table;

import static io.tablekeep.engine.table.Rulings.gm;
import static io.tablekeep.engine.table.Rulings.refuse;

import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.SystemDefinition;
import io.tablekeep.sdk.game.Table;
import io.tablekeep.sdk.geometry.Point;
import io.tablekeep.sdk.model.WallRef;
import io.tablekeep.sdk.model.action.scene.DoorReveal;
import io.tablekeep.sdk.model.action.scene.DoorSet;
import io.tablekeep.sdk.model.action.scene.WallCreate;
import io.tablekeep.sdk.model.action.scene.WallEdit;
import io.tablekeep.sdk.model.action.scene.WallRemove;
import io.tablekeep.sdk.model.map.Wall;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Node;
import io.tablekeep.sdk.state.Pointer;
import java.util.List;

/** Walls, and doors, which are walls that open. */
final class Doors {
  /** How far from the edge of a token its player can reach a door, in cells. */
  private static final double REACH = 1;

  private Doors() {}

  static void define(SystemDefinition system) {
    gm(system.action("wall.create", WallCreate.class, Doors::create));
    gm(system.action("wall.edit", WallEdit.class, Doors::edit)).edit();
    gm(system.action("wall.remove", WallRemove.class, Doors::remove));
    system.action("door.set", DoorSet.class, Doors::set);
    gm(system.action("door.reveal", DoorReveal.class, Doors::reveal));
  }

  private static Decision create(Table table, WallCreate create) {
    Node walls = table.state().at(create.map().pointer()).at("walls");
    if (walls.size() + create.walls().size() > Rulings.MOST) {
      return Rulings.full();
    }
    Changes changes = Changes.none();
    for (Wall wall : create.walls()) {
      changes = changes.set(walls.at(table.newId()), wall);
    }
    return Decision.apply(changes);
  }

  private static Decision edit(Table table, WallEdit edit) {
    return Edit.of(table.state().at(edit.wall().pointer()))
        .clear(edit.clear().contains(WallEdit.Part.DOOR), "door")
        .set("points", edit.points())
        .set("blocksSight", edit.blocksSight())
        .set("blocksMovement", edit.blocksMovement())
        .set("door", edit.door())
        .decide();
  }

  private static Decision remove(Table table, WallRemove remove) {
    Changes changes = Changes.none();
    for (WallRef wall : remove.walls()) {
      changes = changes.remove(wall.pointer());
    }
    return Decision.apply(changes);
  }

  /** A player is told of a secret door exactly what they are told of a wall. */
  private static Decision set(Table table, DoorSet set) {
    Node wall = table.state().at(set.door().pointer());
    Node door = wall.at("door");
    boolean runsGame = Rulings.runsGame(table);
    if (!door.exists() || (!runsGame && door.at("secret").asBoolean(false))) {
      return refuse("no-door", "There is no door.", "door");
    }
    if (!runsGame) {
      if (!table.state().at("campaign", "policy", "doors").asBoolean(true)
          || set.state() == Wall.State.LOCKED) {
        return refuse("gm-only", "Only the game master can do that to a door.", "state");
      }
      if (!isBeside(table, set.door())) {
        return refuse("too-far", "None of your tokens stands beside that door.", "door");
      }
      if (door.at("state").asText("closed").equals("locked")) {
        return refuse("locked", "The door is locked.", "door");
      }
    }
    return Decision.apply(Changes.none().set(door.at("state"), set.state()));
  }

  private static boolean isBeside(Table table, WallRef door) {
    List<Point> line = table.state().at(door.pointer()).as(Wall.class).points();
    return table
        .state()
        .at("maps", door.map(), "tokens")
        .children()
        .filter(token -> Rulings.plays(table, token.at("actor").asText("")))
        .filter(token -> !token.at("hidden").asBoolean(false))
        .anyMatch(token -> reaches(token, line));
  }

  private static boolean reaches(Node token, List<Point> line) {
    Point middle = new Point(token.at("x").asDouble(), token.at("y").asDouble());
    double half = Math.max(token.at("width").asDouble(1), token.at("height").asDouble(1)) / 2;
    for (int i = 1; i < line.size(); i++) {
      if (distance(middle, line.get(i - 1), line.get(i)) <= half + REACH) {
        return true;
      }
    }
    return false;
  }

  /** How far a place is from a straight line between two others. */
  private static double distance(Point at, Point a, Point b) {
    double ex = b.x() - a.x();
    double ey = b.y() - a.y();
    double length = ex * ex + ey * ey;
    double along = length == 0 ? 0 : ((at.x() - a.x()) * ex + (at.y() - a.y()) * ey) / length;
    double part = Math.max(0, Math.min(1, along));
    return at.to(new Point(a.x() + part * ex, a.y() + part * ey));
  }

  private static Decision reveal(Table table, DoorReveal reveal) {
    Pointer door = reveal.door().pointer().child("door");
    if (!table.state().at(door).exists()) {
      return refuse("no-door", "There is no door.", "door");
    }
    return Rulings.set(table, door, "secret", !reveal.revealed());
  }
}
