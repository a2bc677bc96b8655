package io.tablekeep.plugin.fate.sheet;

import io.tablekeep.plugin.fate.House;
import io.tablekeep.plugin.fate.economy.Tally;
import io.tablekeep.plugin.fate.play.Contest;
import io.tablekeep.plugin.fate.play.Stop;
import io.tablekeep.plugin.fate.scene.Popcorn;
import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.Mine;
import io.tablekeep.sdk.game.Role;
import io.tablekeep.sdk.game.SystemDefinition;
import io.tablekeep.sdk.game.Table;
import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Node;
import io.tablekeep.sdk.view.Audience;
import java.util.Optional;

/** Milestones change characters, and treatment heals them. */
public final class Growing {
  private Growing() {}

  /**
   * {@code fate.milestone}: the game master lets all characters of players grow.
   *
   * @param kind how much
   */
  @Doc("Lets the characters of players grow.")
  public record Milestone(Kind kind) {
    /** How much. */
    public enum Kind {
      /** One edit. */
      MINOR,
      /** One edit and one skill; what is severe and treated heals. */
      SIGNIFICANT,
      /** An edit, a skill and a point of refresh. */
      MAJOR
    }
  }

  /**
   * {@code fate.advance}: a player uses what a milestone allows.
   *
   * @param who whose sheet
   * @param change what changes
   * @param key the aspect or skill it is about; nothing for refresh
   * @param to its new words, or the skill to exchange with
   */
  @Doc("Uses what a milestone allows.")
  public record Advance(
      @Mine ActorRef who,
      Change change,
      @Doc("The aspect, by its key, or the skill.") @Length(min = 1, max = 64) Optional<String> key,
      @Doc("Its new words, or the skill to exchange with.") @Length(min = 1, max = 200)
          Optional<String> to) {
    /** What changes. */
    public enum Change {
      /** An aspect gets other words. */
      RENAME,
      /** Two skills exchange their ratings. */
      EXCHANGE,
      /** A skill gets one better. */
      RAISE,
      /** The refresh gets one more. */
      REFRESH
    }
  }

  /**
   * {@code fate.treat}: a consequence is treated, so that it heals in time.
   *
   * @param who who treats it
   * @param patient whose it is
   * @param slot which one
   * @param skill with what
   */
  @Doc("Treats a consequence, so that it heals in time.")
  public record Treat(
      @Mine ActorRef who,
      ActorRef patient,
      @Length(min = 1, max = 40) String slot,
      @Length(min = 1, max = 40) String skill) {}

  /**
   * Declares the actions.
   *
   * @param system where
   */
  public static void define(SystemDefinition system) {
    system
        .action("milestone", Milestone.class, (table, one) -> milestone(table, one.kind()))
        .by(Role.GM, Role.CO_GM);
    system.action("advance", Advance.class, Stop.handler(Growing::advance));
    system.action("treat", Treat.class, Stop.handler(Growing::treat));
  }

  private static Decision milestone(Table table, Milestone.Kind kind) {
    Changes changes = Changes.none();
    boolean more = kind != Milestone.Kind.MINOR;
    for (Node actor : table.state().at("actors").children().toList()) {
      Node sheet = actor.at("fate");
      if (!sheet.at("refresh").exists() || Cast.side(table, actor.key()) != Facet.Side.PLAYERS) {
        continue;
      }
      Node advances = sheet.at("advances");
      changes =
          changes
              .set(advances.at("edits"), capped(advances.at("edits"), 1))
              .set(advances.at("skills"), capped(advances.at("skills"), more ? 1 : 0))
              .set(
                  advances.at("refresh"),
                  capped(advances.at("refresh"), kind == Milestone.Kind.MAJOR ? 1 : 0));
      Node severe = sheet.at("consequences", "severe");
      changes = more && severe.at("recovering").asBoolean(false) ? changes.remove(severe) : changes;
    }
    String word = kind.name().toLowerCase(java.util.Locale.ROOT);
    return Decision.apply(changes.say(Audience.everyone(), "A " + word + " milestone."));
  }

