package io.tablekeep.plugin.fate.economy;

import io.tablekeep.plugin.fate.play.Stop;
import io.tablekeep.plugin.fate.scene.Popcorn;
import io.tablekeep.plugin.fate.sheet.Cast;
import io.tablekeep.plugin.fate.sheet.Sheet;
import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.Mine;
import io.tablekeep.sdk.game.Role;
import io.tablekeep.sdk.game.SystemDefinition;
import io.tablekeep.sdk.game.Table;
import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import io.tablekeep.sdk.schema.Range;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Node;
import io.tablekeep.sdk.state.Pointer;
import io.tablekeep.sdk.view.Audience;

/** Fate points that go by hand, that pay for a detail, and that comfort those who concede. */
public final class Points {
  private Points() {}

  /**
   * {@code fate.points}: the game master gives fate points, or takes some.
   *
   * @param who whom
   * @param by how many
   * @param why what for
   */
  @Doc("Gives fate points, or takes some.")
  public record Give(
      ActorRef who,
      @Range(min = -20, max = 20) int by,
      @Default("") @Length(max = 500) String why) {}

  /**
   * {@code fate.detail}: a player says what is true, for a fate point, if the game master agrees.
   *
   * @param who whose point
   * @param detail what is true
   */
  @Doc("Declares a detail of the story, for a fate point.")
  public record Detail(@Mine ActorRef who, @Length(min = 1, max = 1_000) String detail) {}

  /**
   * {@code fate.concede}: to leave a conflict on one's own terms, before the dice fall.
   *
   * @param who who
   * @param what what becomes of them
   */
  @Doc("Concedes the conflict: a fate point, and one for each consequence in it.")
  public record Concede(@Mine ActorRef who, @Default("") @Length(max = 500) String what) {}

  /**
   * Declares the actions.
   *
   * @param system where
   */
  public static void define(SystemDefinition system) {
    system.action("points", Give.class, Stop.handler(Points::give)).by(Role.GM, Role.CO_GM);
    system.action("detail", Detail.class, Stop.handler(Points::detail));
    system.action("concede", Concede.class, Stop.handler(Points::concede));
    system.action("compel", Compels.Compel.class, Stop.handler(Compels::decide));
  }

  private static Decision give(Table table, Give give) {
    Cast.made(table, give.who(), "who");
    Node purse = table.state().at(Cast.purse(table, give.who().id()));
    if (purse.asInt(0) + give.by() < 0) {
      return new Decision.Reject("no-points", "There are not that many.", "by");
    }
    return Decision.apply(Changes.none().add(purse, give.by()));
  }

  private static Decision detail(Table table, Detail detail) {
    Cast.made(table, detail.who(), "who");
    Node purse = table.state().at(Cast.purse(table, detail.who().id()));
    if (purse.asInt(0) < 1) {
      return Decision.reject("no-points", "There is no fate point left.");
    }
    String told = Cast.name(table, detail.who().id()) + ": " + detail.detail();
    Changes changes = Changes.none().add(purse, -1).say(Audience.everyone(), told);
    return table.by().role().runsGame()
        ? Decision.apply(changes)
        : Decision.propose(changes, "A detail for a fate point. " + told);
  }

  private static Decision concede(Table table, Concede concede) {
    Node sheet = Cast.active(table, concede.who(), "who");
    String who = concede.who().id();
    String conflict = Popcorn.conflictId(table);
    if (conflict.isEmpty()
        || table
            .state()
            .at("encounters", conflict, "order")
            .children()
            .noneMatch(one -> one.at("actor").asText("").equals(who))) {
      return Decision.reject("no-conflict", "There is no conflict to concede.");
    }
    if (isUnderFire(table, who)) {
      return Decision.reject("too-late", "The dice have fallen: one concedes before they do.");
    }
    long suffered =
        sheet
            .at("consequences")
            .children()
            .filter(one -> one.at("conflict").asText("").equals(conflict))
            .count();
    String name = Cast.name(table, who);
    Pointer owed =
        Cast.side(table, who) == io.tablekeep.plugin.fate.sheet.Facet.Side.PLAYERS
            ? sheet.at("owed").pointer()
            : Cast.purse(table, who);
    String told = name + " concedes. " + concede.what();
    return Decision.apply(
        Changes.none()
            .set(sheet.at("out"), new Sheet.Out(true, concede.what()))
            .add(table.state().at(owed), 1 + suffered)
            .and(Popcorn.leaves(table, who))
            .say(Cast.watching(table, who), told.strip()));
  }

  /** Whether an attack on somebody waits for an answer after its dice have fallen. */
  private static boolean isUnderFire(Table table, String who) {
    return table
        .state()
        .at("asks")
        .children()
        .anyMatch(
            ask ->
                ask.at("sent", "type").asText("").equals("fate.attack")
                    && ask.at("sent", "payload", "target").asText("").equals(who)
                    && ask.at("rolls").size() > 0);
  }
}
