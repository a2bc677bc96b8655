package io.tablekeep.plugin.fate.sheet;

import io.tablekeep.sdk.error.Problem;
import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import io.tablekeep.sdk.schema.Range;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A character's sheet, {@code actors/{a}/fate}. Points, aspects, stress and consequences are for
 * everyone; skills, stunts, extras and secrets for the owner and those who run the game.
 *
 * @param refresh how many fate points a session begins with at least
 * @param points fate points in hand
 * @param owed fate points that are paid when the scene ends
 * @param nameless whether it is nobody: defends and absorbs by itself, and invokes nothing
 * @param skills ratings by skill or approach; what is missing is 0
 * @param aspects aspects that everyone knows
 * @param secrets aspects that others have yet to discover
 * @param stunts what it does better than others
 * @param extras what is more than a skill: gear, powers, companions
 * @param stress boxes by track, whether each is marked
 * @param slots how many shifts a consequence of each severity absorbs
 * @param consequences what it suffers from, by slot
 * @param out how it left the conflict
 * @param advances what a milestone still allows
 */
@Doc("A character's sheet in Fate.")
public record Sheet(
    @Default("3") @Range(min = 0, max = 20) int refresh,
    @Default("0") @Range(min = 0, max = 1_000) int points,
    @Default("0") @Range(min = 0, max = 1_000) int owed,
    @Default("false") boolean nameless,
    @Length(max = 60) Map<String, Integer> skills,
    @Length(max = 30) Map<String, Facet> aspects,
    @Length(max = 30) Map<String, Facet> secrets,
    @Length(max = 30) Map<String, Stunt> stunts,
    @Length(max = 30) Map<String, Extra> extras,
    @Length(max = 6) Map<String, List<Boolean>> stress,
    @Length(max = 6) Map<String, Integer> slots,
    @Length(max = 6) Map<String, Consequence> consequences,
    Optional<Out> out,
    Optional<Advances> advances) {
  private static final int MOST_BOXES = 12;

  /**
   * Something done better than others do it.
   *
   * @param name what it is called
   * @param text when it helps, in words
   * @param skill the skill it helps with
   * @param action the action it helps with; empty for each
   * @param bonus what it adds
   */
  @Doc("Something done better than others do it.")
  public record Stunt(
      @Length(min = 1, max = 200) String name,
      @Default("") @Length(max = 2_000) String text,
      @Length(min = 1, max = 40) String skill,
      @Doc("The action it helps with; without it, each.") Optional<Deed> action,
      @Default("2") @Range(min = 1, max = 4) int bonus) {}

  /**
   * Gear, a power, a companion: in words.
   *
   * @param name what it is called
   * @param text what it permits and costs
   */
  @Doc("Something that is more than a skill.")
  public record Extra(
      @Length(min = 1, max = 200) String name, @Default("") @Length(max = 2_000) String text) {}

  /**
   * A lasting harm, which is an aspect as well.
   *
   * @param name the phrase
   * @param recovering whether it is being treated, and goes in time
   * @param conflict the encounter in which it was suffered; empty for none
   * @param free as in {@link Facet}
   */
  @Doc("A lasting harm.")
  public record Consequence(
      @Length(min = 1, max = 200) String name,
      @Default("false") boolean recovering,
      @Default("") @Length(max = 64) String conflict,
      @Length(max = 2) Map<String, Integer> free) {}

  /**
   * How somebody left a conflict.
   *
   * @param conceded whether they chose to
   * @param what what became of them
   */
  @Doc("How somebody left a conflict.")
  public record Out(boolean conceded, @Default("") @Length(max = 500) String what) {}

  /**
   * What a milestone still allows.
   *
   * @param edits renamed aspects, exchanged skills, other stunts
   * @param skills skills made one better
   * @param refresh points of refresh
   */
  @Doc("What a milestone still allows.")
  public record Advances(
      @Default("0") @Range(min = 0, max = 100) int edits,
      @Default("0") @Range(min = 0, max = 100) int skills,
      @Default("0") @Range(min = 0, max = 100) int refresh) {}

  /** The four actions. */
  public enum Deed {
    /** To get past something. */
    OVERCOME,
    /** To make or use an aspect. */
    CREATE,
    /** To harm somebody. */
    ATTACK,
    /** To prevent any of these. */
    DEFEND
  }

  /**
   * What is wrong with a sheet that records alone cannot say.
   *
   * @param sheet the sheet as it would be
   * @return the problems
   */
  public static Stream<Problem> check(Sheet sheet) {
    Stream.Builder<Problem> problems = Stream.builder();
    if (sheet.skills.values().stream().anyMatch(rating -> rating < -4 || rating > 12)) {
      problems.add(new Problem("bad-rating", "A skill is rated from -4 to +12.", "skills"));
    }
    if (sheet.stress.values().stream().anyMatch(boxes -> boxes.size() > MOST_BOXES)) {
      problems.add(new Problem("too-many-boxes", "A track has 12 boxes at most.", "stress"));
    }
    if (!sheet.slots.keySet().containsAll(sheet.consequences.keySet())) {
      problems.add(new Problem("no-such-slot", "There is no slot for that.", "consequences"));
    }
    if (sheet.slots.values().stream().anyMatch(shifts -> shifts < 1 || shifts > 10)) {
      problems.add(new Problem("bad-slot", "A slot absorbs 1 to 10 shifts.", "slots"));
    }
    return problems.build();
  }
}
