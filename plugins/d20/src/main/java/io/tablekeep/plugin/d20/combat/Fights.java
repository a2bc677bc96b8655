package io.tablekeep.plugin.d20.combat;

import io.tablekeep.plugin.d20.scene.Creature;
import io.tablekeep.plugin.d20.scene.Fight;
import io.tablekeep.plugin.d20.scene.Ground;
import io.tablekeep.plugin.d20.scene.Scene;
import io.tablekeep.plugin.d20.sheet.Condition;
import io.tablekeep.plugin.d20.sheet.Economy;
import io.tablekeep.plugin.d20.sheet.Edge;
import io.tablekeep.plugin.d20.sheet.Feature;
import io.tablekeep.plugin.d20.tables.Dice;
import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.Mine;
import io.tablekeep.sdk.game.Role;
import io.tablekeep.sdk.game.SystemDefinition;
import io.tablekeep.sdk.game.Table;
import io.tablekeep.sdk.game.Verdict;
import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.model.CombatantRef;
import io.tablekeep.sdk.model.EncounterRef;
import io.tablekeep.sdk.model.MapRef;
import io.tablekeep.sdk.model.TokenRef;
import io.tablekeep.sdk.model.action.encounter.InitiativeRoll;
import io.tablekeep.sdk.model.document.Encounter;
import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Node;
import io.tablekeep.sdk.view.Audience;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Fights begin, and people join them: initiative with its ties, and surprise. */
public final class Fights {
  private Fights() {}

  /** {@code d20.fight}: a fight begins, initiative and all. */
  @Doc("Begins a fight: everyone named takes part and rolls for initiative.")
  public record Begin(
      @Length(min = 1, max = 200) String name,
      @Length(min = 1, max = 60) List<ActorRef> who,
      @Doc("Who of them is surprised.") @Length(max = 60) List<ActorRef> surprised,
      @Doc("Where; without it, the map that is looked at.") Optional<MapRef> map) {}

  /** {@code d20.initiative}: somebody rolls for initiative, at the beginning or in the middle. */
  @Doc("Rolls for initiative.")
  public record Initiative(
      @Mine @Length(min = 1, max = 60) List<CombatantRef> combatants,
      @Default("false") @Doc("Whether those who have rolled roll again; for the game master.")
          boolean again) {}

  /**
   * Declares them.
   *
   * @param system where to
   */
  public static void define(SystemDefinition system) {
    system.action("fight", Begin.class, Fights::begin).by(Role.GM, Role.CO_GM);
    system.action("initiative", Initiative.class, Fights::initiative);
    system.guard(InitiativeRoll.class, Fights::byTheRules);
    system.visible("encounters/*/order/*/d20", Audience.everyone());
  }

  private static Decision begin(Table table, Begin begin) {
    if (Fight.of(table).isPresent()) {
      return Decision.reject("already-active", "There is a fight already.");
    }
    if (begin.who().isEmpty()) {
      return new Decision.Reject("no-target", "Name who fights.", "who");
    }
    Scene scene = new Scene(table);
    List<Creature> who = begin.who().stream().map(each -> scene.of(each.id())).distinct().toList();
    for (Creature each : who) {
      if (!each.isPlayable()) {
        return new Decision.Reject("no-sheet", each.name() + " has no stat block yet.", "who");
      }
    }
    Optional<String> map = begin.map().map(MapRef::id).or(() -> named(scene.ground().map()));
    Ground ground = Ground.of(scene, map.orElse("-"));
    Map<String, Double> shared = new HashMap<>();
    Map<String, Encounter.Combatant> order = new LinkedHashMap<>();
    String first = "";
    double highest = 0;
    for (Creature each : who) {
      String key = table.newId();
      double initiative = rolled(scene, each, shared);
      Optional<TokenRef> token =
          ground.of(each.id()).map(at -> new TokenRef(ground.map(), at.key()));
      order.put(
          key,
          new Encounter.Combatant(
              new ActorRef(each.id()), token, Optional.of(initiative), false, each.isHidden()));
      boolean earlier =
          first.isEmpty()
              || initiative > highest
              || (initiative == highest && key.compareTo(first) < 0);
      if (earlier) {
        first = key;
        highest = initiative;
      }
      if (begin.surprised().stream().anyMatch(one -> one.id().equals(each.id()))) {
        each.afflict(Acts.condition("Surprised", Condition.SURPRISED), each, 10, 0);
      }
    }
    String id = table.newId();
    Encounter encounter =
        new Encounter(
            begin.name(),
            map.map(MapRef::new),
            Encounter.Status.ACTIVE,
            1,
            Optional.of(first),
            order,
            Map.of(),
            "");
    Node place = table.state().at("encounters", id);
    Economy begun =
        new Economy(
            1, false, false, false, false, 0, 0, Map.of(), 0, false, false, false, false, "", "",
            0);
    Changes changes =
        Changes.none().set(place, encounter).set(place.at("order", first, "d20"), begun);
    if (table.state().at("currentSession", "active").asBoolean(false)) {
      Node pointer = table.state().at("currentSession", "activeEncounterId");
      changes = changes.set(pointer, new EncounterRef(id).id());
    }
    return Decision.apply(
        changes.and(scene.changes()).say(Audience.everyone(), begin.name() + " begins."));
  }

