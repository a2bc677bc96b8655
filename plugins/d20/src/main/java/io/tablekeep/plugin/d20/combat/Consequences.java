package io.tablekeep.plugin.d20.combat;

import io.tablekeep.plugin.d20.scene.Creature;
import io.tablekeep.plugin.d20.scene.Scene;
import io.tablekeep.plugin.d20.sheet.Condition;
import io.tablekeep.plugin.d20.sheet.Lasting;
import io.tablekeep.sdk.game.SystemDefinition;
import io.tablekeep.sdk.game.Table;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Node;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What follows from changes, whoever made them: an attack, a fireball, the game master's hand. At 0
 * hit points heroes lie unconscious and monsters die; who cannot act neither concentrates nor holds
 * anybody; with a spell that is let go ends what it upheld.
 */
public final class Consequences {
  private static final String DOWN = "down";

  private Consequences() {}

  /**
   * Declares them.
   *
   * @param system where to
   */
  public static void define(SystemDefinition system) {
    system.changed("actors/*/d20/now/hp", Consequences::hitPoints);
    system.changed("actors/*/d20/now/concentration", Consequences::concentration);
    system.changed("actors/*/conditions/*", Consequences::condition);
  }

  private static Changes hitPoints(Table table, Node before, Node now) {
    if (!now.exists()) {
      return Changes.none();
    }
    String actor = now.pointer().key(1);
    Node vitals = table.state().at("actors", actor, "d20", "now");
    Node down = table.state().at("actors", actor, "conditions", DOWN);
    if (now.asInt(0) > 0) {
      Changes up = down.exists() ? Changes.none().remove(down) : Changes.none();
      return before.asInt(1) == 0
          ? up.set(vitals.at("deathSuccesses"), 0)
              .set(vitals.at("deathFailures"), 0)
              .set(vitals.at("stable"), false)
          : up;
    }
    Changes changes = Changes.none().remove(vitals.at("concentration"));
    Creature who = new Scene(table).of(actor);
    if (!who.isDead() && !who.savesAgainstDeath()) {
      changes = changes.set(vitals.at("dead"), true).set(vitals.at("stable"), false);
    }
    if (down.exists()) {
      return changes;
    }
    changes = changes.set(down, lying("Unconscious", Condition.UNCONSCIOUS));
    Node prone = table.state().at("actors", actor, "conditions", "prone");
    return prone.exists() ? changes : changes.set(prone, lying("Prone", Condition.PRONE));
  }

  private static Map<String, Object> lying(String name, Condition condition) {
    Map<String, Object> written = new LinkedHashMap<>();
    written.put("name", name);
    written.put("d20", Lasting.of(condition));
    return written;
  }

  private static Changes concentration(Table table, Node before, Node now) {
    Set<String> still = new HashSet<>();
    now.at("holds").children().forEach(each -> still.add(each.asText("")));
    Changes changes = Changes.none();
    for (Node each : before.at("holds").children().toList()) {
      String held = each.asText("");
      int slash = held.indexOf('/');
      int second = held.indexOf('/', slash + 1);
      if (second > 0 && !still.contains(held)) {
        String map = held.substring(slash + 1, second);
        Node area = table.state().at("maps", map, "d20", "areas", held.substring(second + 1));
        changes = area.exists() ? changes.remove(area) : changes;
      } else if (slash > 0 && !still.contains(held)) {
        Node condition =
            table
                .state()
                .at("actors", held.substring(0, slash), "conditions", held.substring(slash + 1));
        changes = condition.exists() ? changes.remove(condition) : changes;
      }
    }
    return changes;
  }

  private static Changes condition(Table table, Node before, Node now) {
    if (!now.exists()) {
      Node hp = table.state().at("actors", now.pointer().key(1), "d20", "now", "hp");
      boolean lies = now.key().equals(DOWN) && hp.asInt(1) == 0;
      return lies
          ? Changes.none().set(now, lying("Unconscious", Condition.UNCONSCIOUS))
          : Changes.none();
    }
    if (!known(now).filter(Condition::incapacitates).isPresent()) {
      return Changes.none();
    }
    String actor = now.pointer().key(1);
    Node held = table.state().at("actors", actor, "d20", "now", "concentration");
    Changes changes = held.exists() ? Changes.none().remove(held) : Changes.none();
    for (Node other : table.state().at("actors").children().toList()) {
      for (Node each : other.at("conditions").children().toList()) {
        if (each.at("source").asText("").equals(actor)
            && known(each).filter(Condition.GRAPPLED::equals).isPresent()) {
          changes = changes.remove(each);
        }
      }
    }
    return changes;
  }

  private static Optional<Condition> known(Node condition) {
    return Condition.named(
        condition.at("d20", "condition").asText(condition.at("name").asText("")));
  }
}
