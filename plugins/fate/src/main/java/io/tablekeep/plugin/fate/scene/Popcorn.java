package io.tablekeep.plugin.fate.scene;

import io.tablekeep.plugin.fate.play.Stop;
import io.tablekeep.plugin.fate.sheet.Cast;
import io.tablekeep.sdk.game.Table;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Node;
import io.tablekeep.sdk.state.Pointer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Turns that are handed on: whoever has acted names who acts next, everyone acts once a round, and
 * the last of a round names the first of the next. It plays in the table's own encounter, so that
 * page and history show it: {@code turn}, {@code round} and {@code acted} there are the truth.
 * Beside each combatant stands, under {@code fate}, what they have done of their turn. Who is
 * hidden counts for nothing until the game master gives them the turn, which shows them.
 */
public final class Popcorn {
  private static final Pointer CONFLICT = Pointer.of("fate", "conflict");

  private Popcorn() {}

  /** The conflict that is on; empty when nobody takes turns. */
  static Optional<Node> conflict(Table table) {
    String id = table.state().at(CONFLICT).asText("");
    Node encounter = table.state().at("encounters", id.isEmpty() ? "-" : id);
    return !id.isEmpty() && encounter.at("status").asText("").equals("active")
        ? Optional.of(encounter)
        : Optional.empty();
  }

  /**
   * The encounter in which something is suffered.
   *
   * @param table the table
   * @return its key; empty for none
   */
  public static String conflictId(Table table) {
    return conflict(table).map(Node::key).orElse("");
  }

  /** Makes an encounter the conflict, with a turn that somebody can take. */
  static Changes begins(Table table, Node encounter) {
    Changes changes = Changes.none().set(CONFLICT, encounter.key());
    Node on = current(encounter);
    if (on.exists() && !isOpen(table, on)) {
      Optional<Node> open =
          combatants(encounter).filter(o -> isOpen(table, o) && !acted(o)).findFirst();
      if (open.isPresent()) {
        changes = changes.set(encounter.at("turn"), open.get().key());
      }
    }
    return changes;
  }

  /** No turns are taken any more in an encounter. */
  static Changes ends(Table table, String encounter) {
    return table.state().at(CONFLICT).asText("").equals(encounter)
        ? Changes.none().remove(CONFLICT)
        : Changes.none();
  }

  /** Who is on. */
  static Node current(Node encounter) {
    String turn = encounter.at("turn").asText("");
    return encounter.at("order", turn.isEmpty() ? "-" : turn);
  }

  private static Stream<Node> combatants(Node encounter) {
    return encounter.at("order").children();
  }

  static boolean acted(Node combatant) {
    return combatant.at("acted").asBoolean(false);
  }

  static boolean isOpen(Table table, Node combatant) {
    Node actor = table.state().at("actors", combatant.at("actor").asText("-"));
    return actor.at("name").exists()
        && !combatant.at("hidden").asBoolean(false)
        && !actor.at("hidden").asBoolean(false);
  }

  /**
   * Somebody uses the action of their turn.
   *
   * @param table the table
   * @param actor key of the actor
   * @return what that changes; nothing while there is no conflict
   */
  public static Changes act(Table table, String actor) {
    Optional<Node> conflict = conflict(table);
    if (conflict.isEmpty()) {
      return Changes.none();
    }
    Node mine = onTurn(table, conflict.get(), actor);
    if (mine.at("fate", "done").asBoolean(false)) {
      throw Stop.refused("acted", "You have acted. Say who is next.", "who");
    }
    return Changes.none().set(mine.at("fate", "done"), true);
  }

  /** The combatant of an actor, whose turn it has to be. */
  static Node onTurn(Table table, Node conflict, String actor) {
    Node on = current(conflict);
    if (on.at("actor").asText("").equals(actor)) {
      return on;
    }
    boolean takesPart = combatants(conflict).anyMatch(c -> c.at("actor").asText("").equals(actor));
    throw takesPart
        ? Stop.refused("not-your-turn", "It is not " + Cast.name(table, actor) + "'s turn.", "who")
        : Stop.refused("not-in-conflict", "They take no part in this conflict.", "who");
  }

