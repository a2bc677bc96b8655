package io.tablekeep.plugin.d20;

import static io.tablekeep.plugin.d20.Arena.ref;
import static io.tablekeep.plugin.d20.Arena.refs;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.tablekeep.plugin.d20.call.SheetActions.Become;
import io.tablekeep.plugin.d20.call.Tools;
import io.tablekeep.plugin.d20.combat.Acts;
import io.tablekeep.plugin.d20.combat.Acts.What;
import io.tablekeep.plugin.d20.combat.AttackActions.AttackWith;
import io.tablekeep.plugin.d20.combat.Fights;
import io.tablekeep.plugin.d20.sheet.Ability;
import io.tablekeep.plugin.d20.sheet.Affliction;
import io.tablekeep.plugin.d20.sheet.Condition;
import io.tablekeep.plugin.d20.sheet.Edge;
import io.tablekeep.plugin.d20.sheet.Moment;
import io.tablekeep.sdk.model.CombatantRef;
import io.tablekeep.sdk.model.EncounterRef;
import io.tablekeep.sdk.model.action.encounter.CombatantAdd;
import io.tablekeep.sdk.model.action.encounter.CombatantDelay;
import io.tablekeep.sdk.model.action.encounter.CombatantRemove;
import io.tablekeep.sdk.model.action.encounter.InitiativeRoll;
import io.tablekeep.sdk.model.action.encounter.TurnBack;
import io.tablekeep.sdk.model.action.world.ConditionAdd;
import io.tablekeep.sdk.model.world.Effect;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whose turn it is, who joins and leaves, and what ends when. */
class TurnOrderTest {
  private Arena arena = Arena.of(List.of(), Map.of());

  @AfterEach
  void close() {
    arena.close();
  }

  /** A fighter (bram) and a wizard (cora) before an orc and a goblin; in that order. */
  private Arena brawl() {
    arena.close();
    Map<String, String> monsters = new LinkedHashMap<>();
    monsters.put("orc", "orc");
    monsters.put("gob", "goblin");
    arena = Arena.of(List.of("fighter", "wizard"), monsters);
    arena.at("bram", 5, 5).at("cora", 3, 5).at("orc", 6, 5).at("gob", 12, 5);
    return arena;
  }

  private static AttackWith hit(String who, String whom, String with) {
    return new AttackWith(ref(who), ref(whom), with, Edge.NONE, "", false);
  }

  private static Acts.Act act(String who, What what) {
    return new Acts.Act(ref(who), what, Optional.empty(), false);
  }

  @Test
  void conditionsEndAtTheRightMoment() {
    brawl().begins(20, 15, 10, 5);
    afflict("orc", lasting("Till bram begins", 1, Moment.START, false), "bram");
    afflict("orc", lasting("Till bram ends", 1, Moment.END, false), "bram");
    afflict("orc", lasting("Till its own end", 1, Moment.END, true), "bram");
    afflict("orc", lasting("Two rounds", 2, Moment.START, false), "bram");
    assertEquals(4, arena.lasts("orc").size());
    arena.ends();
    assertFalse(arena.lasts("orc").contains("Till bram ends"));
    arena.until("gob");
    assertEquals(List.of("Till bram begins", "Two rounds"), arena.lasts("orc"));
    arena.until("bram");
    assertEquals(List.of("Two rounds"), arena.lasts("orc"));
    arena.ends();
    arena.until("bram");
    assertEquals(List.of(), arena.lasts("orc"));
  }

  private void afflict(String whom, Affliction what, String by) {
    arena.does("gm", new Tools.Afflict(refs(whom), what, Optional.of(ref(by)), 13)).applied();
  }

  private static Affliction lasting(String name, int rounds, Moment at, boolean own) {
    return new Affliction(
        name,
        Optional.empty(),
        Optional.empty(),
        Optional.of(rounds),
        at,
        own,
        Optional.empty(),
        Moment.END);
  }

