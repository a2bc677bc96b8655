package io.tablekeep.engine.table;

import static io.tablekeep.engine.table.Rulings.gm;
import static io.tablekeep.engine.table.Rulings.refuse;

import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.SystemDefinition;
import io.tablekeep.sdk.game.Table;
import io.tablekeep.sdk.model.CombatantRef;
import io.tablekeep.sdk.model.action.TurnEnd;
import io.tablekeep.sdk.model.action.encounter.CombatantDelay;
import io.tablekeep.sdk.model.action.encounter.TurnBack;
import io.tablekeep.sdk.model.action.encounter.TurnSet;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Node;
import java.util.List;
import java.util.Optional;

/** Turns pass from one combatant to the next. */
final class Turns {
  private Turns() {}

  static void define(SystemDefinition system) {
    system.action("turn.end", TurnEnd.class, Turns::end);
    gm(system.action("turn.back", TurnBack.class, Turns::back));
    gm(system.action("turn.set", TurnSet.class, Turns::set));
    system.action("combatant.delay", CombatantDelay.class, Turns::delay);
  }

  private static Decision end(Table table, TurnEnd end) {
    Node encounter = table.state().at(end.encounter().pointer());
    Optional<Decision> amiss = amiss(table, encounter, "encounter");
    if (amiss.isPresent()) {
      return amiss.get();
    }
    List<Node> order = Order.of(encounter);
    Node current = encounter.at("order", orNobody(Order.shown(table, encounter, order)));
    if (!Rulings.runsGame(table) && !Rulings.plays(table, current.at("actor").asText(""))) {
      return notYourTurn();
    }
    return Decision.apply(Order.next(table, encounter, order));
  }

  private static String orNobody(String turn) {
    return turn.isEmpty() ? "-" : turn;
  }

  private static Optional<Decision> amiss(Table table, Node encounter, String field) {
    if (!Order.isActive(encounter)) {
      return Optional.of(refuse("not-active", "This encounter is not under way.", field));
    }
    if (encounter.at("order").children().noneMatch(one -> Order.isSeen(table, one))) {
      return Optional.of(refuse("nobody-takes-part", "Nobody takes part.", field));
    }
    return Optional.empty();
  }

  private static Decision notYourTurn() {
    return Decision.reject("not-your-turn", "It is not your turn.");
  }

  private static Decision back(Table table, TurnBack back) {
    Node encounter = table.state().at(back.encounter().pointer());
    Optional<Decision> amiss = amiss(table, encounter, "encounter");
    if (amiss.isPresent()) {
      return amiss.get();
    }
    List<Node> order = Order.of(encounter);
    int at = Order.indexOf(order, Order.turn(encounter));
    int round = encounter.at("round").asInt(0);
    if (at > 0) {
      Node before = order.get(at - 1);
      return Decision.apply(
          Changes.none().set(encounter.at("turn"), before.key()).set(before.at("acted"), false));
    }
    if (round <= 1) {
      return refuse("first-turn", "This is the first turn.", "encounter");
    }
    Node last = order.get(order.size() - 1);
    Changes changes =
        Changes.none().set(encounter.at("turn"), last.key()).set(encounter.at("round"), round - 1);
    for (Node one : order) {
      changes = changes.set(one.at("acted"), !one.key().equals(last.key()));
    }
    return Decision.apply(changes);
  }

  private static Decision set(Table table, TurnSet set) {
    Node encounter = table.state().at("encounters", set.combatant().encounter());
    return amiss(table, encounter, "combatant")
        .orElseGet(
            () ->
                Decision.apply(
                    Changes.none()
                        .set(encounter.at("turn"), set.combatant().id())
                        .set(encounter.at("order", set.combatant().id(), "acted"), false)));
  }

  private static Decision delay(Table table, CombatantDelay delay) {
    CombatantRef who = delay.combatant();
    Node encounter = table.state().at("encounters", who.encounter());
    Optional<Decision> amiss = amiss(table, encounter, "combatant");
    if (amiss.isPresent()) {
      return amiss.get();
    }
    List<Node> order = Order.of(encounter);
    boolean theirTurn = Order.shown(table, encounter, order).equals(who.id());
    if (!theirTurn && !Rulings.runsGame(table)) {
      return notYourTurn();
    }
    Optional<CombatantRef> after = delay.after();
    if (after.isPresent()
        && (after.get().id().equals(who.id())
            || !after.get().encounter().equals(who.encounter()))) {
      return refuse("not-after", "Wait for somebody else in the same encounter.", "after");
    }
    List<Node> others = order.stream().filter(one -> counts(table, one, who)).toList();
    Optional<Double> initiative = later(others, after);
    if (initiative.isEmpty()) {
      return refuse("not-after", "There is nobody to wait for.", "after");
    }
    Changes changes =
        theirTurn && order.stream().filter(one -> Order.isSeen(table, one)).count() > 1
            ? Order.next(table, encounter, order)
                .set(encounter.at("order", who.id(), "acted"), false)
            : Changes.none();
    Node own = encounter.at("order", who.id(), Order.INITIATIVE);
    return Decision.apply(changes.set(own, initiative.get()));
  }

  /** Who is hidden does not count, or the new place would tell of them. */
  private static boolean counts(Table table, Node one, CombatantRef who) {
    return !one.key().equals(who.id())
        && Order.isOpen(table, one)
        && one.at(Order.INITIATIVE).exists();
  }

  /** Halfway between the one who is waited for and the next lower one. */
  private static Optional<Double> later(List<Node> others, Optional<CombatantRef> after) {
    int at = after.map(ref -> Order.indexOf(others, ref.id())).orElse(others.size() - 1);
    if (at < 0) {
      return Optional.empty();
    }
    double from = others.get(at).at(Order.INITIATIVE).asDouble();
    for (Node lower : others.subList(at, others.size())) {
      double below = lower.at(Order.INITIATIVE).asDouble();
      if (below < from) {
        return Optional.of(from / 2 + below / 2);
      }
    }
    return Optional.of(Math.max(-1_000_000, from - 1));
  }
}
