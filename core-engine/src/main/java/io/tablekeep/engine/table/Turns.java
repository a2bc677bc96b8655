package io.tablekeep.engine.table;

import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.SystemDefinition;
import io.tablekeep.sdk.game.Table;
import io.tablekeep.sdk.model.action.TurnEnd;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Node;
import java.util.Comparator;
import java.util.List;

/** Turns pass from one combatant to the next. */
final class Turns {
  private static final String INITIATIVE = "initiative";

  private Turns() {}

  static void define(SystemDefinition system) {
    system
        .action("turn.end", TurnEnd.class, Turns::end)
        .describe("Ends the current turn of an active encounter.");
  }

  private static Decision end(Table table, TurnEnd end) {
    Node encounter = table.state().at(end.encounter().pointer());
    if (!encounter.at("status").asText("draft").equals("active")) {
      return new Decision.Reject("not-active", "This encounter is not under way.", "encounter");
    }
    List<Node> order = order(encounter);
    if (order.isEmpty()) {
      return new Decision.Reject("nobody-takes-part", "Nobody takes part.", "encounter");
    }
    String turn = encounter.at("turn").asText("");
    Node current = encounter.at("order", turn.isEmpty() ? "-" : turn);
    if (!table.by().role().runsGame() && !isOwn(table, current)) {
      return Decision.reject("not-your-turn", "It is not your turn.");
    }
    int at = indexOf(order, turn);
    boolean last = at == order.size() - 1;
    Node next = order.get(last ? 0 : at + 1);
    Changes changes = Changes.none().set(encounter.at("turn"), next.key());
    if (last) {
      changes = changes.set(encounter.at("round"), encounter.at("round").asInt(0) + 1);
      for (Node one : order) {
        changes = changes.set(one.at("acted"), false);
      }
    } else if (current.exists()) {
      changes = changes.set(current.at("acted"), true);
    }
    return Decision.apply(changes);
  }

  /** From the highest initiative to the lowest, equal ones by key, those without last. */
  private static List<Node> order(Node encounter) {
    Node order = encounter.at("order");
    if (!order.exists()) {
      return List.of();
    }
    return order
        .children()
        .sorted(
            Comparator.comparing((Node one) -> !one.at(INITIATIVE).exists())
                .thenComparing(one -> -one.at(INITIATIVE).asDouble(0))
                .thenComparing(Node::key))
        .toList();
  }

  private static int indexOf(List<Node> order, String key) {
    for (int i = 0; i < order.size(); i++) {
      if (order.get(i).key().equals(key)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isOwn(Table table, Node combatant) {
    String actor = combatant.at("actor").asText("");
    return !actor.isEmpty()
        && table.by().id().equals(table.state().at("actors", actor, "owner").asText(""));
  }
}
