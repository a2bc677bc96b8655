package io.tablekeep.plugin.fate;

import io.tablekeep.plugin.fate.economy.Points;
import io.tablekeep.plugin.fate.play.Attacking;
import io.tablekeep.plugin.fate.play.Creating;
import io.tablekeep.plugin.fate.play.Overcoming;
import io.tablekeep.plugin.fate.play.Stop;
import io.tablekeep.plugin.fate.scene.Handing;
import io.tablekeep.plugin.fate.scene.Moves;
import io.tablekeep.plugin.fate.scene.Scenes;
import io.tablekeep.plugin.fate.scene.Zones;
import io.tablekeep.plugin.fate.sheet.Building;
import io.tablekeep.plugin.fate.sheet.Facet;
import io.tablekeep.plugin.fate.sheet.Growing;
import io.tablekeep.plugin.fate.sheet.Sheet;
import io.tablekeep.sdk.game.GameSystem;
import io.tablekeep.sdk.game.SystemDefinition;
import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Range;
import io.tablekeep.sdk.view.Audience;
import java.util.stream.Stream;
import org.pf4j.Extension;

/** Fate Core and Accelerated: what people do, what stands where, and who sees it. */
@Extension
public final class Fate implements GameSystem {
  /**
   * The game master's fate points, {@code fate/gm}.
   *
   * @param points how many
   */
  public record Purse(@Default("0") @Range(min = 0, max = 1_000) int points) {}

  /** Made by whoever loads the plugin. */
  public Fate() {}

  @Override
  public String id() {
    return "fate";
  }

  @Override
  public void define(SystemDefinition system) {
    system.settings(House.core());
    Building.define(system);
    Growing.define(system);
    system.action("overcome", Overcoming.Overcome.class, Stop.handler(Overcoming::decide));
    system.action("create", Creating.Create.class, Stop.handler(Creating::decide));
    system.action("attack", Attacking.Attack.class, Stop.handler(Attacking::decide));
    Points.define(system);
    Handing.define(system);
    Moves.define(system);
    Scenes.define(system);

    system.shape("actors/*/fate", Sheet.class, Sheet::check);
    system.shape("fate/aspects/*", Facet.class, any -> Stream.empty());
    system.shape("fate/secrets/*", Facet.class, any -> Stream.empty());
    system.shape("fate/gm", Purse.class, any -> Stream.empty());
    system.shape("maps/*/fate/zones/*", Zones.Zone.class, any -> Stream.empty());

    // Skills, stunts, extras, slots and secrets stay with the owner; fate/secrets with the GM.
    for (String open :
        new String[] {
          "refresh", "points", "owed", "aspects", "stress", "consequences", "out", "nameless"
        }) {
      system.visible("actors/*/fate/" + open, Audience.everyone());
    }
    system.visible("fate/aspects", Audience.everyone());
    system.visible("fate/scene", Audience.everyone());
    system.visible("fate/conflict", Audience.everyone());
    system.visible("fate/gm", Audience.everyone());
    system.visible("maps/*/fate/zones", Audience.everyone());
    system.visible("encounters/*/order/*/fate", Audience.everyone());
    // The house rules are the forms everybody fills in.
    system.visible("campaign/settings/fate", Audience.everyone());
  }
}