  private static int capped(Node number, int more) {
    return Math.min(100, number.asInt(0) + more);
  }

  private static Decision advance(Table table, Advance advance) {
    Node sheet = Cast.made(table, advance.who(), "who");
    String allowance =
        switch (advance.change()) {
          case RENAME, EXCHANGE -> "edits";
          case RAISE -> "skills";
          case REFRESH -> "refresh";
        };
    Node left = sheet.at("advances", allowance);
    if (left.asInt(0) < 1) {
      return new Decision.Reject("no-milestone", "No milestone allows that now.", "change");
    }
    Changes changes =
        switch (advance.change()) {
          case RENAME -> rename(sheet, advance);
          case EXCHANGE -> exchange(table, sheet, advance);
          case RAISE -> raise(table, sheet, advance);
          case REFRESH -> refresh(sheet);
        };
    return Decision.apply(changes.add(left, -1));
  }

  private static Changes rename(Node sheet, Advance advance) {
    Node aspect = sheet.at("aspects", advance.key().orElse("-"));
    if (!aspect.exists() || advance.to().isEmpty()) {
      throw Stop.refused("no-such-aspect", "Name an aspect and its new words.", "key");
    }
    return Changes.none().set(aspect.at("name"), advance.to().get());
  }

  private static Changes exchange(Table table, Node sheet, Advance advance) {
    String one = advance.key().orElse("");
    String other = advance.to().orElse("");
    Cast.skill(table, one, "key");
    Cast.skill(table, other, "to");
    return Changes.none()
        .set(sheet.at("skills", one), Cast.rating(sheet, other))
        .set(sheet.at("skills", other), Cast.rating(sheet, one));
  }

  private static Changes raise(Table table, Node sheet, Advance advance) {
    String skill = advance.key().orElse("");
    Cast.skill(table, skill, "key");
    int better = Cast.rating(sheet, skill) + 1;
    int cap = table.settings(House.class).cap() + 1;
    if (better > cap) {
      throw Stop.refused("at-the-top", "No skill goes beyond +" + cap + '.', "key");
    }
    return Changes.none().set(sheet.at("skills", skill), better);
  }

  private static Changes refresh(Node sheet) {
    int refresh = sheet.at("refresh").asInt(0) + 1;
    if (refresh > 20) {
      throw Stop.refused("at-the-top", "No refresh goes beyond 20.", "change");
    }
    return Changes.none().set(sheet.at("refresh"), refresh);
  }

  /** Against what the consequence absorbs, two more when treating oneself. */
  private static Decision treat(Table table, Treat treat) {
    Node sheet = Cast.active(table, treat.who(), "who");
    Node patient = Cast.made(table, treat.patient(), "patient");
    Cast.skill(table, treat.skill(), "skill");
    Node harm = patient.at("consequences", treat.slot());
    if (!harm.exists() || harm.at("recovering").asBoolean(false)) {
      return new Decision.Reject("nothing-to-treat", "There is nothing to treat.", "slot");
    }
    if (!Popcorn.conflictId(table).isEmpty()) {
      return Decision.reject("conflict-on", "There is no time for that now.");
    }
    String who = treat.who().id();
    int difficulty =
        patient.at("slots", treat.slot()).asInt(2) + (treat.patient().equals(treat.who()) ? 2 : 0);
    Contest contest =
        Contest.passive(
            table, new Tally(table), who, Cast.rating(sheet, treat.skill()), difficulty);
    boolean helps = contest.shifts() >= 0;
    String told =
        Cast.name(table, who)
            + (helps ? " treats “" : " cannot treat “")
            + harm.at("name").asText("")
            + "”: "
            + contest.words();
    Changes changes = contest.costs().say(Cast.watching(table, who), told + '.');
    return Decision.apply(helps ? changes.set(harm.at("recovering"), true) : changes);
  }
}
