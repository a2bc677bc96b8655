package io.tablekeep.plugin.d20.scene;

import io.tablekeep.plugin.d20.sheet.Shape;
import io.tablekeep.plugin.d20.sheet.Zone;
import io.tablekeep.sdk.geometry.Direction;
import io.tablekeep.sdk.geometry.Point;
import io.tablekeep.sdk.geometry.Region;
import io.tablekeep.sdk.geometry.Space;
import io.tablekeep.sdk.geometry.area.Area;
import io.tablekeep.sdk.geometry.area.Circle;
import io.tablekeep.sdk.geometry.area.Cone;
import io.tablekeep.sdk.geometry.area.Rectangle;
import io.tablekeep.sdk.geometry.grid.Cell;
import io.tablekeep.sdk.state.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The areas that stay on one map, where they are now, and who is in them. */
public final class Areas {
  private final Scene scene;
  private final Ground ground;
  private final List<One> all = new ArrayList<>();

  /**
   * One of them.
   *
   * @param node its place in the document
   * @param zone what it is
   * @param area its outline
   * @param open what of it walls leave
   */
  public record One(Node node, Zone zone, Area area, Region open) {}

  Areas(Scene scene, Ground ground, Node zones) {
    this.scene = scene;
    this.ground = ground;
    for (Node each : zones.children().toList()) {
      Zone zone = each.as(Zone.class);
      outline(zone)
          .ifPresent(area -> all.add(new One(each, zone, area, ground.reachedFromIts(area))));
    }
  }

  private Optional<Area> outline(Zone zone) {
    if (!zone.stay().carried()) {
      return Optional.of(
          outline(
              zone.kind(),
              new Point(zone.x(), zone.y()),
              zone.size(),
              zone.width(),
              new Direction(zone.toX(), zone.toY())));
    }
    return ground
        .of(zone.source())
        .map(
            at -> {
              double size = zone.size() + at.space().width() / 2;
              Direction any = new Direction(1, 0);
              return outline(zone.kind(), at.space().middle(), size, zone.width(), any);
            });
  }

  /**
   * The outline of an area.
   *
   * @param kind its shape
   * @param at the middle of a sphere or cube; where a line or cone begins
   * @param size radius, side or length in cells
   * @param width of a line, in cells
   * @param direction of a line or cone
   * @return the area
   */
  public static Area outline(
      Shape.Kind kind, Point at, double size, double width, Direction direction) {
    return switch (kind) {
      case SPHERE -> new Circle(at, size);
      case CONE -> new Cone(at, direction, size);
      case LINE -> new Rectangle(at, direction, size, width);
      case CUBE ->
          Rectangle.between(
              new Point(at.x() - size / 2, at.y() - size / 2),
              new Point(at.x() + size / 2, at.y() + size / 2));
    };
  }

  /**
   * All of them.
   *
   * @return in the order of their keys
   */
  public List<One> all() {
    return all;
  }

  /**
   * Whether an area does anything to somebody.
   *
   * @param one the area
   * @param who who
   * @return false for those it spares, those it cannot harm, and the dead
   */
  public boolean concerns(One one, Creature who) {
    if (!who.isPlayable() || who.isDead()) {
      return false;
    }
    Creature source = scene.of(one.zone().source());
    boolean spared =
        (one.zone().power().sparesSelf() && who == source)
            || (one.zone().power().sparesAllies() && !who.isHostileTo(source));
    List<String> only = one.zone().power().only();
    return !spared && (only.isEmpty() || only.contains(who.block().at("kind").asText("humanoid")));
  }

  /**
   * Whether somebody is in an area.
   *
   * @param one the area
   * @param space where they are
   * @return true when at least one of their cells is in it
   */
  public boolean covers(One one, Space space) {
    for (Cell cell : ground.geometry().cells(space)) {
      if (one.open().contains(ground.geometry().middle(cell))) {
        return true;
      }
    }
    return false;
  }

  /**
   * Where a straight way first comes into an area.
   *
   * @param one the area
   * @param from where it begins
   * @param to where it ends
   * @return where they stand then; empty when it stays out, or begins in it
   */
  public Optional<Point> entrance(One one, Space from, Point to) {
    if (covers(one, from)) {
      return Optional.empty();
    }
    Point begin = from.middle();
    int steps = ground.way(begin, to).size() - 1;
    for (int i = 1; i <= steps; i++) {
      double part = (double) i / steps;
      Point next =
          new Point(
              begin.x() + (to.x() - begin.x()) * part, begin.y() + (to.y() - begin.y()) * part);
      if (covers(one, new Space(next, from.width(), from.height()))) {
        return Optional.of(
            i == steps ? to : ground.geometry().snap(new Space(next, from.width(), from.height())));
      }
    }
    return Optional.empty();
  }

  boolean isHard(Point place, Creature who) {
    for (One each : all) {
      if (each.zone().stay().difficult() && each.open().contains(place) && concerns(each, who)) {
        return true;
      }
    }
    return false;
  }

  /** Whether what obscures lies at either end or between. */
  boolean isClouded(Point from, Point to) {
    for (One each : all) {
      if (each.zone().stay().obscures()) {
        for (Cell cell : ground.way(from, to)) {
          if (each.open().contains(ground.geometry().middle(cell))) {
            return true;
          }
        }
      }
    }
    return false;
  }
}
