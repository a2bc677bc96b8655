package io.tablekeep.plugin.duel;

import io.tablekeep.sdk.dice.Roll;
import io.tablekeep.sdk.error.Problem;
import io.tablekeep.sdk.game.*;
import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.model.action.SessionEnd;
import io.tablekeep.sdk.model.action.TokenMove;
import io.tablekeep.sdk.schema.*;
import io.tablekeep.sdk.state.*;
import io.tablekeep.sdk.view.Audience;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.pf4j.Extension;

/** Fighters challenge each other and strike in turn, until one is down or yields. */
@Extension
public final class Duel implements GameSystem {
  /** Where the one duel stands that is being fought. */
  private static final Pointer FIGHT = Pointer.of("duel", "fight");

  /** How long people talk of whoever yields. */
  private static final Duration SCORNED = Duration.ofMinutes(10);

  public record Arm(@Mine ActorRef who, @Range(min = 0, max = 5) int skill) {}

  public record Challenge(@Mine ActorRef who, ActorRef whom) {}

  /** The answer to a challenge. */
  public record Reply(@Doc("Whether they fight.") boolean accept) {}

  public record Strike(@Mine ActorRef who) {}

  public record Attack(@Mine ActorRef who, ActorRef whom) {}

  public record Yield(@Mine ActorRef who) {}

  /** The settings, which are also the payload of the action that changes them. */
  public record House(@Default("6") @Range(min = 1, max = 50) int hp) {}

  /** A fighter's sheet; the omen says how hard fate makes it to hit them. */
  public record Fighter(int hp, int skill, int omen) {}

  /** The fight: whose turn it is, and who waits for theirs. */
  public record Fight(ActorRef next, ActorRef other) {}

  @Override
  public String id() {
    return "duel";
  }

  @Override
  public void define(SystemDefinition system) {
    // Actions: what people can do. A role in by() keeps the others out.
    system.action("arm", Arm.class, this::arm).describe("Makes a fighter.");
    system.action("challenge", Challenge.class, this::challenge).describe("Asks for a duel.");
    system.action("strike", Strike.class, this::strike).describe("Strikes at the other.");
    system
        .action("attack", Attack.class, this::attack)
        .describe("Attacks somebody; the game master has the last word.");
    system.action("yield", Yield.class, this::giveUp).describe("Asks to end the duel.");
    system.action("house", House.class, this::house).by(Role.GM).describe("Sets the house rules.");

    // Guard: a say in what the table does by itself, asked only while there is a fight.
    system.guard(TokenMove.class, this::stay).when("duel", "fight");

    // After: what follows an action, in the same entry.
    system.after(SessionEnd.class, (table, end) -> Changes.none().remove(FIGHT));

    // Changed: what follows a change, whoever made it.
    system.changed("actors/*/duel/hp", this::hurt);

    // Shape: what is legal here, whoever writes it.
    system.shape("actors/*/duel", Fighter.class, Duel::check);

    // Derive: a value that is computed and stored, so that it can be shown without the numbers.
    system.derive("actors/*/duel", "look", Duel::look);

    // Ends: what is over by itself when its time is up, in real time.
    system.ends("actors/*/duel/scorn", "until", this::forgotten);

    // Visible: everyone, the owner, nobody but the game master. The last is a secret of the table.
    system.visible("duel/fight", Audience.everyone());
    system.visible("actors/*/duel/look", Audience.everyone());
    system.visible("actors/*/duel/scorn", Audience.everyone());
    system.visible("actors/*/duel/hp", Audience.owner());
    system.visible("actors/*/duel/omen", Audience.gm());

    // Settings: the house rules of a campaign that has changed none.
    system.settings(new House(6));

    // Flag: something that a campaign's game master turns on and off.
    system.flag("first-blood", false, "A duel ends with the first wound.");

    // Migrate: data of version 0 becomes data of version 1, then of version 2, which is today's.
    system.migrate(0, Duel::lifeBecomesHp);
    system.migrate(1, Duel::everyoneHasAnOmen);

    // Dialect: dice notations are read as Foundry does, where r1 rolls a one again, once.
    system.dialect("foundry");
  }

  private Decision arm(Table table, Arm arm) {
    // Dice only the game master sees, and a setting that a rule reads.
    Roll omen = table.roll("omen", "1d6", Audience.gm());
    int hp = table.settings(House.class).hp();
    Node sheet = table.state().at("actors", arm.who().id(), "duel");
    return Decision.apply(Changes.none().set(sheet, new Fighter(hp, arm.skill(), omen.total())));
  }

  private Decision challenge(Table table, Challenge challenge) {
    if (table.state().at(FIGHT).exists()) {
      return Decision.reject("busy", "There is a duel already.");
    }
    for (ActorRef fighter : new ActorRef[] {challenge.who(), challenge.whom()}) {
      if (!standing(table, fighter)) {
        return Decision.reject("not-armed", name(table, fighter) + " cannot fight.");
      }
    }
    // Question: the first time there is no answer; with it, all of this is decided again.
    Optional<Reply> reply = table.answer("accept", Reply.class);
    if (reply.isEmpty()) {
      Audience whom = Audience.ownerOf(challenge.whom().id());
      String asks = name(table, challenge.who()) + " challenges you.";
      return Decision.ask(
          Question.of("accept", whom, asks, new Reply(false)).within(Duration.ofMinutes(5)));
    }
    return reply.get().accept()
        ? Decision.apply(Changes.none().set(FIGHT, new Fight(challenge.who(), challenge.whom())))
        : Decision.reject("declined", name(table, challenge.whom()) + " does not fight you.");
  }

