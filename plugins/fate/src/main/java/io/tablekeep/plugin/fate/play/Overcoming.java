package io.tablekeep.plugin.fate.play;

import io.tablekeep.plugin.fate.economy.Tally;
import io.tablekeep.plugin.fate.scene.Popcorn;
import io.tablekeep.plugin.fate.sheet.Cast;
import io.tablekeep.plugin.fate.sheet.Facet;
import io.tablekeep.plugin.fate.sheet.Sheet;
import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.Mine;
import io.tablekeep.sdk.game.Table;
import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import io.tablekeep.sdk.schema.Range;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Node;
import java.util.List;
import java.util.Optional;

/** To get past something: a lock, a wall, an aspect of the scene, somebody in the way. */
public final class Overcoming {
  private Overcoming() {}

  /**
   * {@code fate.overcome}.
   *
   * @param who who tries
   * @param skill with what
   * @param against who is in the way; empty for a thing
   * @param difficulty how hard it is, as the game master says or the player suggests
   * @param aspect the aspect of the scene to get rid of, if it is one
   * @param stunt which stunt helps
   */
  @Doc("Gets past something.")
  public record Overcome(
      @Mine ActorRef who,
      @Length(min = 1, max = 40) String skill,
      @Doc("Who is in the way.") Optional<ActorRef> against,
      @Doc("How hard it is; a player's is a suggestion.") @Range(min = -2, max = 12)
          Optional<Integer> difficulty,
      @Doc("The aspect to get rid of.") @Length(min = 1, max = 200) Optional<String> aspect,
      @Doc("Which stunt helps, by its key.") @Length(min = 1, max = 64) Optional<String> stunt) {}

  /**
   * Decides it.
   *
   * @param table the table
   * @param deed what is tried
   * @return what comes of it
   */
  public static Decision decide(Table table, Overcome deed) {
    Node sheet = Cast.active(table, deed.who(), "who");
    String who = deed.who().id();
    Cast.skill(table, deed.skill(), "skill");
    Optional<Aspects.Known> aspect = deed.aspect().map(said -> scene(table, who, said));
    int rating =
        Cast.rating(sheet, deed.skill())
            + Cast.bonus(sheet, deed.stunt(), deed.skill(), Sheet.Deed.OVERCOME);
    Changes acted = Popcorn.act(table, who);
    String name = Cast.name(table, who);
    String what = name + " overcomes with " + deed.skill() + '.';
    Contest contest = against(table, who, rating, deed.against(), deed.difficulty(), what);
    int shifts = contest.shifts();
    String told =
        name
            + (shifts < 0
                ? " fails: "
                : shifts == 0
                    ? " ties, at a minor cost: "
                    : shifts < 3 ? " succeeds: " : " succeeds with style: ");
    Changes changes =
        acted.and(contest.costs()).say(Cast.watching(table, who), told + contest.words() + '.');
    if (shifts >= 0 && aspect.isPresent()) {
      changes = changes.remove(aspect.get().at());
    }
    return Decision.apply(
        shifts < 3 ? changes : changes.and(boost(table, who, "Momentum of " + name)));
  }

  private static Aspects.Known scene(Table table, String who, String said) {
    return Aspects.find(Aspects.of(table, who, List.of()), said)
        .orElseThrow(() -> Stop.refused("no-such-aspect", "There is no such aspect.", "aspect"));
  }

  /** Rolls against somebody who opposes, or against a number. */
  static Contest against(
      Table table,
      String who,
      int rating,
      Optional<ActorRef> against,
      Optional<Integer> difficulty,
      String what) {
    Tally tally = new Tally(table);
    if (against.isEmpty()) {
      int number = Opposition.difficulty(table, difficulty, what);
      return Contest.passive(table, tally, who, rating, number);
    }
    Cast.active(table, against.get(), "against");
    String other = against.get().id();
    if (other.equals(who)) {
      throw Stop.refused("oneself", "Nobody opposes themselves.", "against");
    }
    int defence = Opposition.defence(table, other, List.of(), what);
    return Contest.active(table, tally, who, rating, other, defence);
  }

  /** Puts a boost into the scene. */
  static Changes boost(Table table, String who, String name) {
    String brief = name.length() > 200 ? name.substring(0, 200) : name;
    return Changes.none()
        .set(
            Aspects.SCENE.child(table.newId()),
            Facet.by(brief, Facet.Kind.BOOST, Cast.side(table, who), 1));
  }
}
