package io.tablekeep.plugin.d20.scene;

import io.tablekeep.plugin.d20.sheet.Condition;
import io.tablekeep.sdk.geometry.Point;
import io.tablekeep.sdk.geometry.Region;
import io.tablekeep.sdk.geometry.Space;
import io.tablekeep.sdk.geometry.area.Area;
import io.tablekeep.sdk.geometry.area.Circle;
import io.tablekeep.sdk.geometry.area.Rectangle;
import io.tablekeep.sdk.geometry.grid.Cell;
import io.tablekeep.sdk.geometry.grid.GridGeometry;
import io.tablekeep.sdk.geometry.grid.Metric;
import io.tablekeep.sdk.geometry.sight.Passage;
import io.tablekeep.sdk.geometry.sight.Walls;
import io.tablekeep.sdk.model.MapRef;
import io.tablekeep.sdk.model.map.Grid;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The map where it happens: who stands where, how far, what is between, what is hard to cross. */
public final class Ground {
  private final Scene scene;
  private final String map;
  private final Node node;
  private @Nullable Grid grid;
  private @Nullable GridGeometry geometry;
  private @Nullable List<Standing> standing;
  private @Nullable Areas areas;

  /**
   * A token.
   *
   * @param key its key
   * @param actor for whom it stands
   * @param space where
   * @param hidden whether only those who run the game see it
   */
  public record Standing(String key, String actor, Space space, boolean hidden) {}

  private Ground(Scene scene, String map) {
    this.scene = scene;
    this.map = map;
    this.node = scene.table().state().at("maps", map);
  }

  static Ground of(Scene scene) {
    String named = scene.fight().map(Fight::map).orElse("");
    if (named.isEmpty()) {
      named = scene.table().state().at("currentSession", "map").asText("");
    }
    return new Ground(scene, named.isEmpty() ? "-" : named);
  }

  /**
   * A given map.
   *
   * @param scene the scene
   * @param map its key
   * @return the ground
   */
  public static Ground of(Scene scene, String map) {
    return new Ground(scene, map);
  }

  public String map() {
    return map;
  }

  Node node() {
    return node;
  }

  public Grid grid() {
    Grid known = grid;
    if (known == null) {
      known = node.at("grid").exists() ? node.at("grid").as(Grid.class) : Grid.squares(100, 100);
      grid = known;
      geometry = known.geometry();
    }
    return known;
  }

  GridGeometry geometry() {
    grid();
    GridGeometry known = geometry;
    return known == null ? grid().geometry() : known;
  }

  private Metric metric() {
    return scene.rules().longDiagonals() ? Metric.ALTERNATING : Metric.CHEBYSHEV;
  }

  double cellFeet() {
    double feet = grid().cellDistance();
    return feet <= 0 ? 5 : feet;
  }

  /**
   * Everyone who stands here for an actor.
   *
   * @return tokens, in the order of their keys
   */
  public List<Standing> standing() {
    List<Standing> known = standing;
    if (known == null) {
      known = new ArrayList<>();
      Node tokens = node.at("tokens");
      for (String key : tokens.keys()) {
        Node token = tokens.at(key);
        if (token.at("actor").exists()) {
          known.add(read(token));
        }
      }
      standing = known;
    }
    return known;
  }

  private static Standing read(Node token) {
    return new Standing(
        token.key(),
        token.at("actor").asText(""),
        new Space(
            new Point(token.at("x").asDouble(0), token.at("y").asDouble(0)),
            token.at("width").asDouble(1),
            token.at("height").asDouble(1)),
        token.at("hidden").asBoolean(false));
  }

  /**
   * Where an actor stands.
   *
   * @param actor key of the actor
   * @return the first of their tokens here; empty when they are not on this map
   */
  public Optional<Standing> of(String actor) {
    List<Standing> known = standing;
    if (known != null) {
      return known.stream().filter(each -> each.actor().equals(actor)).findFirst();
    }
    Node tokens = node.at("tokens");
    for (String key : tokens.keys()) {
      if (tokens.at(key, "actor").asText("").equals(actor)) {
        return Optional.of(read(tokens.at(key)));
      }
    }
    return Optional.empty();
  }

  /**
   * How far two spaces are apart.
   *
   * @param one the one
   * @param other the other
   * @return feet; 5 for neighbours
   */
  public double feet(Space one, Space other) {
    return geometry().distance(one, other, metric()) * cellFeet();
  }

  /**
   * How far two creatures are apart, when both stand here.
   *
   * @param one the one
   * @param other the other
   * @return feet; empty when it cannot be measured, or is not
   */
  public Optional<Double> feet(Creature one, Creature other) {
    if (!scene.rules().measure()) {
      return Optional.empty();
    }
    Optional<Standing> a = of(one.id());
    Optional<Standing> b = a.isEmpty() ? a : of(other.id());
    return b.map(there -> feet(a.orElseThrow().space(), there.space()));
  }

  /**
   * Whether a wall stands between two places.
   *
   * @param from from here
   * @param to to there
   * @return false where walls do not count
   */
  public boolean isWalled(Point from, Point to) {
    return scene.rules().walls() && walls().blocked(Passage.MOVEMENT, from, to);
  }

