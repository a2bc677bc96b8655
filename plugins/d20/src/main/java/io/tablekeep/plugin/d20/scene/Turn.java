package io.tablekeep.plugin.d20.scene;

import io.tablekeep.plugin.d20.sheet.Economy;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Node;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a combatant has done this round, while a rule works on it. */
public final class Turn {
  private final Node place;
  private final Economy before;
  private final Map<String, Integer> attacks;
  public int round;
  public boolean action;
  public boolean bonus;
  public boolean reaction;
  public boolean object;
  public int moved;
  public int dashed;
  public int legendary;
  public boolean disengaged;
  public boolean bonusSpell;
  public boolean slotSpell;
  public boolean sneaked;
  public String ready;
  public String readySpell;
  public int readySlot;

  Turn(Node combatant) {
    this.place = combatant.at("d20");
    this.before = place.exists() ? place.as(Economy.class) : Economy.FRESH;
    this.round = before.round();
    this.action = before.action();
    this.bonus = before.bonus();
    this.reaction = before.reaction();
    this.object = before.object();
    this.moved = before.moved();
    this.dashed = before.dashed();
    this.attacks = new LinkedHashMap<>(before.attacks());
    this.legendary = before.legendary();
    this.disengaged = before.disengaged();
    this.bonusSpell = before.bonusSpell();
    this.slotSpell = before.slotSpell();
    this.sneaked = before.sneaked();
    this.ready = before.ready();
    this.readySpell = before.readySpell();
    this.readySlot = before.readySlot();
  }

  /**
   * Attacks of the action under way.
   *
   * @return how many by key; to be changed
   */
  public Map<String, Integer> attacks() {
    return attacks;
  }

  /**
   * A new turn: everything can be done again.
   *
   * @param newRound the round it is of
   */
  public void begin(int newRound) {
    round = newRound;
    refresh();
    reaction = false;
    legendary = 0;
    ready = "";
    readySpell = "";
    readySlot = 0;
  }

  /** All but the reaction can be done again. */
  public void refresh() {
    action = false;
    bonus = false;
    object = false;
    moved = 0;
    dashed = 0;
    attacks.clear();
    disengaged = false;
    bonusSpell = false;
    slotSpell = false;
    sneaked = false;
  }

  Economy now() {
    return new Economy(
        round,
        action,
        bonus,
        reaction,
        object,
        moved,
        dashed,
        Map.copyOf(attacks),
        legendary,
        disengaged,
        bonusSpell,
        slotSpell,
        sneaked,
        ready,
        readySpell,
        readySlot);
  }

  Changes changes() {
    Economy now = now();
    return now.equals(before) ? Changes.none() : Changes.none().set(place, now);
  }
}
