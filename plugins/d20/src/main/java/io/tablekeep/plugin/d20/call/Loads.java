package io.tablekeep.plugin.d20.call;

import io.tablekeep.plugin.d20.sheet.Load;
import io.tablekeep.plugin.d20.sheet.Size;
import io.tablekeep.sdk.game.SystemDefinition;
import io.tablekeep.sdk.game.Table;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Node;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What everybody carries (SRD 5.1, "Lifting and Carrying"): gear of the sheet, and what lies in the
 * table's inventory as far as its items say what they weigh ({@code items/{i}/d20/gear/pounds}).
 */
public final class Loads {
  private Loads() {}

  /**
   * Declares what follows.
   *
   * @param system where to
   */
  public static void define(SystemDefinition system) {
    system.changed("actors/*/d20/block", (table, before, now) -> loaded(table, now));
    system.changed("actors/*/inventory", (table, before, now) -> loaded(table, now));
    system.changed("items/*/d20/gear/pounds", Loads::weighed);
  }

  private static Changes weighed(Table table, Node before, Node now) {
    String item = now.pointer().key(1);
    Changes changes = Changes.none();
    for (Node actor : table.state().at("actors").children().toList()) {
      boolean carries =
          actor
              .at("inventory")
              .children()
              .anyMatch(stack -> stack.at("item").asText("").equals(item));
      changes = carries ? changes.and(loaded(table, actor)) : changes;
    }
    return changes;
  }

  private static Changes loaded(Table table, Node place) {
    Node actor = table.state().at("actors", place.pointer().key(1));
    Node block = actor.at("d20", "block");
    if (block.at("hitPoints").kind() != Node.Kind.NUMBER) {
      return Changes.none();
    }
    double pounds = 0;
    for (Node each : block.at("gear").children().toList()) {
      pounds += each.at("pounds").asDouble(0) * each.at("count").asInt(1);
    }
    for (Node each : actor.at("inventory").children().toList()) {
      Node item = table.state().at("items", each.at("item").asText("-"));
      double own = each.at("d20", "pounds").asDouble(0);
      double one = item.at("d20", "gear", "pounds").asDouble(own);
      pounds += one * each.at("quantity").asDouble(1);
    }
    Node load = actor.at("d20", "load");
    double carried = Math.round(pounds * 100) / 100.0;
    if (carried == 0 && !load.exists()) {
      return Changes.none();
    }
    Load now = new Load(carried, carries(block));
    boolean same =
        load.at("carried").asDouble(-1) == now.carried() && load.at("most").asInt(-1) == now.most();
    return same ? Changes.none() : Changes.none().set(load, now);
  }

  /** As the figures have it, which are reckoned after this. */
  private static int carries(Node block) {
    String size = block.at("size").asText("medium").toUpperCase(Locale.ROOT);
    int strength = block.at("abilities", "strength").asInt(10);
    return Stream.of(Size.values())
        .filter(each -> each.name().equals(size))
        .mapToInt(each -> (int) (15 * strength * each.load()))
        .findFirst()
        .orElse(0);
  }
}