  /**
   * Whether somebody defends with all they have.
   *
   * @param table the table
   * @param actor key of the actor
   * @return true from their full defence to their next turn
   */
  public static boolean defendsFully(Table table, String actor) {
    return conflict(table).stream()
        .flatMap(Popcorn::combatants)
        .anyMatch(
            one ->
                one.at("actor").asText("").equals(actor)
                    && one.at("fate", "full").asBoolean(false));
  }

  /** Who may be given the turn: those who have not acted; if all have, everyone anew. */
  static List<Node> candidates(Table table, Node encounter) {
    String on = encounter.at("turn").asText("");
    List<Node> open = combatants(encounter).filter(one -> isOpen(table, one)).toList();
    List<Node> waiting = open.stream().filter(o -> !acted(o) && !o.key().equals(on)).toList();
    return waiting.isEmpty() ? open : waiting;
  }

  /** Gives the turn away. */
  static Changes hand(Table table, Node encounter, Node next) {
    Node on = current(encounter);
    boolean anew = acted(next) || next.key().equals(on.key());
    Changes changes = anew ? newRound(encounter, Set.of()) : acts(on);
    return changes.and(takes(table, encounter, next));
  }

  private static Changes acts(Node on) {
    return on.exists() ? Changes.none().set(on.at("acted"), true) : Changes.none();
  }

  private static Changes newRound(Node encounter, Set<String> without) {
    Changes changes = Changes.none().add(encounter.at("round"), 1);
    for (Node one : combatants(encounter).toList()) {
      changes = without.contains(one.key()) ? changes : changes.set(one.at("acted"), false);
    }
    return changes;
  }

  /** Somebody's turn begins; whoever acts shows themselves. */
  private static Changes takes(Table table, Node encounter, Node next) {
    Node actor = table.state().at("actors", next.at("actor").asText("-"));
    Changes changes = Changes.none().set(encounter.at("turn"), next.key()).remove(next.at("fate"));
    if (next.at("hidden").asBoolean(false)) {
      changes = changes.set(next.at("hidden"), false);
    }
    return actor.at("hidden").asBoolean(false) ? changes.set(actor.at("hidden"), false) : changes;
  }

  /**
   * Somebody leaves the conflict, wherever in it they are.
   *
   * @param table the table
   * @param actor key of the actor
   * @return the changes; nothing while there is no conflict
   */
  public static Changes leaves(Table table, String actor) {
    Optional<Node> conflict = conflict(table);
    if (conflict.isEmpty()) {
      return Changes.none();
    }
    Node encounter = conflict.get();
    List<Node> mine =
        combatants(encounter).filter(c -> c.at("actor").asText("").equals(actor)).toList();
    Set<String> leaving = mine.stream().map(Node::key).collect(Collectors.toUnmodifiableSet());
    Changes changes =
        leaving.contains(encounter.at("turn").asText(""))
            ? inherits(table, encounter, leaving)
            : Changes.none();
    for (Node one : mine) {
      changes = changes.remove(one);
    }
    return changes;
  }

  /** The turn of somebody who leaves goes to the first who waits. */
  static Changes inherits(Table table, Node encounter, Set<String> leaving) {
    List<Node> stay = combatants(encounter).filter(one -> !leaving.contains(one.key())).toList();
    List<Node> open = stay.stream().filter(one -> isOpen(table, one)).toList();
    List<Node> from = open.isEmpty() ? stay : open;
    if (from.isEmpty()) {
      return Changes.none().remove(encounter.at("turn"));
    }
    Optional<Node> waits = from.stream().filter(one -> !acted(one)).findFirst();
    Node next = waits.orElse(from.get(0));
    Changes round = waits.isPresent() ? Changes.none() : newRound(encounter, leaving);
    return round.set(encounter.at("turn"), next.key()).remove(next.at("fate"));
  }
}
