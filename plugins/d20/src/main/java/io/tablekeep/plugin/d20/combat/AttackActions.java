package io.tablekeep.plugin.d20.combat;

import io.tablekeep.plugin.d20.scene.Creature;
import io.tablekeep.plugin.d20.scene.Elsewhere;
import io.tablekeep.plugin.d20.scene.Ground;
import io.tablekeep.plugin.d20.scene.HouseRules.Ruling;
import io.tablekeep.plugin.d20.scene.Scene;
import io.tablekeep.plugin.d20.sheet.Affliction;
import io.tablekeep.plugin.d20.sheet.Attack;
import io.tablekeep.plugin.d20.sheet.Condition;
import io.tablekeep.plugin.d20.sheet.Edge;
import io.tablekeep.plugin.d20.tables.Dice;
import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.Mine;
import io.tablekeep.sdk.game.Question;
import io.tablekeep.sdk.game.SystemDefinition;
import io.tablekeep.sdk.game.Table;
import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import io.tablekeep.sdk.state.Node;
import io.tablekeep.sdk.view.Audience;
import java.util.Optional;

/** Attacks with weapons, claws and bare hands. */
public final class AttackActions {
  private AttackActions() {}

  /** {@code d20.attack}: somebody attacks somebody. */
  @Doc("Attacks somebody with one of the attacks on the sheet.")
  public record AttackWith(
      @Mine ActorRef attacker,
      ActorRef target,
      @Doc("The key of the attack on the sheet.") @Length(min = 1, max = 60) String attack,
      @Default("none") @Doc("Claimed beyond what the rules give; the game master may be asked.")
          Edge advantage,
      @Default("") @Length(max = 200) @Doc("Why it is claimed.") String because,
      @Default("false") @Doc("With the second of two light weapons, as a bonus action.")
          boolean offHand) {}

  /** {@code d20.grapple}: somebody takes hold of somebody. */
  @Doc("Tries to take hold of somebody, in place of an attack.")
  public record Grapple(@Mine ActorRef who, ActorRef target) {}

  /** {@code d20.shove}: somebody pushes somebody over, or away. */
  @Doc("Tries to push somebody to the ground or away, in place of an attack.")
  public record Shove(
      @Mine ActorRef who,
      ActorRef target,
      @Default("false") @Doc("Five feet away instead of to the ground.") boolean away) {}

  /** The game master's answer to claimed advantage. */
  @Doc("How the roll is made.")
  public record Granted(@Doc("Beyond what the rules give.") Edge advantage) {}

  /**
   * Declares them.
   *
   * @param system where to
   */
  public static void define(SystemDefinition system) {
    system.action("attack", AttackWith.class, AttackActions::attack);
    system.action("grapple", Grapple.class, AttackActions::grapple);
    system.action("shove", Shove.class, AttackActions::shove);
  }

  private static Decision attack(Table table, AttackWith asked) {
    Scene scene = new Scene(table);
    Creature attacker = scene.of(asked.attacker().id());
    Creature target = scene.of(asked.target().id());
    Node found = attacker.figures().at("attacks", asked.attack());
    if (!attacker.isPlayable() || !found.exists()) {
      return new Decision.Reject(
          "no-such-attack", "There is no such attack on the sheet.", "attack");
    }
    Attack attack = found.as(Attack.class);
    Strike strike = new Strike(scene, attacker, target);
    Optional<Decision.Reject> amiss =
        amiss(attacker, target)
            .or(() -> strike.reaches(attack.reach(), Math.max(attack.range(), attack.longRange())))
            .or(() -> Budget.payAttack(scene, attacker, asked.attack(), attack, asked.offHand()));
    if (amiss.isPresent()) {
      return amiss.get();
    }
    Edge claimed = claimed(scene, asked, attacker, target, attack);
    if (!scene.open().isEmpty()) {
      return scene.decide();
    }
    strike.with(attack, claimed, asked.offHand());
    return scene.decide();
  }