  private Decision strike(Table table, Strike strike) {
    Node fight = table.state().at(FIGHT);
    if (!fight.at("next").asText("").equals(strike.who().id())) {
      return Decision.reject("not-your-turn", "It is not your turn.");
    }
    ActorRef target = fight.as(Fight.class).other();
    Node me = table.state().at("actors", strike.who().id(), "duel");
    Node foe = table.state().at("actors", target.id(), "duel");
    Roll roll = table.roll("strike", "1d20r1+" + me.at("skill").asInt(0));
    boolean hits = roll.total() >= 10 + foe.at("omen").asInt(0);
    Changes turn = Changes.none().set(FIGHT, new Fight(target, strike.who()));
    return Decision.apply(
        hits ? turn.set(foe.at("hp"), Math.max(0, foe.at("hp").asInt(0) - 3)) : turn);
  }

  private Decision attack(Table table, Attack attack) {
    if (!standing(table, attack.who()) || !standing(table, attack.whom())) {
      return Decision.reject("not-armed", "One of them cannot fight.");
    }
    Node me = table.state().at("actors", attack.who().id(), "duel");
    Node foe = table.state().at("actors", attack.whom().id(), "duel");
    Roll roll = table.roll("attack", "1d20+" + me.at("skill").asInt(0));
    String says = name(table, attack.who()) + " attacks " + name(table, attack.whom());
    if (roll.total() < 10 + foe.at("omen").asInt(0)) {
      return Decision.apply(Changes.none().say(Audience.everyone(), says + " and misses."));
    }
    // Proposal: what the rules make of it waits until the game master agrees, or makes less of it.
    Roll harm = table.roll("harm", "1d6");
    int left = Math.max(0, foe.at("hp").asInt(0) - harm.total());
    return Decision.propose(Changes.none().set(foe.at("hp"), left), says + " and hits.");
  }

  private Decision giveUp(Table table, Yield yield) {
    Node fight = table.state().at(FIGHT);
    if (fight.children().noneMatch(one -> one.asText().equals(yield.who().id()))) {
      return Decision.reject("no-duel", "You are in no duel.");
    }
    // Another proposal, of more than one change.
    String says = name(table, yield.who()) + " yields.";
    // What ends by itself: the moment is data like any other.
    Node scorn = table.state().at("actors", yield.who().id(), "duel", "scorn");
    Changes shame = Changes.none().set(scorn.at("until"), table.now().plus(SCORNED));
    return Decision.propose(shame.remove(fight).say(Audience.everyone(), says), says);
  }

  private Changes forgotten(Table table, Node scorn) {
    String who = name(table, new ActorRef(scorn.pointer().key(1)));
    return Changes.none().say(Audience.everyone(), "Nobody talks of " + who + " any more.");
  }

  private Decision house(Table table, House house) {
    return Decision.apply(
        Changes.none().set(table.state().at("campaign", "settings", "duel"), house));
  }

  private Verdict stay(Table table, TokenMove move) {
    String actor = table.state().at(move.token().pointer()).at("actor").asText("");
    return table.state().at(FIGHT).children().anyMatch(one -> one.asText().equals(actor))
        ? Decision.reject("in-a-duel", "Nobody walks out of a duel.")
        : Verdict.allow();
  }

  private Changes hurt(Table table, Node before, Node now) {
    boolean wounded = now.exists() && before.exists() && now.asInt() < before.asInt();
    boolean ends = wounded && (now.asInt() == 0 || table.flag("first-blood"));
    Changes said = Changes.none();
    if (wounded) {
      String who = name(table, new ActorRef(now.pointer().key(1)));
      said = said.say(Audience.everyone(), who + (ends ? " is beaten." : " is hit."));
    }
    return ends ? said.remove(FIGHT) : said;
  }

  private static Stream<Problem> check(Fighter fighter) {
    return fighter.hp() >= 0 && fighter.hp() <= 50
        ? Stream.empty()
        : Stream.of(new Problem("bad-hp", "A fighter has 0 to 50 hit points.", "hp"));
  }

  private static Object look(Node sheet) {
    int hp = sheet.at("hp").asInt(0);
    return hp == 0 ? "down" : hp <= 3 ? "bloodied" : "fresh";
  }

  private static Changes lifeBecomesHp(Node document) {
    return document
        .at("actors")
        .children()
        .map(actor -> actor.at("duel"))
        .filter(sheet -> sheet.at("life").exists())
        .map(s -> Changes.none().set(s.at("hp"), s.at("life")).remove(s.at("life")))
        .reduce(Changes.none(), Changes::and);
  }

  private static Changes everyoneHasAnOmen(Node document) {
    return document
        .at("actors")
        .children()
        .map(actor -> actor.at("duel"))
        .filter(Node::exists)
        .map(sheet -> Changes.none().set(sheet.at("omen"), 3))
        .reduce(Changes.none(), Changes::and);
  }

  private static boolean standing(Table table, ActorRef who) {
    return table.state().at("actors", who.id(), "duel", "hp").asInt(0) > 0;
  }

  private static String name(Table table, ActorRef who) {
    return table.state().at("actors", who.id(), "name").asText("Somebody");
  }
}
