package io.tablekeep.plugin.fate.scene;

import io.tablekeep.plugin.fate.House;
import io.tablekeep.plugin.fate.play.Aspects;
import io.tablekeep.plugin.fate.play.Stop;
import io.tablekeep.plugin.fate.sheet.Cast;
import io.tablekeep.plugin.fate.sheet.Facet;
import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.Role;
import io.tablekeep.sdk.game.SystemDefinition;
import io.tablekeep.sdk.game.Table;
import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.model.action.SessionStart;
import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import io.tablekeep.sdk.schema.Range;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Node;
import io.tablekeep.sdk.state.Pointer;
import io.tablekeep.sdk.view.Audience;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Aspects of the scene, what ends with it, and what begins with a session. */
public final class Scenes {
  private static final int MOST = 200;
  private static final String MILD = "mild";
  private static final String MODERATE = "moderate";

  private Scenes() {}

  /**
   * {@code fate.aspect}: the game master puts an aspect into the scene.
   *
   * @param name the phrase
   * @param hidden whether nobody knows of it yet
   * @param players how often the players may invoke it for nothing
   * @param gm how often the game master may
   * @param lasting whether it outlasts the scene
   */
  @Doc("Puts an aspect into the scene.")
  public record Put(
      @Length(min = 1, max = 200) String name,
      @Doc("Whether nobody knows of it yet.") @Default("false") boolean hidden,
      @Default("0") @Range(min = 0, max = 9) int players,
      @Default("0") @Range(min = 0, max = 9) int gm,
      @Doc("Whether it outlasts the scene.") @Default("false") boolean lasting) {}

  /**
   * {@code fate.reveal}: the game master shows a hidden aspect.
   *
   * @param about whose it is; empty for the scene's
   * @param aspect its words or its key
   */
  @Doc("Shows a hidden aspect.")
  public record Reveal(
      @Doc("Whose it is.") Optional<ActorRef> about, @Length(min = 1, max = 200) String aspect) {}

  /**
   * {@code fate.drop}: an aspect of the scene is no more.
   *
   * @param aspect its words or its key
   */
  @Doc("Takes an aspect out of the scene.")
  public record Drop(@Length(min = 1, max = 200) String aspect) {}

  /**
   * {@code fate.scene}: a scene is over, the next begins.
   *
   * @param name what the next is called
   */
  @Doc("Ends the scene: stress, boosts and aspects of the scene go, debts are paid.")
  public record NextScene(@Default("") @Length(max = 200) String name) {}

  /**
   * Declares actions and consequences.
   *
   * @param system where
   */
  public static void define(SystemDefinition system) {
    system.action("aspect", Put.class, Scenes::put).by(Role.GM, Role.CO_GM);
    system.action("reveal", Reveal.class, Stop.handler(Scenes::reveal)).by(Role.GM, Role.CO_GM);
    system.action("drop", Drop.class, Stop.handler(Scenes::drop)).by(Role.GM, Role.CO_GM);
    system.action("scene", NextScene.class, Scenes::next).by(Role.GM, Role.CO_GM);
    system.after(SessionStart.class, (table, start) -> begins(table));
  }

  private static Decision put(Table table, Put put) {
    Pointer place = put.hidden() ? Aspects.HIDDEN : Aspects.SCENE;
    if (table.state().at(place).size() >= MOST) {
      return Decision.reject("too-many-aspects", "A scene has 200 aspects at most.");
    }
    Facet.Kind kind = Facet.Kind.SITUATION;
    java.util.Map<String, Integer> free =
        java.util.Map.of(Facet.Side.PLAYERS.key(), put.players(), Facet.Side.GM.key(), put.gm());
    return Decision.apply(
        Changes.none()
            .set(place.child(table.newId()), new Facet(put.name(), kind, free, put.lasting())));
  }

  private static Decision reveal(Table table, Reveal reveal) {
    Node secret = named(Secrets.of(table, reveal.about()), reveal.aspect());
    return Decision.apply(
        Secrets.shown(table, reveal.about(), secret, Facet.Side.PLAYERS, 0)
            .say(Audience.everyone(), "It shows: " + secret.at("name").asText("")));
  }

