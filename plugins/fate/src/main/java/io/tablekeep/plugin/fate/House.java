package io.tablekeep.plugin.fate;

import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import io.tablekeep.sdk.schema.Range;
import java.util.List;
import java.util.Map;

/**
 * The house rules of a campaign; also the payload of the action that sets them.
 *
 * @param skills what characters are good at: skills, or the approaches of Fate Accelerated
 * @param tracks what wears down, such as physical and mental stress
 * @param boxes how stress boxes count
 * @param ranges how many zones away a skill reaches; without an entry, only the same zone
 * @param refresh the refresh of a new character
 * @param cap the best rating a player may give a skill
 * @param invoking when people are asked whether they invoke
 * @param patience how long a question on the dice waits, in seconds
 */
@Doc("The house rules of a campaign.")
public record House(
    @Doc("Skills, or approaches.") @Length(max = 60) List<String> skills,
    @Doc("What wears down.") @Length(max = 6) Map<String, Track> tracks,
    @Default("core") Boxes boxes,
    @Doc("How many zones away a skill reaches.") @Length(max = 60) Map<String, Integer> ranges,
    @Default("3") @Range(min = 0, max = 10) int refresh,
    @Default("4") @Range(min = 1, max = 8) int cap,
    @Doc("When people are asked whether they invoke an aspect.") @Default("behind")
        Invoking invoking,
    @Doc("How long a question on the dice waits, in seconds.")
        @Default("120")
        @Range(min = 5, max = 86_400)
        int patience) {
  /** How stress boxes count. */
  public enum Boxes {
    /** One box a hit, and the n-th absorbs n shifts. */
    CORE,
    /** As many boxes as one likes, each absorbs one shift. */
    CONDENSED
  }

  /** When people are asked whether they invoke. */
  public enum Invoking {
    /** Those who are behind, or tied with what they try. */
    BEHIND,
    /** Everyone who could. */
    ALWAYS,
    /** Nobody: the dice stand. */
    NEVER
  }

  /**
   * Something that wears down.
   *
   * @param skill the skill that gives more boxes; empty for none
   * @param size how many boxes without it
   * @param defends with what one defends against it, the usual first
   */
  @Doc("Something that wears down.")
  public record Track(
      @Default("") @Length(max = 40) String skill,
      @Default("2") @Range(min = 0, max = 9) int size,
      @Length(max = 10) List<String> defends) {}

  /**
   * The rules of a campaign that has set none: Fate Core.
   *
   * @return the defaults
   */
  public static House core() {
    return new House(
        List.of(
            "Academics",
            "Athletics",
            "Burglary",
            "Contacts",
            "Crafts",
            "Deceive",
            "Drive",
            "Empathy",
            "Fight",
            "Investigate",
            "Lore",
            "Notice",
            "Physique",
            "Provoke",
            "Rapport",
            "Resources",
            "Shoot",
            "Stealth",
            "Will"),
        Map.of(
            "physical", new Track("Physique", 2, List.of("Athletics", "Fight")),
            "mental", new Track("Will", 2, List.of("Will", "Empathy"))),
        Boxes.CORE,
        Map.of("Shoot", 2, "Provoke", 1),
        3,
        4,
        Invoking.BEHIND,
        120);
  }

  /**
   * The rules of Fate Accelerated.
   *
   * @return settings with six approaches and one track of three boxes
   */
  public static House accelerated() {
    return new House(
        List.of("Careful", "Clever", "Flashy", "Forceful", "Quick", "Sneaky"),
        Map.of("stress", new Track("", 3, List.of("Quick", "Careful"))),
        Boxes.CORE,
        Map.of(),
        3,
        3,
        Invoking.BEHIND,
        120);
  }
}
