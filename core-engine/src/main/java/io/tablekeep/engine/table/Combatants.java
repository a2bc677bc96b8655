package io.tablekeep.engine.table;

import static io.tablekeep.engine.table.Rulings.gm;
import static io.tablekeep.engine.table.Rulings.refuse;

import io.tablekeep.sdk.dice.DiceException;
import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.SystemDefinition;
import io.tablekeep.sdk.game.Table;
import io.tablekeep.sdk.model.CombatantRef;
import io.tablekeep.sdk.model.action.encounter.CombatantAdd;
import io.tablekeep.sdk.model.action.encounter.CombatantHide;
import io.tablekeep.sdk.model.action.encounter.CombatantRemove;
import io.tablekeep.sdk.model.action.encounter.InitiativeRoll;
import io.tablekeep.sdk.model.action.encounter.InitiativeSet;
import io.tablekeep.sdk.model.document.Encounter;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Who takes part in an encounter, and when in the round they act. */
final class Combatants {
  private Combatants() {}

  static void define(SystemDefinition system) {
    gm(system.action("combatant.add", CombatantAdd.class, Combatants::add));
    gm(system.action("combatant.hide", CombatantHide.class, Combatants::hide));
    gm(system.action("combatant.remove", CombatantRemove.class, Combatants::remove));
    gm(system.action("initiative.set", InitiativeSet.class, Combatants::set));
    system.action("initiative.roll", InitiativeRoll.class, Combatants::roll);
  }

  private static Decision add(Table table, CombatantAdd add) {
    Node encounter = table.state().at(add.encounter().pointer());
    if (encounter.at("status").asText("draft").equals("completed")) {
      return refuse("encounter-over", "This encounter is over.", "encounter");
    }
    Encounter.Combatant combatant =
        new Encounter.Combatant(add.actor(), add.token(), add.initiative(), false, add.hidden());
    return Rulings.add(table, encounter.at("order"), Rulings.MOST_PARTS, combatant);
  }

  private static Decision hide(Table table, CombatantHide hide) {
    return Rulings.set(table, hide.combatant().pointer(), "hidden", hide.hidden());
  }

  private static Decision remove(Table table, CombatantRemove remove) {
    Set<String> leaving = new HashSet<>();
    Optional<Decision> amiss = sameEncounter(remove.combatants(), leaving);
    return amiss.orElseGet(
        () -> Decision.apply(Order.without(encounter(table, remove.combatants().get(0)), leaving)));
  }

  private static Decision set(Table table, InitiativeSet set) {
    return Rulings.set(table, set.combatant().pointer(), Order.INITIATIVE, set.initiative());
  }

  private static Decision roll(Table table, InitiativeRoll roll) {
    Optional<Decision> amiss = sameEncounter(roll.combatants(), new HashSet<>());
    if (amiss.isPresent()) {
      return amiss.get();
    }
    List<Node> rolling = new ArrayList<>();
    for (CombatantRef ref : roll.combatants()) {
      rolling.add(table.state().at(ref.pointer()));
    }
    // Those whom nobody sees come last, so that the keys of the others tell nothing of them.
    Node encounter = encounter(table, roll.combatants().get(0));
    boolean draft = encounter.at("status").asText("draft").equals("draft");
    Predicate<Node> unseen = one -> draft || !Order.isOpen(table, one);
    rolling.sort(Comparator.comparing(unseen::test).thenComparing(Node::key));
    Changes changes = Changes.none();
    for (Node one : rolling) {
      Dice dice =
          new Dice("initiative " + one.key(), roll.notation())
              .labelled("Initiative")
              .as(one.at("actor").asText());
      dice = unseen.test(one) ? dice.before(Set.of()) : dice;
      try {
        changes = changes.and(dice.fall(table));
      } catch (DiceException e) {
        return refuse(e.code(), e.message(), "notation");
      }
      changes = changes.set(one.at(Order.INITIATIVE), dice.total(table));
    }
    return Decision.apply(changes);
  }

  private static Node encounter(Table table, CombatantRef ref) {
    return table.state().at("encounters", ref.encounter());
  }

  private static Optional<Decision> sameEncounter(List<CombatantRef> all, Set<String> seen) {
    for (int i = 0; i < all.size(); i++) {
      CombatantRef one = all.get(i);
      if (!one.encounter().equals(all.get(0).encounter())) {
        return Optional.of(
            refuse("other-encounter", "Name combatants of one encounter.", "combatants/" + i));
      }
      if (!seen.add(one.id())) {
        return Optional.of(refuse("twice", "Name each combatant once.", "combatants/" + i));
      }
    }
    return Optional.empty();
  }
}
