package io.tablekeep.plugin.d20.combat;

import io.tablekeep.plugin.d20.scene.Burden;
import io.tablekeep.plugin.d20.scene.Creature;
import io.tablekeep.plugin.d20.scene.Fight;
import io.tablekeep.plugin.d20.scene.Grip;
import io.tablekeep.plugin.d20.scene.Harm;
import io.tablekeep.plugin.d20.scene.HouseRules.Ruling;
import io.tablekeep.plugin.d20.scene.Saves;
import io.tablekeep.plugin.d20.scene.Scene;
import io.tablekeep.plugin.d20.scene.Turn;
import io.tablekeep.plugin.d20.sheet.Ability;
import io.tablekeep.plugin.d20.sheet.Condition;
import io.tablekeep.plugin.d20.sheet.DamageType;
import io.tablekeep.plugin.d20.sheet.Edge;
import io.tablekeep.plugin.d20.sheet.Feature;
import io.tablekeep.plugin.d20.sheet.Mods;
import io.tablekeep.plugin.d20.sheet.Moment;
import io.tablekeep.sdk.dice.Roll;
import io.tablekeep.sdk.game.SystemDefinition;
import io.tablekeep.sdk.game.Table;
import io.tablekeep.sdk.model.action.ActorRemove;
import io.tablekeep.sdk.model.action.TurnEnd;
import io.tablekeep.sdk.model.action.encounter.CombatantAdd;
import io.tablekeep.sdk.model.action.encounter.CombatantDelay;
import io.tablekeep.sdk.model.action.encounter.CombatantRemove;
import io.tablekeep.sdk.model.action.encounter.EncounterStart;
import io.tablekeep.sdk.model.action.encounter.TurnBack;
import io.tablekeep.sdk.model.action.encounter.TurnSet;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What happens as a turn ends and as one begins. Whose turn it is belongs to the table; these rules
 * follow each of its actions that passes a turn on. A turn begins once a round: who delays, or is
 * moved in the order, gets no second one. Going back is the game master's hand and ends nothing.
 */
public final class TurnRules {

  private final Grip grip;

  private TurnRules(Grip grip) {
    this.grip = grip;
  }

  /**
   * Declares what follows.
   *
   * @param system where to
   * @param grip what areas do to those in them
   */
  public static void define(SystemDefinition system, Grip grip) {
    new TurnRules(grip).declare(system);
  }

  private void declare(SystemDefinition system) {
    system.after(TurnEnd.class, (table, end) -> passed(table, end.encounter().id(), true));
    system.after(
        CombatantDelay.class,
        (table, delay) -> passed(table, delay.combatant().encounter(), false));
    system.after(
        CombatantRemove.class,
        (table, remove) -> passed(table, remove.combatants().get(0).encounter(), false));
    system.after(
        EncounterStart.class, (table, start) -> passed(table, start.encounter().id(), false));
    system.after(CombatantAdd.class, this::joined);
    system.after(ActorRemove.class, this::removed);
    system.after(TurnBack.class, (table, back) -> again(table, back.encounter().id(), true));
    system.after(TurnSet.class, (table, set) -> again(table, set.combatant().encounter(), false));
  }

  private Changes removed(Table table, ActorRemove remove) {
    Changes all = Changes.none();
    for (Node encounter : table.state().at("encounters").children().toList()) {
      all = all.and(passed(table, encounter.key(), false));
    }
    return all;
  }

  /** Into a fight that everyone has left comes somebody who is on. */
  private Changes joined(Table table, CombatantAdd add) {
    Node encounter = table.state().at("encounters", add.encounter().id());
    boolean active = encounter.at("status").asText("draft").equals("active");
    if (!active || encounter.at("order", encounter.at("turn").asText("-")).exists()) {
      return Changes.none();
    }
    Scene scene = scene(table, encounter.key());
    List<Node> order = scene.fight().orElseThrow().order();
    begin(scene, order, order.get(0), encounter.at("round").asInt(0));
    return scene.changes().set(encounter.at("turn"), order.get(0).key());
  }

  /** The game master gives somebody the turn; nothing ends. */
  private static Changes again(Table table, String encounter, boolean fresh) {
    Scene scene = scene(table, encounter);
    Fight fight = scene.fight().orElseThrow();
    Node on = fight.encounter().at("order", fight.turn());
    if (on.exists()) {
      scene
          .of(on.at("actor").asText("-"))
          .turn()
          .filter(turn -> fresh || turn.round != fight.round())
          .ifPresent(turn -> turn.begin(fight.round()));
    }
    return scene.changes();
  }

  private static Scene scene(Table table, String encounter) {
    return new Scene(table, Fight.at(table, table.state().at("encounters", encounter)));
  }

  private Changes passed(Table table, String key, boolean ended) {
    Node before = table.before().at("encounters", key);
    Node now = table.state().at("encounters", key);
    boolean active = now.at("status").asText("draft").equals("active");
    boolean same =
        before.at("turn").asText("-").equals(now.at("turn").asText("-"))
            && before.at("round").asInt(0) == now.at("round").asInt(0);
    if (!active || same) {
      return Changes.none();
    }
    Scene scene = scene(table, key);
    Fight fight = scene.fight().orElseThrow();
    List<Node> order = fight.order();
    int from = indexOf(order, before.at("turn").asText("-"));
    int to = indexOf(order, fight.turn());
    if (ended && from >= 0) {
      end(scene, order, order.get(from));
      for (int i = 1; i < order.size() && (from + i) % order.size() != to; i++) {
        Node skipped = order.get((from + i) % order.size());
        begin(scene, order, skipped, round(before, from, i, order.size()));
        end(scene, order, skipped);
      }
    }
    if (now.at("round").asInt(0) > before.at("round").asInt(0)) {
      orphans(scene, order);
    }
    if (to >= 0) {
      begin(scene, order, order.get(to), fight.round());
    }
    return scene.changes();
  }

