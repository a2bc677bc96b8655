package io.tablekeep.plugin.d20.magic;

import io.tablekeep.plugin.d20.combat.Budget;
import io.tablekeep.plugin.d20.scene.Areas;
import io.tablekeep.plugin.d20.scene.Creature;
import io.tablekeep.plugin.d20.scene.Ground;
import io.tablekeep.plugin.d20.scene.Scene;
import io.tablekeep.plugin.d20.sheet.DamageType;
import io.tablekeep.plugin.d20.sheet.Power;
import io.tablekeep.plugin.d20.sheet.Shape;
import io.tablekeep.plugin.d20.sheet.Stay;
import io.tablekeep.plugin.d20.sheet.Zone;
import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.Mine;
import io.tablekeep.sdk.game.SystemDefinition;
import io.tablekeep.sdk.game.Table;
import io.tablekeep.sdk.geometry.Direction;
import io.tablekeep.sdk.geometry.Point;
import io.tablekeep.sdk.geometry.Space;
import io.tablekeep.sdk.geometry.area.Area;
import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.model.Color;
import io.tablekeep.sdk.model.map.Drawing;
import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Node;
import io.tablekeep.sdk.view.Audience;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Areas that stay come, are moved, are seen as drawings, and go. */
public final class AreaActions {
  /** More do not stay on one map. */
  private static final int MOST = 50;

  private static final String AREAS = "areas";

  private AreaActions() {}

  /** {@code d20.steer}: somebody moves an area of theirs. */
  @Doc("Moves an area of one's own that can be moved, such as a moonbeam.")
  public record Steer(
      @Mine ActorRef who,
      @Doc("Where its middle goes, in cells.") Point at,
      @Doc("Its key; without it, the first that can be moved.") @Default("") @Length(max = 64)
          String area) {}

  /**
   * Declares them.
   *
   * @param system where to
   */
  public static void define(SystemDefinition system) {
    system.action("steer", Steer.class, AreaActions::steer);
    system.shape("maps/*/d20/areas/*", Zone.class, zone -> Stream.empty());
    system.visible("maps/*/d20/areas/*/shown", Audience.everyone());
    system.changed("maps/*/d20/areas/*", AreaActions::changed);
    system.changed("maps/*/tokens/*", AreaActions::tokenChanged);
    system.changed("maps/*/drawings/*", AreaActions::drawingChanged);
    system.ends("maps/*/d20/areas/*", "until", (table, zone) -> Changes.none());
  }

  /** Where an area of a power can stay: somebody who stands on a map has made it. */
  static boolean canStay(Power power, Aim aim) {
    return power.stays().isPresent() && aim.placed().isPresent();
  }

  /**
   * Lets an area stay.
   *
   * @param scene the scene
   * @param source who made it
   * @param power the power, as it works
   * @param placed where it is
   * @param level of the slot; -1 for what is no spell
   * @param dc what saves have to reach
   * @param held rounds the spell can be held; 0: it is not
   * @return map and area, with a slash between; empty when no more fit there
   */
  static Optional<String> lay(
      Scene scene, Creature source, Power power, Aim.Placed placed, int level, int dc, int held) {
    Ground ground = scene.ground();
    Node all = scene.table().state().at("maps", ground.map(), "d20", AREAS);
    if (all.size() >= MOST) {
      return Optional.empty();
    }
    Stay stay = power.stays().orElseThrow();
    Node place = all.at(scene.newId());
    int lasts = held > 0 ? held : stay.rounds();
    Optional<Integer> rounds = lasts > 0 ? Optional.of(lasts) : Optional.empty();
    Zone zone =
        new Zone(
            power.name(),
            source.isHidden() ? Optional.empty() : Optional.of(power.name()),
            source.id(),
            placed.kind(),
            stay.carried() ? 0 : placed.at().x(),
            stay.carried() ? 0 : placed.at().y(),
            placed.size(),
            placed.width(),
            placed.direction().x(),
            placed.direction().y(),
            level,
            dc,
            rounds.orElse(-1),
            scene.until(rounds),
            stay,
            power.wordless(),
            Map.of());
    scene.also(Changes.none().set(place, zone));
    return Optional.of(ground.map() + "/" + place.key());
  }

  private static Decision steer(Table table, Steer steer) {
    Scene scene = new Scene(table);
    Creature who = scene.of(steer.who().id());
    Ground ground = scene.ground();
    Optional<Areas.One> found =
        ground.areas().all().stream()
            .filter(each -> each.zone().source().equals(who.id()))
            .filter(each -> each.zone().stay().steered() > 0)
            .filter(each -> steer.area().isEmpty() || each.node().key().equals(steer.area()))
            .findFirst();
    if (found.isEmpty()) {
      return new Decision.Reject("no-such-area", "There is nothing to move.", "area");
    }
    Zone zone = found.get().zone();
    double cells = new Point(zone.x(), zone.y()).to(steer.at());
    if (cells > ground.cells(zone.stay().steered()) + 1e-6) {
      return new Decision.Reject("too-far", "That is too far at once.", "at");
    }
    Optional<Decision.Reject> amiss = Budget.pay(scene, who, zone.stay().steering(), 0);
    if (amiss.isPresent()) {
      return amiss.get();
    }
    Node place = found.get().node();
    scene.also(
        Changes.none().set(place.at("x"), steer.at().x()).set(place.at("y"), steer.at().y()));
    scene.say(scene.hearers(who), who.name() + " moves " + zone.name() + ".");
    return scene.decide();
  }

  // -- what follows
  // ---------------------------------------------------------------------------------