  @Test
  void aSaveAtTheEndOfTheTurnShakesItOff() {
    brawl().begins(20, 15, 10, 5);
    afflict(
        "orc",
        new Affliction(
            "Held",
            Optional.of(Condition.PARALYZED),
            Optional.empty(),
            Optional.of(10),
            Moment.START,
            false,
            Optional.of(Ability.WIS),
            Moment.END),
        "bram");
    arena.until("orc");
    arena.does("gm", hit("orc", "bram", "greataxe")).refused("incapacitated");
    arena.table.dice(12);
    arena.ends();
    assertEquals(List.of("Held"), arena.lasts("orc"));
    arena.until("orc");
    arena.table.dice(13);
    arena.ends();
    assertEquals(List.of(), arena.lasts("orc"));
  }

  @Test
  void aConditionPutByHandCountsTheBearersTurns() {
    brawl().begins(20, 15, 10, 5);
    arena
        .does(
            "gm",
            new ConditionAdd(
                ref("orc"),
                new Effect("Stunned", "", Optional.empty(), Optional.of(1), Optional.empty())))
        .applied();
    arena.until("orc");
    arena.does("gm", hit("orc", "bram", "greataxe")).refused("incapacitated");
    arena.ends();
    assertEquals(List.of(), arena.lasts("orc"));
  }

  @Test
  void theSurprisedLoseTheirFirstTurn() {
    brawl().begins(List.of("orc"), 5, 6, 20, 4);
    assertEquals("orc", arena.on());
    arena.does("gm", hit("orc", "bram", "greataxe")).refused("surprised");
    arena.ends();
    assertEquals(List.of(), arena.lasts("orc"));
  }

  @Test
  void tiesGoToTheHigherDexterity() {
    brawl().begins(10, 10, 11, 10);
    for (String next : List.of("bram", "cora", "gob", "orc")) {
      assertEquals(next, arena.on(), "all have 12; the orc has the least dexterity");
      arena.ends();
    }
  }

  @Test
  void whoDelaysActsLaterAndHasOneTurnOnly() {
    brawl().begins(20, 15, 10, 5);
    arena.moves("ada", "bram", 5, 4).applied();
    CombatantRef bram = new CombatantRef(arena.encounter().key(), arena.combatant("bram").key());
    CombatantRef orc = new CombatantRef(arena.encounter().key(), arena.combatant("orc").key());
    arena.does("ada", new CombatantDelay(bram, Optional.of(orc))).applied();
    assertEquals("cora", arena.on());
    arena.ends();
    arena.ends();
    assertEquals("bram", arena.on());
    assertEquals(5, arena.combatant("bram").at("d20", "moved").asInt());
    assertEquals(1, arena.encounter().at("round").asInt());
  }

  @Test
  void joiningAndLeavingKeepsWhoseTurnItIs() {
    brawl().begins(20, 15, 10, 5);
    arena.ends();
    assertEquals("cora", arena.on());
    EncounterRef encounter = new EncounterRef(arena.encounter().key());
    arena.table.given("/actors/late", Map.of("name", "Late", "type", "monster"));
    arena.table.when("gm", new Become(ref("late"), "wolf")).applied();
    arena
        .does(
            "gm",
            new CombatantAdd(encounter, ref("late"), Optional.empty(), Optional.empty(), false))
        .applied();
    CombatantRef late = new CombatantRef(encounter.id(), arena.combatant("late").key());
    arena.table.dice(18);
    arena.does("gm", new Fights.Initiative(List.of(late), false)).applied();
    assertEquals("cora", arena.on());
    CombatantRef bram = new CombatantRef(encounter.id(), arena.combatant("bram").key());
    arena.does("gm", new CombatantRemove(List.of(bram))).applied();
    assertEquals("cora", arena.on());
    CombatantRef cora = new CombatantRef(encounter.id(), arena.combatant("cora").key());
    arena.does("gm", new CombatantRemove(List.of(cora))).applied();
    assertEquals("orc", arena.on());
    arena.ends();
    arena.ends();
    assertEquals("late", arena.on());
    assertEquals(2, arena.encounter().at("round").asInt());
  }

