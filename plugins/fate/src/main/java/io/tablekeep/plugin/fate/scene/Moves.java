package io.tablekeep.plugin.fate.scene;

import io.tablekeep.plugin.fate.economy.Tally;
import io.tablekeep.plugin.fate.play.Contest;
import io.tablekeep.plugin.fate.play.Stop;
import io.tablekeep.plugin.fate.sheet.Cast;
import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.Mine;
import io.tablekeep.sdk.game.Role;
import io.tablekeep.sdk.game.SystemDefinition;
import io.tablekeep.sdk.game.Table;
import io.tablekeep.sdk.game.Verdict;
import io.tablekeep.sdk.geometry.Point;
import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.model.MapRef;
import io.tablekeep.sdk.model.TokenRef;
import io.tablekeep.sdk.model.action.TokenMove;
import io.tablekeep.sdk.model.action.token.TokensMove;
import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import io.tablekeep.sdk.schema.Range;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Node;
import io.tablekeep.sdk.view.Audience;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Zones are drawn, and people move between them: one for nothing, more or harder by a roll. */
public final class Moves {
  private static final int CELLS = 400;

  private Moves() {}

  /**
   * {@code fate.zone}: a zone is drawn on a map, or drawn anew.
   *
   * @param map the map
   * @param zone its key; empty for a new one
   * @param name what it is called
   * @param x its left edge, in cells
   * @param y its upper edge, in cells
   * @param width cells
   * @param height cells
   */
  @Doc("Draws a zone on a map.")
  public record Draw(
      MapRef map,
      @Doc("The zone to draw anew; none for a new one.") @Length(min = 1, max = 64)
          Optional<String> zone,
      @Length(min = 1, max = 200) String name,
      @Range(min = -1_000, max = 100_000) double x,
      @Range(min = -1_000, max = 100_000) double y,
      @Range(min = 1, max = 1_000) double width,
      @Range(min = 1, max = 1_000) double height) {}

  /**
   * {@code fate.border}: what lies between two zones.
   *
   * @param map the map
   * @param from a zone
   * @param to another one
   * @param name what lies between them
   * @param difficulty what it takes to get across
   * @param closed whether there is no way at all
   */
  @Doc("Says how two zones lead into each other.")
  public record Link(
      MapRef map,
      @Length(min = 1, max = 64) String from,
      @Length(min = 1, max = 64) String to,
      @Default("") @Length(max = 200) String name,
      @Default("0") @Range(min = 0, max = 10) int difficulty,
      @Doc("Whether there is no way at all.") @Default("false") boolean closed) {}

  /**
   * {@code fate.erase}: a zone is no more.
   *
   * @param map the map
   * @param zone the zone
   */
  @Doc("Takes a zone off a map.")
  public record Erase(MapRef map, @Length(min = 1, max = 64) String zone) {}

  /**
   * {@code fate.move}: somebody goes to another zone. One that lies open is for nothing, once a
   * turn; for others it takes a skill and the turn's action.
   *
   * @param token who goes
   * @param zone where to
   * @param skill with what, if it takes a roll
   */
  @Doc("Goes to another zone.")
  public record Move(
      @Mine TokenRef token,
      @Length(min = 1, max = 64) String zone,
      @Doc("With what, if it takes a roll.") @Length(min = 1, max = 40) Optional<String> skill) {}

  /**
   * Declares actions and guards.
   *
   * @param system where
   */
  public static void define(SystemDefinition system) {
    system.action("zone", Draw.class, Stop.handler(Moves::draw)).by(Role.GM, Role.CO_GM);
    system.action("border", Link.class, Stop.handler(Moves::link)).by(Role.GM, Role.CO_GM);
    system.action("erase", Erase.class, Stop.handler(Moves::erase)).by(Role.GM, Role.CO_GM);
    system.action("move", Move.class, Stop.handler(Moves::move));
    system
        .guard(TokenMove.class, Stop.guard((t, m) -> dragged(t, List.of(m))))
        .when("fate", "conflict");
    system
        .guard(
            TokensMove.class,
            Stop.guard(
                (t, all) ->
                    dragged(
                        t,
                        all.moves().stream().map(m -> new TokenMove(m.token(), m.to())).toList())))
        .when("fate", "conflict");
  }

