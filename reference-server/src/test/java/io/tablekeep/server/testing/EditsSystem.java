package io.tablekeep.server.testing;

import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.GameSystem;
import io.tablekeep.sdk.game.SystemDefinition;
import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.model.TokenRef;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Pointer;
import io.tablekeep.sdk.view.Audience;
import java.util.List;
import org.pf4j.Extension;

/** A game with an edit for each sort of fact, packed as a plugin by {@link EditsPlugin}. */
@Extension
public final class EditsSystem implements GameSystem {
  /** A value of a sheet. */
  public record Value(ActorRef actor, String key, int value) {}

  /** What a fight did. */
  public record Wound(ActorRef actor, int wounds) {}

  /** Where a token stands. */
  public record Put(TokenRef token, int x, int y) {}

  /** A combatant's initiative. */
  public record Turn(String encounter, String who, int initiative) {}

  /** A roll that somebody would like better. */
  public record Amend(String roll, int total) {}

  /** What somebody carries. */
  public record Bag(ActorRef actor, List<String> things) {}

  /** Money is added up. */
  public record Coins(ActorRef actor, int more) {}

  /** Made by the loader. */
  public EditsSystem() {}

  @Override
  public String id() {
    return "edits";
  }

  @Override
  public void define(SystemDefinition system) {
    system
        .action(
            "value",
            Value.class,
            (table, v) -> set(v.actor().pointer().child("edits").child(v.key()).keys(), v.value()))
        .edit();
    system
        .action(
            "wound",
            Wound.class,
            (table, w) -> set(w.actor().pointer().child("edits-wounds").keys(), w.wounds()))
        .edit();
    system
        .action(
            "put",
            Put.class,
            (table, p) ->
                Decision.apply(
                    Changes.none()
                        .set(p.token().pointer().child("x"), p.x())
                        .set(p.token().pointer().child("y"), p.y())))
        .edit();
    system
        .action(
            "turn",
            Turn.class,
            (table, t) ->
                set(
                    List.of("encounters", t.encounter(), "order", t.who(), "initiative"),
                    t.initiative()))
        .edit();
    system
        .action(
            "amend", Amend.class, (table, a) -> set(List.of("dice", a.roll(), "total"), a.total()))
        .edit();
    system
        .action(
            "bag",
            Bag.class,
            (table, b) -> set(b.actor().pointer().child("edits-bag").keys(), b.things()))
        .edit();
    system
        .action(
            "coins",
            Coins.class,
            (table, c) ->
                Decision.apply(
                    Changes.none()
                        .add(table.state().at(c.actor().pointer()).at("edits-coins"), c.more())))
        .edit();
    system.conflicts("actors/*/edits-wounds", "combat");
    system.conflicts("actors/*/edits-bag", "set");
    system.conflicts("actors/*/edits-coins", "counter");
    for (String shown : List.of("edits", "edits-wounds", "edits-bag", "edits-coins")) {
      system.visible("actors/*/" + shown, Audience.everyone());
    }
  }

  private static Decision set(List<String> keys, Object value) {
    return Decision.apply(Changes.none().set(Pointer.of(keys), value));
  }
}
