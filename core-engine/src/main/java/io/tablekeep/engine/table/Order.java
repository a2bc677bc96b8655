package io.tablekeep.engine.table;

import io.tablekeep.engine.rules.TurnOrder;
import io.tablekeep.sdk.game.Table;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Node;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The order of turns in an encounter, and how the turn passes on in it. */
final class Order {
  static final String INITIATIVE = "initiative";

  private Order() {}

  /** As {@link TurnOrder} has it. */
  static List<Node> of(Node encounter) {
    return encounter.at("order").children().sorted(Order::compare).toList();
  }

  private static int compare(Node one, Node other) {
    return TurnOrder.compare(initiative(one), one.key(), initiative(other), other.key());
  }

  private static @Nullable Double initiative(Node one) {
    Node initiative = one.at(INITIATIVE);
    return initiative.exists() ? (Double) initiative.asDouble(0) : null;
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

  /** Whether everyone may know that someone takes part. */
  static boolean isOpen(Table table, Node combatant) {
    Node actor = table.state().at("actors", combatant.at("actor").asText("-"));
    return !isHidden(combatant)
        && (!combatant.at("actor").exists()
            || (actor.exists() && !actor.at("hidden").asBoolean(false)));
  }

  /** Whether the sender knows that someone takes part; as the views have it. */
  static boolean isSeen(Table table, Node combatant) {
    boolean own = Rulings.plays(table, combatant.at("actor").asText(""));
    return Rulings.runsGame(table) || (!isHidden(combatant) && (own || isOpen(table, combatant)));
  }

  private static boolean isHidden(Node combatant) {
    return combatant.at("hidden").asBoolean(false);
  }

  /**
   * Who is on, as the sender sees it: while it is somebody they do not know of, the next they do.
   *
   * @return the key; empty for nobody
   */
  static String shown(Table table, Node encounter, List<Node> order) {
    int on = indexOf(order, turn(encounter));
    for (int i = 0; on >= 0 && i < order.size(); i++) {
      Node one = order.get((on + i) % order.size());
      if (isSeen(table, one)) {
        return one.key();
      }
    }
    return "";
  }

  /**
   * Whose turn the sender sees has acted; the next is on, and after the last begins a new round.
   */
  static Changes next(Table table, Node encounter, List<Node> order) {
    int on = indexOf(order, turn(encounter));
    int shown = indexOf(order, shown(table, encounter, order));
    if (shown < 0 || shown == on) {
      return pass(encounter, order, on, Set.of(), 0);
    }
    Changes skipped = Changes.none();
    for (int i = 0; i < order.size(); i++) {
      boolean passed = i >= on && i < shown;
      if (passed || shown < on) {
        skipped = skipped.set(order.get(i).at("acted"), passed);
      }
    }
    return skipped.and(pass(encounter, order, shown, Set.of(), shown < on ? 1 : 0));
  }

  /** Lets the turn go on to somebody everyone may know of, so that the end tells of no others. */
  static Changes inTheOpen(Table table, Node encounter) {
    List<Node> order = of(encounter);
    int on = indexOf(order, turn(encounter));
    Set<String> unseen = new HashSet<>();
    for (Node one : order) {
      if (!isOpen(table, one)) {
        unseen.add(one.key());
      }
    }
    return on < 0 || !unseen.contains(order.get(on).key()) || unseen.size() == order.size()
        ? Changes.none()
        : pass(encounter, order, on, unseen, 0);
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
          someStay ? pass(encounter, order, at, leaving, 0) : changes.remove(encounter.at("turn"));
    }
    for (Node one : order) {
      if (leaving.contains(one.key())) {
        changes = changes.remove(one);
      }
    }
    return changes;
  }

  /** The turn goes from a place in the order to the next one who stays. */
  private static Changes pass(
      Node encounter, List<Node> order, int at, Set<String> leaving, int rounds) {
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
    int more = newRound ? rounds + 1 : rounds;
    if (more > 0) {
      changes = changes.set(encounter.at("round"), encounter.at("round").asInt(0) + more);
    }
    if (newRound) {
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
