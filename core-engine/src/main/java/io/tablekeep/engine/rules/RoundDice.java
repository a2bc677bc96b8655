package io.tablekeep.engine.rules;

import io.tablekeep.engine.journal.entry.Rolled;
import io.tablekeep.engine.runtime.Chance;
import io.tablekeep.sdk.dice.Dialect;
import io.tablekeep.sdk.dice.Die;
import io.tablekeep.sdk.dice.DieSource;
import io.tablekeep.sdk.dice.Notation;
import io.tablekeep.sdk.dice.References;
import io.tablekeep.sdk.dice.Roll;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.state.Node;
import io.tablekeep.sdk.view.Audience;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The dice of one round. Faces that fell when the action was decided before are used again, by what
 * they were for and in their order, as far as the dice have such faces. Single-threaded.
 */
final class RoundDice {
  /** Rolls one action may make. */
  static final int MOST_ROLLS = 1_000;

  /** Faces that may fall in one action: all of them are journaled. */
  static final int MOST_FACES = 100_000;

  private final RoundContext context;
  private final RuleState state;
  private final Optional<SystemRules> system;
  private final Map<String, Roll> rolls = new LinkedHashMap<>();
  private final List<Rolled> rolled = new ArrayList<>();
  private int faces;

  RoundDice(RoundContext context, RuleState state, Optional<SystemRules> system) {
    this.context = context;
    this.state = state;
    this.system = system;
  }

  /** What fell, as the journal tells it. */
  List<Rolled> rolled() {
    return List.copyOf(rolled);
  }

  Roll roll(String what, String notation, Audience to, Optional<Node> sheet) {
    Roll again = rolls.get(what);
    if (again != null) {
      return again;
    }
    if (rolls.size() >= MOST_ROLLS || faces >= MOST_FACES) {
      throw new TablekeepException(
          ErrorKind.PLUGIN,
          "too-many-rolls",
          "one action makes more than 1,000 rolls, or more than 100,000 dice fall in it");
    }
    Dialect dialect = system.map(SystemRules::dialect).orElse(Dialect.STANDARD);
    Roll fell = context.rolls().get(what);
    DieSource source = new Again(fell == null ? List.of() : fell.faces(), context.chance());
    References references = sheet.<References>map(this::references).orElse(References.NONE);
    Roll roll = Notation.parse(notation, dialect).roll(source, references);
    faces += roll.faces().size();
    rolls.put(what, roll);
    rolled.add(new Rolled(what, roll.bare(), to));
    return roll;
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

  /** First the faces that fell before, then chance. */
  private static final class Again implements DieSource {
    private final List<Long> before;
    private final Chance chance;
    private int next;

    Again(List<Long> before, Chance chance) {
      this.before = before;
      this.chance = chance;
    }

    @Override
    public long roll(Die die) {
      int index = next++;
      if (index < before.size() && die.has(before.get(index))) {
        return before.get(index);
      }
      return die.face(below(die.draws()));
    }

    private long below(long bound) {
      if (bound <= Integer.MAX_VALUE) {
        return chance.below((int) bound);
      }
      // What would make low numbers likelier than high ones is drawn again.
      long bits = chance.bits() >>> 1;
      while (bits - bits % bound + (bound - 1) < 0) {
        bits = chance.bits() >>> 1;
      }
      return bits % bound;
    }
  }
}
