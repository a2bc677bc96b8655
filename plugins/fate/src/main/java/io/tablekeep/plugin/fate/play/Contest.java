package io.tablekeep.plugin.fate.play;

import io.tablekeep.plugin.fate.House;
import io.tablekeep.plugin.fate.economy.Tally;
import io.tablekeep.plugin.fate.sheet.Cast;
import io.tablekeep.sdk.game.Question;
import io.tablekeep.sdk.game.Table;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.view.Audience;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A roll against a number or against somebody, with what people invoke on it afterwards. Used
 * within one rule call.
 */
public final class Contest {
  /** How often people are asked on one roll; a deed comes back 32 times at most. */
  private static final int MOST = 6;

  private final Table table;
  private final Tally tally;
  private final Roller acting;
  private final @Nullable Roller opposing;
  private final int difficulty;
  private final List<Aspects.Known> invoked = new ArrayList<>();
  private final List<String> told = new ArrayList<>();

  private Contest(
      Table table, Tally tally, Roller acting, @Nullable Roller opposing, int difficulty) {
    this.table = table;
    this.tally = tally;
    this.acting = acting;
    this.opposing = opposing;
    this.difficulty = difficulty;
  }

  /**
   * Against a number.
   *
   * @param table the table
   * @param tally what the deed costs
   * @param who key of the actor who acts
   * @param rating with skill and stunts
   * @param difficulty what to reach
   * @return the contest, after everyone has invoked what they wanted
   */
  public static Contest passive(Table table, Tally tally, String who, int rating, int difficulty) {
    Roller acting = new Roller(table, who, "act", rating);
    return new Contest(table, tally, acting, null, difficulty).traded();
  }

  /**
   * Against somebody.
   *
   * @param table the table
   * @param tally what the deed costs
   * @param who key of the actor who acts
   * @param rating with skill and stunts
   * @param against key of the actor who opposes
   * @param defence with skill and stunts
   * @return the contest, after everyone has invoked what they wanted
   */
  public static Contest active(
      Table table, Tally tally, String who, int rating, String against, int defence) {
    Roller acting = new Roller(table, who, "act", rating);
    Roller opposing = new Roller(table, against, "oppose", defence);
    return new Contest(table, tally, acting, opposing, 0).traded();
  }

  /**
   * By how much the one who acts is ahead.
   *
   * @return negative for a failure, 0 for a tie, 3 and more for style
   */
  public int shifts() {
    return acting.total() - goal();
  }

  private int goal() {
    return opposing == null ? difficulty : opposing.total();
  }

  /**
   * Both results in words.
   *
   * @return such as {@code +5 against +2, with “Quick on my feet”}
   */
  public String words() {
    String results = Roller.signed(acting.total()) + " against " + Roller.signed(goal());
    return told.isEmpty() ? results : results + ", with " + String.join(", ", told);
  }

  /**
   * What the invocations cost, and the boosts that are used up.
   *
   * @return the changes
   */
  public Changes costs() {
    Changes all = tally.changes();
    for (Aspects.Known one : new ArrayList<>(invoked)) {
      if (one.boost()) {
        all = all.remove(one.at());
      }
    }
    return all;
  }

  private Contest traded() {
    House.Invoking when = table.settings(House.class).invoking();
    boolean actingPassed = when == House.Invoking.NEVER || !acting.isSomebody();
    boolean opposingPassed =
        when == House.Invoking.NEVER || opposing == null || !opposing.isSomebody();
    boolean canActing = !actingPassed;
    boolean canOpposing = !opposingPassed;
    for (int n = 1; n <= MOST; n++) {
      boolean always = when == House.Invoking.ALWAYS;
      boolean first = !actingPassed && (always || shifts() <= 0) && able(acting);
      boolean second =
          !first
              && !opposingPassed
              && (always || shifts() > 0)
              && opposing != null
              && able(opposing);
      if (!first && !second) {
        break;
      }
      Roller on = first || opposing == null ? acting : opposing;
      boolean passes = !invokes(on, n);
      // Whoever was overtaken may answer.
      actingPassed = first ? passes : passes ? actingPassed : !canActing;
      opposingPassed = !first ? passes : passes ? opposingPassed : !canOpposing;
    }
    return this;
  }

  private boolean able(Roller on) {
    return on.mayInvokeAny(aspects(on), tally);
  }

  private List<Aspects.Known> aspects(Roller on) {
    TreeSet<String> actors = new TreeSet<>(List.of(acting.actor()));
    if (opposing != null) {
      actors.add(opposing.actor());
    }
    List<Aspects.Known> all = new ArrayList<>(Aspects.of(table, on.actor(), actors));
    // A boost that was used is no more, though it still stands in the document.
    all.removeIf(one -> one.boost() && invoked.contains(one));
    return all;
  }

  private boolean invokes(Roller on, int n) {
    List<Aspects.Known> all = aspects(on).stream().filter(one -> on.mayInvoke(one, tally)).toList();
    List<Aspects.Known> there = aspects(on);
    Duration patience = Duration.ofSeconds(table.settings(House.class).patience());
    Invocation answer =
        Stop.ask(
            table,
            Question.of(
                    "invoke." + n, Audience.ownerOf(on.actor()), summary(on, all), Invocation.NONE)
                .within(patience),
            said -> amiss(on, all, there, said));
    if (answer.aspect().isBlank()) {
      return false;
    }
    Aspects.Known aspect = meant(all, there, answer.aspect()).orElseThrow();
    String against = on == acting && opposing != null ? opposing.actor() : acting.actor();
    on.invoke(aspect, answer.use(), against, tally);
    invoked.add(aspect);
    told.add("“" + aspect.name() + "”");
    return true;
  }

  /** Of two with the same words, one that can be invoked. */
  private static Optional<Aspects.Known> meant(
      List<Aspects.Known> can, List<Aspects.Known> there, String said) {
    return Aspects.find(can, said).or(() -> Aspects.find(there, said));
  }

  private Optional<String> amiss(
      Roller on, List<Aspects.Known> can, List<Aspects.Known> there, Invocation said) {
    if (said.aspect().isBlank()) {
      return Optional.empty();
    }
    Optional<Aspects.Known> aspect = meant(can, there, said.aspect());
    return aspect.isEmpty()
        ? Optional.of("There is no such aspect here.")
        : aspect.filter(one -> !on.mayInvoke(one, tally)).map(on::whyNot);
  }

  private String summary(Roller on, List<Aspects.Known> all) {
    StringBuilder text = new StringBuilder(Cast.name(table, on.actor()));
    int own = on == acting ? acting.total() : goal();
    int other = on == acting ? goal() : acting.total();
    text.append(" has ").append(Roller.signed(own)).append(" against ");
    text.append(Roller.signed(other)).append(". Invoke an aspect?");
    for (Aspects.Known one : all.subList(0, Math.min(20, all.size()))) {
      boolean free = tally.at(one.free(on.side())) > 0;
      text.append(" “").append(one.name()).append(free ? "” (free)" : "”");
    }
    return text.toString();
  }
}