  @Test
  void goingBackGivesTheTurnAgainAndEndsNothing() {
    brawl().begins(20, 15, 10, 5);
    arena.does("ada", act("bram", What.DODGE)).applied();
    arena.ends();
    arena.does("gm", new TurnBack(new EncounterRef(arena.encounter().key()))).applied();
    assertEquals("bram", arena.on());
    assertEquals(List.of("Dodging"), arena.lasts("bram"));
    arena.does("ada", act("bram", What.DASH)).applied();
  }

  @Test
  void intoAFightThatEverybodyHasLeftComesSomebodyWhoIsOn() {
    brawl().begins(20, 15, 10, 5);
    List<CombatantRef> all =
        arena.encounter().at("order").keys().stream()
            .map(key -> new CombatantRef(arena.encounter().key(), key))
            .toList();
    arena.does("gm", new CombatantRemove(all)).applied();
    assertEquals("nobody", arena.on());
    EncounterRef encounter = new EncounterRef(arena.encounter().key());
    arena
        .does(
            "gm",
            new CombatantAdd(encounter, ref("orc"), Optional.empty(), Optional.of(3.0), false))
        .applied();
    assertEquals("orc", arena.on());
    assertEquals(1, arena.combatant("orc").at("d20", "round").asInt());
    arena
        .does(
            "gm",
            new CombatantAdd(encounter, ref("bram"), Optional.empty(), Optional.of(9.0), false))
        .applied();
    assertEquals("orc", arena.on());
    arena.ends();
    assertEquals("bram", arena.on());
    assertEquals(2, arena.encounter().at("round").asInt());
  }

  @Test
  void initiativeIsRolledOnceWhoeverSaysSoFirst() {
    brawl().begins(20, 15, 10, 5);
    EncounterRef encounter = new EncounterRef(arena.encounter().key());
    CombatantRef bram = new CombatantRef(encounter.id(), arena.combatant("bram").key());
    arena.does("gm", new CombatantRemove(List.of(bram))).applied();
    arena
        .does(
            "gm",
            new CombatantAdd(encounter, ref("bram"), Optional.empty(), Optional.empty(), false))
        .applied();
    CombatantRef late = new CombatantRef(encounter.id(), arena.combatant("bram").key());
    arena.table.dice(12);
    arena.does("ada", new Fights.Initiative(List.of(late), false)).applied();
    double rolled = arena.combatant("bram").at("initiative").asDouble();
    arena.does("gm", new Fights.Initiative(List.of(late), false)).refused("rolled-already");
    arena.does("ada", new Fights.Initiative(List.of(late), true)).refused("rolled-already");
    assertEquals(rolled, arena.combatant("bram").at("initiative").asDouble());
    arena.table.dice(2);
    arena.does("gm", new Fights.Initiative(List.of(late), true)).applied();
    assertEquals(rolled - 10, arena.combatant("bram").at("initiative").asDouble(), 1e-9);
  }

  @Test
  void theTablesOwnRollIsMadeByTheRules() {
    brawl().begins(20, 15, 10, 5);
    EncounterRef encounter = new EncounterRef(arena.encounter().key());
    CombatantRef gob = new CombatantRef(encounter.id(), arena.combatant("gob").key());
    arena.does("gm", new CombatantRemove(List.of(gob))).applied();
    arena
        .does(
            "gm",
            new CombatantAdd(encounter, ref("gob"), Optional.empty(), Optional.empty(), false))
        .applied();
    CombatantRef late = new CombatantRef(encounter.id(), arena.combatant("gob").key());
    arena.table.dice(10);
    arena.does("gm", new InitiativeRoll(List.of(late), "1d20")).applied();
    assertEquals(12.14, arena.combatant("gob").at("initiative").asDouble(), 1e-9);
    arena.does("gm", new InitiativeRoll(List.of(late), "1d20")).refused("rolled-already");
  }
}