  private static Decision draw(Table table, Draw draw) {
    Node zones = Zones.of(table, draw.map());
    if (draw.zone().isPresent() && !zones.at(draw.zone().get()).exists()) {
      return new Decision.Reject("no-such-zone", "There is no such zone.", "zone");
    }
    if (draw.zone().isEmpty() && zones.size() >= Zones.MOST) {
      return Decision.reject("too-many-zones", "A map has 60 zones at most.");
    }
    Node place = zones.at(draw.zone().orElseGet(table::newId));
    Changes changes = Changes.none().set(place.at("name"), draw.name());
    return Decision.apply(
        changes
            .set(place.at("x"), draw.x())
            .set(place.at("y"), draw.y())
            .set(place.at("width"), draw.width())
            .set(place.at("height"), draw.height()));
  }

  private static Decision link(Table table, Link link) {
    Node zones = Zones.of(table, link.map());
    Node from = zone(zones, link.from(), "from");
    Node to = zone(zones, link.to(), "to");
    if (link.from().equals(link.to())) {
      return new Decision.Reject("same-zone", "Name two zones.", "to");
    }
    Node out = from.at("to", link.to());
    Node back = to.at("to", link.from());
    Zones.Border border = new Zones.Border(link.name(), link.difficulty());
    return Decision.apply(
        link.closed()
            ? Changes.none().remove(out).remove(back)
            : Changes.none().set(out, border).set(back, border));
  }

  private static Node zone(Node zones, String key, String field) {
    Node zone = zones.at(key);
    if (!zone.at("name").exists()) {
      throw Stop.refused("no-such-zone", "There is no such zone.", field);
    }
    return zone;
  }

  private static Decision erase(Table table, Erase erase) {
    Node zones = Zones.of(table, erase.map());
    Changes changes = Changes.none().remove(zone(zones, erase.zone(), "zone"));
    for (Node other : zones.children().toList()) {
      Node way = other.at("to", erase.zone());
      changes = way.exists() && !other.key().equals(erase.zone()) ? changes.remove(way) : changes;
    }
    return Decision.apply(changes);
  }

  private static Decision move(Table table, Move move) {
    MapRef map = new MapRef(move.token().map());
    Node zones = Zones.of(table, map);
    Node token = table.state().at(move.token().pointer());
    Node target = zone(zones, move.zone(), "zone");
    String actor = token.at("actor").asText("");
    if (actor.isEmpty()) {
      return new Decision.Reject("nobody", "That token stands for nobody.", "token");
    }
    Node sheet = Cast.active(table, new ActorRef(actor), "token");
    Optional<String> from = Zones.ofToken(zones, token);
    if (from.isPresent() && from.get().equals(move.zone())) {
      return new Decision.Reject("already-there", "They are there already.", "zone");
    }
    Changes there = there(table, move.token(), target);
    int hard = from.isEmpty() ? 0 : difficulty(zones, from.get(), move.zone());
    Optional<Changes> free = hard == 0 ? freely(table, actor) : Optional.empty();
    String name = Cast.name(table, actor);
    String where = target.at("name").asText("");
    Audience watching = Cast.watching(table, actor);
    if (free.isPresent()) {
      return Decision.apply(there.and(free.get()).say(watching, name + " goes to " + where + '.'));
    }
    if (move.skill().isEmpty()) {
      return new Decision.Reject(
          "takes-a-roll", "That takes a roll against " + hard + ": name a skill.", "skill");
    }
    Cast.skill(table, move.skill().get(), "skill");
    Changes acted = Popcorn.act(table, actor);
    int rating = Cast.rating(sheet, move.skill().get());
    Contest contest = Contest.passive(table, new Tally(table), actor, rating, hard);
    boolean gets = contest.shifts() >= 0;
    String told =
        name + (gets ? " gets to " : " does not get to ") + where + ": " + contest.words() + '.';
    Changes changes = acted.and(contest.costs()).say(watching, told);
    return Decision.apply(gets ? changes.and(there) : changes);
  }

