package io.tablekeep.plugin.d20.scene;

import io.tablekeep.sdk.game.Table;
import io.tablekeep.sdk.state.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The encounter whose turns are taken, as the document has it. */
public final class Fight {
  private final Table table;
  private final Node encounter;
  private @Nullable List<Node> order;

  private Fight(Table table, Node encounter) {
    this.table = table;
    this.encounter = encounter;
  }

  /**
   * The encounter of the session, or the one that is active without a session.
   *
   * @param table the table
   * @return empty while no turns are taken
   */
  public static Optional<Fight> of(Table table) {
    Node all = table.state().at("encounters");
    String pointed = table.state().at("currentSession", "activeEncounterId").asText("");
    if (!pointed.isEmpty() && isActive(all.at(pointed))) {
      return Optional.of(new Fight(table, all.at(pointed)));
    }
    return all.children()
        .filter(Fight::isActive)
        .findFirst()
        .map(encounter -> new Fight(table, encounter));
  }

  /**
   * A given encounter, whether or not it is under way.
   *
   * @param table the table
   * @param encounter its node
   * @return the fight
   */
  public static Fight at(Table table, Node encounter) {
    return new Fight(table, encounter);
  }

  private static boolean isActive(Node encounter) {
    return encounter.at("status").asText("draft").equals("active");
  }

  /**
   * The encounter.
   *
   * @return its node
   */
  public Node encounter() {
    return encounter;
  }

  /**
   * The round under way.
   *
   * @return from 1
   */
  public int round() {
    return encounter.at("round").asInt(0);
  }

  /**
   * Who takes part, in the table's order: the highest initiative first, equal ones by key, those
   * without last.
   *
   * @return combatants
   */
  public List<Node> order() {
    List<Node> known = order;
    if (known == null) {
      known = new ArrayList<>(encounter.at("order").children().toList());
      known.sort(
          Comparator.<Node, Boolean>comparing(one -> !one.at("initiative").exists())
              .thenComparing(one -> -one.at("initiative").asDouble(0))
              .thenComparing(Node::key));
      order = known;
    }
    return known;
  }

  /**
   * The combatant that an actor is.
   *
   * @param actor key of the actor
   * @return the first of that actor; empty when they take no part
   */
  public Optional<Node> combatant(String actor) {
    Node on = encounter.at("order", turn());
    if (on.at("actor").asText("").equals(actor)) {
      return Optional.of(on);
    }
    return encounter
        .at("order")
        .children()
        .filter(one -> one.at("actor").asText("").equals(actor))
        .findFirst();
  }

  /**
   * Whose turn it is.
   *
   * @return the combatant's key; {@code "-"} for nobody
   */
  public String turn() {
    return encounter.at("turn").asText("-");
  }

  /**
   * Whether it is an actor's turn, as the sender sees it: while somebody hidden is on, the next who
   * is seen may act.
   *
   * @param actor key of the actor
   * @return whether they are on
   */
  public boolean isOn(String actor) {
    Node on = encounter.at("order", turn());
    if (on.at("actor").asText("").equals(actor)) {
      return true;
    }
    if (table.by().role().runsGame() || !isUnseen(on)) {
      return false;
    }
    List<Node> all = order();
    int at = 0;
    while (at < all.size() && !all.get(at).key().equals(on.key())) {
      at++;
    }
    for (int i = 1; i < all.size(); i++) {
      Node next = all.get((at + i) % all.size());
      if (!isUnseen(next)) {
        return next.at("actor").asText("").equals(actor);
      }
    }
    return false;
  }

  private boolean isUnseen(Node combatant) {
    if (combatant.at("hidden").asBoolean(false)) {
      return true;
    }
    Node actor = table.state().at("actors", combatant.at("actor").asText("-"));
    return actor.at("hidden").asBoolean(false)
        && !actor.at("owner").asText("").equals(table.by().id());
  }

  /**
   * The map it takes place on.
   *
   * @return its key; empty if none is named
   */
  public String map() {
    return encounter.at("map").asText("");
  }
}
