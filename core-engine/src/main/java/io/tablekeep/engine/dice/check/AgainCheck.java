package io.tablekeep.engine.dice.check;

import io.tablekeep.engine.dice.DieList;
import io.tablekeep.engine.dice.Draws;
import io.tablekeep.engine.journal.entry.RollProof;
import io.tablekeep.engine.journal.entry.Rolled;
import io.tablekeep.sdk.dice.Die;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reckons the faces of a roll again: first those of the roll it uses again, then new ones. */
final class AgainCheck {
  private AgainCheck() {}

  /** A roll all of whose faces are those of another one. */
  static void only(
      Rolled rolled, String where, Map<RollProof.Ref, List<Long>> fallen, Findings findings) {
    faces(rolled, where, null, fallen, findings);
    TotalCheck.look(rolled, where, findings);
  }

  /** Whether the faces are those that had to fall. */
  static boolean faces(
      Rolled rolled,
      String where,
      @Nullable Draws draws,
      Map<RollProof.Ref, List<Long>> fallen,
      Findings findings) {
    RollProof proof = rolled.proof().orElseThrow();
    List<Long> faces = rolled.roll().faces();
    List<Long> before = List.of();
    if (proof.again().isPresent()) {
      List<Long> known = fallen.get(proof.again().get());
      if (known == null) {
        findings.note(
            where + ": " + Findings.name(rolled) + " uses dice again that are not among these.");
        return false;
      }
      before = known;
    }
    List<Die> dice;
    try {
      dice = DieList.read(proof.dice(), faces.size());
    } catch (RuntimeException e) {
      findings.fault(where, "dice-altered", "The dice of " + Findings.name(rolled) + " are none.");
      return false;
    }
    if (dice.size() != faces.size()) {
      findings.fault(
          where, "dice-altered", Findings.name(rolled) + " has another number of dice than faces.");
      return false;
    }
    for (int i = 0; i < faces.size(); i++) {
      Die die = dice.get(i);
      boolean again = i < before.size() && die.has(before.get(i));
      if (!again && draws == null) {
        findings.fault(
            where, "face-altered", "Die " + (i + 1) + " of " + Findings.name(rolled) + " is new.");
        return false;
      }
      long had = again || draws == null ? before.get(i) : die.face(draws.below(die.draws()));
      if (had != faces.get(i)) {
        findings.fault(
            where,
            "face-altered",
            "Die "
                + (i + 1)
                + " of "
                + Findings.name(rolled)
                + " shows "
                + faces.get(i)
                + ", and the seed, the nonces and the notation give "
                + had
                + ": one of these was changed.");
        return false;
      }
    }
    return true;
  }
}
