package io.tablekeep.engine.dice.check;

import io.tablekeep.engine.journal.entry.Rolled;
import java.util.ArrayList;
import java.util.List;

/** What a check has found so far. Single-threaded. */
final class Findings {
  private final List<DiceFault> faults = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  void fault(String where, String code, String message) {
    if (faults.size() < DiceReport.MOST) {
      faults.add(new DiceFault(where, code, message));
    }
  }

  void note(String text) {
    if (notes.size() < DiceReport.MOST && !notes.contains(text)) {
      notes.add(text);
    }
  }

  List<DiceFault> faults() {
    return faults;
  }

  List<String> notes() {
    return notes;
  }

  /** What a roll is called. */
  static String name(Rolled rolled) {
    String notation = rolled.roll().notation();
    return rolled
        .proof()
        .map(proof -> proof.stream() + " roll " + proof.counter() + ", " + notation)
        .orElse(notation);
  }
}
