package io.tablekeep.engine.table;

import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Node;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** The order of turns in an encounter, and how the turn passes on in it. */
final class Order {
  static final String INITIATIVE = "initiative";

  private static final Comparator<Node> FIRST =
      Comparator.comparing((Node one) -> !one.at(INITIATIVE).exists())
          .thenComparing(one -> -one.at(INITIATIVE).asDouble(0))
          .thenComparing(Node::key);

  private Order() {}

  /** From the highest initiative to the lowest, equal ones by key, those without last. */
  static List<Node> of(Node encounter) {
    return encounter.at("order").children().sorted(FIRST).toList();
  }

  static int indexOf(List<Node> order, String key) {
    for (int i = 0; i < order.size(); i++) {
      if (order.get(i).key().equals(key)) {
        return i;
      }
    }
    return -1;
  }

  static boolean isActive(Node encounter) {
    return encounter.at("status").asText("draft").equals("active");
  }

  /** Whose turn it is has acted; the next is on, and after the last one a new round begins. */
  static Changes next(Node encounter, List<Node> order) {
    return pass(encounter, order, indexOf(order, turn(encounter)), Set.of());
  }

  static String turn(Node encounter) {
    return encounter.at("turn").asText("");
  }

  /** Combatants leave; if it was the turn of one of them, the next who stays is on. */
  static Changes without(Node encounter, Set<String> leaving) {
    Changes changes = Changes.none();
    List<Node> order = of(encounter);
    int at = indexOf(order, turn(encounter));
    if (at >= 0 && leaving.contains(order.get(at).key())) {
      boolean someStay = order.stream().anyMatch(one -> !leaving.contains(one.key()));
      changes =
          someStay ? pass(encounter, order, at, leaving) : changes.remove(encounter.at("turn"));
    }
    for (Node one : order) {
      if (leaving.contains(one.key())) {
        changes = changes.remove(one);
      }
    }
    return changes;
  }

  /** The turn goes from a place in the order to the next one who stays. */
  private static Changes pass(Node encounter, List<Node> order, int at, Set<String> leaving) {
    int next = at + 1;
    while (next < order.size() && leaving.contains(order.get(next).key())) {
      next++;
    }
    boolean newRound = next >= order.size();
    if (newRound) {
      next = 0;
      while (leaving.contains(order.get(next).key())) {
        next++;
      }
    }
    Changes changes = Changes.none().set(encounter.at("turn"), order.get(next).key());
    if (newRound) {
      changes = changes.set(encounter.at("round"), encounter.at("round").asInt(0) + 1);
      for (Node one : order) {
        if (!leaving.contains(one.key())) {
          changes = changes.set(one.at("acted"), false);
        }
      }
    } else if (at >= 0 && !leaving.contains(order.get(at).key())) {
      changes = changes.set(order.get(at).at("acted"), true);
    }
    return changes;
  }
}
