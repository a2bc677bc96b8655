package io.tablekeep.engine.conflict;

import io.tablekeep.sdk.error.Problem;
import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.GameSystem;
import io.tablekeep.sdk.game.Mine;
import io.tablekeep.sdk.game.SystemDefinition;
import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.model.TokenRef;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.view.Audience;
import java.util.List;
import java.util.stream.Stream;

/** A game in which everything is an edit. */
public final class Sheets implements GameSystem {
  /** One value of a sheet. */
  public record Value(ActorRef actor, String key, int value) {}

  /** The whole sheet at once. */
  public record Whole(ActorRef actor, Sheet sheet) {}

  /** A sheet. */
  public record Sheet(int str, int dex, int hp) {}

  /** What somebody carries. */
  public record Bag(ActorRef actor, List<String> things) {}

  /** Money is added up. */
  public record Coins(ActorRef actor, int more) {}

  /** Where a token stands. */
  public record Put(TokenRef token, int x, int y) {}

  /** A combatant's initiative. */
  public record Turn(String encounter, String who, int initiative) {}

  /** Wounds of a fight. */
  public record Wound(ActorRef actor, int wounds) {}

  /** A roll that somebody would like better. */
  public record Amend(String roll, int total) {}

  /** Only one's own. */
  public record Own(@Mine ActorRef actor, int value) {}

  /** What is told of somebody; the GM has the word. */
  public record Tale(ActorRef actor, String text) {}

  /** Made without a public constructor that is implicit. */
  public Sheets() {}

  @Override
  public String id() {
    return "sheets";
  }

  @Override
  public void define(SystemDefinition system) {
    system
        .action(
            "value",
            Value.class,
            (table, v) ->
                apply(
                    Changes.none()
                        .set(v.actor().pointer().child("sheets").child(v.key()), v.value())))
        .edit();
    system
        .action(
            "whole",
            Whole.class,
            (table, w) ->
                apply(
                    Changes.none()
                        .set(table.state().at(w.actor().pointer()).at("sheets"), w.sheet())))
        .edit();
    system
        .action(
            "bag",
            Bag.class,
            (table, b) ->
                apply(Changes.none().set(b.actor().pointer().child("sheets-bag"), b.things())))
        .edit();
    system
        .action(
            "coins",
            Coins.class,
            (table, c) ->
                apply(
                    Changes.none()
                        .add(table.state().at(c.actor().pointer()).at("sheets-coins"), c.more())))
        .edit();
    system
        .action(
            "put",
            Put.class,
            (table, p) ->
                apply(
                    Changes.none()
                        .set(p.token().pointer().child("x"), p.x())
                        .set(p.token().pointer().child("y"), p.y())))
        .edit();
    system
        .action(
            "turn",
            Turn.class,
            (table, t) ->
                apply(
                    Changes.none()
                        .set(
                            table
                                .state()
                                .at("encounters", t.encounter(), "order", t.who(), "initiative"),
                            t.initiative())))
        .edit();
    system
        .action(
            "wound",
            Wound.class,
            (table, w) ->
                apply(Changes.none().set(w.actor().pointer().child("sheets-wounds"), w.wounds())))
        .edit();
    system
        .action(
            "amend",
            Amend.class,
            (table, a) ->
                apply(Changes.none().set(table.state().at("dice", a.roll(), "total"), a.total())))
        .edit();
    system
        .action(
            "own",
            Own.class,
            (table, o) ->
                apply(Changes.none().set(o.actor().pointer().child("sheets-own"), o.value())))
        .edit();
    system
        .action(
            "tale",
            Tale.class,
            (table, t) ->
                apply(Changes.none().set(t.actor().pointer().child("description"), t.text())))
        .edit()
        .approvedByGm();
    system.conflicts("actors/*/sheets-bag", "set");
    system.conflicts("actors/*/sheets-coins", "counter");
    system.conflicts("actors/*/sheets-wounds", "combat");
    system.conflicts("actors/*/sheets-own", "sheets.own");
    for (String open :
        List.of("sheets", "sheets-bag", "sheets-coins", "sheets-wounds", "sheets-own")) {
      system.visible("actors/*/" + open, Audience.everyone());
    }
    system.shape(
        "actors/*/sheets",
        Sheet.class,
        sheet ->
            sheet.str() + sheet.dex() > 30
                ? Stream.of(new Problem("too-strong", "Nobody is that good.", "str"))
                : Stream.empty());
  }

  private static Decision apply(Changes changes) {
    return Decision.apply(changes);
  }
}
