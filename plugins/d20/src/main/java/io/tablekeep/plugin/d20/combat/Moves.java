package io.tablekeep.plugin.d20.combat;

import io.tablekeep.plugin.d20.scene.Creature;
import io.tablekeep.plugin.d20.scene.Fight;
import io.tablekeep.plugin.d20.scene.Grip;
import io.tablekeep.plugin.d20.scene.Ground;
import io.tablekeep.plugin.d20.scene.Scene;
import io.tablekeep.plugin.d20.scene.Turn;
import io.tablekeep.plugin.d20.sheet.Attack;
import io.tablekeep.plugin.d20.sheet.Condition;
import io.tablekeep.plugin.d20.sheet.Edge;
import io.tablekeep.plugin.d20.sheet.Feature;
import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.SystemDefinition;
import io.tablekeep.sdk.game.Table;
import io.tablekeep.sdk.game.Verdict;
import io.tablekeep.sdk.geometry.Point;
import io.tablekeep.sdk.geometry.Space;
import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.model.TokenRef;
import io.tablekeep.sdk.model.action.TokenMove;
import io.tablekeep.sdk.model.action.TokenPlace;
import io.tablekeep.sdk.model.action.token.TokensMove;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Node;
import java.util.Comparator;
import java.util.Optional;

/**
 * Movement in a fight: what it costs, and who may strike at whoever leaves their reach. The game
 * master's hand moves whom it wants; in a creature's own turn it counts as its movement.
 */
public final class Moves {
  private final Grip grip;

  private Moves(Grip grip) {
    this.grip = grip;
  }

  /**
   * Declares the guards.
   *
   * @param system where to
   * @param grip what areas do to who walks into them
   */
  public static void define(SystemDefinition system, Grip grip) {
    new Moves(grip).declare(system);
  }

  private void declare(SystemDefinition system) {
    system
        .guard(TokenMove.class, (table, move) -> judge(table, move.token(), move.to()))
        .when("currentSession", "activeEncounterId");
    system.guard(TokensMove.class, this::several).when("currentSession", "activeEncounterId");
    system.guard(TokenPlace.class, Moves::place).when("currentSession", "activeEncounterId");
  }

  private Verdict several(Table table, TokensMove all) {
    if (table.by().role().runsGame()) {
      return Verdict.allow();
    }
    if (all.moves().size() == 1) {
      return judge(table, all.moves().get(0).token(), all.moves().get(0).to());
    }
    Optional<Fight> fight = Fight.of(table);
    for (TokensMove.Move each : all.moves()) {
      String actor = table.state().at(each.token().pointer()).at("actor").asText("");
      if (fight.flatMap(one -> one.combatant(actor)).isPresent()) {
        return Decision.reject("one-at-a-time", "In a fight, move one at a time.");
      }
    }
    return Verdict.allow();
  }

  private static Verdict place(Table table, TokenPlace place) {
    boolean fights =
        place
            .actor()
            .map(ActorRef::id)
            .flatMap(actor -> Fight.of(table).flatMap(fight -> fight.combatant(actor)))
            .isPresent();
    return fights && !table.by().role().runsGame()
        ? Decision.reject("in-a-fight", "In a fight, walk.")
        : Verdict.allow();
  }

  private Verdict judge(Table table, TokenRef ref, Point to) {
    Scene scene = new Scene(table);
    Node token = table.state().at(ref.pointer());
    String actor = token.at("actor").asText("-");
    boolean here = scene.fight().filter(fight -> onMap(fight, ref.map())).isPresent();
    Creature who = scene.of(actor);
    Optional<Turn> turn = here ? who.turn() : Optional.empty();
    if (turn.isEmpty() || !who.isPlayable()) {
      return Verdict.allow();
    }
    boolean gm = table.by().role().runsGame();
    boolean on = Budget.isOn(scene, who);
    if (!on) {
      return gm
          ? Verdict.allow()
          : Decision.reject("not-your-turn", "It is not " + who.name() + "'s turn.");
    }
    Ground ground = Ground.of(scene, ref.map());
    Space from =
        new Space(
            new Point(token.at("x").asDouble(0), token.at("y").asDouble(0)),
            token.at("width").asDouble(1),
            token.at("height").asDouble(1));
    int cost = ground.cost(from.middle(), to, who);
    int most = who.speed() + turn.get().dashed;
    if (!gm) {
      Optional<Decision.Reject> amiss = Budget.cannot(who).or(() -> afraid(ground, who, from, to));
      if (amiss.isPresent()) {
        return amiss.get();
      }
      int left = Math.max(0, most - turn.get().moved);
      if (cost > left) {
        return new Decision.Reject(
            "too-far", "That is " + cost + " feet, and " + left + " are left.", "to");
      }
    }
    turn.get().moved = Math.max(turn.get().moved, Math.min(most, turn.get().moved + cost));
    Space there = new Space(to, from.width(), from.height());
    return provoke(scene, ground, who, turn.get(), token, from, there);
  }

