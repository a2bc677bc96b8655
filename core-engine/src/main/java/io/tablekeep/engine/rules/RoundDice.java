package io.tablekeep.engine.rules;

import io.tablekeep.engine.dice.Fallen;
import io.tablekeep.engine.dice.Throwing;
import io.tablekeep.engine.journal.entry.Rolled;
import io.tablekeep.sdk.dice.Dialect;
import io.tablekeep.sdk.dice.Notation;
import io.tablekeep.sdk.dice.References;
import io.tablekeep.sdk.dice.Roll;
import io.tablekeep.sdk.dice.odds.Odds;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.state.Node;
import io.tablekeep.sdk.state.Pointer;
import io.tablekeep.sdk.view.Audience;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The dice of one round. Faces that fell when the action was decided before are used again, by what
 * they were for and in their order, as far as the dice have such faces; {@code engine.dice} rolls
 * the others. Single-threaded.
 */
final class RoundDice {
  /** Rolls one action may make. */
  static final int MOST_ROLLS = 1_000;

  /** What is reckoned of odds on the way, about a nanosecond each. */
  private static final long QUICK = 1_000_000;

  /** Faces that may fall in one action: all of them are journaled. */
  static final int MOST_FACES = 100_000;

  private final RoundContext context;
  private final RuleState state;
  private final Optional<SystemRules> system;
  private final Map<String, Roll> rolls = new LinkedHashMap<>();
  private int made;
  private int faces;

  RoundDice(RoundContext context, RuleState state, Optional<SystemRules> system) {
    this.context = context;
    this.state = state;
    this.system = system;
  }

  /** What fell, as the journal tells it. */
  List<Rolled> rolled() {
    return context.tray().rolled();
  }

  Roll roll(String what, String notation, Audience to, Optional<Node> sheet) {
    Roll again = rolls.get(what);
    if (again != null) {
      return again;
    }
    if (made++ >= MOST_ROLLS || faces >= MOST_FACES) {
      throw new TablekeepException(
          ErrorKind.PLUGIN,
          "too-many-rolls",
          "one action makes more than 1,000 rolls, or more than 100,000 dice fall in it");
    }
    Dialect dialect = dialect();
    Notation parsed = Notation.parse(notation, dialect);
    Optional<Fallen> fell = Optional.ofNullable(context.rolls().get(what));
    String by = context.by().id();
    String name = dialect.name().equals(Dialect.STANDARD.name()) ? "" : dialect.name();
    Roll roll =
        context.tray().roll(new Throwing(what, parsed, name, on(sheet), to, by, this::owner, fell));
    faces += roll.faces().size();
    rolls.put(what, roll);
    return roll;
  }

  /** What may come of a notation, as far as that is reckoned in no time. */
  Odds odds(String notation, Optional<Node> sheet) {
    return Notation.parse(notation, dialect()).odds(on(sheet), QUICK);
  }

  private Dialect dialect() {
    return system.map(SystemRules::dialect).orElse(Dialect.STANDARD);
  }

  private References on(Optional<Node> sheet) {
    return sheet.<References>map(this::references).orElse(References.NONE);
  }

  private String owner(String actor) {
    return state.get(Pointer.of("actors", actor, "owner")) instanceof String owner ? owner : "";
  }

  private References references(Node sheet) {
    return path -> {
      String[] keys = path.split("\\.", -1);
      OptionalDouble own =
          system.map(rules -> number(sheet.at(rules.id()).at(keys))).orElse(OptionalDouble.empty());
      return own.isPresent() ? own : number(sheet.at(keys));
    };
  }

  /** What the sender cannot see is not there. */
  private OptionalDouble number(Node at) {
    if (at.kind() != Node.Kind.NUMBER
        || !context.sight().sees(state.root(), context.by(), at.pointer())) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(at.asDouble());
  }
}
