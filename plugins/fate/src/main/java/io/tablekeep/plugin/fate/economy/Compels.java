package io.tablekeep.plugin.fate.economy;

import io.tablekeep.plugin.fate.play.Aspects;
import io.tablekeep.plugin.fate.play.Stop;
import io.tablekeep.plugin.fate.sheet.Cast;
import io.tablekeep.plugin.fate.sheet.Facet.Side;
import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.Mine;
import io.tablekeep.sdk.game.Question;
import io.tablekeep.sdk.game.Table;
import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Pointer;
import io.tablekeep.sdk.view.Audience;
import java.util.List;
import java.util.Optional;

/**
 * Compels: a complication, offered for a fate point. Whoever is compelled accepts and is paid,
 * refuses and pays, or offers another complication. Who offered it may raise a refused offer to two
 * points, then to three. A player offers what the game master agrees to: to themselves for a point
 * of the table's, to others for one of their own.
 *
 * <p>All of it is one action that waits as long as people take; nothing is paid before the end.
 */
public final class Compels {
  private static final int MOST = 3;

  private Compels() {}

  /**
   * {@code fate.compel}.
   *
   * @param who whose life gets complicated
   * @param aspect by which aspect of theirs or of the scene
   * @param complication what happens
   * @param by which character of the sender's offers it, when it is for another's
   */
  @Doc("Offers a complication for a fate point.")
  public record Compel(
      ActorRef who,
      @Length(min = 1, max = 200) String aspect,
      @Length(min = 1, max = 1_000) String complication,
      @Doc("Which character pays, when a player offers it to another.") @Mine
          Optional<ActorRef> by) {}

  /**
   * The answer of whoever is compelled.
   *
   * @param choice what they do
   * @param instead another complication they would take
   */
  @Doc("Accept for a fate point, refuse for one, or offer another complication.")
  record Reply(
      Choice choice,
      @Doc("Another complication you would take.") @Default("") @Length(max = 1_000)
          String instead) {
    /** What to do. */
    enum Choice {
      /** It happens, and they are paid. */
      ACCEPT,
      /** It does not, and they pay. */
      REFUSE,
      /** Something else might. */
      COUNTER
    }
  }

  /**
   * Whether something is all right.
   *
   * @param agree whether
   */
  @Doc("Yes or no.")
  record Agreement(boolean agree) {}

  /**
   * Whether to offer and ask more.
   *
   * @param raise whether
   */
  @Doc("Offer one more, for which a refusal costs one more?")
  record Raise(boolean raise) {}

  /**
   * Decides it.
   *
   * @param table the table
   * @param compel what is offered
   * @return what comes of it
   */
  public static Decision decide(Table table, Compel compel) {
    Cast.made(table, compel.who(), "who");
    String who = compel.who().id();
    if (Cast.side(table, who) != Side.PLAYERS) {
      return new Decision.Reject(
          "not-a-players", "Only characters of players are compelled.", "who");
    }
    Aspects.Known aspect = aspect(table, compel);
    boolean gm = table.by().role().runsGame();
    boolean own = !gm && Cast.plays(table, who);
    Optional<ActorRef> payer = gm || own ? Optional.empty() : compel.by();
    if (!gm && !own && payer.isEmpty()) {
      return new Decision.Reject("who-pays", "Say which of your characters offers it.", "by");
    }
    payer.ifPresent(one -> Cast.made(table, one, "by"));
    int most =
        payer.map(one -> table.state().at(Cast.purse(table, one.id())).asInt(0)).orElse(MOST);
    if (most < 1) {
      return new Decision.Reject("no-points", "There is no fate point to offer.", "by");
    }
    String name = Cast.name(table, who);
    String offer = name + ", “" + aspect.name() + "”: " + compel.complication();
    if (!gm && !agreed(table, "agree", table.by().name() + " offers a compel. " + offer)) {
      return Decision.reject("declined", "The game master does not see that.");
    }
    Haggle end =
        own
            ? new Haggle(Reply.Choice.ACCEPT, 1, compel.complication())
            : haggle(table, compel, offer, gm, Math.min(most, MOST));
    return Decision.apply(settled(table, who, payer, end, aspect));
  }

