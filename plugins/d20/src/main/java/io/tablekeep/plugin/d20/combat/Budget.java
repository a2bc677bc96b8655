package io.tablekeep.plugin.d20.combat;

import io.tablekeep.plugin.d20.scene.Creature;
import io.tablekeep.plugin.d20.scene.Scene;
import io.tablekeep.plugin.d20.scene.Turn;
import io.tablekeep.plugin.d20.sheet.Attack;
import io.tablekeep.plugin.d20.sheet.Condition;
import io.tablekeep.plugin.d20.sheet.Cost;
import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.state.Node;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The action economy: what somebody may still do this round (SRD 5.1, "Your Turn"). */
public final class Budget {
  private Budget() {}

  /**
   * Why somebody can do nothing at all.
   *
   * @param who who
   * @return the refusal; empty when they can act
   */
  public static Optional<Decision.Reject> cannot(Creature who) {
    if (!who.isPlayable()) {
      return no("no-sheet", who.name() + " has no stat block yet.");
    } else if (who.isDead()) {
      return no("dead", who.name() + " is dead.");
    } else if (who.isDown()) {
      return no("down", who.name() + " is down.");
    } else if (who.isIncapacitated()) {
      return no("incapacitated", who.name() + " cannot act.");
    } else if (who.suffers(Condition.SURPRISED)) {
      return no("surprised", who.name() + " is surprised.");
    }
    return Optional.empty();
  }

  /**
   * Pays for something; outside of fights everything is free.
   *
   * @param scene the scene
   * @param who who acts
   * @param cost what it costs
   * @param legendary what it costs of legendary actions off turn; 0: it cannot be done so
   * @return why it cannot be paid
   */
  public static Optional<Decision.Reject> pay(Scene scene, Creature who, Cost cost, int legendary) {
    Optional<Decision.Reject> amiss = cannot(who);
    Optional<Turn> taking = who.turn();
    if (amiss.isPresent() || taking.isEmpty()) {
      return amiss;
    }
    Turn turn = taking.get();
    boolean on = isOn(scene, who);
    if (!on && legendary > 0 && cost != Cost.REACTION) {
      return payLegendary(who, turn, legendary);
    }
    if (!on && cost != Cost.REACTION) {
      return no("not-your-turn", "It is not " + who.name() + "'s turn.");
    }
    switch (cost) {
      case ACTION -> {
        if (turn.action) {
          return no("no-action-left", who.name() + " has acted already.");
        }
        turn.action = true;
      }
      case BONUS -> {
        if (turn.bonus) {
          return no("no-bonus-action-left", who.name() + " has no bonus action left.");
        }
        turn.bonus = true;
      }
      case REACTION -> {
        return react(who, turn);
      }
      case LONG -> {
        return no("no-time", "There is no time for that in a fight.");
      }
      case FREE -> {}
    }
    return Optional.empty();
  }

  static boolean isOn(Scene scene, Creature who) {
    return scene.fight().map(fight -> fight.isOn(who.id())).orElse(false);
  }

  static Optional<Decision.Reject> react(Creature who, Turn turn) {
    if (turn.reaction) {
      return no("no-reaction-left", who.name() + " has reacted already.");
    }
    turn.reaction = true;
    return Optional.empty();
  }

  /**
   * Whether somebody could react now.
   *
   * @param who who
   * @return whether they can act and have a reaction left
   */
  public static boolean canReact(Creature who) {
    return cannot(who).isEmpty() && who.turn().filter(turn -> !turn.reaction).isPresent();
  }

  private static Optional<Decision.Reject> payLegendary(Creature who, Turn turn, int cost) {
    int most = who.block().at("legendaryActions").asInt(0);
    if (turn.legendary + cost > most) {
      return no("no-legendary-action-left", who.name() + " has no legendary action left.");
    }
    turn.legendary += cost;
    return Optional.empty();
  }

  /**
   * Pays for one attack: the first of an action takes it, the others belong to it.
   *
   * @param scene the scene
   * @param who who attacks
   * @param key of the attack
   * @param attack the attack
   * @param offHand whether it is with the second of two light weapons
   * @return why it cannot be paid
   */
  static Optional<Decision.Reject> payAttack(
      Scene scene, Creature who, String key, Attack attack, boolean offHand) {
    Optional<Decision.Reject> amiss = cannot(who);
    Optional<Turn> taking = who.turn();
    if (amiss.isPresent() || taking.isEmpty()) {
      return amiss;
    }
    Turn turn = taking.get();
    if (!isOn(scene, who)) {
      if (!turn.ready.isEmpty() && turn.readySpell.isEmpty()) {
        turn.ready = "";
        return react(who, turn);
      }
      return attack.legendary() > 0
          ? payLegendary(who, turn, attack.legendary())
          : no("not-your-turn", "It is not " + who.name() + "'s turn.");
    }
    if (offHand) {
      if (turn.attacks().isEmpty() || !attack.light()) {
        return no("no-second-weapon", "A second light weapon follows an attack.");
      }
      return pay(scene, who, Cost.BONUS, 0);
    }
    if (turn.action && turn.attacks().isEmpty()) {
      return no("no-action-left", who.name() + " has acted already.");
    }
    Map<String, Integer> then = new HashMap<>(turn.attacks());
    then.merge(key, 1, Integer::sum);
    if (!fits(who, then)) {
      return no("no-attacks-left", who.name() + " has no such attack left this turn.");
    }
    turn.action = true;
    turn.attacks().merge(key, 1, Integer::sum);
    return Optional.empty();
  }

  private static boolean fits(Creature who, Map<String, Integer> made) {
    int all = made.values().stream().mapToInt(Integer::intValue).sum();
    if (all <= Math.max(1, who.block().at("attacksPerAction").asInt(1))) {
      return true;
    }
    for (Node pattern : who.block().at("multiattack").children().toList()) {
      boolean within = true;
      for (Map.Entry<String, Integer> each : made.entrySet()) {
        within &= each.getValue() <= pattern.at(each.getKey()).asInt(0);
      }
      if (within) {
        return true;
      }
    }
    return false;
  }

  static Optional<Decision.Reject> no(String code, String message) {
    return Optional.of(Decision.reject(code, message));
  }
}