  private static Optional<String> named(String map) {
    return map.equals("-") ? Optional.empty() : Optional.of(map);
  }

  /** Ties go to the higher dexterity, then to the table's own order of keys. */
  private static double rolled(Scene scene, Creature who, Map<String, Double> shared) {
    boolean group = scene.rules().groupInitiative() && !who.isPlayed();
    String kin = who.name().replaceAll("[\\s\\d#]+$", "") + (who.isHidden() ? " hidden" : "");
    if (group && shared.containsKey(kin)) {
      return shared.get(kin);
    }
    Edge edge = Edge.of(who.has(Feature.KEEN_INITIATIVE), false);
    String notation = Dice.plus(edge.dice(), who.figure("initiative"));
    int total = scene.roll("initiative " + who.id(), notation, who).total();
    double initiative = total + who.block().at("abilities", "dexterity").asInt(10) / 100.0;
    if (group) {
      shared.put(kin, initiative);
    }
    return initiative;
  }

  /**
   * The table's own way to roll, without what the sheet adds: the rules roll instead, for those who
   * have not rolled. So the first roll holds, whichever way somebody asks for it.
   */
  private static Verdict byTheRules(Table table, InitiativeRoll asked) {
    List<CombatantRef> open =
        asked.combatants().stream()
            .distinct()
            .filter(each -> table.state().at(each.pointer()).exists())
            .filter(each -> !table.state().at(each.pointer()).at("initiative").exists())
            .toList();
    if (open.isEmpty()) {
      return new Decision.Reject(
          "rolled-already", "They have rolled for initiative.", "combatants");
    }
    boolean played =
        open.stream()
            .map(each -> table.state().at(each.pointer()).at("actor").asText("-"))
            .allMatch(actor -> table.state().at("actors", actor, "d20", "now", "hp").exists());
    if (!played) {
      return Verdict.allow();
    }
    return initiative(table, new Initiative(open, false)) instanceof Decision.Apply rolled
        ? new Verdict.Instead(rolled.changes(), "by-the-rules", "Rolled by the rules.")
        : Verdict.allow();
  }

  private static Decision initiative(Table table, Initiative asked) {
    Scene scene = new Scene(table);
    Changes changes = Changes.none();
    Map<String, Double> shared = new HashMap<>();
    for (CombatantRef each : asked.combatants()) {
      Node combatant = table.state().at(each.pointer());
      Creature who = scene.of(combatant.at("actor").asText("-"));
      if (!who.isPlayable()) {
        return new Decision.Reject(
            "no-sheet", who.name() + " has no stat block yet.", "combatants");
      }
      // Both the player and the game master may say so at once: the first roll holds.
      boolean again = asked.again() && table.by().role().runsGame();
      boolean fixed = combatant.at("initiative").exists() && !again;
      if (fixed) {
        return new Decision.Reject(
            "rolled-already", who.name() + " has rolled for initiative.", "combatants");
      }
      changes = changes.set(combatant.at("initiative"), rolled(scene, who, shared));
    }
    return Decision.apply(changes.and(scene.changes()));
  }
}
