package io.tablekeep.plugin.d20;

import static io.tablekeep.plugin.d20.Arena.ref;
import static io.tablekeep.plugin.d20.Arena.refs;

import io.tablekeep.plugin.d20.combat.Acts;
import io.tablekeep.plugin.d20.combat.AttackActions.AttackWith;
import io.tablekeep.plugin.d20.magic.MagicActions.Cast;
import io.tablekeep.plugin.d20.magic.MagicActions.Use;
import io.tablekeep.plugin.d20.sheet.Edge;
import io.tablekeep.sdk.geometry.Point;
import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.model.EncounterRef;
import io.tablekeep.sdk.model.TokenRef;
import io.tablekeep.sdk.model.action.TokenMove;
import io.tablekeep.sdk.model.action.TurnEnd;
import io.tablekeep.sdk.state.Node;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Supplier;

/** How the golden fight is played: by a simple plan, on whatever table. */
final class FightPlan {
  static final List<String> FOES = List.of("mage", "ogre", "troll", "gob", "sneak", "bones");

  private final Supplier<Node> table;
  private final BiPredicate<String, Record> act;

  /** On a table that has a document, and says whether an action was accepted. */
  FightPlan(Supplier<Node> table, BiPredicate<String, Record> act) {
    this.table = table;
    this.act = act;
  }

  private Node document() {
    return table.get();
  }

  Node encounter() {
    return document().at("encounters").children().findFirst().orElseThrow();
  }

  /** Whose turn it is. */
  String on() {
    return encounter().at("order", encounter().at("turn").asText("-"), "actor").asText("nobody");
  }

  boolean isOver() {
    return !alive(Arena.HEROES) || !alive(FOES);
  }

  /** Whoever is on does what they can. */
  void turn() {
    String on = on();
    if (hp(on) > 0) {
      turn(on);
    }
  }

  /** The turn goes on to the next. */
  void ends() {
    if (!act.test("gm", new TurnEnd(new EncounterRef(encounter().key())))) {
      throw new AssertionError("the turn cannot end");
    }
  }

  private Node now(String actor) {
    return document().at("actors", actor, "d20", "now");
  }

  private int hp(String actor) {
    return now(actor).at("hp").asInt();
  }

  private List<String> lasts(String actor) {
    return document()
        .at("actors", actor, "conditions")
        .children()
        .map(each -> each.at("name").asText())
        .toList();
  }

  boolean alive(List<String> side) {
    return side.stream().anyMatch(each -> hp(each) > 0);
  }

  private List<String> foes(String of) {
    List<String> others = Arena.HEROES.contains(of) ? FOES : Arena.HEROES;
    return others.stream()
        .filter(each -> hp(each) > 0)
        .sorted((a, b) -> Double.compare(apart(of, a), apart(of, b)))
        .toList();
  }

  private Point at(String actor) {
    Node token = document().at("maps", "inn", "tokens", Arena.token(actor));
    return new Point(token.at("x").asDouble(), token.at("y").asDouble());
  }

  private double apart(String one, String other) {
    Point a = at(one);
    Point b = at(other);
    return Math.max(Math.abs(a.x() - b.x()), Math.abs(a.y() - b.y())) * 5;
  }

  private String player(String actor) {
    int hero = Arena.HEROES.indexOf(actor);
    return hero < 0 ? "gm" : Arena.PLAYERS.get(hero);
  }

  private boolean casts(String who, String spell, String... targets) {
    List<ActorRef> at = refs(targets);
    Optional<Point> where = targets.length == 0 ? Optional.empty() : Optional.of(at(targets[0]));
    return done(who, new Cast(ref(who), spell, 0, at, where, false));
  }

  private boolean done(String who, Record action) {
    return act.test(player(who), action);
  }

  /** Casts what is worth it, closes in and strikes. */
  private void turn(String who) {
    List<String> foes = foes(who);
    if (foes.isEmpty()) {
      return;
    }
    String near = foes.get(0);
    int round = encounter().at("round").asInt();
    boolean magic =
        switch (who) {
          case "cora" ->
              round == 1
                  ? casts(who, "bless", "bram", "elsa", "finn")
                  : Boolean.logicalOr(heals(who), casts(who, "sacred-flame", near));
          case "dain" ->
              round == 1
                  ? casts(who, "fireball", foes.get(foes.size() / 2))
                  : round == 2
                      ? casts(who, "web", near)
                      : casts(who, "magic-missile", near, foes.get(foes.size() - 1));
          case "gwen" ->
              round == 1 ? casts(who, "hold-person", "mage") : casts(who, "eldritch-blast", near);
          case "finn" -> round == 1 && casts(who, "shield-of-faith", "finn");
          case "mage" ->
              round == 1
                  ? casts(who, "fireball", near)
                  : round == 2 ? casts(who, "ice-storm", near) : casts(who, "fire-bolt", near);
          default -> false;
        };
    if (magic && !who.equals("finn")) {
      return;
    }
    approach(who, near);
    strikes(who, near);
    if (who.equals("bram") && hp(who) < 25) {
      done(who, new Use(ref(who), "second-wind", List.of(), Optional.empty()));
    }
  }

  private boolean heals(String who) {
    Optional<String> down =
        Arena.HEROES.stream()
            .filter(each -> hp(each) == 0)
            .filter(each -> !now(each).at("dead").asBoolean(false))
            .findFirst();
    return down.isPresent() && casts(who, "healing-word", down.get());
  }

  private void approach(String who, String near) {
    if (lasts(who).contains("Prone")) {
      done(who, new Acts.Act(ref(who), Acts.What.STAND, Optional.empty(), false));
    }
    for (int i = 0; i < 6 && apart(who, near) > 5 && hp(who) > 0; i++) {
      Point from = at(who);
      Point to = at(near);
      Point next =
          new Point(
              from.x() + Math.signum(to.x() - from.x()), from.y() + Math.signum(to.y() - from.y()));
      done(who, new TokenMove(new TokenRef("inn", Arena.token(who)), next));
    }
  }

  private void strikes(String who, String near) {
    Node attacks = document().at("actors", who, "d20", "block", "attacks");
    for (String key : attacks.keys()) {
      for (int i = 0; i < 2 && hp(near) > 0; i++) {
        done(who, new AttackWith(ref(who), ref(near), key, Edge.NONE, "", false));
      }
    }
  }
}