  /** How it ended. */
  private record Haggle(Reply.Choice choice, int points, String complication) {}

  private static Aspects.Known aspect(Table table, Compel compel) {
    String who = compel.who().id();
    // In the name of the sender: what is secret is an aspect for those alone who know it.
    String name = Cast.plays(table, who) ? who : "";
    List<Aspects.Known> all =
        Aspects.of(table, name.isEmpty() ? other(compel) : name, List.of(who));
    return Aspects.find(all.stream().filter(one -> !one.boost()).toList(), compel.aspect())
        .orElseThrow(() -> Stop.refused("no-such-aspect", "There is no such aspect.", "aspect"));
  }

  private static String other(Compel compel) {
    return compel.by().map(ActorRef::id).orElse("-");
  }

  private static boolean agreed(Table table, String key, String what) {
    return Stop.ask(
            table,
            Question.of(key, Audience.gm(), what + " Agreed?", new Agreement(true)),
            any -> Optional.empty())
        .agree();
  }

  private static Haggle haggle(Table table, Compel compel, String offer, boolean gm, int most) {
    Pointer purse = Cast.purse(table, compel.who().id());
    boolean countered = false;
    for (int points = 1; ; points++) {
      int stake = points;
      int has = table.state().at(purse).asInt(0);
      String price = stake == 1 ? "a fate point" : stake + " fate points";
      String key = "compel." + stake;
      Reply reply = reply(table, compel, key, offer + " For " + price + '?', has, stake);
      if (reply.choice() == Reply.Choice.COUNTER && !countered) {
        countered = true;
        String other = Cast.name(table, compel.who().id()) + " offers instead: " + reply.instead();
        if (agreed(table, "counter", other)) {
          return new Haggle(Reply.Choice.ACCEPT, stake, reply.instead());
        }
        String still = offer + " The other is refused. For " + price + '?';
        reply = reply(table, compel, key + ".still", still, has, stake);
      }
      if (reply.choice() != Reply.Choice.REFUSE) {
        return new Haggle(Reply.Choice.ACCEPT, stake, compel.complication());
      }
      if (stake >= most || has <= stake || !raised(table, compel, stake, gm)) {
        return new Haggle(Reply.Choice.REFUSE, stake, compel.complication());
      }
    }
  }

  private static Reply reply(
      Table table, Compel compel, String key, String summary, int has, int stake) {
    return Stop.ask(
        table,
        Question.of(
            key, Audience.ownerOf(compel.who().id()), summary, new Reply(Reply.Choice.ACCEPT, "")),
        said -> amiss(said, key, has, stake));
  }

  private static Optional<String> amiss(Reply said, String key, int has, int stake) {
    if (said.choice() == Reply.Choice.REFUSE && has < stake) {
      return Optional.of("There are not enough fate points to refuse.");
    }
    if (said.choice() == Reply.Choice.COUNTER
        && (said.instead().isBlank() || !key.equals("compel.1"))) {
      return Optional.of("Say what instead, once.");
    }
    return Optional.empty();
  }

  private static boolean raised(Table table, Compel compel, int stake, boolean gm) {
    Audience whom = gm ? Audience.gm() : Audience.named(table.by().id());
    String name = Cast.name(table, compel.who().id());
    return Stop.ask(
            table,
            Question.of(
                "raise." + stake,
                whom,
                name + " refuses. Offer " + (stake + 1) + ", for which refusing costs as many?",
                new Raise(false)),
            any -> Optional.empty())
        .raise();
  }

  private static Changes settled(
      Table table, String who, Optional<ActorRef> payer, Haggle end, Aspects.Known aspect) {
    String name = Cast.name(table, who);
    Tally tally = new Tally(table);
    if (end.choice() == Reply.Choice.REFUSE) {
      tally.add(Cast.purse(table, who), -end.points());
      return tally
          .changes()
          .say(Audience.everyone(), name + " pays " + end.points() + " and resists.");
    }
    tally.add(Cast.purse(table, who), end.points());
    payer.ifPresent(one -> tally.add(Cast.purse(table, one.id()), -end.points()));
    return tally
        .changes()
        .say(
            Audience.everyone(),
            name + ", “" + aspect.name() + "”, for " + end.points() + ": " + end.complication());
  }
}