  /** What it takes to get from one zone to another; those far away as hard as they are far. */
  private static int difficulty(Node zones, String from, String to) {
    Node border = zones.at(from, "to", to);
    if (border.exists()) {
      return border.at("difficulty").asInt(0);
    }
    OptionalInt steps = Zones.steps(zones, from, to);
    if (steps.isEmpty()) {
      throw Stop.refused("no-way", "There is no way from here to there.", "zone");
    }
    return 2 * (steps.getAsInt() - 1);
  }

  /** What a move for nothing costs; empty when there was one in this turn. */
  private static Optional<Changes> freely(Table table, String actor) {
    Optional<Node> conflict = Popcorn.conflict(table);
    if (conflict.isEmpty()) {
      return Optional.of(Changes.none());
    }
    Node moved = Popcorn.onTurn(table, conflict.get(), actor).at("fate", "moved");
    return moved.asBoolean(false) ? Optional.empty() : Optional.of(Changes.none().set(moved, true));
  }

  /** Puts a token down in a zone, where nobody stands if there is room. */
  private static Changes there(Table table, TokenRef token, Node zone) {
    double left = zone.at("x").asDouble(0);
    double top = zone.at("y").asDouble(0);
    int wide = (int) Math.max(1, zone.at("width").asDouble(1));
    int high = (int) Math.max(1, zone.at("height").asDouble(1));
    List<Point> taken =
        table
            .state()
            .at("maps", token.map(), "tokens")
            .children()
            .filter(one -> !one.key().equals(token.id()))
            .map(one -> new Point(one.at("x").asDouble(0), one.at("y").asDouble(0)))
            .toList();
    Point place = new Point(left + 0.5, top + 0.5);
    for (int i = 0; i < Math.min(CELLS, wide * high); i++) {
      double x = left + 0.5 + i % wide;
      double y = top + 0.5 + Math.floorDiv(i, wide);
      if (taken.stream().noneMatch(o -> Math.abs(o.x() - x) < 1 && Math.abs(o.y() - y) < 1)) {
        place = new Point(x, y);
        break;
      }
    }
    Node moved = table.state().at(token.pointer());
    return Changes.none().set(moved.at("x"), place.x()).set(moved.at("y"), place.y());
  }

  /** A token that a player drags to another zone goes there as by {@code fate.move}. */
  private static Verdict dragged(Table table, List<TokenMove> moves) {
    if (table.by().role().runsGame()) {
      return Verdict.allow();
    }
    Changes also = Changes.none();
    for (TokenMove move : moves) {
      Node token = table.state().at(move.token().pointer());
      Node zones = Zones.of(table, new MapRef(move.token().map()));
      String actor = token.at("actor").asText("");
      Optional<String> from = Zones.ofToken(zones, token);
      Optional<String> to = Zones.at(zones, move.to().x(), move.to().y());
      if (actor.isEmpty() || to.isEmpty() || to.equals(from)) {
        continue;
      }
      if (!Cast.sheet(table, actor).at("refresh").exists()) {
        continue;
      }
      int hard = from.map(zone -> difficulty(zones, zone, to.get())).orElse(0);
      Optional<Changes> free = hard == 0 ? freely(table, actor) : Optional.empty();
      if (free.isEmpty()) {
        String where = zones.at(to.get(), "name").asText("");
        return Decision.reject(
            "takes-a-roll", "To get to " + where + " takes a roll against " + hard + '.');
      }
      also = also.and(free.get());
    }
    return new Verdict.Allow(also);
  }

  /**
   * Refuses whom a skill does not reach.
   *
   * @param table the table
   * @param who key of the actor who acts
   * @param target key of the actor who is meant
   * @param reach how many zones the skill reaches
   */
  public static void reach(Table table, String who, String target, int reach) {
    OptionalInt apart = Zones.apart(table, who, target);
    if (apart.isPresent() && apart.getAsInt() > reach) {
      throw Stop.refused("too-far", "They are too far away for that.", "target");
    }
  }
}
