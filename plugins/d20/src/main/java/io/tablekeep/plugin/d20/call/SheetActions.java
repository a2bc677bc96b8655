package io.tablekeep.plugin.d20.call;

import io.tablekeep.plugin.d20.scene.HouseRules;
import io.tablekeep.plugin.d20.scene.HouseRules.Ruling;
import io.tablekeep.plugin.d20.sheet.Figures;
import io.tablekeep.plugin.d20.sheet.Power;
import io.tablekeep.plugin.d20.sheet.StatBlock;
import io.tablekeep.plugin.d20.sheet.Uses;
import io.tablekeep.plugin.d20.sheet.Vitals;
import io.tablekeep.plugin.d20.srd.Library;
import io.tablekeep.plugin.d20.tables.Reckoning;
import io.tablekeep.plugin.d20.tables.Sheets;
import io.tablekeep.sdk.error.Problem;
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
import java.util.Map;
import java.util.Optional;

/** Sheets: stat blocks set whole, what is reckoned from them, and what begins with them. */
public final class SheetActions {
  private SheetActions() {}

  /** {@code d20.stat-block}: a stat block is set, whole or not at all. */
  @Doc("Sets a stat block, whole or not at all.")
  public record SetStatBlock(@Mine ActorRef actor, StatBlock block) {}

  /** {@code d20.become}: an actor is given the stat block of one of the creatures brought along. */
  @Doc("Gives an actor the stat block of a creature that the system brings.")
  public record Become(
      ActorRef actor, @Doc("Such as goblin.") @Length(min = 1, max = 60) String creature) {}

  /**
   * Declares them.
   *
   * @param system where to
   */
  public static void define(SystemDefinition system) {
    system.action("stat-block", SetStatBlock.class, SheetActions::set).edit();
    system.action("become", Become.class, SheetActions::become).by(Role.GM, Role.CO_GM);
    system.action("rules", HouseRules.class, SheetActions::rules).by(Role.GM, Role.CO_GM);
    system.shape("actors/*/d20/block", StatBlock.class, Sheets::check);
    system.shape("actors/*/d20/now", Vitals.class, Sheets::check);
    system.derive("actors/*/d20/block", "figures", SheetActions::figures);
    system.derive("actors/*/d20/now", "health", SheetActions::health);
    system.changed("actors/*/d20/block", SheetActions::begin);
    system.visible("actors/*/d20/now/health", Audience.everyone());
    system.visible("actors/*/d20/block/size", Audience.everyone());
    system.visible("actors/*/d20/block/kind", Audience.everyone());
  }

  /** Nothing follows from an illegal block, which its shape refuses right after. */
  private static Object figures(Node node) {
    StatBlock block = node.as(StatBlock.class);
    return Sheets.check(block).findAny().isPresent()
        ? Optional.empty()
        : Optional.of(Reckoning.of(block));
  }

  private static Decision set(Table table, SetStatBlock set) {
    Optional<Problem> problem = Sheets.check(set.block()).findFirst();
    if (problem.isPresent()) {
      String field = "block/" + problem.get().field();
      return new Decision.Reject(problem.get().code(), problem.get().message(), field);
    }
    Changes changes =
        Changes.none()
            .set(table.state().at("actors", set.actor().id(), "d20", "block"), set.block());
    boolean ask =
        table.settings(HouseRules.class).sheets() != Ruling.AUTOMATIC
            && !table.by().role().runsGame();
    return ask
        ? Decision.propose(changes, table.by().name() + " changes a stat block")
        : Decision.apply(changes);
  }

  private static Decision become(Table table, Become become) {
    Optional<Map<String, Object>> block = Library.creature(become.creature());
    if (block.isEmpty()) {
      return new Decision.Reject(
          "no-such-creature", "No creature of that name comes with the rules.", "creature");
    }
    Node sheet = table.state().at("actors", become.actor().id(), "d20");
    return Decision.apply(Changes.none().remove(sheet).set(sheet.at("block"), block.get()));
  }

  private static Decision rules(Table table, HouseRules rules) {
    return Decision.apply(
        Changes.none().set(table.state().at("campaign", "settings", "d20"), rules));
  }

  /**
   * Whoever gets a stat block has its hit points; whose maximum changes keeps their wounds; and
   * nobody has spent more than they have.
   */
  private static Changes begin(Table table, Node before, Node block) {
    if (block.at("hitPoints").kind() != Node.Kind.NUMBER) {
      return Changes.none();
    }
    Node now = table.state().at("actors", block.pointer().key(1), "d20", "now");
    int most = block.at("hitPoints").asInt(1);
    if (!now.at("hp").exists()) {
      return Changes.none()
          .set(
              now,
              new Vitals(
                  most,
                  most,
                  0,
                  0,
                  0,
                  false,
                  false,
                  0,
                  false,
                  Map.of(),
                  Map.of(),
                  Map.of(),
                  Optional.empty()));
    }
    Changes changes = Changes.none();
    int max = now.at("max").asInt(most);
    if (max != most) {
      int hp = now.at("hp").asInt(0);
      int left = Math.min(most, Math.max(1, most - Math.max(0, max - hp)));
      changes = changes.set(now.at("hp"), hp == 0 ? 0 : left).set(now.at("max"), most);
    }
    boolean spent = now.at("slots").size() + now.at("hitDice").size() + now.at("uses").size() > 0;
    return spent ? changes.and(clamp(now, block.as(StatBlock.class))) : changes;
  }

  private static Changes clamp(Node now, StatBlock block) {
    if (Sheets.check(block).findAny().isPresent()) {
      return Changes.none(); // its shape refuses it right after
    }
    Figures figures = Reckoning.of(block);
    Changes changes = Changes.none();
    for (Node each : now.at("slots").children().toList()) {
      changes = clamp(changes, each, figures.slots().getOrDefault(each.key(), 0));
    }
    for (Node each : now.at("hitDice").children().toList()) {
      changes = clamp(changes, each, figures.hitDice().getOrDefault(each.key(), 0));
    }
    for (Node each : now.at("uses").children().toList()) {
      Power power = block.powers().get(each.key());
      if (power != null) {
        changes = clamp(changes, each, power.uses().map(Uses::most).orElse(0));
      }
    }
    return changes;
  }

  private static Changes clamp(Changes changes, Node spent, int most) {
    return spent.asInt(0) > most ? changes.set(spent, most) : changes;
  }

  private static Object health(Node now) {
    int hp = now.at("hp").asInt(0);
    if (now.at("dead").asBoolean(false)) {
      return "dead";
    }
    if (hp == 0) {
      return now.at("stable").asBoolean(false) ? "stable" : "down";
    }
    int max = now.at("max").asInt(1);
    return hp >= max ? "unhurt" : hp * 2 <= max ? "bloodied" : "hurt";
  }
}
