package io.tablekeep.plugin.d20.combat;

import io.tablekeep.plugin.d20.scene.Burden;
import io.tablekeep.plugin.d20.scene.Creature;
import io.tablekeep.plugin.d20.scene.Harm;
import io.tablekeep.plugin.d20.scene.Scene;
import io.tablekeep.plugin.d20.scene.Turn;
import io.tablekeep.plugin.d20.sheet.Ability;
import io.tablekeep.plugin.d20.sheet.Affliction;
import io.tablekeep.plugin.d20.sheet.Condition;
import io.tablekeep.plugin.d20.sheet.Cost;
import io.tablekeep.plugin.d20.sheet.DamageType;
import io.tablekeep.plugin.d20.sheet.Edge;
import io.tablekeep.plugin.d20.sheet.Feature;
import io.tablekeep.plugin.d20.sheet.Mods;
import io.tablekeep.plugin.d20.sheet.Moment;
import io.tablekeep.plugin.d20.sheet.Skill;
import io.tablekeep.sdk.dice.Roll;
import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.Mine;
import io.tablekeep.sdk.game.SystemDefinition;
import io.tablekeep.sdk.game.Table;
import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import java.util.Optional;
import java.util.Set;

/** What else can be done in a turn (SRD 5.1, "Actions in Combat"). */
public final class Acts {
  /** Lying on the ground. */
  public static final Affliction PRONE = condition("Prone", Condition.PRONE);

  private static final Affliction DODGING =
      turnLong("Dodging", mods("", Edge.NONE, Edge.DISADVANTAGE, Set.of(Ability.DEX), false));
  private static final Affliction HELPED =
      turnLong("Helped", mods("", Edge.ADVANTAGE, Edge.NONE, Set.of(), true));

  private Acts() {}

  /** {@code d20.act}: one of the actions that everybody has. */
  @Doc("Takes one of the actions that everybody has.")
  public record Act(
      @Mine ActorRef who,
      What what,
      @Doc("Whom it helps or stabilises.") Optional<ActorRef> target,
      @Default("false") @Doc("As a bonus action, for those who can.") boolean bonus) {}

  /** The actions that everybody has. */
  public enum What {
    DASH,
    DISENGAGE,
    DODGE,
    HELP,
    HIDE,
    SEARCH,
    /** Gets up, for half the speed. */
    STAND,
    /** Drops to the ground. */
    DROP,
    /** Uses an object: the first in a turn is free. */
    OBJECT,
    /** Breaks free of whoever or whatever holds them. */
    ESCAPE,
    STABILISE
  }

  /** {@code d20.ready}: waits for something to happen. */
  @Doc("Readies an attack for when something happens; the attack is then made as a reaction.")
  public record Ready(
      @Mine ActorRef who, @Doc("What is waited for.") @Length(min = 1, max = 200) String until) {}

  /** {@code d20.death-save}: a death save, where they are not rolled by themselves. */
  @Doc("Rolls a death save.")
  public record DeathSave(@Mine ActorRef who) {}

  /**
   * Declares them.
   *
   * @param system where to
   */
  public static void define(SystemDefinition system) {
    system.action("act", Act.class, Acts::act);
    system.action("ready", Ready.class, Acts::ready);
    system.action("death-save", DeathSave.class, Acts::deathSave);
  }

  /**
   * A condition without an end.
   *
   * @param name what it is called
   * @param condition which
   * @return the affliction
   */
  public static Affliction condition(String name, Condition condition) {
    return new Affliction(
        name,
        Optional.of(condition),
        Optional.empty(),
        Optional.empty(),
        Moment.START,
        false,
        Optional.empty(),
        Moment.END);
  }

  private static Affliction turnLong(String name, Mods mods) {
    return new Affliction(
        name,
        Optional.empty(),
        Optional.of(mods),
        Optional.of(1),
        Moment.START,
        false,
        Optional.empty(),
        Moment.END);
  }

