package io.tablekeep.plugin.d20.call;

import io.tablekeep.plugin.d20.combat.Contest;
import io.tablekeep.plugin.d20.scene.Creature;
import io.tablekeep.plugin.d20.scene.HouseRules.Ruling;
import io.tablekeep.plugin.d20.scene.Saves;
import io.tablekeep.plugin.d20.scene.Scene;
import io.tablekeep.plugin.d20.sheet.Ability;
import io.tablekeep.plugin.d20.sheet.Edge;
import io.tablekeep.plugin.d20.sheet.Skill;
import io.tablekeep.plugin.d20.tables.Dice;
import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.Mine;
import io.tablekeep.sdk.game.Question;
import io.tablekeep.sdk.game.Role;
import io.tablekeep.sdk.game.SystemDefinition;
import io.tablekeep.sdk.game.Table;
import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import io.tablekeep.sdk.schema.Range;
import io.tablekeep.sdk.view.Audience;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Ability checks, contests, saves, and what players think of that no rule has. */
public final class Checks {
  private static final int MEDIUM = 15;

  private Checks() {}

  /** {@code d20.check}: somebody tries something. */
  @Doc("Rolls an ability check.")
  public record Check(
      @Mine ActorRef who,
      @Doc("Without it, the ability alone.") Optional<Skill> skill,
      @Doc("Without it, the skill's usual one.") Optional<Ability> ability,
      @Doc("What it has to reach; only the game master says.") @Range(min = 1, max = 40)
          Optional<Integer> dc,
      @Default("none") Edge advantage,
      @Default("") @Length(max = 200) @Doc("What is tried.") String what) {}

  /** {@code d20.contest}: two try against each other. */
  @Doc("Two try against each other.")
  public record ContestOf(@Mine ActorRef who, Skill skill, ActorRef against, Skill theirs) {}

  /** {@code d20.call}: the game master has several roll at once. */
  @Doc("Has several roll a check or a save, and says who made it.")
  public record Call(
      @Length(min = 1, max = 40) List<ActorRef> whom,
      @Doc("The skill of a check.") Optional<Skill> skill,
      @Doc("The ability of a save, when no skill is named.") @Default("dex") Ability ability,
      @Default("15") @Range(min = 1, max = 40) int dc,
      @Default("none") Edge advantage,
      @Default("false") @Doc("Whether only the game master learns of it.") boolean secret) {}

  /** {@code d20.improvise}: somebody tries what no rule has. */
  @Doc("Tries something that no rule has: the game master says how hard it is.")
  public record Improvise(
      @Mine ActorRef who,
      @Doc("What is tried.") @Length(min = 1, max = 500) String what,
      Skill skill,
      @Doc("Another ability than usual.") Optional<Ability> ability) {}

  /** The game master's answer. */
  @Doc("How hard it is.")
  public record HowHard(
      @Doc("Whether it can be tried at all.") boolean possible,
      @Range(min = 1, max = 40) @Doc("What it has to reach.") int dc,
      Edge advantage) {}

  /**
   * Declares them.
   *
   * @param system where to
   */
  public static void define(SystemDefinition system) {
    system.action("check", Check.class, Checks::check);
    system.action("contest", ContestOf.class, Checks::contest);
    system.action("call", Call.class, Checks::call).by(Role.GM, Role.CO_GM);
    system.action("improvise", Improvise.class, Checks::improvise);
  }

  private static Optional<Decision.Reject> amiss(Creature who) {
    if (!who.isPlayable()) {
      return Optional.of(Decision.reject("no-sheet", who.name() + " has no stat block yet."));
    }
    return who.isDown()
        ? Optional.of(Decision.reject("down", who.name() + " is down."))
        : Optional.empty();
  }

  private static Decision check(Table table, Check check) {
    Scene scene = new Scene(table);
    Creature who = scene.of(check.who().id());
    Optional<Decision.Reject> amiss = amiss(who);
    if (amiss.isPresent()) {
      return amiss.get();
    }
    boolean gm = table.by().role().runsGame();
    Ability ability = check.ability().orElse(check.skill().map(Skill::ability).orElse(Ability.STR));
    Optional<Integer> dc = gm ? check.dc() : Optional.empty();
    Edge edge = gm ? check.advantage() : Edge.NONE;
    boolean claims = !gm && check.advantage() == Edge.ADVANTAGE;
    boolean asks =
        !gm
            && (scene.rules().checks() == Ruling.ASK
                || (claims && scene.rules().circumstances() == Ruling.ASK));
    if (claims && scene.rules().circumstances() == Ruling.AUTOMATIC) {
      edge = Edge.ADVANTAGE;
    }
    if (!gm && check.advantage() == Edge.DISADVANTAGE) {
      edge = Edge.DISADVANTAGE;
    }
    if (asks) {
      Optional<HowHard> answer = howHard(scene, who, check.skill(), ability, check.what(), claims);
      if (answer.isEmpty()) {
        return scene.decide();
      }
      if (!answer.get().possible()) {
        return Decision.reject("not-possible", "The game master says that this cannot be done.");
      }
      dc = Optional.of(answer.get().dc());
      edge = answer.get().advantage();
    }
    tried(scene, who, check.skill(), ability, edge, dc, check.what());
    return scene.decide();
  }

