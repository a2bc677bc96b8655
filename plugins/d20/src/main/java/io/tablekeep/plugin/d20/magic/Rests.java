package io.tablekeep.plugin.d20.magic;

import io.tablekeep.plugin.d20.scene.Burden;
import io.tablekeep.plugin.d20.scene.Creature;
import io.tablekeep.plugin.d20.scene.Fight;
import io.tablekeep.plugin.d20.scene.Harm;
import io.tablekeep.plugin.d20.scene.HouseRules.Ruling;
import io.tablekeep.plugin.d20.scene.Scene;
import io.tablekeep.plugin.d20.sheet.Ability;
import io.tablekeep.plugin.d20.tables.Slots;
import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.Mine;
import io.tablekeep.sdk.game.Role;
import io.tablekeep.sdk.game.SystemDefinition;
import io.tablekeep.sdk.game.Table;
import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import io.tablekeep.sdk.schema.Range;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Rests and the passing of time outside of fights (SRD 5.1, "Resting"). */
public final class Rests {
  private static final int ROUNDS_A_MINUTE = 10;

  private Rests() {}

  /** {@code d20.rest}: somebody rests. */
  @Doc("Rests, for an hour or for a night.")
  public record Rest(
      @Mine ActorRef who,
      @Default("false") @Doc("A night instead of an hour.") boolean night,
      @Doc("Hit dice to spend in a short rest, by size: d8 …") @Length(max = 6)
          Map<String, Integer> hitDice) {}

  /** {@code d20.pass}: time passes outside of fights. */
  @Doc(
      "Lets time pass outside of fights: what lasts for rounds or minutes comes closer to its end.")
  public record Pass(@Range(min = 1, max = 100_000) int minutes) {}

  /**
   * Declares them.
   *
   * @param system where to
   */
  public static void define(SystemDefinition system) {
    system.action("rest", Rest.class, Rests::rest);
    system.action("pass", Pass.class, Rests::pass).by(Role.GM, Role.CO_GM);
    system.ends("actors/*/conditions/*/d20", "until", Rests::timeIsUp);
  }

  private static Decision rest(Table table, Rest rest) {
    Scene scene = new Scene(table);
    Creature who = scene.of(rest.who().id());
    if (!who.isPlayable() || who.isDead()) {
      return Decision.reject("no-rest", who.name() + " cannot rest.");
    }
    if (scene.fight().flatMap(fight -> fight.combatant(who.id())).isPresent()) {
      return Decision.reject("no-time", "There is no rest in a fight.");
    }
    boolean mayRest = table.by().role().runsGame() || scene.rules().rests() != Ruling.NEVER;
    if (!mayRest) {
      return Decision.reject("no-rest", "The game master says when there is a rest.");
    }
    if (who.hp() == 0) {
      return Decision.reject("down", "Who is down recovers no strength by resting.");
    }
    Decision amiss = rest.night() ? night(who) : hour(scene, who, rest.hitDice());
    if (amiss instanceof Decision.Reject) {
      return amiss;
    }
    scene.say(scene.hearers(who), who.name() + (rest.night() ? " sleeps." : " rests."));
    boolean ask = scene.rules().rests() == Ruling.ASK && !table.by().role().runsGame();
    String reason =
        who.name() + (rest.night() ? " wants to sleep the night." : " wants to rest an hour.");
    return ask ? Decision.propose(scene.changes(), reason) : scene.decide();
  }

  private static Decision hour(Scene scene, Creature who, Map<String, Integer> dice) {
    for (Map.Entry<String, Integer> each : new TreeMap<>(dice).entrySet()) {
      String die = each.getKey();
      int count = each.getValue();
      int left = who.figures().at("hitDice", die).asInt(0) - who.spent("hitDice", die);
      if (!die.matches("d\\d{1,2}") || count < 0 || count > Math.max(0, left)) {
        return new Decision.Reject(
            "no-hit-dice-left", "There are not so many " + die + " left.", "hitDice");
      }
      for (int i = 0; i < count; i++) {
        int total = scene.roll("hit die " + die + " " + who.id(), "1" + die, who).total();
        Harm.heal(who, Math.max(0, total + who.modifier(Ability.CON)));
      }
      if (count > 0) {
        who.spend("hitDice", die, count);
      }
    }
    who.spend("slots", Slots.PACT, -who.spent("slots", Slots.PACT));
    for (Node power : who.block().at("powers").children().toList()) {
      if (power.at("uses", "per").asText("long").equals("short") && power.at("uses").exists()) {
        who.spend("uses", power.key(), -who.spent("uses", power.key()));
      }
    }
    wears(scene, who, 60 * ROUNDS_A_MINUTE);
    areas(scene, who.id(), 60 * ROUNDS_A_MINUTE);
    return scene.decide();
  }

  private static Decision night(Creature who) {
    int left = who.now().at("exhaustion").asInt(0) - 1;
    Harm.set(who, left >= 4 ? who.most() : who.max(), 0);
    for (String what : List.of("slots", "uses")) {
      for (Node spent : who.now().at(what).children().toList()) {
        who.spend(what, spent.key(), -spent.asInt(0));
      }
    }
    int all = who.figures().at("hitDice").children().mapToInt(each -> each.asInt(0)).sum();
    int back = Math.max(1, all / 2);
    for (Node spent : who.now().at("hitDice").children().toList()) {
      int some = Math.min(back, spent.asInt(0));
      who.spend("hitDice", spent.key(), -some);
      back -= some;
    }
    int tired = who.now().at("exhaustion").asInt(0);
    if (tired > 0) {
      who.also(Changes.none().set(who.now().at("exhaustion"), tired - 1));
    }
    who.loseConcentration();
    wears(null, who, 8 * 60 * ROUNDS_A_MINUTE);
    return Decision.apply(Changes.none());
  }

  private static Decision pass(Table table, Pass pass) {
    if (Fight.of(table).isPresent()) {
      return Decision.reject("no-time", "In a fight, time passes turn by turn.");
    }
    Scene scene = new Scene(table);
    for (Node actor : table.state().at("actors").children().toList()) {
      if (actor.at("conditions").size() > 0) {
        wears(scene, scene.of(actor.key()), pass.minutes() * ROUNDS_A_MINUTE);
      }
    }
    areas(scene, "", pass.minutes() * ROUNDS_A_MINUTE);
    return scene.decide();
  }

  /** Areas that stay come closer to their end: those of one creature, or of everybody. */
  private static void areas(Scene scene, String of, int rounds) {
    for (Node map : scene.table().state().at("maps").children().toList()) {
      for (Node each : map.at("d20", "areas").children().toList()) {
        if (of.isEmpty() || each.at("source").asText("").equals(of)) {
          Lingering.counts(scene, each, rounds);
        }
      }
    }
  }

  private static void wears(@Nullable Scene scene, Creature who, int rounds) {
    for (Burden each : new ArrayList<>(who.burdens())) {
      if (each.rounds() < 0) {
        continue;
      }
      if (each.rounds() > rounds) {
        who.lasts(each, each.rounds() - rounds);
        continue;
      }
      who.relieve(each);
      if (scene != null) {
        scene.say(scene.hearers(who), who.name() + ": " + each.name() + " ends.");
      }
    }
  }

  /** What ends by the clock on the wall goes whole, not only the rules' part. */
  private static Changes timeIsUp(Table table, Node lasting) {
    Node condition = table.state().at(lasting.pointer().parent());
    return Changes.none().remove(condition);
  }
}