  private static Mods mods(
      String saves, Edge attacks, Edge attacked, Set<Ability> saveAdvantage, boolean once) {
    return new Mods(
        0,
        Optional.empty(),
        "",
        saves,
        "",
        "",
        Optional.empty(),
        attacks,
        attacked,
        Edge.NONE,
        saveAdvantage,
        Set.of(),
        Set.<DamageType>of(),
        0,
        1,
        false,
        once,
        "",
        Optional.empty());
  }

  private static Decision act(Table table, Act act) {
    Scene scene = new Scene(table);
    Creature who = scene.of(act.who().id());
    What what = act.what();
    Cost cost =
        switch (what) {
          case STAND, DROP -> Cost.FREE;
          case OBJECT ->
              who.turn().filter(turn -> turn.object).isPresent() ? Cost.ACTION : Cost.FREE;
          case DASH, DISENGAGE, HIDE ->
              act.bonus() && isQuick(who, what) ? Cost.BONUS : Cost.ACTION;
          default -> Cost.ACTION;
        };
    Creature target = scene.of(act.target().map(ActorRef::id).orElse(who.id()));
    Optional<Decision.Reject> amiss =
        amiss(who, target, what)
            .or(() -> needsTouch(scene, who, target, what))
            .or(() -> Budget.pay(scene, who, cost, 0));
    if (amiss.isPresent()) {
      return amiss.get();
    }
    String said = done(scene, who, target, what);
    if (said.startsWith("!")) {
      return Decision.reject("too-far", said.substring(1));
    }
    scene.say(scene.hearers(who, target), who.name() + " " + said + ".");
    return scene.decide();
  }

  private static boolean isQuick(Creature who, What what) {
    return who.has(Feature.CUNNING_ACTION) || (what != What.DASH && who.has(Feature.NIMBLE_ESCAPE));
  }

  private static Optional<Decision.Reject> needsTouch(
      Scene scene, Creature who, Creature target, What what) {
    return what == What.HELP || what == What.STABILISE
        ? new Strike(scene, who, target).reaches(5, 0)
        : Optional.empty();
  }

  private static Optional<Decision.Reject> amiss(Creature who, Creature target, What what) {
    boolean self = who.id().equals(target.id());
    return switch (what) {
      case HELP ->
          self || !target.isPlayable() || target.isDead()
              ? Budget.no("no-target", "Help somebody else.")
              : Optional.empty();
      case STABILISE ->
          self || !target.isPlayable() || !target.isDown() || target.isDead() || target.isStable()
              ? Budget.no("no-target", "There is nobody to stabilise.")
              : Optional.empty();
      case STAND ->
          who.suffers(Condition.PRONE)
              ? Optional.empty()
              : Budget.no("not-prone", who.name() + " stands already.");
      case ESCAPE ->
          holding(who).isPresent()
              ? Optional.empty()
              : Budget.no("not-held", "Nobody holds " + who.name() + ".");
      default -> Optional.empty();
    };
  }

  private static String done(Scene scene, Creature who, Creature target, What what) {
    switch (what) {
      case DASH -> {
        who.turn().ifPresent(turn -> turn.dashed += who.speed());
        return "dashes";
      }
      case DISENGAGE -> {
        who.turn().ifPresent(turn -> turn.disengaged = true);
        return "disengages";
      }
      case DODGE -> {
        who.afflict(DODGING, who, 10, 0);
        return "dodges";
      }
      case HELP -> {
        target.afflict(HELPED, who, 10, 0);
        return "helps " + target.name();
      }
      case HIDE -> {
        return "hides, stealth " + skill(scene, who, Skill.STEALTH);
      }
      case SEARCH -> {
        return "searches, perception " + skill(scene, who, Skill.PERCEPTION);
      }
      case STAND -> {
        return stands(who);
      }
      case DROP -> {
        who.afflict(PRONE, who, 10, 0);
        return "drops to the ground";
      }
      case OBJECT -> {
        who.turn().ifPresent(turn -> turn.object = true);
        return "uses something";
      }
      case ESCAPE -> {
        return escapes(scene, who);
      }
      case STABILISE -> {
        int total =
            Contest.check(
                scene, who, Optional.of(Skill.MEDICINE), Ability.WIS, Edge.NONE, "stabilise");
        if (total < 10) {
          return "cannot stop " + target.name() + "'s bleeding (" + total + ")";
        }
        Harm.stabilise(target);
        return "stabilises " + target.name() + " (" + total + ")";
      }
    }
    return "";
  }