  private static Optional<Decision.Reject> amiss(Creature attacker, Creature target) {
    if (attacker.id().equals(target.id())) {
      return Optional.of(new Decision.Reject("at-oneself", "Choose somebody else.", "target"));
    }
    if (!target.isPlayable() || target.isDead()) {
      return Optional.of(
          new Decision.Reject("no-target", target.name() + " cannot be fought.", "target"));
    }
    boolean charmed =
        attacker.any(
            each ->
                each.condition().filter(Condition.CHARMED::equals).isPresent()
                    && each.source().equals(target.id()));
    return charmed
        ? Budget.no("charmed", attacker.name() + " is charmed by " + target.name() + ".")
        : Optional.empty();
  }

  /** What becomes of advantage that somebody claims: players ask the game master. */
  private static Edge claimed(
      Scene scene, AttackWith asked, Creature attacker, Creature target, Attack attack) {
    Edge wanted = asked.advantage();
    Ruling ruling = scene.rules().circumstances();
    if (wanted == Edge.NONE || wanted == Edge.DISADVANTAGE) {
      return wanted;
    }
    if (scene.table().by().role().runsGame() || ruling == Ruling.AUTOMATIC) {
      return wanted;
    }
    if (ruling == Ruling.NEVER) {
      return Edge.NONE;
    }
    int bonus = attack.bonus().orElse(0);
    int ac = Strike.armorClass(target);
    String summary =
        "%s claims advantage against %s%s. Armour class %d: %s without, %s with it."
            .formatted(
                attacker.name(),
                target.name(),
                asked.because().isEmpty() ? "" : " (" + asked.because() + ")",
                ac,
                chance(scene.table(), Edge.NONE, bonus, ac),
                chance(scene.table(), Edge.ADVANTAGE, bonus, ac));
    return scene
        .ask(
            Granted.class, Question.of("advantage", Audience.gm(), summary, new Granted(Edge.NONE)))
        .map(Granted::advantage)
        .orElse(Edge.NONE);
  }

  private static String chance(Table table, Edge edge, int bonus, int ac) {
    double reach = table.odds(Dice.plus(edge.dice(), bonus)).chanceToReach(ac).orElse(0);
    return Math.round(100 * reach) + " %";
  }

  private static Decision grapple(Table table, Grapple grapple) {
    Affliction held = Acts.condition("Grappled", Condition.GRAPPLED);
    return wrestle(table, grapple.who(), grapple.target(), "grapple", Optional.of(held));
  }

  private static Decision shove(Table table, Shove shove) {
    return wrestle(
        table,
        shove.who(),
        shove.target(),
        "shove",
        shove.away() ? Optional.empty() : Optional.of(Acts.PRONE));
  }

  private static Decision wrestle(
      Table table, ActorRef by, ActorRef at, String how, Optional<Affliction> outcome) {
    Scene scene = new Scene(table);
    Creature who = scene.of(by.id());
    Creature target = scene.of(at.id());
    Optional<Decision.Reject> amiss =
        amiss(who, target)
            .or(() -> Budget.cannot(who))
            .or(() -> new Strike(scene, who, target).reaches(5, 0))
            .or(() -> Budget.payAttack(scene, who, how, Contest.HANDS, false));
    if (amiss.isPresent()) {
      return amiss.get();
    }
    boolean won = Contest.athletics(scene, who, target, how);
    boolean done =
        won
            && (outcome.isPresent()
                ? target.afflict(outcome.get(), who, 10, 0).isPresent()
                : pushed(scene, who, target));
    scene.say(
        scene.hearers(who, target),
        who.name() + " tries to " + how + " " + target.name() + (done ? ": done." : ", in vain."));
    return scene.decide();
  }

  /** Where nobody stands on a map, the words have to do. */
  private static boolean pushed(Scene scene, Creature who, Creature target) {
    Ground ground = scene.ground();
    Optional<Ground.Standing> from = ground.of(who.id());
    Optional<Ground.Standing> at = ground.of(target.id());
    return from.isEmpty()
        || at.isEmpty()
        || new Elsewhere(scene, ground).push(at.get(), from.get().space().middle(), 5) > 0;
  }
}
