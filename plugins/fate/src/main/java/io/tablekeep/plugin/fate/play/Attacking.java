package io.tablekeep.plugin.fate.play;

import io.tablekeep.plugin.fate.House;
import io.tablekeep.plugin.fate.economy.Tally;
import io.tablekeep.plugin.fate.scene.Moves;
import io.tablekeep.plugin.fate.scene.Popcorn;
import io.tablekeep.plugin.fate.sheet.Cast;
import io.tablekeep.plugin.fate.sheet.Sheet;
import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.Mine;
import io.tablekeep.sdk.game.Question;
import io.tablekeep.sdk.game.Table;
import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Node;
import io.tablekeep.sdk.view.Audience;
import java.util.Optional;

/** To harm somebody: they defend, and absorb what gets through as they choose. */
public final class Attacking {
  private static final int STYLE = 3;

  private Attacking() {}

  /**
   * {@code fate.attack}.
   *
   * @param who who attacks
   * @param target whom
   * @param skill with what
   * @param track what it wears down; empty for the only or first track
   * @param stunt which stunt helps
   */
  @Doc("Attacks somebody.")
  public record Attack(
      @Mine ActorRef who,
      ActorRef target,
      @Length(min = 1, max = 40) String skill,
      @Doc("Which stress it does; without it, the first.") @Length(min = 1, max = 40)
          Optional<String> track,
      @Doc("Which stunt helps, by its key.") @Length(min = 1, max = 64) Optional<String> stunt) {}

  /**
   * Whether one shift is given for a boost.
   *
   * @param boost whether
   */
  @Doc("Success with style: give one shift for a boost?")
  record Style(boolean boost) {}

  /**
   * What becomes of somebody who is taken out.
   *
   * @param what in words
   */
  @Doc("What becomes of them.")
  record Doom(@Default("") @Length(max = 500) String what) {}

  /**
   * Decides it.
   *
   * @param table the table
   * @param deed what is tried
   * @return what comes of it
   */
  public static Decision decide(Table table, Attack deed) {
    Node sheet = Cast.active(table, deed.who(), "who");
    Cast.active(table, deed.target(), "target");
    String who = deed.who().id();
    String target = deed.target().id();
    if (who.equals(target)) {
      return new Decision.Reject("oneself", "Nobody attacks themselves.", "target");
    }
    House house = table.settings(House.class);
    Cast.skill(table, deed.skill(), "skill");
    String track = track(house, deed.track());
    Moves.reach(table, who, target, house.ranges().getOrDefault(deed.skill(), 0));
    int rating =
        Cast.rating(sheet, deed.skill())
            + Cast.bonus(sheet, deed.stunt(), deed.skill(), Sheet.Deed.ATTACK);
    Changes acted = Popcorn.act(table, who);
    String name = Cast.name(table, who);
    String other = Cast.name(table, target);
    String what = name + " attacks " + other + " with " + deed.skill() + '.';
    House.Track wears = house.tracks().get(track);
    int defence =
        Opposition.defence(
            table, target, wears == null ? java.util.List.of() : wears.defends(), what);
    Contest contest = Contest.active(table, new Tally(table), who, rating, target, defence);
    int shifts = contest.shifts();
    Changes changes =
        acted
            .and(contest.costs())
            .say(Cast.watching(table, who), what + ' ' + contest.words() + '.');
    if (shifts < 0) {
      return Decision.apply(
          shifts <= -STYLE
              ? changes.and(Overcoming.boost(table, target, "Opening left by " + name))
              : changes);
    } else if (shifts == 0) {
      return Decision.apply(changes.and(Overcoming.boost(table, who, "Opening against " + other)));
    }
    if (shifts >= STYLE && givesOne(table, who, other, shifts)) {
      shifts--;
      changes = changes.and(Overcoming.boost(table, who, "Opening against " + other));
    }
    return Decision.apply(changes.and(hit(table, who, target, track, shifts)));
  }

  private static String track(House house, Optional<String> said) {
    String track =
        said.orElseGet(
            () -> house.tracks().keySet().stream().sorted().reduce((one, last) -> last).orElse(""));
    if (!house.tracks().containsKey(track)) {
      throw Stop.refused(
          "no-such-track",
          "There is no such stress here. There is: "
              + String.join(", ", house.tracks().keySet())
              + '.',
          "track");
    }
    return track;
  }

  private static boolean givesOne(Table table, String who, String other, int shifts) {
    return !Cast.sheet(table, who).at("nameless").asBoolean(false)
        && Stop.ask(
                table,
                Question.of(
                        "style",
                        Audience.ownerOf(who),
                        "A hit on " + other + " for " + shifts + ". Give one for a boost?",
                        new Style(false))
                    .within(Opposition.patience(table)),
                any -> Optional.empty())
            .boost();
  }

  private static Changes hit(Table table, String who, String target, String track, int shifts) {
    Absorbing.Absorb how = Absorbing.asked(table, target, track, shifts);
    if (!how.out()) {
      return Absorbing.absorbed(table, who, target, track, how);
    }
    String name = Cast.name(table, target);
    String usual = name + " is out.";
    String doom =
        Cast.sheet(table, who).at("nameless").asBoolean(false)
            ? usual
            : Stop.ask(
                    table,
                    Question.of(
                            "doom",
                            Audience.ownerOf(who),
                            name + " is taken out. What becomes of them?",
                            new Doom(usual))
                        .within(Opposition.patience(table)),
                    any -> Optional.empty())
                .what();
    return Changes.none()
        .set(Cast.sheet(table, target).at("out"), new Sheet.Out(false, doom))
        .and(Popcorn.leaves(table, target))
        .say(Cast.watching(table, target), name + " is taken out. " + doom);
  }
}
