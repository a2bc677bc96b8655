package io.tablekeep.plugin.fate.play;

import io.tablekeep.plugin.fate.economy.Tally;
import io.tablekeep.plugin.fate.sheet.Cast;
import io.tablekeep.plugin.fate.sheet.Facet.Side;
import io.tablekeep.sdk.game.Table;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One side of a roll: the dice, what is added, what was invoked. Used within one rule call. */
final class Roller {
  private final Table table;
  private final String actor;
  private final String what;
  private final int rating;
  private final Set<String> paid = new HashSet<>();
  private int dice;
  private int plus;
  private int again;

  Roller(Table table, String actor, String what, int rating) {
    this.table = table;
    this.actor = actor;
    this.what = what;
    this.rating = rating;
    this.dice = fall(what);
  }

  private int fall(String roll) {
    String notation = rating == 0 ? "4dF" : "4dF" + signed(rating);
    return table.roll(roll, notation, Cast.watching(table, actor)).total();
  }

  static String signed(int number) {
    return number < 0 ? Integer.toString(number) : "+" + number;
  }

  String actor() {
    return actor;
  }

  Side side() {
    return Cast.side(table, actor);
  }

  int total() {
    return dice + plus;
  }

  /** Whether anybody thinks for them. */
  boolean isSomebody() {
    return !Cast.sheet(table, actor).at("nameless").asBoolean(false);
  }

  boolean mayInvoke(Aspects.Known aspect, Tally tally) {
    return tally.at(aspect.free(side())) > 0 || mayPay(aspect, tally);
  }

  private boolean mayPay(Aspects.Known aspect, Tally tally) {
    return !aspect.boost()
        && !paid.contains(aspect.key())
        && tally.at(Cast.purse(table, actor)) > 0;
  }

  boolean mayInvokeAny(List<Aspects.Known> all, Tally tally) {
    return all.stream().anyMatch(one -> mayInvoke(one, tally));
  }

  /** Why an aspect cannot be invoked by them that is there. */
  String whyNot(Aspects.Known aspect) {
    return paid.contains(aspect.key())
        ? "“" + aspect.name() + "” is invoked on this roll already."
        : aspect.boost() ? "That boost is another's." : "There is no fate point left.";
  }

  /** Invokes; whoever suffers by their own aspect is paid when the scene ends. */
  void invoke(Aspects.Known aspect, Invocation.Use use, String against, Tally tally) {
    if (tally.at(aspect.free(side())) > 0) {
      tally.add(aspect.free(side()), -1);
    } else {
      tally.add(Cast.purse(table, actor), -1);
      paid.add(aspect.key());
      if (!aspect.owner().isEmpty()
          && aspect.owner().equals(against)
          && Cast.side(table, against) == Side.PLAYERS) {
        tally.add(Cast.sheet(table, against).at("owed").pointer(), 1);
      }
    }
    if (use == Invocation.Use.PLUS_TWO) {
      plus += 2;
    } else {
      again++;
      dice = fall(what + " again " + again);
    }
  }
}
