package io.tablekeep.engine.dice.check;

import io.tablekeep.engine.dice.DieList;
import io.tablekeep.engine.journal.entry.RollProof;
import io.tablekeep.engine.journal.entry.Rolled;
import io.tablekeep.sdk.dice.Dialect;
import io.tablekeep.sdk.dice.DiceException;
import io.tablekeep.sdk.dice.Die;
import io.tablekeep.sdk.dice.Notation;
import io.tablekeep.sdk.dice.References;
import io.tablekeep.sdk.dice.Roll;
import java.util.List;

/** Whether the notation asks for the dice that fell, and comes to the total that was told. */
final class TotalCheck {
  private TotalCheck() {}

  static void look(Rolled rolled, String where, Findings findings) {
    RollProof proof = rolled.proof().orElseThrow();
    List<Long> faces = rolled.roll().faces();
    DieList asked = new DieList();
    int[] next = {0};
    try {
      Notation notation = Notation.parse(rolled.roll().notation(), Dialect.named(proof.dialect()));
      Roll again =
          notation.roll(
              (Die die) -> {
                asked.add(die);
                // One die too many shows as another list of dice.
                return next[0] < faces.size() ? faces.get(next[0]++) : die.least();
              },
              References.NONE);
      if (!asked.text().equals(proof.dice())) {
        findings.fault(
            where, "dice-altered", Findings.name(rolled) + " asks for other dice than fell.");
      } else if (!rolled.failed().isEmpty() || again.exact() != rolled.roll().exact()) {
        findings.fault(
            where,
            "total-altered",
            Findings.name(rolled)
                + " comes to "
                + again.exact()
                + ", not "
                + rolled.roll().exact()
                + ".");
      }
    } catch (DiceException e) {
      boolean open = e.code().equals(DiceException.REFERENCE);
      boolean dialect = e.code().equals(DiceException.DIALECT);
      if (open || dialect) {
        findings.note(
            where
                + ": the total of "
                + Findings.name(rolled)
                + (open ? " depends on a sheet" : " is of a dialect that is not known here")
                + " and was not reckoned again.");
      } else if (!e.code().equals(rolled.failed()) || rolled.roll().exact() != 0) {
        findings.fault(
            where, "total-altered", Findings.name(rolled) + " has no result: " + e.message());
      }
    }
  }
}
