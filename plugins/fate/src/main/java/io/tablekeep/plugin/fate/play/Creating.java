package io.tablekeep.plugin.fate.play;

import io.tablekeep.plugin.fate.economy.Tally;
import io.tablekeep.plugin.fate.scene.Popcorn;
import io.tablekeep.plugin.fate.scene.Secrets;
import io.tablekeep.plugin.fate.sheet.Cast;
import io.tablekeep.plugin.fate.sheet.Facet;
import io.tablekeep.plugin.fate.sheet.Sheet;
import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.Mine;
import io.tablekeep.sdk.game.Question;
import io.tablekeep.sdk.game.Table;
import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import io.tablekeep.sdk.schema.Range;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Node;
import io.tablekeep.sdk.view.Audience;
import java.util.List;
import java.util.Optional;

/** To make an aspect, to use one that is there, or to find one out. */
public final class Creating {
  private static final int STYLE = 3;

  private Creating() {}

  /**
   * {@code fate.create}: to create an advantage.
   *
   * @param who who tries
   * @param skill with what
   * @param aim to make an aspect, to use one, or to discover one
   * @param name the new aspect, or the one that is used; for a discovery, what is looked for
   * @param against who opposes it, or whose secret it is
   * @param difficulty how hard it is, as the game master says or the player suggests
   * @param stunt which stunt helps
   */
  @Doc("Creates an advantage.")
  public record Create(
      @Mine ActorRef who,
      @Length(min = 1, max = 40) String skill,
      @Default("make") Aim aim,
      @Doc("The new aspect, or the one that is used.") @Length(min = 1, max = 200) String name,
      @Doc("Who opposes it.") Optional<ActorRef> against,
      @Doc("How hard it is; a player's is a suggestion.") @Range(min = -2, max = 12)
          Optional<Integer> difficulty,
      @Doc("Which stunt helps, by its key.") @Length(min = 1, max = 64) Optional<String> stunt) {
    /** What to do. */
    public enum Aim {
      /** Make a new aspect of the scene. */
      MAKE,
      /** Use one that is there. */
      USE,
      /** Find out one that is not known. */
      DISCOVER
    }
  }

  /**
   * What is found out.
   *
   * @param name the aspect
   */
  @Doc("What they find out.")
  record Learned(@Length(min = 1, max = 200) String name) {}

  /**
   * Whether it shall be at a price.
   *
   * @param atACost whether the aspect is made, for the others to invoke
   */
  @Doc("A failure: have it all the same, for the others to use?")
  record Price(boolean atACost) {}

  /**
   * Decides it.
   *
   * @param table the table
   * @param deed what is tried
   * @return what comes of it
   */
  public static Decision decide(Table table, Create deed) {
    Node sheet = Cast.active(table, deed.who(), "who");
    String who = deed.who().id();
    Cast.skill(table, deed.skill(), "skill");
    List<String> actors = deed.against().map(a -> List.of(who, a.id())).orElse(List.of(who));
    Optional<Aspects.Known> used =
        deed.aim() == Create.Aim.USE
            ? Aspects.find(Aspects.of(table, who, actors), deed.name())
            : Optional.empty();
    if (deed.aim() == Create.Aim.USE && used.filter(one -> !one.boost()).isEmpty()) {
      return new Decision.Reject("no-such-aspect", "There is no such aspect.", "name");
    }
    int rating =
        Cast.rating(sheet, deed.skill())
            + Cast.bonus(sheet, deed.stunt(), deed.skill(), Sheet.Deed.CREATE);
    Changes acted = Popcorn.act(table, who);
    String name = Cast.name(table, who);
    String what = name + " creates an advantage with " + deed.skill() + ": " + deed.name() + '.';
    Contest contest =
        Overcoming.against(table, who, rating, deed.against(), deed.difficulty(), what);
    Changes changes = acted.and(contest.costs());
    String told = name + (contest.shifts() < 0 ? " fails" : " succeeds") + " with " + deed.skill();
    changes = changes.say(Cast.watching(table, who), told + ": " + contest.words() + '.');
    return Decision.apply(
        used.isPresent()
            ? changes.and(uses(table, who, used.get(), contest))
            : deed.aim() == Create.Aim.DISCOVER
                ? changes.and(discovers(table, deed, contest.shifts()))
                : changes.and(makes(table, deed, contest.shifts())));
  }

  private static Changes makes(Table table, Create deed, int shifts) {
    String who = deed.who().id();
    if (shifts == 0) {
      return Overcoming.boost(table, who, deed.name());
    }
    Facet.Side side = Cast.side(table, who);
    if (shifts > 0) {
      return put(table, deed.name(), side, shifts < STYLE ? 1 : 2);
    }
    boolean somebody = !Cast.sheet(table, who).at("nameless").asBoolean(false);
    boolean pays =
        somebody
            && Stop.ask(
                    table,
                    Question.of(
                            "price",
                            Audience.ownerOf(who),
                            "That fails. Shall “" + deed.name() + "” be there for the others?",
                            new Price(false))
                        .within(Opposition.patience(table)),
                    any -> Optional.empty())
                .atACost();
    return pays ? put(table, deed.name(), side.other(), 1) : Changes.none();
  }

  private static Changes put(Table table, String name, Facet.Side side, int free) {
    return Changes.none()
        .set(Aspects.SCENE.child(table.newId()), Facet.by(name, Facet.Kind.SITUATION, side, free));
  }

  private static Changes uses(Table table, String who, Aspects.Known used, Contest contest) {
    Facet.Side side = Cast.side(table, who);
    int shifts = contest.shifts();
    Tally more = new Tally(table);
    more.add(used.free(shifts < 0 ? side.other() : side), shifts < STYLE ? 1 : 2);
    return more.changes();
  }

  private static Changes discovers(Table table, Create deed, int shifts) {
    String who = deed.who().id();
    if (shifts < 0) {
      return Changes.none();
    }
    Facet.Side side = Cast.side(table, who);
    List<Node> secrets = Secrets.of(table, deed.against());
    String first = secrets.isEmpty() ? deed.name() : secrets.get(0).at("name").asText(deed.name());
    String about = deed.against().map(a -> Cast.name(table, a.id())).orElse("the scene");
    // Asked whether or not there is a secret, so that nobody can tell from being made to wait.
    String learned =
        Stop.ask(
                table,
                Question.of(
                        "learn",
                        Audience.gm(),
                        Cast.name(table, who) + " finds out about " + about + ". What?",
                        new Learned(first))
                    .within(Opposition.patience(table)),
                any -> Optional.empty())
            .name();
    int free = shifts == 0 ? 0 : shifts < STYLE ? 1 : 2;
    return Secrets.found(table, deed.against(), learned, side, free);
  }
}