  Walls walls() {
    return map.equals("-") || !node.at("walls").exists()
        ? Walls.none()
        : scene.table().walls(new MapRef(map));
  }

  /**
   * Who stands in an area that walls stop.
   *
   * @param area the area, in cells
   * @return tokens of which at least one cell lies in it
   */
  public List<Standing> within(Area area) {
    Region open = reachedFromIts(area);
    List<Standing> found = new ArrayList<>();
    for (Standing each : standing()) {
      for (Cell cell : geometry().cells(each.space())) {
        if (open.contains(geometry().middle(cell))) {
          found.add(each);
          break;
        }
      }
    }
    return found;
  }

  /**
   * Cells of so many feet.
   *
   * @param feet feet
   * @return cells
   */
  public double cells(double feet) {
    return feet / cellFeet();
  }

  /**
   * What a straight way costs: a cell of difficult terrain counts twice, each cell of a crawl once
   * more.
   *
   * @param from where it begins
   * @param to where it ends
   * @param who who walks or crawls
   * @return feet
   */
  public int cost(Point from, Point to, Creature who) {
    boolean crawls = who.suffers(Condition.PRONE);
    List<Cell> way = way(from, to);
    Set<Cell> hard = difficult(way, who);
    double cells =
        geometry()
            .cost(way, metric(), cell -> 1 + (hard.contains(cell) ? 1 : 0) + (crawls ? 1 : 0));
    return (int) Math.round(cells * cellFeet());
  }

  /** Puts somebody elsewhere, for what this decision does next; and in the document. */
  void put(Standing who, Point to) {
    List<Standing> known = standing();
    Space there = new Space(to, who.space().width(), who.space().height());
    known.replaceAll(
        each ->
            each.key().equals(who.key())
                ? new Standing(who.key(), who.actor(), there, who.hidden())
                : each);
    Node token = node.at("tokens", who.key());
    scene.also(Changes.none().set(token.at("x"), to.x()).set(token.at("y"), to.y()));
  }

  /**
   * The areas that stay here.
   *
   * @return all of them
   */
  public Areas areas() {
    Areas known = areas;
    if (known == null) {
      known = new Areas(scene, this, node.at("d20", "areas"));
      areas = known;
    }
    return known;
  }

  Region reachedFromIts(Area area) {
    return scene.rules().walls() ? walls().reached(area, Passage.MOVEMENT) : area;
  }

  /**
   * Whether somebody can see somebody: what obscures, what is invisible and blindness count; who
   * sees without eyes sees as far as their sheet says.
   *
   * @param who who looks
   * @param whom at whom
   * @return true where it cannot be told
   */
  public boolean sees(Creature who, Creature whom) {
    Optional<Double> feet = feet(who, whom);
    Node senses = who.block().at("senses");
    double keen = Math.max(senses.at("blindsight").asInt(0), senses.at("truesight").asInt(0));
    if (keen > 0 && feet.orElse(0.0) <= keen) {
      return true;
    }
    return !who.suffers(Condition.BLINDED)
        && !whom.suffers(Condition.INVISIBLE)
        && !isClouded(who, whom);
  }

  /**
   * Whether what obscures lies between two.
   *
   * @param one the one
   * @param other the other
   * @return whether neither sees the other
   */
  public boolean isClouded(Creature one, Creature other) {
    if (!scene.rules().measure() || areas().all().isEmpty()) {
      return false;
    }
    Optional<Standing> a = of(one.id());
    Optional<Standing> b = a.isEmpty() ? a : of(other.id());
    return b.isPresent()
        && areas().isClouded(a.orElseThrow().space().middle(), b.get().space().middle());
  }

  List<Cell> way(Point from, Point to) {
    Cell start = geometry().cellAt(from);
    Cell end = geometry().cellAt(to);
    int steps =
        Math.max(Math.abs(end.column() - start.column()), Math.abs(end.row() - start.row()));
    steps = Math.min(steps, 10_000);
    List<Cell> way = new ArrayList<>();
    way.add(start);
    for (int i = 1; i <= steps; i++) {
      double part = (double) i / steps;
      Cell cell =
          i == steps
              ? end
              : new Cell(
                  (int) Math.round(start.column() + (end.column() - start.column()) * part),
                  (int) Math.round(start.row() + (end.row() - start.row()) * part));
      way.add(cell);
    }
    return way;
  }

  private Set<Cell> difficult(List<Cell> way, Creature who) {
    Set<Cell> hard = new HashSet<>();
    if (!areas().all().isEmpty()) {
      way.stream().filter(cell -> areas().isHard(geometry().middle(cell), who)).forEach(hard::add);
    }
    for (Node each : node.at("d20", "terrain").children().toList()) {
      Point corner = new Point(each.at("x").asDouble(0), each.at("y").asDouble(0));
      double wide = each.at("wide").asDouble(1);
      double high = each.at("high").asDouble(1);
      Area area =
          each.at("round").asBoolean(false)
              ? new Circle(corner, wide)
              : Rectangle.between(corner, new Point(corner.x() + wide, corner.y() + high));
      for (Cell cell : way) {
        if (area.contains(geometry().middle(cell))) {
          hard.add(cell);
        }
      }
    }
    return hard;
  }
}