  private static Optional<HowHard> howHard(
      Scene scene,
      Creature who,
      Optional<Skill> skill,
      Ability ability,
      String what,
      boolean claims) {
    int bonus = Contest.bonus(who, skill, ability);
    String of = skill.map(Skill::key).orElse(ability.key());
    String summary =
        "%s tries %s with %s (%+d)%s. Chances: easy 10 %s, medium 15 %s, hard 20 %s."
            .formatted(
                who.name(),
                what.isEmpty() ? "something" : "“" + what + "”",
                of,
                bonus,
                claims ? " and claims advantage" : "",
                chance(scene, bonus, 10),
                chance(scene, bonus, 15),
                chance(scene, bonus, 20));
    return scene.ask(
        HowHard.class,
        Question.of("how-hard", Audience.gm(), summary, new HowHard(true, MEDIUM, Edge.NONE)));
  }

  private static String chance(Scene scene, int bonus, int dc) {
    double reach = scene.table().odds(Dice.plus("1d20", bonus)).chanceToReach(dc).orElse(0);
    return Math.round(100 * reach) + " %";
  }

  private static void tried(
      Scene scene,
      Creature who,
      Optional<Skill> skill,
      Ability ability,
      Edge edge,
      Optional<Integer> dc,
      String what) {
    String of = skill.map(Skill::key).orElse(ability.key());
    int total = Contest.check(scene, who, skill, ability, edge, of);
    String result = dc.map(least -> total >= least ? ", made" : ", not enough").orElse("");
    String purpose = what.isEmpty() ? "" : " (" + what + ")";
    scene.say(
        scene.hearers(who), who.name() + " rolls " + of + purpose + ": " + total + result + ".");
  }

  private static Decision contest(Table table, ContestOf contest) {
    Scene scene = new Scene(table);
    Creature who = scene.of(contest.who().id());
    Creature other = scene.of(contest.against().id());
    Optional<Decision.Reject> amiss = amiss(who).or(() -> amiss(other));
    if (amiss.isPresent()) {
      return amiss.get();
    }
    if (who == other) {
      return new Decision.Reject("at-oneself", "Choose somebody else.", "against");
    }
    int mine = skill(scene, who, contest.skill(), "contest");
    int theirs = skill(scene, other, contest.theirs(), "contested");
    String result =
        mine == theirs ? "nothing changes" : (mine > theirs ? who : other).name() + " prevails";
    scene.say(
        scene.hearers(who, other),
        "%s %d against %s %d: %s.".formatted(who.name(), mine, other.name(), theirs, result));
    return scene.decide();
  }

  private static int skill(Scene scene, Creature who, Skill skill, String what) {
    return Contest.check(
        scene, who, Optional.of(skill), skill.ability(), Edge.NONE, what + " " + skill.key());
  }

  private static Decision call(Table table, Call call) {
    Scene scene = new Scene(table);
    StringBuilder told = new StringBuilder();
    for (ActorRef each : call.whom()) {
      Creature who = scene.of(each.id());
      if (!who.isPlayable() || who.isDead()) {
        return new Decision.Reject("no-target", who.name() + " cannot roll.", "whom");
      }
      Optional<Skill> skill = call.skill();
      boolean made;
      int total;
      if (skill.isPresent()) {
        Skill of = skill.get();
        total = Contest.check(scene, who, skill, of.ability(), call.advantage(), of.key());
        made = total >= call.dc();
      } else {
        Saves.Save save =
            Saves.roll(scene, who, call.ability(), call.dc(), call.advantage(), "call");
        total = save.total();
        made = save.made();
      }
      told.append(told.isEmpty() ? "" : ", ").append(who.name()).append(' ').append(total);
      told.append(made ? " made" : " failed");
    }
    String what =
        call.skill()
            .map(Skill::key)
            .orElse(call.ability().name().toUpperCase(Locale.ROOT) + " save");
    boolean secret =
        call.secret() || call.whom().stream().anyMatch(each -> scene.of(each.id()).isHidden());
    scene.say(secret ? Audience.gm() : Audience.everyone(), what + ": " + told + ".");
    return scene.decide();
  }

  private static Decision improvise(Table table, Improvise improvise) {
    Scene scene = new Scene(table);
    Creature who = scene.of(improvise.who().id());
    Optional<Decision.Reject> amiss = amiss(who);
    if (amiss.isPresent()) {
      return amiss.get();
    }
    Optional<Skill> skill = Optional.of(improvise.skill());
    Ability ability = improvise.ability().orElse(improvise.skill().ability());
    Optional<HowHard> answer = howHard(scene, who, skill, ability, improvise.what(), false);
    if (answer.isEmpty()) {
      return scene.decide();
    }
    if (!answer.get().possible()) {
      return Decision.reject("not-possible", "The game master says that this cannot be done.");
    }
    tried(
        scene,
        who,
        skill,
        ability,
        answer.get().advantage(),
        Optional.of(answer.get().dc()),
        improvise.what());
    return scene.decide();
  }
}
