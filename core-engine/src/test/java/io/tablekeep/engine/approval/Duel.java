package io.tablekeep.engine.approval;

import io.tablekeep.sdk.dice.Roll;
import io.tablekeep.sdk.error.Problem;
import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.GameSystem;
import io.tablekeep.sdk.game.Question;
import io.tablekeep.sdk.game.SystemDefinition;
import io.tablekeep.sdk.game.Table;
import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.schema.Range;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Node;
import io.tablekeep.sdk.view.Audience;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A game in which everything asks somebody. Counts how often its rules have run. */
final class Duel implements GameSystem {
  /** Hits for 3; the game master agrees. Harder from 10 armour on. */
  record Strike(ActorRef target, int bonus, int seconds) {
    static Strike at(String actor) {
      return new Strike(new ActorRef(actor), 0, 0);
    }
  }

  /** Takes effect at once. */
  record Heal(ActorRef target, int amount) {}

  /** Takes effect at once. */
  record Arm(ActorRef target, int armour) {}

  /** One question to each, then the sum of what they say. */
  record Poll(List<String> whom, int seconds) {}

  /** What one says. */
  record Says(@Range(min = 0, max = 9) int number) {}

  /** Something of one's own for another, who agrees; the game master's notes change too. */
  record Gift(ActorRef from, ActorRef to) {}

  /** Asks for ever. */
  record Nag() {}

  /** Fails in the second round. */
  record Trip(String whom, int seconds) {}

  /** Something that lasts; {@code how} it ends. */
  record Bless(ActorRef target, int seconds, String how) {}

  /** Ends it before its time. */
  record Curse(ActorRef target) {}

  /** What every actor's part of this game is. */
  record Stats(int hp, int armour, String state) {}

  int rounds;

  @Override
  public String id() {
    return "duel";
  }

  @Override
  public void define(SystemDefinition system) {
    system.action("strike", Strike.class, this::strike).describe("Hits somebody.");
    system.action("heal", Heal.class, this::heal);
    system.action("arm", Arm.class, this::arm);
    system.action("poll", Poll.class, this::poll);
    system.action("gift", Gift.class, this::gift);
    system.action("nag", Nag.class, this::nag);
    system.action("trip", Trip.class, this::trip);
    system.action("bless", Bless.class, this::bless);
    system.action("curse", Curse.class, this::curse);
    system.ends("actors/*/duel/bless", "until", this::fades);
    system.changed("actors/*/duel/hp", Duel::state);
    system.derive("actors/*/duel", "bloodied", duel -> duel.at("hp").asInt(0) < 5);
    system.shape(
        "actors/*/duel",
        Stats.class,
        stats ->
            stats.hp() > 20
                ? Stream.of(new Problem("too-healthy", "Nobody has more than 20.", "hp"))
                : Stream.empty());
    system.visible("actors/*/duel/hp", Audience.everyone());
  }

  private static Changes state(Table table, Node before, Node hp) {
    Node duel = table.state().at("actors", hp.pointer().key(1), "duel");
    return hp.exists()
        ? Changes.none().set(duel.at("state"), hp.asInt() <= 0 ? "down" : "up")
        : Changes.none();
  }

  private Decision strike(Table table, Strike strike) {
    rounds++;
    Node duel = table.state().at("actors", strike.target().id(), "duel");
    Roll roll = table.roll("hit", "1d6");
    int damage = (duel.at("armour").asInt(0) >= 10 ? 1 : 3) + strike.bonus();
    Changes hit =
        Changes.none()
            .set(duel.at("hp"), duel.at("hp").asInt() - damage)
            .set(duel.at("last"), roll.total())
            .say(Audience.everyone(), "A hit!");
    Decision.Propose propose = Decision.propose(hit, "hits for " + damage);
    return strike.seconds() > 0 ? propose.within(Duration.ofSeconds(strike.seconds())) : propose;
  }

  private Decision heal(Table table, Heal heal) {
    Node hp = table.state().at("actors", heal.target().id(), "duel", "hp");
    return Decision.apply(Changes.none().add(hp, heal.amount()));
  }

  private Decision arm(Table table, Arm arm) {
    Node armour = table.state().at("actors", arm.target().id(), "duel", "armour");
    return Decision.apply(Changes.none().set(armour, arm.armour()));
  }

  private Decision bless(Table table, Bless bless) {
    Node at = table.state().at("actors", bless.target().id(), "duel", "bless");
    return Decision.apply(
        Changes.none()
            .set(at.at("until"), table.now().plusSeconds(bless.seconds()))
            .set(at.at("how"), bless.how()));
  }

  private Decision curse(Table table, Curse curse) {
    return Decision.apply(
        Changes.none().remove(table.state().at("actors", curse.target().id(), "duel", "bless")));
  }

  private Changes fades(Table table, Node bless) {
    rounds++;
    Node duel = table.state().at("actors", bless.pointer().key(1), "duel");
    return switch (bless.at("how").asText()) {
      case "again" ->
          Changes.none()
              .set(bless.at("until"), table.now().plusSeconds(10))
              .set(bless.at("how"), "told");
      case "told" -> Changes.none().say(Audience.everyone(), "The blessing fades.");
      case "dice" -> Changes.none().set(duel.at("last"), table.roll("fade", "1d6").total());
      case "harms" -> Changes.none().set(duel.at("hp"), 99);
      case "hurts" -> Changes.none().set(duel.at("hp"), 0);
      case "asks" -> Changes.none().follow(new Nag());
      case "throws" -> throw new IllegalStateException("on purpose");
      default -> Changes.none();
    };
  }

  private Decision poll(Table table, Poll poll) {
    rounds++;
    List<Question<?>> open = new ArrayList<>();
    int sum = 0;
    for (String one : poll.whom()) {
      var said = table.answer(one, Says.class);
      if (said.isPresent()) {
        sum += said.get().number();
      } else {
        Question<Says> question =
            Question.of(one, Audience.named(one), "How many, " + one + "?", new Says(4));
        open.add(
            poll.seconds() > 0 ? question.within(Duration.ofSeconds(poll.seconds())) : question);
      }
    }
    return open.isEmpty()
        ? Decision.apply(Changes.none().set(table.state().at("duel", "sum"), sum))
        : new Decision.Ask(open);
  }

  private Decision gift(Table table, Gift gift) {
    Node from = table.state().at("actors", gift.from().id());
    Node to = table.state().at("actors", gift.to().id());
    Changes given =
        Changes.none()
            .set(to.at("duel", "hp"), from.at("duel", "hp").asInt())
            .set(to.at("gmNotes"), "owes " + from.at("gmNotes").asText("nothing"));
    return new Decision.Propose(given, Audience.ownerOf(gift.to().id()), "a gift");
  }

  private Decision nag(Table table, Nag nag) {
    rounds++;
    return Decision.ask(
        Question.of("nag", Audience.gm(), "Now?", new Says(1)).within(Duration.ofSeconds(1)));
  }

  private Decision trip(Table table, Trip trip) {
    if (table.answer("trip", Says.class).isPresent()) {
      throw new IllegalStateException("as asked");
    }
    return Decision.ask(
        Question.of("trip", Audience.named(trip.whom()), "Trip?", new Says(1))
            .within(Duration.ofSeconds(trip.seconds())));
  }
}