  private static Decision drop(Table table, Drop drop) {
    List<Node> all = new ArrayList<>(table.state().at(Aspects.SCENE).children().toList());
    all.addAll(table.state().at(Aspects.HIDDEN).children().toList());
    return Decision.apply(Changes.none().remove(named(all, drop.aspect())));
  }

  private static Node named(List<Node> all, String said) {
    return all.stream()
        .filter(o -> o.key().equals(said) || o.at("name").asText("").equalsIgnoreCase(said.strip()))
        .findFirst()
        .orElseThrow(() -> Stop.refused("no-such-aspect", "There is no such aspect.", "aspect"));
  }

  private static Decision next(Table table, NextScene next) {
    if (Popcorn.conflict(table).isPresent()) {
      return Decision.reject("conflict-on", "End the conflict first.");
    }
    Changes changes = Changes.none();
    for (Pointer place : List.of(Aspects.SCENE, Aspects.HIDDEN)) {
      for (Node aspect : table.state().at(place).children().toList()) {
        changes = aspect.at("lasting").asBoolean(false) ? changes : changes.remove(aspect);
      }
    }
    int players = 0;
    for (Node actor : table.state().at("actors").children().toList()) {
      Node sheet = actor.at("fate");
      if (sheet.at("refresh").exists()) {
        players += Cast.side(table, actor.key()) == Facet.Side.PLAYERS ? 1 : 0;
        changes = changes.and(rested(sheet));
      }
    }
    Node fate = table.state().at("fate");
    changes =
        changes
            .and(paid(table))
            .set(fate.at("scene", "name"), next.name())
            .add(fate.at("scene", "number"), 1)
            .set(fate.at("gm", "points"), players);
    String name = next.name().isBlank() ? "The next scene begins." : "Scene: " + next.name();
    return Decision.apply(changes.say(Audience.everyone(), name));
  }

  private static Changes rested(Node sheet) {
    Changes changes = Changes.none();
    for (Node track : sheet.at("stress").children().toList()) {
      List<Boolean> boxes = track.children().map(box -> box.asBoolean(false)).toList();
      if (boxes.contains(true)) {
        changes = changes.set(track, boxes.stream().map(box -> false).toList());
      }
    }
    if (sheet.at("out").exists()) {
      changes = changes.remove(sheet.at("out"));
    }
    return changes.and(healed(sheet, MILD));
  }

  /** A consequence that is being treated goes, in its time. */
  private static Changes healed(Node sheet, String severity) {
    Changes changes = Changes.none();
    for (Node one : sheet.at("consequences").children().toList()) {
      boolean goes = one.key().startsWith(severity) && one.at("recovering").asBoolean(false);
      changes = goes ? changes.remove(one) : changes;
    }
    return changes;
  }

  /** Everyone gets the fate points they are owed. */
  static Changes paid(Table table) {
    Changes changes = Changes.none();
    for (Node actor : table.state().at("actors").children().toList()) {
      Node owed = actor.at("fate", "owed");
      int points = owed.asInt(0);
      if (points > 0) {
        changes =
            changes.set(owed, 0).add(table.state().at(Cast.purse(table, actor.key())), points);
      }
    }
    return changes;
  }

  /** A session begins: everyone has their refresh at least, and what is moderate heals. */
  private static Changes begins(Table table) {
    Changes changes = paid(table);
    Node paid = table.state(changes);
    for (Node actor : paid.at("actors").children().toList()) {
      Node sheet = actor.at("fate");
      if (!sheet.at("refresh").exists()) {
        continue;
      }
      int refresh = sheet.at("refresh").asInt(table.settings(House.class).refresh());
      if (sheet.at("points").asInt(0) < refresh
          && Cast.side(table, actor.key()) == Facet.Side.PLAYERS) {
        changes = changes.set(sheet.at("points"), refresh);
      }
      changes = changes.and(healed(sheet, MODERATE));
    }
    return changes;
  }
}
