package io.tablekeep.engine.approval;

import io.tablekeep.engine.journal.entry.DiceTexts;
import io.tablekeep.engine.journal.entry.RollProof;
import io.tablekeep.engine.journal.entry.Rolled;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.JsonReader;
import io.tablekeep.engine.state.JsonWriter;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.sdk.dice.Dialect;
import io.tablekeep.sdk.dice.DiceException;
import io.tablekeep.sdk.dice.Notation;
import io.tablekeep.sdk.dice.References;
import io.tablekeep.sdk.dice.Roll;
import io.tablekeep.sdk.model.document.RollOdds;
import io.tablekeep.sdk.view.Audience;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The form of dice of a waiting action: what fell, before whom, and what might have come of it, for
 * those who are to decide. Pure.
 */
final class AskDice {
  /** What is reckoned of the odds of one roll, about a nanosecond each. */
  private static final long STEPS = 1_000_000;

  private static final JsonReader.Limits LIMITS = JsonReader.Limits.DOCUMENT;

  private AskDice() {}

  static Map<String, Object> write(Map<String, Rolled> fallen, String sender) {
    Map<String, Object> rolls = new LinkedHashMap<>();
    fallen.forEach((what, rolled) -> rolls.put(what, one(rolled, sender)));
    return rolls;
  }

  private static Map<String, Object> one(Rolled rolled, String sender) {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("notation", rolled.roll().notation());
    one.put("faces", rolled.roll().faces());
    one.put("total", rolled.roll().exact());
    if (!rolled.failed().isEmpty()) {
      one.put("failed", rolled.failed());
    }
    if (!(rolled.to() instanceof Audience.Everyone)) {
      one.put("to", readers(rolled.to(), sender));
    }
    odds(rolled).ifPresent(odds -> one.put("odds", odds));
    return one;
  }

  /** Whom the document names; an actor's owner is found by the round alone. */
  private static List<String> readers(Audience to, String sender) {
    if (to instanceof Audience.Named named) {
      return List.copyOf(named.participants());
    }
    return to instanceof Audience.Owner && !sender.isEmpty() ? List.of(sender) : List.of();
  }

  /** Whether somebody sees dice of what they sent themselves. */
  static boolean isFor(Audience to, String sender) {
    return to instanceof Audience.Everyone || readers(to, sender).contains(sender);
  }

  /** Which rolls they are, for the engine alone: a proof may name dice of somebody else. */
  static Map<String, Object> proofs(Map<String, Rolled> fallen) {
    Map<String, Object> proofs = new LinkedHashMap<>();
    fallen.forEach(
        (what, rolled) -> rolled.proof().ifPresent(proof -> proofs.put(what, tree(proof))));
    return proofs;
  }

  private static Object tree(RollProof proof) {
    JsonWriter out = new JsonWriter();
    DiceTexts.proof(out, proof);
    return JsonReader.readObject(out.toBytes(), LIMITS, 0);
  }

  private static Optional<RollOdds> odds(Rolled rolled) {
    String dialect = rolled.proof().map(RollProof::dialect).orElse("");
    Roll roll = rolled.roll();
    try {
      Notation notation = Notation.parse(roll.notation(), Dialect.named(dialect));
      return Optional.of(RollOdds.of(notation.odds(References.NONE, STEPS), roll));
    } catch (DiceException ofASheetOrADialectOfItsOwn) {
      return Optional.empty();
    }
  }

  static Map<String, Rolled> read(JsonObject ask) {
    Map<String, Rolled> all = new LinkedHashMap<>();
    if (ask.get("rolls") instanceof JsonObject rolls) {
      Object proofs = ask.get("proofs");
      rolls.forEach(
          (what, roll) ->
              all.put(what, one(what, roll, proofs == null ? null : Trees.get(proofs, what))));
    }
    return all;
  }

  private static Rolled one(String what, Object roll, @Nullable Object proof) {
    JsonObject tree = AskForm.object(roll);
    Audience to = Audience.everyone();
    if (tree.has("to")) {
      to = new Audience.Named(new TreeSet<>(AskForm.texts(tree, "to")));
    }
    Rolled rolled = DiceTexts.roll(tree, what, to);
    return new Rolled(what, rolled.roll(), to, DiceTexts.proofOf(proof), rolled.failed());
  }
}