  /** An area that came or moved is drawn; with one that went, ends what it did and what held it. */
  private static Changes changed(Table table, Node before, Node now) {
    String map = now.pointer().key(1);
    Node drawing = table.state().at("maps", map, "drawings", now.key());
    if (now.exists()) {
      boolean same =
          before.exists()
              && Stream.of("x", "y", "size", "shown")
                  .allMatch(key -> before.at(key).value().equals(now.at(key).value()));
      return same ? Changes.none() : drawn(table, map, now);
    }
    Changes changes = drawing.exists() ? Changes.none().remove(drawing) : Changes.none();
    String place = map + "/" + now.key();
    for (Node actor : table.state().at("actors").children().toList()) {
      for (Node each : actor.at("conditions").children().toList()) {
        if (each.at("d20", "area").asText("").equals(place)) {
          changes = changes.remove(each);
        }
      }
    }
    Node held =
        table.state().at("actors", before.at("source").asText("-"), "d20", "now", "concentration");
    boolean holds =
        held.at("holds").children().anyMatch(each -> each.asText("").equals("area/" + place));
    return holds ? changes.remove(held) : changes;
  }

  private static Changes drawn(Table table, String map, Node node) {
    Node drawing = table.state().at("maps", map, "drawings", node.key());
    Scene scene = new Scene(table);
    Optional<Areas.One> one =
        Ground.of(scene, map).areas().all().stream()
            .filter(each -> each.node().key().equals(node.key()))
            .findFirst();
    if (one.isEmpty() || one.get().zone().shown().isEmpty()) {
      return drawing.exists() ? Changes.none().remove(drawing) : Changes.none();
    }
    return Changes.none().set(drawing, drawing(one.get()));
  }

  private static Drawing drawing(Areas.One one) {
    Zone zone = one.zone();
    Area area = one.area();
    boolean round = zone.kind() == Shape.Kind.SPHERE;
    List<Point> points =
        round || zone.kind() == Shape.Kind.CUBE
            ? List.of(
                new Point(area.bounds().minX(), area.bounds().minY()),
                new Point(area.bounds().maxX(), area.bounds().maxY()))
            : corners(zone);
    Drawing.Kind kind =
        round
            ? Drawing.Kind.ELLIPSE
            : zone.kind() == Shape.Kind.CUBE ? Drawing.Kind.RECTANGLE : Drawing.Kind.FREEHAND;
    return new Drawing(kind, points, color(zone), 0.1, Optional.empty());
  }

  private static List<Point> corners(Zone zone) {
    Direction to = new Direction(zone.toX(), zone.toY());
    double half = zone.kind() == Shape.Kind.CONE ? zone.size() / 2 : zone.width() / 2;
    double first = zone.kind() == Shape.Kind.CONE ? 0 : half;
    Point begin = new Point(zone.x(), zone.y());
    Point end = new Point(zone.x() + to.x() * zone.size(), zone.y() + to.y() * zone.size());
    return List.of(
        beside(begin, to, first),
        beside(end, to, half),
        beside(end, to, -half),
        beside(begin, to, -first),
        beside(begin, to, first));
  }

  private static Point beside(Point at, Direction to, double cells) {
    return new Point(at.x() - to.y() * cells, at.y() + to.x() * cells);
  }

  private static Color color(Zone zone) {
    if (zone.stay().obscures()) {
      return new Color("#607d8b");
    }
    DamageType type = zone.power().damage().isEmpty() ? null : zone.power().damage().get(0).type();
    return new Color(
        type == null
            ? "#b0bec5"
            : switch (type) {
              case FIRE -> "#ff7043";
              case RADIANT -> "#ffd54f";
              case POISON, ACID -> "#9ccc65";
              case COLD, LIGHTNING -> "#4fc3f7";
              default -> "#ba68c8";
            });
  }

  /** A token is elsewhere, whoever moved it: it comes into areas, and takes its own along. */
  private static Changes tokenChanged(Table table, Node before, Node now) {
    String map = now.pointer().key(1);
    Node all = table.state().at("maps", map, "d20", AREAS);
    if (all.size() == 0) {
      return Changes.none();
    }
    String actor = (now.exists() ? now : before).at("actor").asText("-");
    Changes changes = Changes.none();
    for (Node each : all.children().toList()) {
      boolean own = each.at("source").asText("").equals(actor);
      if (own && each.at("stay", "carried").asBoolean(false)) {
        changes = changes.and(drawn(table, map, each));
      }
    }
    Point from = new Point(before.at("x").asDouble(0), before.at("y").asDouble(0));
    Point to = new Point(now.at("x").asDouble(0), now.at("y").asDouble(0));
    if (!before.exists() || !now.exists() || from.equals(to)) {
      return changes;
    }
    Scene scene = new Scene(table);
    double width = now.at("width").asDouble(1);
    double height = now.at("height").asDouble(1);
    Lingering.moved(
        scene,
        Ground.of(scene, map),
        scene.of(actor),
        new Space(from, width, height),
        new Space(to, width, height));
    return changes.and(scene.changes());
  }

  /** Who wipes the drawing of an area away ends it. */
  private static Changes drawingChanged(Table table, Node before, Node now) {
    Node zone = table.state().at("maps", now.pointer().key(1), "d20", AREAS, now.key());
    if (now.exists() || !zone.exists() || !zone.at("shown").exists()) {
      return Changes.none();
    }
    boolean away =
        zone.at("stay", "carried").asBoolean(false)
            && Ground.of(new Scene(table), now.pointer().key(1))
                .of(zone.at("source").asText("-"))
                .isEmpty();
    return away ? Changes.none() : Changes.none().remove(zone);
  }
}
