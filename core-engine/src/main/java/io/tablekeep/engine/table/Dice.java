package io.tablekeep.engine.table;

import io.tablekeep.sdk.dice.DiceException;
import io.tablekeep.sdk.dice.Roll;
import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.Table;
import io.tablekeep.sdk.model.document.RollOdds;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Node;
import io.tablekeep.sdk.view.Audience;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Dice that fall before some people, and the line that tells of it.
 *
 * @param what what the roll is for, unique within the decision
 * @param notation what to roll
 * @param label what it is for, for people
 * @param actor whom the sender rolls for, and on whose sheet references are found
 * @param to who sees it besides sender and game master; empty: everyone
 * @param blind whether the sender does not
 */
record Dice(
    String what,
    String notation,
    Optional<String> label,
    Optional<String> actor,
    Optional<Set<String>> to,
    boolean blind) {
  Dice(String what, String notation) {
    this(what, notation, Optional.empty(), Optional.empty(), Optional.empty(), false);
  }

  Dice labelled(String text) {
    return new Dice(what, notation, Optional.of(text), actor, to, blind);
  }

  Dice as(String key) {
    return new Dice(what, notation, label, Optional.of(key), to, blind);
  }

  Dice before(Set<String> some) {
    return new Dice(what, notation, label, actor, Optional.of(some), blind);
  }

  int total(Table table) {
    return roll(table).total();
  }

  /** Lets them fall; a notation that cannot be rolled is refused as the payload's. */
  Decision fallen(Table table) {
    try {
      return Decision.apply(fall(table));
    } catch (DiceException e) {
      return Rulings.refuse(e.code(), e.message(), "notation");
    }
  }

  /** The line in the window of dice. */
  Changes fall(Table table) {
    Roll roll = roll(table);
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("by", table.by().id());
    actor.ifPresent(key -> line.put("as", key));
    line.put("notation", roll.notation());
    label.ifPresent(text -> line.put("label", text));
    line.put("faces", roll.faces());
    line.put("total", roll.exact());
    line.put("text", roll.text());
    line.put("at", table.now());
    to.ifPresent(some -> line.put("to", new TreeSet<>(some)));
    if (blind) {
      line.put("blind", true);
    }
    line.put("odds", RollOdds.of(table.odds(notation, sheet(table)), roll));
    return Changes.none().set(table.state().at("dice", table.newId()), line);
  }

  private Roll roll(Table table) {
    return table.roll(what, notation, audience(table), sheet(table));
  }

  private Optional<Node> sheet(Table table) {
    return actor.map(key -> table.state().at("actors", key));
  }

  private Audience audience(Table table) {
    if (to.isEmpty()) {
      return Audience.everyone();
    }
    Set<String> all = new TreeSet<>(to.get());
    if (!blind) {
      all.add(table.by().id());
    }
    return new Audience.Named(all);
  }
}
