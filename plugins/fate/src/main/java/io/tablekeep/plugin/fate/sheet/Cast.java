package io.tablekeep.plugin.fate.sheet;

import io.tablekeep.plugin.fate.House;
import io.tablekeep.plugin.fate.play.Stop;
import io.tablekeep.plugin.fate.sheet.Facet.Side;
import io.tablekeep.sdk.game.Table;
import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.state.Node;
import io.tablekeep.sdk.state.Pointer;
import io.tablekeep.sdk.view.Audience;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who takes part, and where on their sheets things stand. */
public final class Cast {
  private static final String FATE = "fate";

  private Cast() {}

  /**
   * Somebody's sheet.
   *
   * @param table the table
   * @param actor key of the actor
   * @return its place, whether or not there is one
   */
  public static Node sheet(Table table, String actor) {
    return table.state().at("actors", actor, FATE);
  }

  /**
   * The sheet of somebody who has to have one, and still takes part.
   *
   * @param table the table
   * @param who the actor
   * @param field the component of the payload that names it
   * @return the sheet
   */
  public static Node active(Table table, ActorRef who, String field) {
    Node sheet = made(table, who, field);
    if (sheet.at("out").exists()) {
      throw Stop.refused("out", name(table, who.id()) + " is out of this.", field);
    }
    return sheet;
  }

  /**
   * The sheet of somebody who has to have one.
   *
   * @param table the table
   * @param who the actor
   * @param field the component of the payload that names it
   * @return the sheet
   */
  public static Node made(Table table, ActorRef who, String field) {
    Node sheet = sheet(table, who.id());
    if (!sheet.at("refresh").exists()) {
      throw Stop.refused("no-sheet", name(table, who.id()) + " has no sheet yet.", field);
    }
    return sheet;
  }

  /**
   * What an actor is called.
   *
   * @param table the table
   * @param actor key of the actor
   * @return the name
   */
  public static String name(Table table, String actor) {
    return table.state().at("actors", actor, "name").asText("Somebody");
  }

  /**
   * Whose an actor is.
   *
   * @param table the table
   * @param actor key of the actor
   * @return that of the players if a player plays it
   */
  public static Side side(Table table, String actor) {
    String owner = table.state().at("actors", actor, "owner").asText("");
    return !owner.isEmpty()
            && table.state().at("participants", owner, "role").asText("").equals("player")
        ? Side.PLAYERS
        : Side.GM;
  }

  /**
   * Where the fate points are that pay for an actor.
   *
   * @param table the table
   * @param actor key of the actor
   * @return the place of a number
   */
  public static Pointer purse(Table table, String actor) {
    return side(table, actor) == Side.PLAYERS
        ? Pointer.of("actors", actor, FATE, "points")
        : Pointer.of(FATE, "gm", "points");
  }

  /**
   * Whether the sender plays an actor.
   *
   * @param table the table
   * @param actor key of the actor
   * @return true for the owner and those who run the game
   */
  public static boolean plays(Table table, String actor) {
    return table.by().role().runsGame()
        || table.by().id().equals(table.state().at("actors", actor, "owner").asText(""));
  }

  /**
   * Before whom the dice of an actor fall and its deeds are told.
   *
   * @param table the table
   * @param actor key of the actor
   * @return everyone, unless the actor is hidden
   */
  public static Audience watching(Table table, String actor) {
    return table.state().at("actors", actor, "hidden").asBoolean(false)
        ? Audience.ownerOf(actor)
        : Audience.everyone();
  }

  /**
   * How good somebody is.
   *
   * @param sheet their sheet
   * @param skill the skill
   * @return the rating, 0 for what does not stand there
   */
  public static int rating(Node sheet, String skill) {
    return sheet.at("skills", skill).asInt(0);
  }

  /**
   * Refuses a skill this campaign does not have.
   *
   * @param table the table
   * @param skill the skill
   * @param field the component of the payload that names it
   */
  public static void skill(Table table, String skill, String field) {
    List<String> skills = table.settings(House.class).skills();
    if (!skills.contains(skill)) {
      throw Stop.refused(
          "no-such-skill",
          "There is no such skill here. There are: "
              + String.join(", ", skills.subList(0, Math.min(30, skills.size())))
              + '.',
          field);
    }
  }

  /**
   * With what somebody defends best.
   *
   * @param table the table
   * @param sheet their sheet
   * @param defends the usual skills for it; empty: any
   * @return the skill; empty when the campaign has none
   */
  public static Optional<String> best(Table table, Node sheet, List<String> defends) {
    List<String> skills = table.settings(House.class).skills();
    List<String> usual = defends.stream().filter(skills::contains).toList();
    return (usual.isEmpty() ? skills : usual)
        .stream().max(Comparator.comparingInt(skill -> rating(sheet, skill)));
  }

  /**
   * What a stunt adds to a roll.
   *
   * @param sheet the sheet
   * @param stunt its key
   * @param skill the skill that is rolled
   * @param deed the action
   * @return the bonus; 0 without a stunt
   */
  public static int bonus(Node sheet, Optional<String> stunt, String skill, Sheet.Deed deed) {
    if (stunt.isEmpty()) {
      return 0;
    }
    Node node = sheet.at("stunts", stunt.get());
    if (!node.exists()) {
      throw Stop.refused("no-such-stunt", "There is no such stunt.", "stunt");
    }
    Sheet.Stunt known = node.as(Sheet.Stunt.class);
    if (!known.skill().equals(skill) || !known.action().map(deed::equals).orElse(true)) {
      throw Stop.refused(
          "stunt-not-here", "That stunt does not help here: " + known.text(), "stunt");
    }
    return known.bonus();
  }

  /**
   * The shifts each slot absorbs on a new sheet.
   *
   * @param named whether it is somebody
   * @return slots by severity
   */
  public static Map<String, Integer> slots(boolean named) {
    return named ? Map.of("mild", 2, "moderate", 4, "severe", 6) : Map.of();
  }
}
