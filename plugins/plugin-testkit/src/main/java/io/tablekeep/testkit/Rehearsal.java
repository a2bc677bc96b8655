package io.tablekeep.testkit;

import io.tablekeep.engine.approval.People;
import io.tablekeep.engine.rules.ActionRule;
import io.tablekeep.engine.rules.Decided;
import io.tablekeep.engine.rules.Round;
import io.tablekeep.engine.rules.RoundContext;
import io.tablekeep.engine.rules.RuleBook;
import io.tablekeep.engine.rules.SystemRules;
import io.tablekeep.engine.runtime.Chance;
import io.tablekeep.engine.runtime.sim.SimulatedRuntime;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.table.TableSystem;
import io.tablekeep.engine.view.Views;
import io.tablekeep.sdk.game.GameSystem;
import io.tablekeep.sdk.game.Participant;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Decides actions on the document of a table as it stands, without letting them happen: all rules
 * run, nothing is journaled. For asking whether a decision comes out the same again, and for
 * measuring what it costs. Used by one thread.
 */
public final class Rehearsal {
  private final RuleBook book;
  private final Views views;
  private final JsonObject root;
  private final Instant now;

  Rehearsal(GameSystem system, JsonObject root, Instant now) {
    Optional<SystemRules> rules = Optional.of(SystemRules.compile(system));
    this.book = new RuleBook(TableSystem.rules(), rules);
    this.views = new Views(rules);
    this.root = root;
    this.now = now;
  }

  /**
   * How long deciding takes, on this machine, now: the quickest, the middle and the slowest
   * hundredth.
   *
   * @param times how often it was decided
   * @param best the quickest, in microseconds
   * @param median half were quicker, in microseconds
   * @param p99 99 of 100 were quicker, in microseconds
   */
  public record Cost(int times, double best, double median, double p99) {
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT, "%d times: best %.1f, median %.1f, p99 %.1f µs", times, best, median, p99);
    }
  }

  /**
   * Decides an action over and over and takes the time. The first half warms up and is not counted.
   *
   * @param who the sender's key in the document
   * @param action payload record of one of the system's actions or of a built-in one
   * @param times how often to count, at least 1
   * @return what one decision costs
   */
  public Cost cost(String who, Record action, int times) {
    long[] nanos = new long[times];
    for (int i = -times; i < times; i++) {
      Chance dice = SimulatedRuntime.ofSeed(1 + Math.abs(i)).chance();
      long start = System.nanoTime();
      decide(who, action, dice);
      if (i >= 0) {
        nanos[i] = System.nanoTime() - start;
      }
    }
    Arrays.sort(nanos);
    return new Cost(
        times, nanos[0] / 1e3, nanos[times / 2] / 1e3, nanos[(int) (times * 0.99)] / 1e3);
  }

  /**
   * Decides an action twice, with the same dice.
   *
   * @param who the sender's key in the document
   * @param action payload record of one of the system's actions or of a built-in one
   * @throws AssertionError when the two decisions differ: the rules look at something that is not
   *     on the table, such as a clock, chance of their own, or the order of a hash map
   */
  public void decidesTheSame(String who, Record action) {
    Decided first = decide(who, action, SimulatedRuntime.ofSeed(7).chance());
    Decided second = decide(who, action, SimulatedRuntime.ofSeed(7).chance());
    boolean same =
        first.effects().equals(second.effects())
            && first.rolls().equals(second.rolls())
            && first.outcome().equals(second.outcome())
            && first.waits().equals(second.waits());
    if (!same) {
      throw new AssertionError(
          "deciding %s again gives something else:%n  %s%n  %s"
              .formatted(action, words(first), words(second)));
    }
  }

  private static String words(Decided decided) {
    return decided.outcome() + " " + decided.effects() + ' ' + decided.rolls();
  }

  private Decided decide(String who, Record action, Chance dice) {
    ActionRule rule = book.action(action.getClass());
    if (rule == null) {
      throw new AssertionError(action.getClass().getName() + " is no action here");
    }
    RoundContext context = RoundContext.first(participant(who), now, 1_000_000, dice, views);
    return new Round(book, root, context.watching(true)).decide(rule, action);
  }

  private Participant participant(String who) {
    return People.participant(root, who)
        .orElseThrow(() -> new AssertionError(who + " does not sit here"));
  }
}