  private static int skill(Scene scene, Creature who, Skill skill) {
    return Contest.check(scene, who, Optional.of(skill), skill.ability(), Edge.NONE, skill.key());
  }

  private static String stands(Creature who) {
    int half = who.speed() / 2;
    Optional<Turn> turn = who.turn();
    if (turn.isPresent()) {
      if (who.speed() == 0 || turn.get().moved + half > who.speed() + turn.get().dashed) {
        return "!There is not enough movement left to get up.";
      }
      turn.get().moved += half;
    }
    who.relieve(each -> each.condition().filter(Condition.PRONE::equals).isPresent());
    return "gets up";
  }

  /** What somebody can break free of: a grip, or a spell that says how. */
  private static Optional<Burden> holding(Creature who) {
    return who.burdens().stream()
        .filter(
            each ->
                each.lasting().escape().isPresent()
                    || each.condition().filter(Condition.GRAPPLED::equals).isPresent())
        .findFirst();
  }

  private static String escapes(Scene scene, Creature who) {
    Burden held = holding(who).orElseThrow();
    boolean free = held.source().isEmpty();
    Optional<Ability> by = held.lasting().escape();
    if (by.isPresent()) {
      int total =
          Contest.check(scene, who, Optional.empty(), by.get(), Edge.NONE, "escape " + held.name());
      free = total >= held.lasting().dc();
    } else if (!free) {
      boolean strong =
          Contest.bonus(who, Optional.of(Skill.ATHLETICS), Ability.STR)
              >= Contest.bonus(who, Optional.of(Skill.ACROBATICS), Ability.DEX);
      Skill skill = strong ? Skill.ATHLETICS : Skill.ACROBATICS;
      int mine = skill(scene, who, skill);
      int theirs = skill(scene, scene.of(held.source()), Skill.ATHLETICS);
      free = mine > theirs;
    }
    if (free && by.isPresent()) {
      who.relieve(held);
    } else if (free) {
      who.relieve(each -> each.condition().filter(Condition.GRAPPLED::equals).isPresent());
    }
    return free ? "breaks free" : "cannot break free";
  }

  private static Decision ready(Table table, Ready ready) {
    Scene scene = new Scene(table);
    Creature who = scene.of(ready.who().id());
    if (who.turn().isEmpty()) {
      return Decision.reject("no-fight", "Outside of a fight there is nothing to wait for.");
    }
    Optional<Decision.Reject> amiss = Budget.pay(scene, who, Cost.ACTION, 0);
    if (amiss.isPresent()) {
      return amiss.get();
    }
    who.turn().get().ready = ready.until();
    scene.say(scene.hearers(who), who.name() + " waits for something.");
    return scene.decide();
  }

  private static Decision deathSave(Table table, DeathSave save) {
    Scene scene = new Scene(table);
    Creature who = scene.of(save.who().id());
    if (!who.isPlayable() || !isDying(who)) {
      return Decision.reject("not-dying", who.name() + " is not dying.");
    }
    Optional<Turn> turn = who.turn();
    if (turn.isPresent()) {
      if (!Budget.isOn(scene, who) || turn.get().action) {
        return Decision.reject("not-your-turn", "A death save is rolled once, on one's own turn.");
      }
      turn.get().action = true;
    }
    rollDeathSave(scene, who);
    return scene.decide();
  }

  static boolean isDying(Creature who) {
    return who.hp() == 0 && !who.isDead() && !who.isStable() && who.savesAgainstDeath();
  }

  static void rollDeathSave(Scene scene, Creature who) {
    Roll roll = scene.roll("death save " + who.id(), "1d20", who);
    String became = Harm.deathSave(who, roll.first(), roll.total());
    scene.say(
        scene.hearers(who),
        who.name() + " rolls " + roll.total() + " against death and " + became + ".");
  }
}
