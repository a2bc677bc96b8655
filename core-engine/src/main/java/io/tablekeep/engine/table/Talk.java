package io.tablekeep.engine.table;

import io.tablekeep.sdk.dice.Roll;
import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.SystemDefinition;
import io.tablekeep.sdk.game.Table;
import io.tablekeep.sdk.model.action.ChatSay;
import io.tablekeep.sdk.model.action.DiceRoll;
import io.tablekeep.sdk.model.document.Documents;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Node;
import io.tablekeep.sdk.view.Audience;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is said and rolled at the table. */
final class Talk {
  private Talk() {}

  static void define(SystemDefinition system) {
    system
        .action("chat.say", ChatSay.class, Talk::say)
        .describe("Says something to everyone at the table.");
    system
        .action("dice.roll", DiceRoll.class, Talk::roll)
        .describe("Rolls dice where everyone sees them.");
  }

  private static Decision say(Table table, ChatSay say) {
    return Decision.apply(Changes.none().say(Audience.everyone(), say.text()));
  }

  private static Decision roll(Table table, DiceRoll dice) {
    Roll roll = table.roll("roll", dice.notation());
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("by", table.by().id());
    line.put("notation", roll.notation());
    dice.label().ifPresent(label -> line.put("label", label));
    line.put("faces", roll.faces());
    line.put("total", roll.total());
    line.put("at", table.now());
    Node window = table.state().at("dice");
    Changes changes = Changes.none().set(window.at(table.newId()), line);
    if (window.exists() && window.size() >= Documents.DICE_LINES) {
      changes = changes.remove(window.children().findFirst().orElseThrow());
    }
    return Decision.apply(changes);
  }
}