  private static int round(Node before, int from, int steps, int size) {
    return before.at("round").asInt(0) + (from + steps) / size;
  }

  private static int indexOf(List<Node> order, String key) {
    for (int i = 0; i < order.size(); i++) {
      if (order.get(i).key().equals(key)) {
        return i;
      }
    }
    return -1;
  }

  private void begin(Scene scene, List<Node> order, Node combatant, int round) {
    Creature who = scene.of(combatant.at("actor").asText("-"));
    if (!who.isPlayable() || who.turn().isEmpty()) {
      return;
    }
    Turn turn = who.turn().get();
    if (turn.round == round) {
      return;
    }
    turn.begin(round);
    tick(scene, order, who.id(), Moment.START);
    retry(scene, who, Moment.START);
    suffer(scene, who);
    grip.begins(scene, who);
    recover(scene, who);
    if (Acts.isDying(who) && scene.rules().deathSaves() == Ruling.AUTOMATIC) {
      Acts.rollDeathSave(scene, who);
    }
  }

  private void end(Scene scene, List<Node> order, Node combatant) {
    Creature who = scene.of(combatant.at("actor").asText("-"));
    if (!who.isPlayable()) {
      return;
    }
    grip.ends(scene, who);
    retry(scene, who, Moment.END);
    tick(scene, order, who.id(), Moment.END);
    who.relieve(each -> each.condition().filter(Condition.SURPRISED::equals).isPresent());
  }

  /** Everything that counts this moment of this actor's turns has one less. */
  private static void tick(Scene scene, List<Node> order, String whose, Moment at) {
    for (Creature each : fighting(scene, order)) {
      for (Burden burden : new ArrayList<>(each.burdens())) {
        String counted = burden.lasting().whose();
        boolean counts = counted.isEmpty() ? each.id().equals(whose) : counted.equals(whose);
        if (counts && burden.lasting().at() == at && burden.rounds() >= 0) {
          count(scene, each, burden);
        }
      }
    }
  }

  private static void count(Scene scene, Creature bearer, Burden burden) {
    if (burden.rounds() > 1) {
      bearer.lasts(burden, burden.rounds() - 1);
      return;
    }
    bearer.relieve(burden);
    scene.say(scene.hearers(bearer), bearer.name() + ": " + burden.name() + " ends.");
  }

  private static List<Creature> fighting(Scene scene, List<Node> order) {
    Set<String> seen = new HashSet<>();
    List<Creature> all = new ArrayList<>();
    for (Node each : order) {
      String actor = each.at("actor").asText("-");
      if (seen.add(actor)) {
        all.add(scene.of(actor));
      }
    }
    return all;
  }

  /** What counts the turns of somebody who has left counts whole rounds from now on. */
  private void orphans(Scene scene, List<Node> order) {
    Set<String> here = new HashSet<>();
    order.forEach(each -> here.add(each.at("actor").asText("-")));
    grip.rounds(scene, List.copyOf(here));
    for (Creature each : fighting(scene, order)) {
      for (Burden burden : new ArrayList<>(each.burdens())) {
        String counted = burden.lasting().whose();
        if (!counted.isEmpty() && !here.contains(counted) && burden.rounds() >= 0) {
          count(scene, each, burden);
        }
      }
    }
  }

  private static void retry(Scene scene, Creature who, Moment at) {
    for (Burden each : new ArrayList<>(who.burdens())) {
      if (each.lasting().retry().isEmpty() || each.lasting().retryAt() != at || who.isDead()) {
        continue;
      }
      Ability ability = each.lasting().retry().get();
      Saves.Save save =
          Saves.roll(scene, who, ability, each.lasting().dc(), Edge.NONE, each.name());
      if (save.made()) {
        who.relieve(each);
        scene.say(scene.hearers(who), who.name() + " shakes off " + each.name() + ".");
      }
    }
  }

  private static void suffer(Scene scene, Creature who) {
    for (Burden each : new ArrayList<>(who.burdens())) {
      Mods mods = each.mods();
      if (mods != null && !mods.ongoing().isEmpty() && !who.isDead()) {
        Roll roll = scene.roll(each.name() + " " + who.id(), mods.ongoing(), who);
        DamageType type = mods.ongoingType().orElse(DamageType.FIRE);
        Harm.Done done =
            Harm.deal(scene, who, List.of(new Harm.Part(roll.total(), type)), false, true);
        scene.say(
            scene.hearers(who),
            who.name() + " suffers " + done.words() + " from " + each.name() + ".");
      }
    }
  }

  private static void recover(Scene scene, Creature who) {
    if (who.has(Feature.REGENERATION)) {
      if (who.spent("uses", "regeneration") > 0) {
        who.spend("uses", "regeneration", -who.spent("uses", "regeneration"));
      } else if (who.hp() > 0) {
        Harm.heal(who, who.block().at("traits", "regeneration", "amount").asInt(10));
      }
    }
    for (Node power : who.block().at("powers").children().toList()) {
      boolean spent = who.spent("uses", power.key()) > 0;
      if (spent && power.at("uses", "per").asText("").equals("recharge") && !who.isDead()) {
        Roll roll = scene.roll("recharge " + who.id() + " " + power.key(), "1d6", who);
        if (roll.total() >= power.at("uses", "recharge").asInt(6)) {
          who.spend("uses", power.key(), -who.spent("uses", power.key()));
          scene.say(
              scene.hearers(who),
              who.name() + " can use " + power.at("name").asText("it") + " again.");
        }
      }
    }
  }
}