  private static boolean onMap(Fight fight, String map) {
    return fight.map().isEmpty() || fight.map().equals(map);
  }

  private static Optional<Decision.Reject> afraid(
      Ground ground, Creature who, Space from, Point to) {
    boolean closer =
        who.any(
            each -> {
              if (each.condition().filter(Condition.FRIGHTENED::equals).isEmpty()) {
                return false;
              }
              Optional<Ground.Standing> source = ground.of(each.source());
              return source.isPresent()
                  && source.get().space().middle().to(to)
                      < source.get().space().middle().to(from.middle()) - 0.01;
            });
    return closer
        ? Budget.no("frightened", who.name() + " dares not go closer.")
        : Optional.empty();
  }

  private Verdict provoke(
      Scene scene, Ground ground, Creature who, Turn turn, Node token, Space from, Space to) {
    boolean safe = !scene.rules().opportunityAttacks() || turn.disengaged || who.has(Feature.FLYBY);
    if (!safe && !who.isHidden()) {
      for (Ground.Standing each : ground.standing()) {
        strikeAt(scene, ground, who, each, from, to);
      }
    }
    if (!scene.open().isEmpty()) {
      return new Decision.Ask(scene.open());
    }
    if (who.isDown() && !scene.table().by().role().runsGame()) {
      return new Verdict.Instead(
          scene.changes(), "struck-down", who.name() + " is struck down before getting away.");
    }
    Optional<Point> stopped = grip.crosses(scene, ground, who, from, to.middle());
    if (stopped.isEmpty() || stopped.get().to(to.middle()) < 0.01) {
      return new Verdict.Allow(scene.changes());
    }
    scene.also(
        Changes.none().set(token.at("x"), stopped.get().x()).set(token.at("y"), stopped.get().y()));
    return new Verdict.Instead(
        scene.changes(), "caught", who.name() + " is stopped on the way there.");
  }

  private static void strikeAt(
      Scene scene, Ground ground, Creature who, Ground.Standing at, Space from, Space to) {
    double now = ground.feet(at.space(), from);
    if (at.actor().equals(who.id()) || at.hidden() || who.isDown() || now > 30) {
      return;
    }
    Creature foe = scene.of(at.actor());
    if (foe.isHidden()
        || !foe.isPlayable()
        || !foe.isHostileTo(who)
        || !Budget.canReact(foe)
        || !ground.sees(foe, who)) {
      return;
    }
    Optional<Node> attack =
        foe.figures()
            .at("attacks")
            .children()
            .filter(each -> each.at("reach").asInt(5) > 0)
            .filter(each -> now <= each.at("reach").asInt(5))
            .filter(each -> ground.feet(at.space(), to) > each.at("reach").asInt(5))
            .max(Comparator.comparingInt(Moves::strength).thenComparing(Node::key));
    if (attack.isEmpty()) {
      return;
    }
    String summary = who.name() + " leaves the reach of " + foe.name() + ". Strike?";
    if (scene.reacts(foe, "opportunity/" + foe.id(), summary)) {
      foe.turn().orElseThrow().reaction = true;
      new Strike(scene, foe, who).with(attack.get().as(Attack.class), Edge.NONE, false);
    }
  }

  /** The surest attack, and of equally sure ones that of the largest die. */
  private static int strength(Node attack) {
    String dice = attack.at("damage", "0", "dice").asText("");
    int d = dice.indexOf('d');
    int end = d + 1;
    while (d >= 0 && end < dice.length() && Character.isDigit(dice.charAt(end))) {
      end++;
    }
    int die = d < 0 || end == d + 1 ? 0 : Integer.parseInt(dice.substring(d + 1, end));
    return attack.at("bonus").asInt(0) * 10_000 + die;
  }
}
